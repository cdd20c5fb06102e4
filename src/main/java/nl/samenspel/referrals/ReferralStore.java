package nl.samenspel.referrals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.referrals.Referral.Accepted;
import nl.samenspel.referrals.Referral.Answer;
import nl.samenspel.referrals.Referral.Cancelled;
import nl.samenspel.referrals.Referral.Case;
import nl.samenspel.referrals.Referral.Completed;
import nl.samenspel.referrals.Referral.Draft;
import nl.samenspel.referrals.Referral.EnteredInError;
import nl.samenspel.referrals.Referral.Failed;
import nl.samenspel.referrals.Referral.InProgress;
import nl.samenspel.referrals.Referral.OnHold;
import nl.samenspel.referrals.Referral.Rejected;
import nl.samenspel.referrals.Referral.Requested;
import nl.samenspel.referrals.Referral.State;
import nl.samenspel.referrals.Referral.Term;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.requests.Boundary;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// The rows of referrals.
@Repository
class ReferralStore {

    private static final String REFERRAL = """
            select id, version, state, way, brought_by, request, organisation, branch, by_account, as_ambassador,
                   to_organisation, to_branch, participant, because, note, scope, kind, postcode, municipality, day_parts,
                   day_parts_needed, hours_per_week, from_day, until_day, languages, wished_gender, qualifications,
                   urgency, touched, together, waiting_since, words, drafted_at, consent, override_why, respond_by,
                   remind_on, reminded, decided_by, decided_at, reason, said, ended_on
            from referrals.referral
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;

    ReferralStore(JdbcClient db, @Qualifier("jobs") JdbcClient jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    Optional<Referral> find(ReferralId id) {
        return db.sql(REFERRAL + "where id = :id")
                .param("id", id.value())
                .query(ReferralStore::read)
                .optional();
    }

    /// As [#find], and nobody else moves it until this transaction ends.
    Optional<Referral> findToMove(ReferralId id) {
        return db.sql(REFERRAL + "where id = :id for update")
                .param("id", id.value())
                .query(ReferralStore::read)
                .optional();
    }

    /// The newest first.
    List<Referral> listOf(HelpRequestId request) {
        return db.sql(REFERRAL + "where request = :request order by drafted_at desc, id")
                .param("request", request.value())
                .query(ReferralStore::read)
                .list();
    }

    List<Referral> listFrom(OrganisationId organisation, Set<State> states) {
        return db.sql(REFERRAL + """
                where organisation = :organisation and state = any (:states)
                order by respond_by nulls first, drafted_at, id
                """)
                .param("organisation", organisation.value())
                .param("states", names(states))
                .query(ReferralStore::read)
                .list();
    }

    List<Referral> listTo(OrganisationId organisation, Set<State> states) {
        return db.sql(REFERRAL + """
                where to_organisation = :organisation and state = any (:states) order by respond_by, drafted_at, id
                """)
                .param("organisation", organisation.value())
                .param("states", names(states))
                .query(ReferralStore::read)
                .list();
    }

    /// The no, or the silence, that still stands: nobody was asked since who may yet say yes, or who did.
    List<Referral> listUnmet(OrganisationId organisation) {
        return db.sql(REFERRAL + """
                r where organisation = :organisation and state in ('REJECTED', 'FAILED') and way = 'HAND_OVER'
                  and not exists (select from referrals.referral later
                      where later.request = r.request and later.drafted_at > r.drafted_at and later.way = 'HAND_OVER'
                        and later.state not in ('CANCELLED', 'ENTERED_IN_ERROR'))
                order by waiting_since, id
                """)
                .param("organisation", organisation.value())
                .query(ReferralStore::read)
                .list();
    }

    /// What is about these people, or was brought by this account; the newest first.
    List<Referral> listAbout(Collection<PersonId> people, @Nullable AccountId broughtBy) {
        return db.sql(REFERRAL + """
                where participant = any (:people) or known_there_as = any (:people) or brought_by = :account
                order by drafted_at desc, id
                """)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("account", broughtBy == null ? null : broughtBy.value(), Types.OTHER)
                .query(ReferralStore::read)
                .list();
    }

    /// Who this participant is at another organisation, by an earlier yes of theirs.
    Optional<PersonId> findKnownThere(PersonId participant, OrganisationId there) {
        return db.sql("""
                select known_there_as from referrals.referral
                where participant = :participant and to_organisation = :there and known_there_as is not null
                order by decided_at desc limit 1
                """)
                .param("participant", participant.value())
                .param("there", there.value())
                .query((rs, _) -> new PersonId(rs.getObject(1, UUID.class)))
                .optional();
    }

    /// What waits for an answer and is past half its term without a reminder, or past the whole of it.
    record Due(ReferralId id, OrganisationId organisation) {}

    List<Due> listDue(LocalDate today) {
        return jobs.sql("""
                select id, organisation from referrals.referral
                where state = 'REQUESTED' and (respond_by < :today or (remind_on <= :today and not reminded))
                order by respond_by, id
                """)
                .param("today", today)
                .query((rs, _) -> new Due(
                        new ReferralId(rs.getObject("id", UUID.class)),
                        new OrganisationId(rs.getObject("organisation", UUID.class))))
                .list();
    }

    /// Those in these states, on the database that is examined.
    static List<Referral> listIn(JdbcClient examined, Set<State> states) {
        return examined.sql(REFERRAL + "where state = any (:states) order by id")
                .param("states", names(states))
                .query(ReferralStore::read)
                .list();
    }

    void add(Referral referral) {
        var what = referral.what();
        var glimpse = what.glimpse();
        with(referral, db.sql("""
                insert into referrals.referral
                    (id, version, state, way, request, organisation, branch, by_account, as_ambassador, to_organisation,
                     to_branch, participant, brought_by, because, note, scope, kind, postcode, municipality, day_parts,
                     day_parts_needed, hours_per_week, from_day, until_day, languages, wished_gender, qualifications,
                     urgency, touched, together, waiting_since, words, consent, override_why, drafted_at, respond_by,
                     remind_on, reminded, decided_by, decided_at, reason, said, ended_on)
                values (:id, :version, :state, :way, :request, :organisation, :branch, :byAccount, :asAmbassador,
                     :toOrganisation, :toBranch, :participant, :broughtBy, :because, :note, :scope, :kind, :postcode,
                     :municipality, :dayParts, :dayPartsNeeded, :hoursPerWeek, :from, :until, :languages, :wishedGender,
                     :qualifications, :urgency, :touched, :together, :waitingSince, :words, :consent, :overrideWhy,
                     :draftedAt, :respondBy, :remindOn, :reminded, :decidedBy, :decidedAt, :reason, :said, :endedOn)
                """))
                .param("way", what.way().name())
                .param("request", what.request().value())
                .param("organisation", what.from().value())
                .param("branch", what.fromBranch().value())
                .param("byAccount", what.by().value())
                .param("asAmbassador", what.asAmbassador())
                .param("toOrganisation", what.to().value())
                .param("toBranch", what.toBranch().value())
                .param("participant", what.participant().value())
                .param(
                        "broughtBy",
                        what.broughtBy() == null ? null : what.broughtBy().value(),
                        Types.OTHER)
                .param("because", what.because().name())
                .param("note", what.note())
                .param("scope", names(what.scope()))
                .param("kind", glimpse.kind().name())
                .param("postcode", glimpse.postcode())
                .param("municipality", glimpse.municipality())
                .param("dayParts", glimpse.dayParts().mask())
                .param("dayPartsNeeded", glimpse.dayPartsNeeded())
                .param("hoursPerWeek", glimpse.hoursPerWeek())
                .param("from", glimpse.from())
                .param("until", glimpse.until(), Types.DATE)
                .param("languages", names(glimpse.languages()))
                .param("wishedGender", names(glimpse.wishedGender()))
                .param("qualifications", names(glimpse.qualifications()))
                .param("urgency", glimpse.urgency())
                .param("touched", names(glimpse.touched()))
                .param("together", glimpse.together())
                .param("waitingSince", glimpse.waitingSince())
                .param("words", glimpse.words())
                .param("draftedAt", Timestamp.from(what.draftedAt()))
                .update();
    }

    /// Saves a transition, unless someone else moved it first. Returns whether it was saved.
    boolean replace(Referral before, Referral after) {
        return with(after, db.sql("""
                        update referrals.referral
                        set version = :version, state = :state, consent = :consent, override_why = :overrideWhy,
                            respond_by = :respondBy, remind_on = :remindOn, reminded = :reminded,
                            decided_by = :decidedBy, decided_at = :decidedAt, reason = :reason, said = :said,
                            ended_on = :endedOn
                        where id = :id and version = :before
                        """)).param("before", before.version()).update() == 1;
    }

    /// The last step of a yes: who the participant is there, and that nothing more is taken over on it.
    void settle(ReferralId id, @Nullable PersonId knownThereAs) {
        db.sql("update referrals.referral set accepted_in = null, known_there_as = :known where id = :id")
                .param("known", knownThereAs == null ? null : knownThereAs.value(), Types.OTHER)
                .param("id", id.value())
                .update();
    }

    /// What a state has of its own, as columns.
    private record Own(
            @Nullable Ground ground,
            @Nullable Term term,
            @Nullable Answer answer,
            @Nullable Reason reason,
            String said,
            @Nullable LocalDate on) {

        static Own of(Referral referral) {
            return switch (referral) {
                case Draft _ -> new Own(null, null, null, null, "", null);
                case Requested it -> new Own(it.ground(), it.term(), null, null, "", null);
                case Accepted it -> new Own(it.ground(), it.term(), it.answer(), null, "", null);
                case InProgress it -> new Own(it.ground(), it.term(), it.answer(), null, "", null);
                case OnHold it -> new Own(it.ground(), it.term(), it.answer(), null, it.words(), null);
                case Rejected it -> new Own(it.ground(), it.term(), it.answer(), it.why(), it.words(), it.on());
                case Failed it -> new Own(it.ground(), it.term(), it.answer(), it.why(), it.words(), it.on());
                case Cancelled it -> new Own(it.ground(), it.term(), it.answer(), it.why(), "", it.on());
                case Completed it -> new Own(it.ground(), it.term(), it.answer(), null, "", it.on());
                case EnteredInError it -> new Own(it.ground(), it.term(), null, null, it.words(), it.on());
            };
        }
    }

    private static StatementSpec with(Referral referral, StatementSpec statement) {
        var own = Own.of(referral);
        return statement
                .param("id", referral.id().value())
                .param("version", referral.version())
                .param("state", referral.state().name())
                .param("consent", own.ground() instanceof Ground.Consent(var consent) ? consent : null, Types.OTHER)
                .param("overrideWhy", own.ground() instanceof Ground.Overridden(var why) ? why : null, Types.VARCHAR)
                .param("respondBy", own.term() == null ? null : own.term().respondBy(), Types.DATE)
                .param("remindOn", own.term() == null ? null : own.term().remindOn(), Types.DATE)
                .param("reminded", own.term() != null && own.term().reminded())
                .param(
                        "decidedBy",
                        own.answer() == null ? null : own.answer().by().value(),
                        Types.OTHER)
                .param(
                        "decidedAt",
                        own.answer() == null
                                ? null
                                : Timestamp.from(own.answer().at()),
                        Types.TIMESTAMP)
                .param("reason", own.reason() == null ? null : own.reason().name(), Types.VARCHAR)
                .param("said", own.said())
                .param("endedOn", own.on(), Types.DATE);
    }

    private static Referral read(ResultSet rs, int rowNumber) throws SQLException {
        var id = new ReferralId(rs.getObject("id", UUID.class));
        var version = rs.getInt("version");
        var what = readCase(rs);
        var consent = rs.getObject("consent", UUID.class);
        var overridden = rs.getString("override_why");
        var ground = consent != null
                ? new Ground.Consent(consent)
                : overridden != null ? new Ground.Overridden(overridden) : null;
        var respondBy = rs.getObject("respond_by", LocalDate.class);
        var term = respondBy == null
                ? null
                : new Term(respondBy, rs.getObject("remind_on", LocalDate.class), rs.getBoolean("reminded"));
        var decidedBy = rs.getObject("decided_by", UUID.class);
        var answer = decidedBy == null
                ? null
                : new Answer(
                        new AccountId(decidedBy),
                        Objects.requireNonNull(rs.getTimestamp("decided_at")).toInstant());
        var reason = rs.getString("reason");
        var why = reason == null ? Reason.OTHER : Reason.valueOf(reason);
        var said = rs.getString("said");
        var on = rs.getObject("ended_on", LocalDate.class);
        return switch (State.valueOf(rs.getString("state"))) {
            case DRAFT -> new Draft(id, version, what);
            case REQUESTED -> new Requested(id, version, what, there(ground), there(term));
            case ACCEPTED -> new Accepted(id, version, what, there(ground), there(term), there(answer));
            case IN_PROGRESS -> new InProgress(id, version, what, there(ground), there(term), there(answer));
            case ON_HOLD -> new OnHold(id, version, what, there(ground), there(term), there(answer), said);
            case REJECTED -> new Rejected(id, version, what, there(ground), there(term), there(answer), why, said, on);
            case FAILED -> new Failed(id, version, what, there(ground), there(term), answer, why, said, on);
            case CANCELLED -> new Cancelled(id, version, what, ground, term, answer, why, on);
            case COMPLETED -> new Completed(id, version, what, there(ground), there(term), there(answer), on);
            case ENTERED_IN_ERROR -> new EnteredInError(id, version, what, ground, term, said, on);
        };
    }

    /// What the table's checks say is there in this state.
    private static <T> T there(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    private static Case readCase(ResultSet rs) throws SQLException {
        var broughtBy = rs.getObject("brought_by", UUID.class);
        return new Case(
                Way.valueOf(rs.getString("way")),
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new BranchId(rs.getObject("branch", UUID.class)),
                new AccountId(rs.getObject("by_account", UUID.class)),
                rs.getString("as_ambassador"),
                new OrganisationId(rs.getObject("to_organisation", UUID.class)),
                new BranchId(rs.getObject("to_branch", UUID.class)),
                new PersonId(rs.getObject("participant", UUID.class)),
                broughtBy == null ? null : new AccountId(broughtBy),
                Reason.valueOf(rs.getString("because")),
                rs.getString("note"),
                constants(rs, "scope", Scope.class),
                new Glimpse(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("postcode"),
                        rs.getString("municipality"),
                        new DayParts(rs.getInt("day_parts")),
                        rs.getInt("day_parts_needed"),
                        rs.getInt("hours_per_week"),
                        rs.getObject("from_day", LocalDate.class),
                        rs.getObject("until_day", LocalDate.class),
                        constants(rs, "languages", Language.class),
                        constants(rs, "wished_gender", Gender.class),
                        constants(rs, "qualifications", Qualification.class),
                        rs.getInt("urgency"),
                        constants(rs, "touched", Boundary.class),
                        rs.getBoolean("together"),
                        rs.getObject("waiting_since", LocalDate.class),
                        rs.getString("words")),
                instant(rs, "drafted_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(rs.getTimestamp(column)).toInstant();
    }

    private static String[] names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static <E extends Enum<E>> Set<E> constants(ResultSet rs, String column, Class<E> type)
            throws SQLException {
        return Arrays.stream((String[]) rs.getArray(column).getArray())
                .map(name -> Enum.valueOf(type, name))
                .collect(Collectors.toUnmodifiableSet());
    }
}
