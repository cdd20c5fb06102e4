package nl.samenspel.people;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import nl.samenspel.access.Shares;
import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of what people agreed to.
@Configuration(proxyBeanMethods = false)
class PeopleLaws {

    /// Law 7: what rests on a consent is shared only while it stands.
    @Bean
    Law sharesRestOnConsent() {
        return new Law() {
            @Override
            public String name() {
                return "people.shares-rest-on-consent";
            }

            @Override
            public Finding examine(JdbcClient database) {
                var standing = new HashSet<>(database.sql("select id from people.consent where withdrawn_at is null")
                        .query((rs, _) -> rs.getObject(1, UUID.class))
                        .list());
                var shares = Shares.listConsents(database);
                var violations = new ArrayList<String>();
                shares.forEach((share, consent) -> {
                    if (!standing.contains(consent)) {
                        violations.add("share %s rests on consent %s, which does not stand".formatted(share, consent));
                    }
                });
                violations.sort(null);
                return new Finding(shares.size(), violations);
            }
        };
    }
}
