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
                select volunteer, hours_per_week, matches_at_a_time, pause_until from limits.own_limit
                where volunteer = any (:volunteers) order by volunteer
                """)
                .param("volunteers", ids(volunteers))
                .query((rs, _) -> new OwnLimits(
                        new PersonId(rs.getObject("volunteer", UUID.class)),
                        rs.getInt("hours_per_week"),
                        rs.getInt("matches_at_a_time"),
                        rs.getObject("pause_until", LocalDate.class)))
                .list();
    }

    void add(OrganisationId organisation, OwnLimits limits, Instant now) {
        write(limits, now, """
                insert into limits.own_limit
                    (volunteer, organisation, hours_per_week, matches_at_a_time, pause_until, changed_at)
                values (:volunteer, :organisation, :hours, :matches, :pause, :now)
                """).param("organisation", organisation.value()).update();
    }

    void change(OwnLimits limits, Instant now) {
        write(limits, now, """
                update limits.own_limit
                set hours_per_week = :hours, matches_at_a_time = :matches, pause_until = :pause, changed_at = :now
                where volunteer = :volunteer
                """).update();
    }

    private JdbcClient.StatementSpec write(OwnLimits limits, Instant now, String statement) {
        return db.sql(statement)
                .param("volunteer", limits.volunteer().value())
                .param("hours", limits.hoursPerWeek())
                .param("matches", limits.matchesAtATime())
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
                        select l.volunteer, l.hours_per_week, l.matches_at_a_time,
                               case when l.pause_until > :today then l.pause_until end as paused_until,
                               coalesce(sum(c.hours), 0) as load, count(c.id) as taken
                        from limits.own_limit l
                        left join limits.commitment c on c.volunteer = l.volunteer and c.ended_on is null
                        where l.volunteer = any (:volunteers)
                        group by l.volunteer
                        """)
                .param("volunteers", ids(volunteers))
                .param("today", today)
                .query((rs, _) -> Map.entry(new PersonId(rs.getObject("volunteer", UUID.class)), room(rs)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean isReserved(UUID source) {
        return db.sql("select exists (select from limits.commitment where source = :source and ended_on is null)")
                .param("source", source)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    void commit(PersonId volunteer, int hours, UUID source, Room then, LocalDate today) {
        db.sql("""
                insert into limits.commitment
                    (id, organisation, volunteer, hours, source, from_day,
                     hours_limit_then, hours_load_then, places_limit_then, places_taken_then)
                select :id, organisation, volunteer, :hours, :source, :today, :budget, :load, :places, :taken
                from limits.own_limit where volunteer = :volunteer
                """)
                .param("id", UUID.randomUUID())
                .param("volunteer", volunteer.value())
                .param("hours", hours)
                .param("source", source)
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
                rs.getInt("hours_per_week"),
                rs.getInt("load"),
                rs.getInt("matches_at_a_time"),
                rs.getInt("taken"),
                rs.getObject("paused_until", LocalDate.class));
    }

    private static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).distinct().toArray(UUID[]::new);
    }
}
