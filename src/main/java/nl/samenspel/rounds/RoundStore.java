package nl.samenspel.rounds;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Distributed;
import nl.samenspel.matching.Distributed.Load;
import nl.samenspel.matching.Distributed.Proposed;
import nl.samenspel.matching.Fairness;
import nl.samenspel.matching.WhyOpen;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.rounds.Entry.Outcome;
import nl.samenspel.rounds.Proposal.Aside;
import nl.samenspel.rounds.Proposal.Made;
import nl.samenspel.rounds.Proposal.Reason;
import nl.samenspel.rounds.Proposal.Sent;
import nl.samenspel.rounds.Proposal.Waiting;
import nl.samenspel.rounds.Round.Interrupted;
import nl.samenspel.rounds.Round.Order;
import nl.samenspel.rounds.Round.Ready;
import nl.samenspel.rounds.Round.Running;
import nl.samenspel.rounds.Round.Worth;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps rounds, what they made of requests, and their proposals.
@Repository
class RoundStore {

    private static final int AT_ONCE = 500;

    private static final String ROUND = """
            select id, organisation, branch, fairness, renews, joint, started_by, started_at, state, seen_at, stop_asked, done,
                   ended_at, value, bound, fairness_cost, afresh, volunteers, load_before, load_after
            from rounds.round
            """;

    private static final String PROPOSAL = """
            select id, round, request, volunteer, hours, points, metres, known, state, aside, decided_by, decided_at
            from rounds.proposal
            """;

    private final JdbcClient db;
    private final JdbcTemplate template;

    RoundStore(JdbcClient db, JdbcTemplate template) {
        this.db = db;
        this.template = template;
    }

    // --- rounds ---

    /// Begins a round, unless one runs here already. Returns whether it was begun.
    boolean begin(Order order) {
        return db.sql("""
                        insert into rounds.round
                            (id, organisation, branch, fairness, renews, started_by, started_at, state, seen_at)
                        values (:id, :organisation, :branch, :fairness, :renews, :by, :at, 'RUNNING', :at)
                        on conflict (organisation, branch) where state = 'RUNNING' do nothing
                        """)
                        .param("id", order.id().value())
                        .param("organisation", order.organisation().value())
                        .param("branch", value(order.branch()), Types.OTHER)
                        .param("fairness", order.fairness().name())
                        .param(
                                "renews",
                                order.renews() == null ? null : order.renews().value(),
                                Types.OTHER)
                        .param("by", order.startedBy().value())
                        .param("at", Timestamp.from(order.startedAt()))
                        .update()
                == 1;
    }

    /// Keeps an organisation's part of a joint round, ready at once.
    void add(Order order, Distributed found, Instant now) {
        db.sql("""
                insert into rounds.round
                    (id, organisation, fairness, joint, started_by, started_at, state, seen_at, done, ended_at, value,
                     bound, fairness_cost, volunteers, load_before, load_after)
                values (:id, :organisation, :fairness, :joint, :by, :at, 'READY', :now, 1, :now, :value,
                        :bound, :fairnessCost, :volunteers, :before, :after)
                """)
                .param("id", order.id().value())
                .param("organisation", order.organisation().value())
                .param("fairness", order.fairness().name())
                .param("joint", order.joint() == null ? null : order.joint().value(), Types.OTHER)
                .param("by", order.startedBy().value())
                .param("at", Timestamp.from(order.startedAt()))
                .param("now", Timestamp.from(now))
                .param("value", found.value())
                .param("bound", found.bound())
                .param("fairnessCost", found.givenForFairness())
                .param("volunteers", found.volunteers())
                .param("before", found.load().before().toArray(Integer[]::new))
                .param("after", found.load().after().toArray(Integer[]::new))
                .update();
    }

    Optional<Round> find(RoundId id) {
        return db.sql(ROUND + "where id = :id")
                .param("id", id.value())
                .query(RoundStore::readRound)
                .optional();
    }

    Optional<Round> findRunning(OrganisationId organisation, @Nullable BranchId branch) {
        return db.sql(ROUND + """
                where organisation = :organisation and branch is not distinct from :branch and state = 'RUNNING'
                """)
                .param("organisation", organisation.value())
                .param("branch", value(branch), Types.OTHER)
                .query(RoundStore::readRound)
                .optional();
    }

    /// As far as the viewer may see, the newest first.
    List<Round> list(OrganisationId organisation, int most) {
        return db.sql(ROUND + "where organisation = :organisation order by started_at desc, id limit :most")
                .param("organisation", organisation.value())
                .param("most", most)
                .query(RoundStore::readRound)
                .list();
    }

    /// A newer round over the same, that has come to something or still runs.
    Optional<RoundId> findNewer(Order order) {
        return db.sql("""
                select id from rounds.round
                where organisation = :organisation and branch is not distinct from :branch and started_at > :at
                  and state <> 'INTERRUPTED'
                order by started_at desc limit 1
                """)
                .param("organisation", order.organisation().value())
                .param("branch", value(order.branch()), Types.OTHER)
                .param("at", Timestamp.from(order.startedAt()))
                .query((rs, _) -> new RoundId(rs.getObject("id", UUID.class)))
                .optional();
    }

    /// Says how far it is, and that somebody still works on it. Returns whether it was told to stop; or ended, and then
    /// there is nothing to go on for.
    boolean tell(RoundId id, double done, Worth soFar, Instant now) {
        return db.sql("""
                update rounds.round set done = :done, value = :value, bound = :bound, seen_at = :now
                where id = :id and state = 'RUNNING'
                returning stop_asked
                """)
                .param("id", id.value())
                .param("done", done)
                .param("value", soFar.value())
                .param("bound", soFar.bound())
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    boolean askToStop(RoundId id) {
        return db.sql("update rounds.round set stop_asked = true where id = :id and state = 'RUNNING'")
                        .param("id", id.value())
                        .update()
                == 1;
    }

    boolean interrupt(RoundId id, Instant now) {
        return db.sql("""
                        update rounds.round set state = 'INTERRUPTED', ended_at = :now
                        where id = :id and state = 'RUNNING'
                        """)
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /// Rounds that are said to run, but of which nothing was heard since then.
    int interruptUnheard(OrganisationId organisation, Instant since, Instant now) {
        return db.sql("""
                update rounds.round set state = 'INTERRUPTED', ended_at = :now
                where organisation = :organisation and state = 'RUNNING' and seen_at < :since
                """)
                .param("organisation", organisation.value())
                .param("since", Timestamp.from(since))
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Keeps what a round came to. Returns false, and keeps nothing, when it had ended already.
    boolean finish(RoundId id, Distributed found, Instant now) {
        return db.sql("""
                        update rounds.round
                        set state = 'READY', ended_at = :now, done = 1, value = :value, bound = :bound,
                            fairness_cost = :fairnessCost, afresh = :afresh, volunteers = :volunteers,
                            load_before = :before, load_after = :after
                        where id = :id and state = 'RUNNING'
                        """)
                        .param("id", id.value())
                        .param("now", Timestamp.from(now))
                        .param("value", found.value())
                        .param("bound", found.bound())
                        .param("fairnessCost", found.givenForFairness())
                        .param("afresh", found.afresh(), Types.BIGINT)
                        .param("volunteers", found.volunteers())
                        .param("before", found.load().before().toArray(Integer[]::new))
                        .param("after", found.load().after().toArray(Integer[]::new))
                        .update()
                == 1;
    }

    // --- requests ---

    void addEntries(RoundId round, OrganisationId organisation, Collection<Entry> entries) {
        template.batchUpdate("""
                insert into rounds.request
                    (round, request, organisation, branch, municipality, hours, served, waiting_days, outcome, reason,
                     elsewhere)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, entries, AT_ONCE, (statement, entry) -> {
            statement.setObject(1, round.value());
            statement.setObject(2, entry.request().value());
            statement.setObject(3, organisation.value());
            statement.setObject(4, entry.branch().value());
            statement.setString(5, entry.municipality());
            statement.setInt(6, entry.hours());
            statement.setObject(7, entry.served() == 0 ? null : entry.served(), Types.INTEGER);
            statement.setInt(8, entry.waitingDays());
            statement.setString(9, entry.outcome().name());
            statement.setString(
                    10, entry.reason() == null ? null : entry.reason().name());
            statement.setObject(
                    11, entry.elsewhere() == null ? null : entry.elsewhere().value());
        });
    }

    /// What a round made of the requests that the viewer may see; who waits longest first.
    List<Entry> listEntries(RoundId round) {
        return db.sql("""
                select request, branch, municipality, hours,
                       case when outcome = 'PROPOSED' then coalesce(served, hours) else 0 end as served, waiting_days,
                       outcome, reason, elsewhere
                from rounds.request
                where round = :round order by waiting_days desc, request
                """)
                .param("round", round.value())
                .query((rs, _) -> new Entry(
                        new HelpRequestId(rs.getObject("request", UUID.class)),
                        new BranchId(rs.getObject("branch", UUID.class)),
                        rs.getString("municipality"),
                        rs.getInt("hours"),
                        rs.getInt("served"),
                        rs.getInt("waiting_days"),
                        Outcome.valueOf(rs.getString("outcome")),
                        rs.getString("reason") == null ? null : WhyOpen.valueOf(rs.getString("reason")),
                        rs.getObject("elsewhere") == null
                                ? null
                                : new OrganisationId(rs.getObject("elsewhere", UUID.class))))
                .list();
    }

    /// The request was divided: this is what is left of it.
    void shrink(RoundId round, HelpRequestId request, int hours) {
        db.sql("""
                update rounds.request set hours = :hours, served = :hours where round = :round and request = :request
                """)
                .param("round", round.value())
                .param("request", request.value())
                .param("hours", hours)
                .update();
    }

    // --- proposals ---

    /// The request was divided: this proposal is for another part of it.
    void move(ProposalId proposal, HelpRequestId to) {
        db.sql("update rounds.proposal set request = :request where id = :id and state = 'PROPOSED'")
                .param("id", proposal.value())
                .param("request", to.value())
                .update();
    }

    void addProposals(RoundId round, OrganisationId organisation, Distributed found) {
        template.batchUpdate("""
                insert into rounds.proposal
                    (id, round, request, volunteer, organisation, branch, hours, points, metres, known, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED')
                """, found.proposals(), AT_ONCE, (statement, proposed) -> {
            statement.setObject(1, ProposalId.next().value());
            statement.setObject(2, round.value());
            statement.setObject(3, proposed.pair().request().value());
            statement.setObject(4, proposed.pair().volunteer().value());
            statement.setObject(5, organisation.value());
            statement.setObject(6, branchOf(found, proposed).value());
            statement.setInt(7, proposed.hours());
            statement.setInt(8, proposed.points());
            statement.setObject(9, proposed.metres(), Types.INTEGER);
            statement.setBoolean(10, proposed.known());
        });
    }

    private static BranchId branchOf(Distributed found, Proposed proposed) {
        return Objects.requireNonNull(found.places().get(proposed.pair().request()))
                .branch();
    }

    /// What was put aside before stays aside when a round is renewed.
    void copyAside(RoundId from, RoundId to) {
        db.sql("""
                insert into rounds.proposal
                    (id, round, request, volunteer, organisation, branch, hours, points, metres, known, state, aside,
                     decided_by, decided_at)
                select gen_random_uuid(), :to, request, volunteer, organisation, branch, hours, points, metres, known,
                       state, aside, decided_by, decided_at
                from rounds.proposal where round = :from and state = 'ASIDE'
                on conflict do nothing
                """).param("from", from.value()).param("to", to.value()).update();
    }

    /// The proposals of a round that the viewer may see; which request waits longest first.
    List<Proposal> listProposals(RoundId round) {
        return db.sql(PROPOSAL + """
                where round = :round
                order by (select r.waiting_days from rounds.request r
                          where r.round = proposal.round and r.request = proposal.request) desc nulls last, request, id
                """)
                .param("round", round.value())
                .query(RoundStore::readProposal)
                .list();
    }

    Optional<Proposal> findProposal(RoundId round, ProposalId id) {
        return db.sql(PROPOSAL + "where round = :round and id = :id")
                .param("round", round.value())
                .param("id", id.value())
                .query(RoundStore::readProposal)
                .optional();
    }

    /// Saves what was decided, unless somebody decided otherwise first. Returns whether it was saved.
    boolean replace(Proposal before, Proposal after) {
        var by =
                switch (after) {
                    case Waiting _ -> null;
                    case Sent sent -> sent.by();
                    case Aside aside -> aside.by();
                };
        var at =
                switch (after) {
                    case Waiting _ -> null;
                    case Sent sent -> sent.at();
                    case Aside aside -> aside.at();
                };
        return db.sql("""
                        update rounds.proposal
                        set state = :state, aside = :aside, decided_by = :by, decided_at = :at
                        where id = :id and state = :was
                        """)
                        .param("id", before.id().value())
                        .param("was", state(before))
                        .param("state", state(after))
                        .param(
                                "aside",
                                after instanceof Aside aside ? aside.reason().name() : null,
                                Types.VARCHAR)
                        .param("by", by == null ? null : by.value(), Types.OTHER)
                        .param("at", at == null ? null : Timestamp.from(at), Types.TIMESTAMP)
                        .update()
                == 1;
    }

    private static String state(Proposal proposal) {
        return switch (proposal) {
            case Waiting _ -> "PROPOSED";
            case Sent _ -> "SENT";
            case Aside _ -> "ASIDE";
        };
    }

    private static @Nullable UUID value(@Nullable BranchId branch) {
        return branch == null ? null : branch.value();
    }

    private static Round readRound(ResultSet rs, int rowNumber) throws SQLException {
        var branch = rs.getObject("branch", UUID.class);
        var renews = rs.getObject("renews", UUID.class);
        var joint = rs.getObject("joint", UUID.class);
        var order = new Order(
                new RoundId(rs.getObject("id", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                branch == null ? null : new BranchId(branch),
                Fairness.valueOf(rs.getString("fairness")),
                renews == null ? null : new RoundId(renews),
                joint == null ? null : new JointRoundId(joint),
                new AccountId(rs.getObject("started_by", UUID.class)),
                rs.getTimestamp("started_at").toInstant());
        var worth = new Worth(rs.getLong("value"), rs.getLong("bound"));
        return switch (rs.getString("state")) {
            case "RUNNING" ->
                new Running(
                        order,
                        rs.getTimestamp("seen_at").toInstant(),
                        rs.getDouble("done"),
                        worth,
                        rs.getBoolean("stop_asked"));
            case "READY" ->
                new Ready(
                        order,
                        endedAt(rs),
                        rs.getBoolean("stop_asked"),
                        worth,
                        rs.getLong("fairness_cost"),
                        rs.getObject("afresh", Long.class),
                        rs.getInt("volunteers"),
                        new Load(whole(rs.getArray("load_before")), whole(rs.getArray("load_after"))));
            default -> new Interrupted(order, endedAt(rs));
        };
    }

    private static Instant endedAt(ResultSet rs) throws SQLException {
        return Objects.requireNonNull(rs.getTimestamp("ended_at")).toInstant();
    }

    private static List<Integer> whole(Array array) throws SQLException {
        return List.of((Integer[]) array.getArray());
    }

    private static Proposal readProposal(ResultSet rs, int rowNumber) throws SQLException {
        var made = new Made(
                new ProposalId(rs.getObject("id", UUID.class)),
                new RoundId(rs.getObject("round", UUID.class)),
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new PersonId(rs.getObject("volunteer", UUID.class)),
                rs.getInt("hours"),
                rs.getInt("points"),
                rs.getObject("metres", Integer.class),
                rs.getBoolean("known"));
        return switch (rs.getString("state")) {
            case "SENT" -> new Sent(made, by(rs), at(rs));
            case "ASIDE" -> new Aside(made, Reason.valueOf(rs.getString("aside")), by(rs), at(rs));
            default -> new Waiting(made);
        };
    }

    private static AccountId by(ResultSet rs) throws SQLException {
        return new AccountId(Objects.requireNonNull(rs.getObject("decided_by", UUID.class)));
    }

    private static Instant at(ResultSet rs) throws SQLException {
        return Objects.requireNonNull(rs.getTimestamp("decided_at")).toInstant();
    }
}
