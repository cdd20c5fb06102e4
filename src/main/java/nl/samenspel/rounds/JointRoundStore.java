package nl.samenspel.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.matching.Distributed;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.JointRound.Interrupted;
import nl.samenspel.rounds.JointRound.Order;
import nl.samenspel.rounds.JointRound.Ready;
import nl.samenspel.rounds.JointRound.Running;
import nl.samenspel.rounds.JointRound.Sums;
import nl.samenspel.rounds.Round.Worth;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps joint rounds.
@Repository
class JointRoundStore {

    private static final String JOINT_ROUND = """
            select id, municipality, fairness, started_by, started_at, state, seen_at, stop_asked, done, ended_at, value,
                   bound, fairness_cost, organisations, volunteers, requests, asked, served, elsewhere
            from rounds.joint_round
            """;

    private final JdbcClient db;

    JointRoundStore(JdbcClient db) {
        this.db = db;
    }

    /// Begins one, unless one runs already. Returns whether it was begun.
    boolean begin(Order order) {
        return db.sql("""
                        insert into rounds.joint_round
                            (id, municipality, fairness, started_by, started_at, state, seen_at)
                        values (:id, :municipality, :fairness, :by, :at, 'RUNNING', :at)
                        on conflict ((true)) where state = 'RUNNING' do nothing
                        """)
                        .param("id", order.id().value())
                        .param("municipality", order.municipality(), Types.VARCHAR)
                        .param("fairness", order.fairness().name())
                        .param("by", order.startedBy().value())
                        .param("at", Timestamp.from(order.startedAt()))
                        .update()
                == 1;
    }

    Optional<JointRound> find(JointRoundId id) {
        return db.sql(JOINT_ROUND + "where id = :id")
                .param("id", id.value())
                .query(JointRoundStore::read)
                .optional();
    }

    Optional<JointRound> findRunning() {
        return db.sql(JOINT_ROUND + "where state = 'RUNNING'")
                .query(JointRoundStore::read)
                .optional();
    }

    /// The newest first.
    List<JointRound> list(int most) {
        return db.sql(JOINT_ROUND + "order by started_at desc, id limit :most")
                .param("most", most)
                .query(JointRoundStore::read)
                .list();
    }

    /// See [RoundStore#tell].
    boolean tell(JointRoundId id, double done, Instant now) {
        return db.sql("""
                update rounds.joint_round set done = :done, seen_at = :now where id = :id and state = 'RUNNING'
                returning stop_asked
                """)
                .param("id", id.value())
                .param("done", done)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    boolean askToStop(JointRoundId id) {
        return db.sql("update rounds.joint_round set stop_asked = true where id = :id and state = 'RUNNING'")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean interrupt(JointRoundId id, Instant now) {
        return db.sql("""
                        update rounds.joint_round set state = 'INTERRUPTED', ended_at = :now
                        where id = :id and state = 'RUNNING'
                        """)
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /// One that is said to run, but of which nothing was heard since then.
    int interruptUnheard(Instant since, Instant now) {
        return db.sql("""
                update rounds.joint_round set state = 'INTERRUPTED', ended_at = :now
                where state = 'RUNNING' and seen_at < :since
                """)
                .param("since", Timestamp.from(since))
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Keeps what it came to. Returns false, and keeps nothing, when it had ended already.
    boolean finish(JointRoundId id, Distributed found, Sums sums, Instant now) {
        return db.sql("""
                        update rounds.joint_round
                        set state = 'READY', ended_at = :now, done = 1, value = :value, bound = :bound,
                            fairness_cost = :fairnessCost, organisations = :organisations, volunteers = :volunteers,
                            requests = :requests, asked = :asked, served = :served, elsewhere = :elsewhere
                        where id = :id and state = 'RUNNING'
                        """)
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .param("value", found.value())
                        .param("bound", found.bound())
                        .param("fairnessCost", found.givenForFairness())
                        .param("organisations", sums.organisations())
                        .param("volunteers", sums.volunteers())
                        .param("requests", sums.requests())
                        .param("asked", sums.asked())
                        .param("served", sums.served())
                        .param("elsewhere", sums.elsewhere())
                        .update()
                == 1;
    }

    private static JointRound read(ResultSet rs, int rowNumber) throws SQLException {
        var order = new Order(
                new JointRoundId(rs.getObject("id", UUID.class)),
                rs.getString("municipality"),
                Fairness.valueOf(rs.getString("fairness")),
                new AccountId(rs.getObject("started_by", UUID.class)),
                rs.getTimestamp("started_at").toInstant());
        return switch (rs.getString("state")) {
            case "RUNNING" ->
                new Running(
                        order,
                        rs.getTimestamp("seen_at").toInstant(),
                        rs.getDouble("done"),
                        rs.getBoolean("stop_asked"));
            case "READY" ->
                new Ready(
                        order,
                        endedAt(rs),
                        rs.getBoolean("stop_asked"),
                        new Worth(rs.getLong("value"), rs.getLong("bound")),
                        rs.getLong("fairness_cost"),
                        new Sums(
                                rs.getInt("organisations"),
                                rs.getInt("volunteers"),
                                rs.getInt("requests"),
                                rs.getInt("asked"),
                                rs.getInt("served"),
                                rs.getInt("elsewhere")));
            default -> new Interrupted(order, endedAt(rs));
        };
    }

    private static Instant endedAt(ResultSet rs) throws SQLException {
        return Objects.requireNonNull(rs.getTimestamp("ended_at")).toInstant();
    }
}
