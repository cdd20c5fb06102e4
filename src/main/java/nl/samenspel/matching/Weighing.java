package nl.samenspel.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.engine.Weights;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How heavily each criterion counts when an organisation looks for somebody. Policy: its manager decides, everybody
/// may know. Whoever has decided nothing, has the [Weights#DEFAULT].
@Service
public class Weighing {

    private static final String COLUMNS = """
            loves, likes, distance, day_part, same_branch, same_organisation, waiting, urgency, base, spare, load""";

    private final JdbcClient db;
    private final Clock clock;

    Weighing(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// As the viewer may see it: of their own organisation.
    @Transactional(readOnly = true)
    public Weights of(OrganisationId organisation) {
        return db.sql("select " + COLUMNS + " from matching.weights where organisation = :organisation")
                .param("organisation", organisation.value())
                .query(Weighing::read)
                .optional()
                .orElse(Weights.DEFAULT);
    }

    /// From now on it counts like this. Only the organisation's manager may.
    @Transactional
    public void change(OrganisationId organisation, Weights weights) {
        db.sql("insert into matching.weights (organisation, " + COLUMNS + """
                , changed_by, changed_at)
                values (:organisation, :loves, :likes, :distance, :dayPart, :sameBranch, :sameOrganisation, :waiting,
                    :urgency, :base, :spare, :load, :by, :now)
                on conflict (organisation) do update
                set loves = excluded.loves, likes = excluded.likes, distance = excluded.distance,
                    day_part = excluded.day_part, same_branch = excluded.same_branch,
                    same_organisation = excluded.same_organisation, waiting = excluded.waiting,
                    urgency = excluded.urgency, base = excluded.base, spare = excluded.spare, load = excluded.load,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("organisation", organisation.value())
                .param("loves", weights.loves())
                .param("likes", weights.likes())
                .param("distance", weights.distance())
                .param("dayPart", weights.dayPart())
                .param("sameBranch", weights.sameBranch())
                .param("sameOrganisation", weights.sameOrganisation())
                .param("waiting", weights.waiting())
                .param("urgency", weights.urgency())
                .param("base", weights.base())
                .param("spare", weights.spare())
                .param("load", weights.load())
                .param("by", Viewer.current().me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static Weights read(ResultSet rs, int rowNumber) throws SQLException {
        return new Weights(
                rs.getInt("loves"),
                rs.getInt("likes"),
                rs.getInt("distance"),
                rs.getInt("day_part"),
                rs.getInt("same_branch"),
                rs.getInt("same_organisation"),
                rs.getInt("waiting"),
                rs.getInt("urgency"),
                rs.getInt("base"),
                rs.getInt("spare"),
                rs.getInt("load"));
    }
}
