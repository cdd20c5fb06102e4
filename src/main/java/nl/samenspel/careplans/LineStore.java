package nl.samenspel.careplans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.careplans.Line.Agreement;
import nl.samenspel.careplans.Line.By;
import nl.samenspel.careplans.Line.Division;
import nl.samenspel.careplans.Line.Moment;
import nl.samenspel.careplans.Line.Note;
import nl.samenspel.careplans.Line.Wish;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps wishes, agreements, notes and dates, and who agreed to what.
@Repository
class LineStore {

    private static final String LINE = """
            select l.id, l.plan, l.kind, l.by_seat, l.at, l.words, l.division, l.review_on, l.on_day, l.at_time,
                   (select array_agg(g.seat) from careplans.agreed g where g.line = l.id) as agreed
            from careplans.line l
            """;

    private final JdbcClient db;

    LineStore(JdbcClient db) {
        this.db = db;
    }

    void add(LineId id, CareplanId plan, SeatId seat, Saying saying, AccountId by, Instant at) {
        var division = saying instanceof Saying.Agreement agreement ? agreement.division() : null;
        var moment = saying instanceof Saying.Moment it ? it : null;
        db.sql("""
                insert into careplans.line
                    (id, plan, kind, by_seat, by_account, at, words, division, review_on, on_day, at_time)
                values (:id, :plan, :kind, :seat, :by, :at, :words, :division, :reviewOn, :onDay, :atTime)
                """)
                .param("id", id.value())
                .param("plan", plan.value())
                .param("kind", saying.section().name())
                .param("seat", seat.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .param("words", saying.words())
                .param("division", division == null ? null : division.by().name(), Types.VARCHAR)
                .param("reviewOn", division == null ? null : division.reviewOn(), Types.DATE)
                .param("onDay", moment == null ? null : moment.on(), Types.DATE)
                .param("atTime", moment == null ? null : moment.at(), Types.TIME)
                .update();
    }

    Optional<Line> find(LineId id) {
        return db.sql(LINE + "where l.id = :id and l.withdrawn_at is null")
                .param("id", id.value())
                .query(LineStore::read)
                .optional();
    }

    List<Line> list(CareplanId plan) {
        return db.sql(
                        LINE
                                + "where l.plan = :plan and l.withdrawn_at is null order by l.on_day, l.at_time, l.at desc, l.id")
                .param("plan", plan.value())
                .query(LineStore::read)
                .list();
    }

    void agree(LineId line, CareplanId plan, SeatId seat, AccountId by, Instant at) {
        db.sql("""
                insert into careplans.agreed (line, plan, seat, by_account, at) values (:line, :plan, :seat, :by, :at)
                on conflict do nothing
                """)
                .param("line", line.value())
                .param("plan", plan.value())
                .param("seat", seat.value())
                .param("by", by.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean takeBack(LineId line, Instant at) {
        return db.sql("update careplans.line set withdrawn_at = :at where id = :id and withdrawn_at is null")
                        .param("at", Timestamp.from(at))
                        .param("id", line.value())
                        .update()
                == 1;
    }

    /// Of each plan at the viewer's desk the newest decision on who does it, where its day has come.
    List<ReviewDue> listReviewsDue(LocalDate today) {
        return db.sql("""
                select p.id, p.participant, p.holder, d.review_on from careplans.plan p
                join lateral (
                    select l.review_on from careplans.line l
                    where l.plan = p.id and l.division is not null and l.withdrawn_at is null
                    order by l.at desc, l.id limit 1) d on true
                where p.closed_on is null and p.id = any ((select careplans.my_desk())::uuid[]) and d.review_on <= :today
                order by d.review_on, p.id
                """)
                .param("today", today)
                .query((rs, _) -> new ReviewDue(
                        new CareplanId(rs.getObject(1, UUID.class)),
                        new PersonId(rs.getObject(2, UUID.class)),
                        new AccountId(rs.getObject(3, UUID.class)),
                        Objects.requireNonNull(rs.getObject(4, LocalDate.class))))
                .list();
    }

    private static Line read(ResultSet rs, int rowNumber) throws SQLException {
        var said = new Line.Said(
                new LineId(rs.getObject("id", UUID.class)),
                new CareplanId(rs.getObject("plan", UUID.class)),
                new SeatId(rs.getObject("by_seat", UUID.class)),
                rs.getTimestamp("at").toInstant(),
                rs.getString("words"));
        return switch (Section.valueOf(rs.getString("kind"))) {
            case WISHES -> new Wish(said);
            case NOTES -> new Note(said);
            case AGENDA ->
                new Moment(
                        said,
                        Objects.requireNonNull(rs.getObject("on_day", LocalDate.class)),
                        rs.getObject("at_time", LocalTime.class));
            case AGREEMENTS -> {
                var division = rs.getString("division");
                var agreed = rs.getArray("agreed");
                yield new Agreement(
                        said,
                        division == null
                                ? null
                                : new Division(
                                        By.valueOf(division),
                                        Objects.requireNonNull(rs.getObject("review_on", LocalDate.class))),
                        agreed == null
                                ? java.util.Set.of()
                                : Arrays.stream((UUID[]) agreed.getArray())
                                        .map(SeatId::new)
                                        .collect(Collectors.toUnmodifiableSet()));
            }
            case TASKS -> throw new IllegalStateException("A task is no line.");
        };
    }
}
