package nl.samenspel.limits;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what organisations ask of a volunteer at most. For all to read; an organisation's managers change it.
/// Changing it holds for what begins: what runs goes on.
@Service
public class Policies {

    private final JdbcClient db;
    private final Clock clock;

    Policies(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /// What the organisation says, or else what is shipped.
    @Transactional(readOnly = true)
    public Policy of(OrganisationId organisation) {
        return db.sql("""
                select hours_at_most, matches_at_most, day_parts_each, nights_at_most, rest_after_night, heavy_at_most,
                       review_after_years
                from limits.policy where organisation = :organisation
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new Policy(
                        organisation,
                        rs.getObject("hours_at_most", Integer.class),
                        rs.getObject("matches_at_most", Integer.class),
                        rs.getInt("day_parts_each"),
                        rs.getInt("nights_at_most"),
                        rs.getInt("rest_after_night"),
                        rs.getInt("heavy_at_most"),
                        rs.getInt("review_after_years")))
                .optional()
                .orElseGet(() -> Policy.shipped(organisation));
    }

    /// Sets what the viewer's organisation asks at most. Only its managers; row security refuses anybody else.
    @Transactional
    public void set(Policy policy) {
        db.sql("""
                insert into limits.policy
                    (organisation, hours_at_most, matches_at_most, day_parts_each, nights_at_most, rest_after_night,
                     heavy_at_most, review_after_years, changed_by, changed_at)
                values (:organisation, :hours, :matches, :parts, :nights, :rest, :heavy, :years, :by, :now)
                on conflict (organisation) do update set
                    hours_at_most = excluded.hours_at_most, matches_at_most = excluded.matches_at_most,
                    day_parts_each = excluded.day_parts_each, nights_at_most = excluded.nights_at_most,
                    rest_after_night = excluded.rest_after_night, heavy_at_most = excluded.heavy_at_most,
                    review_after_years = excluded.review_after_years, changed_by = excluded.changed_by,
                    changed_at = excluded.changed_at
                """)
                .param("organisation", policy.organisation().value())
                .param("hours", policy.hoursAtMost(), Types.INTEGER)
                .param("matches", policy.matchesAtMost(), Types.INTEGER)
                .param("parts", policy.dayPartsEach())
                .param("nights", policy.nightsAtMost())
                .param("rest", policy.restAfterNight())
                .param("heavy", policy.heavyAtMost())
                .param("years", policy.reviewAfterYears())
                .param("by", Viewer.current().me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
