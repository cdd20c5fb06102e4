package nl.samenspel.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The log of looks: who saw whose record, when and why. Law 8; NEN 7513 asks for the same in care.
@Service
public class Looks {

    private final JdbcClient db;
    private final Clock clock;

    Looks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Why a record is looked at. Each has a message `audit.purpose.<NAME>` in every language.
    public enum Purpose {
        /// Working on a help request: intake, triage, contact.
        REQUEST,
        /// Choosing whom to invite.
        MATCHING,
        /// Guiding a match.
        MATCH,
        /// The overview of what needs doing.
        WORKBENCH,
        /// Looking up or changing someone's record.
        RECORD,
        /// Another program, on behalf of an account.
        API
    }

    public void at(PersonId subject, Purpose purpose) {
        at(List.of(subject), purpose);
    }

    /// Writes a line for each person shown. Looking at oneself is not a look. The front desk has no account
    /// and shows nobody anything, so it leaves no line either.
    @Transactional
    public void at(Collection<PersonId> subjects, Purpose purpose) {
        var viewer = Viewer.current();
        if (viewer.account() == null) {
            return;
        }
        var others = subjects.stream()
                .filter(subject -> !viewer.persons().contains(subject))
                .map(PersonId::value)
                .distinct()
                .toArray(java.util.UUID[]::new);
        if (others.length == 0) {
            return;
        }
        var desk = viewer.desk();
        db.sql("""
                insert into audit.look (at, account, role, organisation, subject, purpose)
                select :at, :account, :role, :organisation, subject, :purpose
                from unnest(:subjects) subject
                """)
                .param("at", Timestamp.from(clock.instant()))
                .param("account", viewer.me().value())
                .param("role", desk != null ? desk.role().name() : roleOf(viewer))
                .param("organisation", desk == null ? null : desk.organisation().value(), java.sql.Types.OTHER)
                .param("purpose", purpose.name())
                .param("subjects", others)
                .update();
    }

    private static String roleOf(Viewer viewer) {
        return viewer.roles().stream().sorted().map(Role::name).findFirst().orElse("");
    }
}
