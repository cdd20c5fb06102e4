package nl.samenspel.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.transaction.support.TransactionTemplate;

/// The postman's round: what waits in the outbox goes to the mail server, one letter at a time. A letter that cannot
/// be brought waits, longer each time and for about three days; the others do not wait for it. Where the server itself
/// is away the round is over: the other letters are not tried, and go as soon as it is back.
///
/// A letter is locked while it is brought, so two nodes never bring it twice. Should the program die between handing
/// it over and noting that, it goes out once more, with the same Message-ID, by which mail programs know the double.
record MailRound(JdbcClient jobs, TransactionTemplate transaction, JavaMailSender carrier, Clock clock, String from) {

    private static final Logger LOG = LoggerFactory.getLogger(MailRound.class);
    static final int MOST_TRIES = 40;
    static final Duration LONGEST_WAIT = Duration.ofHours(2);

    private record Waiting(UUID id, String address, String subject, String body, int tries) {}

    /// Brings all that can be brought now.
    void bringAll() {
        while (Boolean.TRUE.equals(
                transaction.execute(_ -> next().map(this::bring).orElse(false)))) {
            // on to the next
        }
    }

    /// Whether to go on with the next.
    private boolean bring(Waiting letter) {
        try {
            carrier.send(message(letter));
            noteSent(letter);
            return true;
        } catch (MailException e) {
            LOG.warn(
                    "Mail {} could not be brought, try {}: {}",
                    letter.id(),
                    letter.tries() + 1,
                    e.getClass().getSimpleName());
            noteTrouble(letter, e);
            return isOfThisLetter(e);
        }
    }

    /// Something is wrong with it, or the server answered that it does not take it; the server and the line are there.
    private static boolean isOfThisLetter(MailException e) {
        return e instanceof MailParseException
                || (e instanceof MailSendException sending
                        && Arrays.stream(sending.getMessageExceptions())
                                .anyMatch(SendFailedException.class::isInstance));
    }

    private Optional<Waiting> next() {
        return jobs.sql("""
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
    }

    private MimeMessage message(Waiting letter) {
        try {
            var message = new MimeMessage(carrier.createMimeMessage().getSession()) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", "<" + letter.id() + "@samenspel>");
                }
            };
            var words = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            words.setFrom(from);
            words.setTo(letter.address());
            words.setSubject(letter.subject());
            words.setText(letter.body());
            return message;
        } catch (MessagingException e) {
            throw new MailParseException(e);
        }
    }

    private void noteSent(Waiting letter) {
        jobs.sql("update mail.outbox set sent_at = :now, tries = tries + 1 where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", letter.id())
                .update();
    }

    private void noteTrouble(Waiting letter, MailException trouble) {
        var tries = letter.tries() + 1;
        var pause = Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 10L << Math.min(tries, 20)));
        jobs.sql("""
                update mail.outbox
                set tries = :tries, last_trouble = :trouble, next_try_at = :next,
                    given_up_at = case when :tries >= :most then cast(:now as timestamptz) end
                where id = :id
                """)
                .param("tries", tries)
                .param("trouble", trouble.getClass().getSimpleName())
                .param("next", Timestamp.from(clock.instant().plus(pause)))
                .param("most", MOST_TRIES)
                .param("now", Timestamp.from(clock.instant()))
                .param("id", letter.id())
                .update();
    }
}
