package nl.samenspel.reimbursements;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to thanks: moments and notes, which matter more to people than a fee (CBS 2023). Nothing
/// here is worth money; what is, is a claim in kind.
@Service
public class ThankYous {

    private final JdbcClient db;
    private final Volunteers volunteers;
    private final Clock clock;

    ThankYous(JdbcClient db, Volunteers volunteers, Clock clock) {
        this.db = db;
        this.volunteers = volunteers;
        this.clock = clock;
    }

    /// How somebody was thanked. Each has a message `reimbursements.thanks.<NAME>`.
    public enum How {
        NOTE,
        CALL,
        MOMENT,
        BIRTHDAY,
        JUBILEE
    }

    /// One time that somebody was thanked.
    public record ThankYou(LocalDate on, How how, String words, AccountId by) {}

    /// Thanks one of the desk's volunteers. False when they are none of theirs.
    @Transactional
    public boolean give(PersonId person, How how, String words) {
        var viewer = Viewer.current();
        var found = volunteers
                .find(person)
                .filter(one ->
                        viewer.organisation().filter(one.organisation()::equals).isPresent());
        found.ifPresent(volunteer -> db.sql("""
                insert into reimbursements.thanks (id, organisation, volunteer, on_day, kind, words, given_by, given_at)
                values (:id, :organisation, :volunteer, :today, :how, :words, :by, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("organisation", volunteer.organisation().value())
                .param("volunteer", person.value())
                .param("today", LocalDate.now(clock))
                .param("how", how.name())
                .param("words", words)
                .param("by", viewer.me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update());
        return found.isPresent();
    }

    /// How this one was thanked, the latest first.
    @Transactional(readOnly = true)
    public List<ThankYou> list(PersonId person) {
        return db.sql("""
                select on_day, kind, words, given_by from reimbursements.thanks
                where volunteer = :volunteer order by on_day desc, given_at desc limit 20
                """)
                .param("volunteer", person.value())
                .query((rs, _) -> new ThankYou(
                        Objects.requireNonNull(rs.getObject("on_day", LocalDate.class)),
                        How.valueOf(rs.getString("kind")),
                        rs.getString("words"),
                        new AccountId(rs.getObject("given_by", UUID.class))))
                .list();
    }
}
