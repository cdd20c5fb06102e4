package nl.samenspel.mail;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.database.Installation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings the outbox to the mail server, one letter at a time; on trouble waits longer each time, for three days.
///
/// Crosses organisations, so it works with the jobs' database role. In the demo nothing leaves: the mailbox page
/// is where mail goes.
@Configuration(proxyBeanMethods = false)
class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int MOST_TRIES = 40;
    private static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private record Waiting(UUID id, String address, String subject, String body, int tries) {}

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
            if (installation.isDemo() || carrier == null) {
                return;
            }
            while (bringOne(jobs, transaction, carrier, clock, from)) {
                // on to the next
            }
        });
    }

    /// A letter is locked while it is brought, so that two nodes do not bring it twice.
    private static boolean bringOne(
            JdbcClient jobs, TransactionTemplate transaction, JavaMailSender carrier, Clock clock, String from) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            Optional<Waiting> waiting = jobs.sql("""
                    select id, to_address, subject, body, tries from mail.outbox
                    where sent_at is null and given_up_at is null and next_try_at <= :now
                    order by next_try_at limit 1 for update skip locked
                    """)
                    .param("now", Timestamp.from(clock.instant()))
                    .query((rs, _) -> new Waiting(
                            rs.getObject("id", UUID.class),
                            rs.getString("to_address"),
                            rs.getString("subject"),
                            rs.getString("body"),
                            rs.getInt("tries")))
                    .optional();
            if (waiting.isEmpty()) {
                return false;
            }
            var letter = waiting.get();
            var message = new SimpleMailMessage();
            message.setFrom(from);
            message.setTo(letter.address());
            message.setSubject(letter.subject());
            message.setText(letter.body());
            try {
                carrier.send(message);
                jobs.sql("update mail.outbox set sent_at = :now, tries = tries + 1 where id = :id")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", letter.id())
                        .update();
            } catch (MailException e) {
                var tries = letter.tries() + 1;
                var pause = Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 10L << Math.min(tries, 20)));
                LOG.warn(
                        "Mail {} could not be brought, try {}: {}",
                        letter.id(),
                        tries,
                        e.getClass().getSimpleName());
                jobs.sql("""
                        update mail.outbox
                        set tries = :tries, last_trouble = :trouble, next_try_at = :next,
                            given_up_at = case when :tries >= :most then cast(:now as timestamptz) end
                        where id = :id
                        """)
                        .param("tries", tries)
                        .param("trouble", e.getClass().getSimpleName())
                        .param("next", Timestamp.from(clock.instant().plus(pause)))
                        .param("most", MOST_TRIES)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", letter.id())
                        .update();
            }
            return true;
        }));
    }
}
