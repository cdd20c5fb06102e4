package nl.samenspel.story;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Installation;
import nl.samenspel.database.Welcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells the story to an empty demo: each chapter once, in order. A chapter that was broken off (the machine went
/// down) is told again from its start; fixed keys keep it from doubling.
@Configuration(proxyBeanMethods = false)
@Profile("!command")
class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);

    @Bean
    @Order(1)
    ApplicationRunner tellTheStory(
            Installation installation,
            List<Chapter> chapters,
            JdbcClient db,
            TransactionTemplate transaction,
            Clock clock) {
        return (ApplicationArguments _) -> {
            if (!installation.isDemo()) {
                return;
            }
            for (var chapter : chapters) {
                var name = chapter.getClass().getSimpleName();
                var told = Boolean.TRUE.equals(
                        transaction.execute(_ -> db.sql("select exists (select from story.chapter where name = :name)")
                                .param("name", name)
                                .query(Boolean.class)
                                .single()));
                if (told) {
                    continue;
                }
                LOG.info("Telling {}", name);
                Viewer.installation().run(chapter::tell);
                transaction.executeWithoutResult(
                        _ -> db.sql("insert into story.chapter (name, told_at) values (:name, :now)")
                                .param("name", name)
                                .param("now", Timestamp.from(clock.instant()))
                                .update());
            }
        };
    }

    @Bean
    Welcome demoWelcome(Installation installation) {
        return address -> installation.isDemo()
                ? List.of("Sign in as one of its people: " + address.resolve("/demo"))
                : List.of();
    }
}
