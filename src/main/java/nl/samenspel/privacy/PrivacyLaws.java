package nl.samenspel.privacy;

import java.util.UUID;
import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of forgetting.
@Configuration(proxyBeanMethods = false)
class PrivacyLaws {

    private interface Examination {
        Law.Finding of(JdbcClient database);
    }

    private record Named(String name, Examination examination) implements Law {

        @Override
        public Finding examine(JdbcClient database) {
            return examination.of(database);
        }
    }

    /// Who is forgotten is forgotten in every table.
    @Bean
    Law forgottenIsForgotten(Register register) {
        return new Named("privacy.forgotten-is-forgotten", database -> {
            var forgotten = database.sql("select person from privacy.forgotten")
                    .query((rs, _) -> rs.getObject(1, UUID.class))
                    .list();
            return new Law.Finding(forgotten.size(), Rows.listLeft(database, register, forgotten));
        });
    }

    /// Nobody forgets someone alone, or not in haste.
    @Bean
    Law fourEyes() {
        return new Named(
                "privacy.four-eyes",
                database -> new Law.Finding(
                        database.sql("select count(*) from privacy.erasure where done_at is not null")
                                .query(Long.class)
                                .single(),
                        database.sql("""
                                select format('erasure %s: confirmed by who prepared it, without the wait', id)
                                from privacy.erasure
                                where confirmed_by = asked_by
                                  and (not_before is null
                                       or (done_at at time zone 'Europe/Amsterdam')::date < not_before)
                                order by id
                                """).query((rs, _) -> rs.getString(1)).list()));
    }
}
