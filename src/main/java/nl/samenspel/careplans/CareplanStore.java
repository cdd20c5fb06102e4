package nl.samenspel.careplans;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.Seat.Chair;
import nl.samenspel.careplans.Seat.Gone;
import nl.samenspel.careplans.Seat.Invited;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.matches.MatchId;
import nl.samenspel.network.Holder;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps plans and their seats. Which of them the viewer sees, row security says.
@Repository
class CareplanStore {

    private static final String PLAN = """
            select p.id, p.request, p.organisation, p.branch, p.holder, p.participant, p.from_the_start, p.opened_at, p.closed_on
            from careplans.plan p
            """;

    private static final String SEAT = """
            select s.id, s.plan, s.part, s.name, s.person, s.account, s.from_organisation, s.match, s.sees, s.by_phone, s.state,
                   s.invited_until, s.seated_at, s.away_until, s.left_why
            from careplans.seat s
            """;

    private static final String ORDER = """
            order by s.plan, array_position(array['PARTICIPANT', 'RELATIVE', 'VOLUNTEER', 'PROFESSIONAL', 'COORDINATOR'], s.part),
                     s.invited_at, s.id
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;

    CareplanStore(JdbcClient db, @Qualifier("jobs") JdbcClient jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    // --- plans ---

    /// Whether it was added: of two at the same moment around one participant the second was not.
    boolean add(Careplan plan, AccountId by) {
        return db.sql("""
                insert into careplans.plan
                    (id, request, organisation, branch, holder, participant, from_the_start, opened_at, opened_by)
                values (:id, :request, :organisation, :branch, :holder, :participant, :fromTheStart, :at, :by)
                on conflict (participant) where closed_on is null do nothing
                """)
                        .param("id", plan.id().value())
                        .param("request", plan.request().value())
                        .param("organisation", plan.holder().organisation().value())
                        .param("branch", plan.holder().branch().value())
                        .param("holder", plan.holder().person().value())
                        .param("participant", plan.participant().value())
                        .param("fromTheStart", plan.fromTheStart().name())
                        .param("at", Timestamp.from(plan.openedAt()))
                        .param("by", by.value())
                        .update()
                == 1;
    }

    Optional<Careplan> find(CareplanId id) {
        return db.sql(PLAN + "where p.id = :id")
                .param("id", id.value())
                .query(CareplanStore::readPlan)
                .optional();
    }

    Optional<Careplan> findOpenAround(PersonId participant) {
        return db.sql(PLAN + "where p.participant = :participant and p.closed_on is null")
                .param("participant", participant.value())
                .query(CareplanStore::readPlan)
                .optional();
    }

    List<Careplan> list(Collection<CareplanId> ids) {
        return db.sql(PLAN + "where p.id = any (:ids) order by p.closed_on is not null, p.opened_at desc, p.id")
                .param("ids", ids.stream().map(CareplanId::value).toArray(UUID[]::new))
                .query(CareplanStore::readPlan)
                .list();
    }

    List<Careplan> listOpenAt(OrganisationId organisation) {
        return db.sql(
                        PLAN
                                + "where p.organisation = :organisation and p.closed_on is null order by p.opened_at desc, p.id")
                .param("organisation", organisation.value())
                .query(CareplanStore::readPlan)
                .list();
    }

    Map<FromTheStart, Integer> countFromTheStart(OrganisationId organisation) {
        var counts = new EnumMap<FromTheStart, Integer>(FromTheStart.class);
        db.sql("""
                select from_the_start, count(*) as plans from careplans.plan where organisation = :organisation
                group by from_the_start
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> counts.put(FromTheStart.valueOf(rs.getString(1)), rs.getInt(2)))
                .list();
        return counts;
    }

    /// Closes it, unless it was closed. What somebody still did is nobody's business any more.
    boolean close(CareplanId id, LocalDate on, String words, Instant at) {
        var closed = db.sql(
                                "update careplans.plan set closed_on = :on, closed_words = :words where id = :id and closed_on is null")
                        .param("on", on)
                        .param("words", words.isBlank() ? null : words, Types.VARCHAR)
                        .param("id", id.value())
                        .update()
                == 1;
        if (closed) {
            db.sql("""
                    update careplans.acceptance set ended_at = :at, ended_why = 'CLOSED'
                    where plan = :id and ended_at is null
                    """).param("at", Timestamp.from(at)).param("id", id.value()).update();
        }
        return closed;
    }

    void hand(OrganisationId organisation, AccountId from, AccountId to) {
        db.sql("""
                update careplans.plan set holder = :to
                where organisation = :organisation and holder = :from and closed_on is null
                """)
                .param("to", to.value())
                .param("organisation", organisation.value())
                .param("from", from.value())
                .update();
    }

    int countHeldBy(OrganisationId organisation, AccountId holder) {
        return db.sql("""
                select count(*) from careplans.plan
                where organisation = :organisation and holder = :holder and closed_on is null
                """)
                .param("organisation", organisation.value())
                .param("holder", holder.value())
                .query(Integer.class)
                .single();
    }

    int countAt(BranchId branch) {
        return db.sql("select count(*) from careplans.plan where branch = :branch and closed_on is null")
                .param("branch", branch.value())
                .query(Integer.class)
                .single();
    }

    // --- seats ---

    void add(Seat seat, AccountId by, Instant at, LocalDate until, @Nullable String codeHash) {
        var chair = seat.chair();
        db.sql("""
                insert into careplans.seat
                    (id, plan, part, name, person, account, from_organisation, match, sees, by_phone, state, invited_at, invited_by,
                     invited_until, code_hash, seated_at, away_until)
                values (:id, :plan, :part, :name, :person, :account, :from, :match, :sees, :byPhone, :state, :at, :by,
                     :until, :codeHash, :seatedAt, :awayUntil)
                """)
                .param("id", chair.id().value())
                .param("plan", chair.plan().value())
                .param("part", chair.part().name())
                .param("name", chair.name())
                .param("person", chair.person() == null ? null : chair.person().value(), Types.OTHER)
                .param(
                        "account",
                        chair.account() == null ? null : chair.account().value(),
                        Types.OTHER)
                .param("from", chair.from() == null ? null : chair.from().value(), Types.OTHER)
                .param("match", chair.match() == null ? null : chair.match().value(), Types.OTHER)
                .param("sees", names(chair.sees()))
                .param("byPhone", chair.byPhone())
                .param("state", seat instanceof Seated ? "SEATED" : "INVITED")
                .param("at", Timestamp.from(at))
                .param("by", by.value())
                .param("until", until)
                .param("codeHash", codeHash, Types.VARCHAR)
                .param("seatedAt", seat instanceof Seated ? Timestamp.from(at) : null, Types.TIMESTAMP)
                .param("awayUntil", seat instanceof Seated seated ? seated.awayUntil() : null, Types.DATE)
                .update();
    }

    Optional<Seat> findSeat(SeatId id) {
        return db.sql(SEAT + "where s.id = :id")
                .param("id", id.value())
                .query(CareplanStore::readSeat)
                .optional();
    }

    List<Seat> listSeats(CareplanId plan) {
        return db.sql(SEAT + "where s.plan = :plan " + ORDER)
                .param("plan", plan.value())
                .query(CareplanStore::readSeat)
                .list();
    }

    /// The seats where the viewer sits, or is asked to sit; for the desk also that of the coordinator.
    List<Seat> listMine(LocalDate today, Collection<PersonId> persons, @Nullable AccountId account) {
        return db.sql(SEAT + """
                where s.id = any ((select careplans.my_seats())::uuid[])
                   or (s.state = 'INVITED' and s.invited_until >= :today
                       and (s.person = any (:persons) or s.account = :account))
                """ + ORDER)
                .param("today", today)
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("account", account == null ? null : account.value(), Types.OTHER)
                .query(CareplanStore::readSeat)
                .list();
    }

    /// The seats at this table for which the viewer may speak: their own, and at the desk of who takes part by phone.
    List<Seat> listSpokenFor(CareplanId plan) {
        return db.sql(SEAT + """
                where s.plan = :plan and s.state = 'SEATED'
                  and (s.id = any ((select careplans.my_seats())::uuid[])
                       or (s.by_phone and s.plan = any ((select careplans.my_desk())::uuid[])))
                """ + ORDER)
                .param("plan", plan.value())
                .query(CareplanStore::readSeat)
                .list();
    }

    /// What the participant of each of these plans is called.
    Map<CareplanId, String> participants(Collection<CareplanId> plans) {
        return db
                .sql(
                        "select s.plan, s.name from careplans.seat s where s.plan = any (:plans) and s.part = 'PARTICIPANT'")
                .param("plans", plans.stream().map(CareplanId::value).toArray(UUID[]::new))
                .query((rs, _) -> Map.entry(new CareplanId(rs.getObject(1, UUID.class)), rs.getString(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Whether the viewer decides who sees what of this plan: as the participant, or by law in their place.
    boolean decides(CareplanId plan) {
        return Objects.requireNonNull(db.sql("select cast(:plan as uuid) = any (careplans.my_decisions())")
                .param("plan", plan.value())
                .query(Boolean.class)
                .single());
    }

    boolean isAtMyDesk(CareplanId plan) {
        return Objects.requireNonNull(db.sql("select cast(:plan as uuid) = any (careplans.my_desk())")
                .param("plan", plan.value())
                .query(Boolean.class)
                .single());
    }

    /// Saves that somebody sat down, unless the seat is not what it was.
    boolean sit(Invited before, Seated after) {
        var chair = after.chair();
        return db.sql("""
                update careplans.seat set state = 'SEATED', seated_at = :at, away_until = :awayUntil, person = :person,
                    account = :account, from_organisation = :from, by_phone = :byPhone, code_hash = null
                where id = :id and state = 'INVITED'
                """)
                        .param("byPhone", chair.byPhone())
                        .param("at", Timestamp.from(after.since()))
                        .param("awayUntil", after.awayUntil(), Types.DATE)
                        .param(
                                "person",
                                chair.person() == null ? null : chair.person().value(),
                                Types.OTHER)
                        .param(
                                "account",
                                chair.account() == null ? null : chair.account().value(),
                                Types.OTHER)
                        .param(
                                "from",
                                chair.from() == null ? null : chair.from().value(),
                                Types.OTHER)
                        .param("id", before.id().value())
                        .update()
                == 1;
    }

    /// Saves that a seat is empty, unless it was already.
    boolean leave(Gone after, Instant at) {
        return db.sql("""
                update careplans.seat set state = 'LEFT', left_at = :at, left_why = :why, code_hash = null
                where id = :id and state <> 'LEFT'
                """)
                        .param("at", Timestamp.from(at))
                        .param("why", after.why().name())
                        .param("id", after.id().value())
                        .update()
                == 1;
    }

    boolean show(SeatId seat, Set<Section> sees) {
        return db.sql("update careplans.seat set sees = :sees where id = :id and state <> 'LEFT'")
                        .param("sees", names(sees))
                        .param("id", seat.value())
                        .update()
                == 1;
    }

    boolean speaksForItself(SeatId seat) {
        return db.sql("update careplans.seat set by_phone = false where id = :id and state = 'SEATED' and by_phone")
                        .param("id", seat.value())
                        .update()
                == 1;
    }

    /// What a code opens. Looked up as the jobs' role: whoever types it sees nothing of the table yet.
    record Opens(SeatId seat, OrganisationId organisation) {}

    Optional<Opens> findByCode(String hash, LocalDate today) {
        return jobs.sql("""
                select s.id, p.organisation from careplans.seat s join careplans.plan p on p.id = s.plan
                where s.code_hash = :hash and s.state = 'INVITED' and s.invited_until >= :today and p.closed_on is null
                """)
                .param("hash", hash)
                .param("today", today)
                .query((rs, _) -> new Opens(
                        new SeatId(rs.getObject(1, UUID.class)), new OrganisationId(rs.getObject(2, UUID.class))))
                .optional();
    }

    // --- who would like a table ---

    boolean wish(HelpRequestId request, AccountId by, Instant at) {
        return db.sql("""
                insert into careplans.wished (request, by_account, at) values (:request, :by, :at) on conflict do nothing
                """)
                        .param("request", request.value())
                        .param("by", by.value())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    List<TableWish> listWished() {
        return db.sql("select request, at from careplans.wished where answered_at is null order by at, request")
                .query((rs, _) -> new TableWish(
                        new HelpRequestId(rs.getObject(1, UUID.class)),
                        rs.getTimestamp(2).toInstant()))
                .list();
    }

    void answerWish(HelpRequestId request, Instant at) {
        db.sql("update careplans.wished set answered_at = :at where request = :request and answered_at is null")
                .param("at", Timestamp.from(at))
                .param("request", request.value())
                .update();
    }

    private static String[] names(Set<Section> sections) {
        return sections.stream().sorted().map(Enum::name).toArray(String[]::new);
    }

    private static Careplan readPlan(ResultSet rs, int rowNumber) throws SQLException {
        return new Careplan(
                new CareplanId(rs.getObject("id", UUID.class)),
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new Holder(
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new BranchId(rs.getObject("branch", UUID.class)),
                        new AccountId(rs.getObject("holder", UUID.class))),
                new PersonId(rs.getObject("participant", UUID.class)),
                FromTheStart.valueOf(rs.getString("from_the_start")),
                rs.getTimestamp("opened_at").toInstant(),
                rs.getObject("closed_on", LocalDate.class));
    }

    private static Seat readSeat(ResultSet rs, int rowNumber) throws SQLException {
        var person = rs.getObject("person", UUID.class);
        var account = rs.getObject("account", UUID.class);
        var from = rs.getObject("from_organisation", UUID.class);
        var match = rs.getObject("match", UUID.class);
        var chair = new Chair(
                new SeatId(rs.getObject("id", UUID.class)),
                new CareplanId(rs.getObject("plan", UUID.class)),
                Part.valueOf(rs.getString("part")),
                rs.getString("name"),
                person == null ? null : new PersonId(person),
                account == null ? null : new AccountId(account),
                from == null ? null : new OrganisationId(from),
                match == null ? null : new MatchId(match),
                Arrays.stream((String[]) rs.getArray("sees").getArray())
                        .map(Section::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                rs.getBoolean("by_phone"));
        return switch (rs.getString("state")) {
            case "INVITED" ->
                new Invited(chair, Objects.requireNonNull(rs.getObject("invited_until", LocalDate.class)));
            case "SEATED" ->
                new Seated(
                        chair, rs.getTimestamp("seated_at").toInstant(), rs.getObject("away_until", LocalDate.class));
            default -> new Gone(chair, Seat.Why.valueOf(rs.getString("left_why")));
        };
    }
}
