package nl.samenspel.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import nl.samenspel.database.Installation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes a [MailRound] every five seconds, where there is a mail server.
///
/// Crosses organisations, so it works with the jobs' database role. In the demo nothing leaves: the mailbox page
/// is where mail goes.
@Configuration(proxyBeanMethods = false)
class Postman {

    @Bean
    RecurringTask<Void> bringMail(
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate transaction,
            ObjectProvider<JavaMailSender> server,
            Installation installation,
            Clock clock,
            @Value("${samenspel.mail.from:noreply@localhost}") String from) {
        return Tasks.recurring("bring-mail", FixedDelay.ofSeconds(5)).execute((_, _) -> {
            var carrier = server.getIfAvailable();
            if (!installation.isDemo() && carrier != null) {
                new MailRound(jobs, transaction, carrier, clock, from).bringAll();
            }
        });
    }

    /// For whoever keeps the program running: how much waits, and what was given up. Numbers only.
    @Bean
    MeterBinder mailMeters(@Qualifier("jobs") JdbcClient jobs) {
        return registry -> {
            Gauge.builder("samenspel.mail.waiting", () -> count(jobs, "sent_at is null and given_up_at is null"))
                    .description("mail that waits to be brought")
                    .register(registry);
            Gauge.builder("samenspel.mail.given.up", () -> count(jobs, "given_up_at is not null"))
                    .description("mail that could not be brought in three days")
                    .register(registry);
        };
    }

    private static long count(JdbcClient jobs, String which) {
        return jobs.sql("select count(*) from mail.outbox where " + which)
                .query(Long.class)
                .single();
    }
}
