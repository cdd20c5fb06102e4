package nl.samenspel.privacy;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When an organisation was last looked through for what a page shows of all its people. That happens every night, so
/// that the page reads little however many they are; where no night has come by yet, the page looks itself.
@Component
class LookedThrough {

    /// For what.
    enum What {
        LEAVING,
        DOUBLES
    }

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Clock clock;

    LookedThrough(JdbcClient db, @Qualifier("jobs") JdbcClient jobs, Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// When the viewer's organisation was; empty where no night has come by yet. Within the viewer's transaction.
    Optional<Instant> last(What what) {
        return db.sql("select at from privacy.looked_through where organisation = :organisation and what = :what")
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("what", what.name())
                .query((rs, _) -> rs.getTimestamp("at").toInstant())
                .optional();
    }

    /// Within the transaction that keeps what was found.
    void note(What what, OrganisationId organisation) {
        jobs.sql("""
                insert into privacy.looked_through (organisation, what, at) values (:organisation, :what, :now)
                on conflict (organisation, what) do update set at = excluded.at
                """)
                .param("organisation", organisation.value())
                .param("what", what.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
