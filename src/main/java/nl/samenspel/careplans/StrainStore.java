package nl.samenspel.careplans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.careplans.StrainQuestion.Often;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps what relatives answered, and apart from it that it is heavy.
@Repository
class StrainStore {

    private final JdbcClient db;

    StrainStore(JdbcClient db) {
        this.db = db;
    }

    void add(CareplanId plan, StrainAnswer answer) {
        db.sql("""
                insert into careplans.checkin (id, plan, seat, at, answers, shown_to)
                values (:id, :plan, :seat, :at, :answers, :shownTo)
                """)
                .param("id", UUID.randomUUID())
                .param("plan", plan.value())
                .param("seat", answer.by().value())
                .param("at", Timestamp.from(answer.at()))
                .param(
                        "answers",
                        Arrays.stream(StrainQuestion.values())
                                .map(question -> answer.answers()
                                        .getOrDefault(question, Often.NEVER)
                                        .ordinal())
                                .toArray(Integer[]::new))
                .param("shownTo", answer.shownTo().stream().map(SeatId::value).toArray(UUID[]::new))
                .update();
    }

    /// As far as they are the viewer's own, or shown to them; the newest first.
    List<StrainAnswer> list(CareplanId plan) {
        return db.sql(
                        "select seat, at, answers, shown_to from careplans.checkin where plan = :plan order by at desc, id")
                .param("plan", plan.value())
                .query(StrainStore::read)
                .list();
    }

    /// Shows what a relative answered to these seats and to nobody else.
    void show(SeatId relative, Set<SeatId> shownTo) {
        db.sql("update careplans.checkin set shown_to = :shownTo where seat = :seat")
                .param("shownTo", shownTo.stream().map(SeatId::value).toArray(UUID[]::new))
                .param("seat", relative.value())
                .update();
    }

    void addSignal(CareplanId plan, SeatId relative, Instant at) {
        db.sql("insert into careplans.signal (id, plan, seat, at) values (:id, :plan, :seat, :at)")
                .param("id", UUID.randomUUID())
                .param("plan", plan.value())
                .param("seat", relative.value())
                .param("at", Timestamp.from(at))
                .update();
    }

    /// What waits at the viewer's desk, the oldest first.
    List<StrainSignal> listSignals() {
        return db.sql("""
                select g.id, g.plan, p.participant, p.holder, s.name, g.at
                from careplans.signal g join careplans.seat s on s.id = g.seat join careplans.plan p on p.id = g.plan
                where g.answered_at is null order by g.at, g.id
                """)
                .query((rs, _) -> new StrainSignal(
                        new SignalId(rs.getObject("id", UUID.class)),
                        new CareplanId(rs.getObject("plan", UUID.class)),
                        new PersonId(rs.getObject("participant", UUID.class)),
                        new AccountId(rs.getObject("holder", UUID.class)),
                        rs.getString("name"),
                        rs.getTimestamp("at").toInstant()))
                .list();
    }

    boolean answer(SignalId signal, AccountId by, Instant at) {
        return db.sql(
                                "update careplans.signal set answered_at = :at, answered_by = :by where id = :id and answered_at is null")
                        .param("at", Timestamp.from(at))
                        .param("by", by.value())
                        .param("id", signal.value())
                        .update()
                == 1;
    }

    private static StrainAnswer read(ResultSet rs, int rowNumber) throws SQLException {
        var given = (Integer[]) rs.getArray("answers").getArray();
        var answers = new EnumMap<StrainQuestion, Often>(StrainQuestion.class);
        for (var question : StrainQuestion.values()) {
            answers.put(question, Often.values()[given[question.ordinal()]]);
        }
        return new StrainAnswer(
                new SeatId(rs.getObject("seat", UUID.class)),
                rs.getTimestamp("at").toInstant(),
                answers,
                Arrays.stream((UUID[]) rs.getArray("shown_to").getArray())
                        .map(SeatId::new)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
