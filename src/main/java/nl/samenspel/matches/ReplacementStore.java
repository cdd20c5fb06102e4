package nl.samenspel.matches;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.Replacement.Closed;
import nl.samenspel.matches.Replacement.Gap;
import nl.samenspel.matches.Replacement.Open;
import nl.samenspel.matches.Replacement.Outcome;
import nl.samenspel.matches.Replacement.Running;
import nl.samenspel.matches.Replacement.State;
import nl.samenspel.matches.Replacement.ToDecide;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps replacements.
@Repository
class ReplacementStore {

    private static final String REPLACEMENT = """
            select r.id, r.match, r.request, r.organisation, r.branch, r.why, r.state, r.holder, r.next_date, r.opened_at,
                   r.opened_by, r.by_phone, r.first_day, r.metres, r.informed_at, r.informed_by, r.paused_at,
                   r.hand_over_on, r.hand_over_at, r.hand_over_place, r.closed_on, r.outcome, r.version,
                   m.participant, m.volunteer, m.kind
            from matches.replacement r join matches.match m on m.id = r.match
            """;

    private final JdbcClient db;

    ReplacementStore(JdbcClient db) {
        this.db = db;
    }

    void add(Running replacement) {
        var gap = replacement.gap();
        db.sql("""
                insert into matches.replacement
                    (id, match, request, organisation, branch, why, state, holder, next_date, opened_at, opened_by,
                     by_phone, first_day, metres, informed_at, paused_at)
                values (:id, :match, :request, :organisation, :branch, :why, :state, :holder, :nextDate, :openedAt,
                     :openedBy, :byPhone, :firstDay, :metres, :informedAt, :pausedAt)
                """)
                .param("id", replacement.id().value())
                .param("match", gap.match().value())
                .param("request", gap.request().value())
                .param("organisation", gap.holder().organisation().value())
                .param("branch", gap.holder().branch().value())
                .param("why", gap.why().name())
                .param("state", replacement.state().name())
                .param("holder", gap.holder().person().value())
                .param("nextDate", replacement.nextDate())
                .param("openedAt", Timestamp.from(gap.openedAt()))
                .param("openedBy", gap.openedBy().value())
                .param("byPhone", gap.byPhone())
                .param("firstDay", gap.firstDay())
                .param("metres", gap.metres(), Types.INTEGER)
                .param("informedAt", time(gap.informedAt()), Types.TIMESTAMP)
                .param("pausedAt", time(gap.pausedAt()), Types.TIMESTAMP)
                .update();
    }

    /// Saves a transition, unless someone else moved it first. Returns whether it was saved.
    boolean replace(Running before, Replacement after) {
        var gap = after.gap();
        var meet = gap.handOver();
        var closed = after instanceof Closed it ? it : null;
        return db.sql("""
                        update matches.replacement
                        set state = :state, holder = :holder, next_date = :nextDate, why = :why, first_day = :firstDay,
                            informed_at = :informedAt, informed_by = :informedBy, paused_at = :pausedAt,
                            hand_over_on = :handOverOn, hand_over_at = :handOverAt, hand_over_place = :handOverPlace,
                            closed_on = :closedOn, outcome = :outcome, version = version + 1
                        where id = :id and version = :version
                        """)
                        .param("id", after.id().value())
                        .param("state", after.state().name())
                        .param("holder", gap.holder().person().value())
                        .param("nextDate", after instanceof Running running ? running.nextDate() : null, Types.DATE)
                        .param("why", gap.why().name())
                        .param("firstDay", gap.firstDay())
                        .param("informedAt", time(gap.informedAt()), Types.TIMESTAMP)
                        .param(
                                "informedBy",
                                gap.informedBy() == null
                                        ? null
                                        : gap.informedBy().value(),
                                Types.OTHER)
                        .param("pausedAt", time(gap.pausedAt()), Types.TIMESTAMP)
                        .param("handOverOn", meet == null ? null : meet.on(), Types.DATE)
                        .param("handOverAt", meet == null ? null : meet.at(), Types.TIME)
                        .param("handOverPlace", meet == null ? null : meet.place(), Types.VARCHAR)
                        .param("closedOn", closed == null ? null : closed.on(), Types.DATE)
                        .param(
                                "outcome",
                                closed == null ? null : closed.outcome().name(),
                                Types.VARCHAR)
                        .param("version", before.gap().version())
                        .update()
                == 1;
    }

    /// The one that runs for this match.
    Optional<Running> findRunning(MatchId match) {
        return db.sql(REPLACEMENT + "where r.match = :match and r.state <> 'CLOSED'")
                .param("match", match.value())
                .query(ReplacementStore::read)
                .optional()
                .map(Running.class::cast);
    }

    /// Of this request: the one that looks for somebody, and what is to be decided.
    List<Running> listRunningOf(HelpRequestId request) {
        return db
                .sql(REPLACEMENT + "where r.request = :request and r.state <> 'CLOSED' order by r.opened_at, r.id")
                .param("request", request.value())
                .query(ReplacementStore::read)
                .stream()
                .map(Running.class::cast)
                .toList();
    }

    /// Those of this match, the newest first.
    List<Replacement> listOf(MatchId match) {
        return db.sql(REPLACEMENT + "where r.match = :match order by r.opened_at desc, r.id")
                .param("match", match.value())
                .query(ReplacementStore::read)
                .list();
    }

    /// What runs at a desk, as far as the viewer's branches; what needs a look first, first.
    List<Running> listRunning(OrganisationId organisation) {
        return db
                .sql(REPLACEMENT + """
                        where r.organisation = :organisation and r.state <> 'CLOSED'
                        order by r.next_date, r.opened_at, r.id
                        """)
                .param("organisation", organisation.value())
                .query(ReplacementStore::read)
                .stream()
                .map(Running.class::cast)
                .toList();
    }

    /// What is asked of these volunteers about their matches.
    List<Running> listOfVolunteers(Collection<PersonId> volunteers) {
        return db
                .sql(REPLACEMENT
                        + "where m.volunteer = any (:volunteers) and r.state <> 'CLOSED' order by r.opened_at, r.id")
                .param("volunteers", volunteers.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(ReplacementStore::read)
                .stream()
                .map(Running.class::cast)
                .toList();
    }

    private static @Nullable Timestamp time(@Nullable Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        var at = rs.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Replacement read(ResultSet rs, int rowNumber) throws SQLException {
        var informedBy = rs.getObject("informed_by", UUID.class);
        var handOverOn = rs.getObject("hand_over_on", LocalDate.class);
        var gap = new Gap(
                new MatchId(rs.getObject("match", UUID.class)),
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new PersonId(rs.getObject("participant", UUID.class)),
                new PersonId(rs.getObject("volunteer", UUID.class)),
                KindOfHelp.valueOf(rs.getString("kind")),
                new Holder(
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new BranchId(rs.getObject("branch", UUID.class)),
                        new AccountId(rs.getObject("holder", UUID.class))),
                Why.valueOf(rs.getString("why")),
                Objects.requireNonNull(rs.getObject("first_day", LocalDate.class)),
                rs.getTimestamp("opened_at").toInstant(),
                new AccountId(rs.getObject("opened_by", UUID.class)),
                rs.getBoolean("by_phone"),
                rs.getObject("metres", Integer.class),
                instant(rs, "informed_at"),
                informedBy == null ? null : new AccountId(informedBy),
                instant(rs, "paused_at"),
                handOverOn == null
                        ? null
                        : new Meet(
                                handOverOn,
                                rs.getObject("hand_over_at", LocalTime.class),
                                rs.getString("hand_over_place")),
                rs.getInt("version"));
        var id = new ReplacementId(rs.getObject("id", UUID.class));
        return switch (State.valueOf(rs.getString("state"))) {
            case TO_DECIDE -> new ToDecide(id, gap, day(rs, "next_date"));
            case OPEN -> new Open(id, gap, day(rs, "next_date"));
            case CLOSED -> new Closed(id, gap, Outcome.valueOf(rs.getString("outcome")), day(rs, "closed_on"));
        };
    }

    private static LocalDate day(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(rs.getObject(column, LocalDate.class));
    }
}
