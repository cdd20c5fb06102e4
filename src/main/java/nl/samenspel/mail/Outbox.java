package nl.samenspel.mail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to mail. What is put in goes out, after the transaction it belongs to, and not without it.
@Service
public class Outbox {

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final MessageSource words;
    private final Clock clock;

    Outbox(JdbcClient db, @Qualifier("jobs") JdbcClient jobs, MessageSource words, Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.words = words;
        this.clock = clock;
    }

    /// A mail as it was, or will be, sent.
    public record Sent(UUID id, String address, String name, String subject, String body, Instant createdAt) {

        private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S*)");

        /// The pages of ours that the mail points to.
        public List<String> links() {
            return LINK.matcher(body).results().map(link -> link.group(1)).toList();
        }
    }

    @Transactional
    public void send(Letter letter) {
        var filledIn = letter.filledIn().toArray();
        db.sql("""
                insert into mail.outbox (id, to_address, to_name, subject, body, created_at, next_try_at)
                values (:id, :address, :name, :subject, :body, :now, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("address", letter.address())
                .param("name", letter.name())
                .param("subject", words.getMessage(letter.key() + ".subject", filledIn, letter.language()))
                .param("body", words.getMessage(letter.key() + ".body", filledIn, letter.language()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// The newest mails, for the demo's mailbox page.
    public List<Sent> listNewest(int most) {
        return jobs.sql("""
                select id, to_address, to_name, subject, body, created_at from mail.outbox
                order by created_at desc, id limit :most
                """)
                .param("most", most)
                .query((rs, _) -> new Sent(
                        rs.getObject("id", UUID.class),
                        rs.getString("to_address"),
                        rs.getString("to_name"),
                        rs.getString("subject"),
                        rs.getString("body"),
                        rs.getTimestamp("created_at").toInstant()))
                .list();
    }
}
