package nl.samenspel.careplans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.careplans.CareTask.Accepted;
import nl.samenspel.careplans.CareTask.Done;
import nl.samenspel.careplans.CareTask.Proposed;
import nl.samenspel.careplans.CareTask.Released;
import nl.samenspel.careplans.CareTask.Somebodys;
import nl.samenspel.careplans.CareTask.What;
import nl.samenspel.careplans.CareTask.Withdrawn;
import nl.samenspel.network.DayParts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps tasks, and who said "I do this" from when to when.
///
/// Whether somebody does a task is not written in the task: it is that an acceptance runs, and the database lets one
/// run at a time. One that was released is over by itself on its day.
@Repository
class CareTaskStore {

    /// What runs on `:today` is joined as `a`; what was last over, as `o`.
    private static final String TASK = """
            select t.id, t.plan, t.words, t.day_parts, t.asked, t.proposed_by, t.proposed_at, t.state, t.ended_on,
                   a.seat, a.at, a.until_day, o.ended_at, o.seat as last_seat
            from careplans.task t
            left join careplans.acceptance a
                on a.task = t.id and a.ended_at is null and (a.until_day is null or a.until_day > :today)
            left join lateral (
                select coalesce(e.ended_at, cast(e.until_day as timestamptz)) as ended_at, e.seat from careplans.acceptance e
                where e.task = t.id and (e.ended_at is not null or e.until_day <= :today)
                order by 1 desc, e.id desc limit 1) o on true
            """;

    private static final String ORDER = """
            order by t.state <> 'OPEN', a.seat is not null, t.ended_on desc, coalesce(o.ended_at, t.proposed_at), t.id
            """;

    private final JdbcClient db;

    CareTaskStore(JdbcClient db) {
        this.db = db;
    }

    void add(Proposed task, AccountId by) {
        db.sql("""
                insert into careplans.task
                    (id, plan, words, day_parts, asked, proposed_by, by_account, proposed_at, state)
                values (:id, :plan, :words, :dayParts, :asked, :proposedBy, :by, :at, 'OPEN')
                """)
                .param("id", task.id().value())
                .param("plan", task.what().plan().value())
                .param("words", task.what().words())
                .param("dayParts", task.what().dayParts().mask())
                .param("asked", task.asked() == null ? null : task.asked().value(), Types.OTHER)
                .param("proposedBy", task.what().proposedBy().value())
                .param("by", by.value())
                .param("at", Timestamp.from(task.what().proposedAt()))
                .update();
    }

    Optional<CareTask> find(CareTaskId id, LocalDate today) {
        return db.sql(TASK + "where t.id = :id")
                .param("id", id.value())
                .param("today", today)
                .query(CareTaskStore::read)
                .optional();
    }

    /// The tasks of a plan: nobody's first and the oldest of them on top, then what somebody does, then what is over.
    List<CareTask> list(CareplanId plan, LocalDate today) {
        return db.sql(TASK + "where t.plan = :plan " + ORDER)
                .param("plan", plan.value())
                .param("today", today)
                .query(CareTaskStore::read)
                .list();
    }

    /// What nobody does, at the desk of the viewer, the oldest first.
    List<NobodysTask> listNobodys(LocalDate today) {
        return db.sql("""
                select t.id, t.plan, p.participant, p.holder, t.words, coalesce(o.ended_at, t.proposed_at) as since
                from careplans.plan p
                join careplans.task t on t.plan = p.id and t.state = 'OPEN'
                left join lateral (
                    select coalesce(e.ended_at, cast(e.until_day as timestamptz)) as ended_at from careplans.acceptance e
                    where e.task = t.id order by 1 desc nulls last limit 1) o on true
                where p.closed_on is null and p.id = any ((select careplans.my_desk())::uuid[])
                  and not exists (select from careplans.acceptance a where a.task = t.id and a.ended_at is null
                                  and (a.until_day is null or a.until_day > :today))
                order by since, t.id
                """)
                .param("today", today)
                .query((rs, _) -> new NobodysTask(
                        new CareTaskId(rs.getObject("id", UUID.class)),
                        new CareplanId(rs.getObject("plan", UUID.class)),
                        new PersonId(rs.getObject("participant", UUID.class)),
                        new AccountId(rs.getObject("holder", UUID.class)),
                        rs.getString("words"),
                        rs.getTimestamp("since").toInstant()))
                .list();
    }

    /// How many tasks of these plans nobody does, as far as the viewer sees tasks; none is left out.
    Map<CareplanId, Integer> countNobodys(Collection<CareplanId> plans, LocalDate today) {
        return db
                .sql("""
                        select t.plan, count(*) as tasks from careplans.task t
                        where t.plan = any (:plans) and t.state = 'OPEN'
                          and not exists (select from careplans.acceptance a where a.task = t.id and a.ended_at is null
                                          and (a.until_day is null or a.until_day > :today))
                        group by t.plan
                        """)
                .param("plans", plans.stream().map(CareplanId::value).toArray(UUID[]::new))
                .param("today", today)
                .query((rs, _) -> Map.entry(new CareplanId(rs.getObject(1, UUID.class)), rs.getInt(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Saves a yes, unless somebody else was first. What was released to others makes place.
    boolean accept(Accepted task, AccountId by, LocalDate today) {
        endReleased(task.id(), today, task.since(), false);
        return db.sql("""
                insert into careplans.acceptance (task, plan, seat, by_account, at) values (:task, :plan, :seat, :by, :at)
                on conflict (task) where ended_at is null do nothing
                """)
                        .param("task", task.id().value())
                        .param("plan", task.what().plan().value())
                        .param("seat", task.by().value())
                        .param("by", by.value())
                        .param("at", Timestamp.from(task.since()))
                        .update()
                == 1;
    }

    boolean release(Released task) {
        return db.sql("""
                update careplans.acceptance set until_day = :until
                where task = :task and seat = :seat and ended_at is null and until_day is null
                """)
                        .param("until", task.until())
                        .param("task", task.id().value())
                        .param("seat", task.by().value())
                        .update()
                == 1;
    }

    /// Saves what its own party says is done.
    boolean finish(Somebodys before, Done after, Instant at) {
        var ended = db.sql("""
                update careplans.acceptance set ended_at = :at, ended_why = 'DONE'
                where task = :task and seat = :seat and ended_at is null
                """)
                .param("at", Timestamp.from(at))
                .param("task", before.id().value())
                .param("seat", before.by().value())
                .update();
        return ended == 1 && end(after.id(), "DONE", after.on());
    }

    boolean withdraw(Withdrawn task, Instant at) {
        endReleased(task.id(), task.on(), at, true);
        return end(task.id(), "WITHDRAWN", task.on());
    }

    /// Writes down the end of what was released: it makes place for another, or its day has come.
    ///
    /// @param onlyPast leaves alone what is still theirs until a later day
    private void endReleased(CareTaskId task, LocalDate today, Instant at, boolean onlyPast) {
        db.sql("""
                update careplans.acceptance
                set ended_at = case when until_day <= :today then cast(until_day as timestamptz) else :at end,
                    ended_why = 'RELEASED'
                where task = :task and ended_at is null and until_day is not null and (until_day <= :today or not :onlyPast)
                """)
                .param("today", today)
                .param("at", Timestamp.from(at))
                .param("task", task.value())
                .param("onlyPast", onlyPast)
                .update();
    }

    private boolean end(CareTaskId id, String state, LocalDate on) {
        return db.sql("update careplans.task set state = :state, ended_on = :on where id = :id and state = 'OPEN'")
                        .param("state", state)
                        .param("on", on)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /// Whom it is asked, or nobody.
    boolean ask(Proposed task) {
        return db.sql("update careplans.task set asked = :asked where id = :id and state = 'OPEN'")
                        .param(
                                "asked",
                                task.asked() == null ? null : task.asked().value(),
                                Types.OTHER)
                        .param("id", task.id().value())
                        .update()
                == 1;
    }

    private static CareTask read(ResultSet rs, int rowNumber) throws SQLException {
        var id = new CareTaskId(rs.getObject("id", UUID.class));
        var what = new What(
                new CareplanId(rs.getObject("plan", UUID.class)),
                rs.getString("words"),
                new DayParts(rs.getInt("day_parts")),
                new SeatId(rs.getObject("proposed_by", UUID.class)),
                rs.getTimestamp("proposed_at").toInstant());
        var ended = rs.getObject("ended_on", LocalDate.class);
        if (rs.getString("state").equals("WITHDRAWN")) {
            return new Withdrawn(id, what, Objects.requireNonNull(ended));
        }
        if (rs.getString("state").equals("DONE")) {
            var last = rs.getObject("last_seat", UUID.class);
            return new Done(id, what, new SeatId(Objects.requireNonNull(last)), Objects.requireNonNull(ended));
        }
        var by = rs.getObject("seat", UUID.class);
        if (by == null) {
            var since = rs.getTimestamp("ended_at");
            var asked = rs.getObject("asked", UUID.class);
            return new Proposed(
                    id,
                    what,
                    asked == null ? null : new SeatId(asked),
                    since == null ? what.proposedAt() : since.toInstant());
        }
        var since = rs.getTimestamp("at").toInstant();
        var until = rs.getObject("until_day", LocalDate.class);
        return until == null
                ? new Accepted(id, what, new SeatId(by), since)
                : new Released(id, what, new SeatId(by), since, until);
    }
}
