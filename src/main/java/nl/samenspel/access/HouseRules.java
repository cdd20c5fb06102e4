package nl.samenspel.access;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What an organisation asks of its people when they come in, beyond what Samenspel asks of all: never less.
@Service
public class HouseRules {

    private final JdbcClient db;
    private final Clock clock;

    HouseRules(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// Whether volunteers, participants and relatives of the viewer's organisation need a second factor too.
    @Transactional(readOnly = true)
    public boolean secondForAll() {
        return db.sql("select second_for_all from access.house_rule where organisation = :organisation")
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Transactional
    public void setSecondForAll(boolean asked) {
        db.sql("""
                insert into access.house_rule (organisation, second_for_all, set_by, set_at)
                values (:organisation, :asked, :me, :now)
                on conflict (organisation) do update set second_for_all = :asked, set_by = :me, set_at = :now
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("asked", asked)
                .param("me", Viewer.current().me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
