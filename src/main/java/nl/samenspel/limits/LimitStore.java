package nl.samenspel.limits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LimitStore {

    private final JdbcClient db;
    private final JdbcClient jobs;

    LimitStore(JdbcClient db, @Qualifier("jobs") JdbcClient jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    /// Waits for whoever is making a promise of this volunteer, and lets nobody else until the transaction ends.
    void hold(PersonId volunteer) {
        db.sql("select limits.hold(:volunteer)")
                .param("volunteer", volunteer.value())
                .query((_, _) -> true)
                .single();
    }

    Optional<OwnLimits> find(PersonId volunteer) {
        return list(List.of(volunteer)).stream().findFirst();
    }

    List<OwnLimits> list(Collection<PersonId> volunteers) {
        return db.sql("""
                select volunteer, hours_per_week, matches_at_a_time, nights_per_week, pause_until
                from limits.own_limit where volunteer = any (:volunteers) order by volunteer
                """)
                .param("volunteers", ids(volunteers))
                .query((rs, _) -> new OwnLimits(
                        new PersonId(rs.getObject("volunteer", UUID.class)),
                        rs.getInt("hours_per_week"),
                        rs.getInt("matches_at_a_time"),
                        rs.getObject("nights_per_week", Integer.class),
                        rs.getObject("pause_until", LocalDate.class)))
                .list();
    }

    void add(OrganisationId organisation, OwnLimits limits, Instant now) {
        write(limits, now, """
                insert into limits.own_limit
                    (volunteer, organisation, hours_per_week, matches_at_a_time, nights_per_week, pause_until,
                     changed_at)
                values (:volunteer, :organisation, :hours, :matches, :nights, :pause, :now)
                """).param("organisation", organisation.value()).update();
    }

    void change(OwnLimits limits, Instant now) {
        write(limits, now, """
                update limits.own_limit
                set hours_per_week = :hours, matches_at_a_time = :matches, nights_per_week = :nights,
                    pause_until = :pause, changed_at = :now
                where volunteer = :volunteer
                """).update();
    }

    private JdbcClient.StatementSpec write(OwnLimits limits, Instant now, String statement) {
        return db.sql(statement)
                .param("volunteer", limits.volunteer().value())
                .param("hours", limits.hoursPerWeek())
                .param("matches", limits.matchesAtATime())
                .param("nights", limits.nightsPerWeek(), Types.INTEGER)
                .param("pause", limits.pauseUntil(), Types.DATE)
                .param("now", Timestamp.from(now));
    }

    Map<PersonId, Room> rooms(Collection<PersonId> volunteers, LocalDate today) {
        return rooms(db, volunteers, today);
    }

    /// Whosever volunteers they are.
    Map<PersonId, Room> roomsOfAnyone(Collection<PersonId> volunteers, LocalDate today) {
        return rooms(jobs, volunteers, today);
    }

    private static Map<PersonId, Room> rooms(JdbcClient db, Collection<PersonId> volunteers, LocalDate today) {
        return db
                .sql("""
                        select l.volunteer, least(l.hours_per_week, p.hours_at_most) as hours,
                               least(l.matches_at_a_time, p.matches_at_most) as places,
                               least(l.nights_per_week, coalesce(p.nights_at_most, :nights)) as nights,
                               coalesce(p.heavy_at_most, :heavy) as heavy_at_most,
                               coalesce(p.day_parts_each, :parts) as day_parts_each,
                               coalesce(p.rest_after_night, :rest) as rest_after_night,
                               case when l.pause_until > :today then l.pause_until end as paused_until,
                               coalesce(sum(c.hours), 0) as load, count(c.id) as taken,
                               coalesce(sum(c.nights), 0) as awake, count(*) filter (where c.heavy) as heavies,
                               coalesce(bit_or(c.fixed_parts), 0) as fixed
                        from limits.own_limit l
                        left join limits.policy p on p.organisation = l.organisation
                        left join limits.commitment c on c.volunteer = l.volunteer and c.ended_on is null
                        where l.volunteer = any (:volunteers)
                        group by l.volunteer, p.organisation
                        """)
                .param("volunteers", ids(volunteers))
                .param("today", today)
                .param("nights", Policy.NIGHTS_AT_MOST)
                .param("heavy", Policy.HEAVY_AT_MOST)
                .param("parts", Policy.DAY_PARTS_EACH)
                .param("rest", Policy.REST_AFTER_NIGHT)
                .query((rs, _) -> Map.entry(new PersonId(rs.getObject("volunteer", UUID.class)), room(rs)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What takes this volunteer's hours, the newest first.
    List<UUID> sources(PersonId volunteer) {
        return db.sql("""
                select source from limits.commitment where volunteer = :volunteer and ended_on is null order by nth desc
                """)
                .param("volunteer", volunteer.value())
                .query((rs, _) -> rs.getObject("source", UUID.class))
                .list();
    }

    boolean isReserved(UUID source) {
        return db.sql("select exists (select from limits.commitment where source = :source and ended_on is null)")
                .param("source", source)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    void commit(PersonId volunteer, Promise promise, Room then, LocalDate today) {
        db.sql("""
                insert into limits.commitment
                    (id, organisation, volunteer, hours, day_parts, nights, fixed_parts, heavy, source, from_day,
                     hours_limit_then, hours_load_then, places_limit_then, places_taken_then)
                select :id, organisation, volunteer, :hours, :parts, :nights, :fixed, :heavy, :source, :today,
                       :budget, :load, :places, :taken
                from limits.own_limit where volunteer = :volunteer
                """)
                .param("id", UUID.randomUUID())
                .param("volunteer", volunteer.value())
                .param("hours", promise.hours())
                .param("parts", promise.dayParts())
                .param("nights", promise.nights())
                .param("fixed", promise.fixed().mask())
                .param("heavy", promise.heavy())
                .param("source", promise.source())
                .param("today", today)
                .param("budget", then.hoursBudget())
                .param("load", then.hoursLoad())
                .param("places", then.places())
                .param("taken", then.placesTaken())
                .update();
    }

    void release(UUID source, LocalDate today) {
        db.sql("""
                update limits.commitment set ended_on = greatest(from_day, cast(:today as date))
                where source = :source and ended_on is null
                """).param("source", source).param("today", today).update();
    }

    private static Room room(ResultSet rs) throws SQLException {
        return new Room(
                rs.getInt("hours"),
                rs.getInt("load"),
                rs.getInt("places"),
                rs.getInt("taken"),
                rs.getObject("paused_until", LocalDate.class),
                new Room.Nights(
                        rs.getInt("nights"),
                        rs.getInt("awake"),
                        rs.getInt("heavy_at_most"),
                        rs.getInt("heavies"),
                        rs.getInt("day_parts_each"),
                        new DayParts(rs.getInt("fixed")),
                        rs.getInt("rest_after_night")));
    }

    private static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
    }
}
