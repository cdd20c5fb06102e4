package nl.samenspel.matches;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Agreed;
import nl.samenspel.matches.Match.Awaited;
import nl.samenspel.matches.Match.Away;
import nl.samenspel.matches.Match.Duo;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Leaving;
import nl.samenspel.matches.Match.Meeting;
import nl.samenspel.matches.Match.Promised;
import nl.samenspel.matches.Match.State;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps matches and what happened in them.
@Repository
class MatchStore {

    private static final String MATCH = """
            select id, request, invitation, organisation, branch, participant, asked_by, volunteer, kind, hours, state, holder,
                   next_date, volunteer_consent, participant_consent, meeting_on, meeting_at, meeting_place, trial_until,
                   review_on, weighed_on, away_from, back_on, trying, ended_on, end_reason, end_words, begun_at, version,
                   external_id
            from matches.match
            """;

    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final JdbcClient db;

    MatchStore(JdbcClient db) {
        this.db = db;
    }

    /// A state as its columns.
    private record Columns(
            @Nullable LocalDate nextDate,
            @Nullable UUID participantConsent,
            @Nullable Meet meet,
            @Nullable LocalDate trialUntil,
            @Nullable LocalDate reviewOn,
            @Nullable LocalDate weighedOn,
            @Nullable Awaited awaited,
            @Nullable Ended ended) {

        static Columns of(Match match) {
            return switch (match) {
                case Promised it -> new Columns(it.nextDate(), null, null, null, null, null, null, null);
                case Agreed it ->
                    new Columns(it.nextDate(), it.participantConsent(), null, null, null, null, null, null);
                case Meeting it ->
                    new Columns(it.nextDate(), it.participantConsent(), it.meet(), null, null, null, null, null);
                case Trial it ->
                    new Columns(it.nextDate(), it.participantConsent(), null, it.until(), null, null, null, null);
                case Active it ->
                    new Columns(
                            it.nextDate(),
                            it.participantConsent(),
                            null,
                            null,
                            it.reviewOn(),
                            it.weighedOn(),
                            null,
                            null);
                case Awaited it ->
                    new Columns(it.nextDate(), it.participantConsent(), null, null, null, null, it, null);
                case Ended it -> new Columns(null, it.participantConsent(), null, null, null, null, null, it);
            };
        }
    }

    void add(Promised match) {
        var duo = match.duo();
        db.sql("""
                insert into matches.match
                    (id, request, invitation, organisation, branch, participant, asked_by, volunteer, kind, hours, state,
                     holder, next_date, volunteer_consent, begun_at)
                values (:id, :request, :invitation, :organisation, :branch, :participant, :askedBy, :volunteer, :kind,
                     :hours, 'PROMISED', :holder, :nextDate, :volunteerConsent, :begunAt)
                """)
                .param("id", match.id().value())
                .param("request", duo.request().value())
                .param("invitation", duo.invitation().value())
                .param("organisation", duo.holder().organisation().value())
                .param("branch", duo.holder().branch().value())
                .param("participant", duo.participant().value())
                .param("askedBy", duo.askedBy() == null ? null : duo.askedBy().value(), Types.OTHER)
                .param("volunteer", duo.volunteer().value())
                .param("kind", duo.kind().name())
                .param("hours", duo.hours())
                .param("holder", duo.holder().person().value())
                .param("nextDate", match.nextDate())
                .param("volunteerConsent", duo.volunteerConsent())
                .param("begunAt", Timestamp.from(duo.begunAt()))
                .update();
    }

    /// Matches that began elsewhere, in the states that they are in; in one statement.
    ///
    /// @param externalIds the numbers that others know them by
    void addAll(List<? extends Match> matches, Map<MatchId, String> externalIds) {
        db.sql("""
                insert into matches.match
                    (id, request, invitation, organisation, branch, participant, asked_by, volunteer, kind, hours, state,
                     holder, next_date, volunteer_consent, participant_consent, trial_until, review_on, ended_on,
                     end_reason, end_words, begun_at, external_id)
                select id, request, invitation, organisation, branch, participant, asked_by, volunteer, kind, hours, state,
                     holder, cast(next_date as date), volunteer_consent, participant_consent, cast(trial_until as date),
                     cast(review_on as date), cast(ended_on as date), end_reason,
                     case when state = 'ENDED' then '' end, cast(begun_at as timestamptz), external_id
                from unnest(:ids, :requests, :invitations, :organisations, :branches, :participants, :askedBy, :volunteers,
                            :kinds, :hours, :states, :holders, :nextDates, :volunteerConsents, :participantConsents,
                            :trials, :reviews, :ends, :reasons, :begun, :externalIds)
                    as t (id, request, invitation, organisation, branch, participant, asked_by, volunteer, kind, hours,
                          state, holder, next_date, volunteer_consent, participant_consent, trial_until, review_on,
                          ended_on, end_reason, begun_at, external_id)
                """)
                .param("ids", ids(matches, match -> match.id().value()))
                .param("requests", ids(matches, match -> match.duo().request().value()))
                .param(
                        "invitations",
                        ids(matches, match -> match.duo().invitation().value()))
                .param(
                        "organisations",
                        ids(
                                matches,
                                match -> match.duo().holder().organisation().value()))
                .param(
                        "branches",
                        ids(matches, match -> match.duo().holder().branch().value()))
                .param(
                        "participants",
                        ids(matches, match -> match.duo().participant().value()))
                .param(
                        "askedBy",
                        ids(
                                matches,
                                match -> match.duo().askedBy() == null
                                        ? null
                                        : match.duo().askedBy().value()))
                .param(
                        "volunteers",
                        ids(matches, match -> match.duo().volunteer().value()))
                .param("kinds", texts(matches, match -> match.duo().kind().name()))
                .param(
                        "hours",
                        matches.stream().map(match -> match.duo().hours()).toArray(Integer[]::new))
                .param("states", texts(matches, match -> match.state().name()))
                .param(
                        "holders",
                        ids(matches, match -> match.duo().holder().person().value()))
                .param("nextDates", texts(matches, match -> Columns.of(match).nextDate()))
                .param("volunteerConsents", ids(matches, match -> match.duo().volunteerConsent()))
                .param(
                        "participantConsents",
                        ids(matches, match -> Columns.of(match).participantConsent()))
                .param("trials", texts(matches, match -> Columns.of(match).trialUntil()))
                .param("reviews", texts(matches, match -> Columns.of(match).reviewOn()))
                .param("ends", texts(matches, match -> match instanceof Ended ended ? ended.on() : null))
                .param("reasons", texts(matches, match -> match instanceof Ended ended ? ended.reason() : null))
                .param("begun", texts(matches, match -> match.duo().begunAt()))
                .param("externalIds", texts(matches, match -> externalIds.get(match.id())))
                .update();
    }

    private static @Nullable UUID[] ids(List<? extends Match> matches, Function<Match, @Nullable UUID> part) {
        var ids = new @Nullable UUID[matches.size()];
        Arrays.setAll(ids, at -> part.apply(matches.get(at)));
        return ids;
    }

    private static @Nullable String[] texts(List<? extends Match> matches, Function<Match, @Nullable Object> part) {
        var texts = new @Nullable String[matches.size()];
        Arrays.setAll(texts, at -> {
            var value = part.apply(matches.get(at));
            return value == null ? null : value.toString();
        });
        return texts;
    }

    /// The same that happened to many.
    void addAll(List<? extends Match> matches, Event event) {
        db.sql("""
                insert into matches.event (match, at, by, by_phone, what, on_day, words)
                select id, :at, :by, :byPhone, :what, cast(begun as date), null from unnest(:ids, :begun) as t (id, begun)
                """)
                .param("ids", ids(matches, match -> match.id().value()))
                .param(
                        "begun",
                        texts(matches, match -> LocalDate.ofInstant(match.duo().begunAt(), ZONE)))
                .param("at", Timestamp.from(event.at()))
                .param("by", event.by().value())
                .param("byPhone", event.byPhone())
                .param("what", event.what().name())
                .update();
    }

    /// The matches that another system knows by these numbers, as far as the viewer may see.
    Map<String, Match> listByExternalId(OrganisationId organisation, Collection<String> numbers) {
        record Found(String number, Match match) {}
        return db
                .sql(MATCH + "where organisation = :organisation and external_id = any (:numbers)")
                .param("organisation", organisation.value())
                .param("numbers", numbers.toArray(String[]::new))
                .query((rs, row) -> new Found(rs.getString("external_id"), read(rs, row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Found::number, Found::match));
    }

    /// The numbers by which another system knows these matches.
    Map<MatchId, String> externalIds(Collection<MatchId> matches) {
        return db
                .sql("select id, external_id from matches.match where id = any (:ids) and external_id is not null")
                .param("ids", matches.stream().map(MatchId::value).toArray(UUID[]::new))
                .query((rs, _) -> Map.entry(new MatchId(rs.getObject("id", UUID.class)), rs.getString("external_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    List<Match> list(Collection<MatchId> matches) {
        return db.sql(MATCH + "where id = any (:ids)")
                .param("ids", matches.stream().map(MatchId::value).toArray(UUID[]::new))
                .query(MatchStore::read)
                .list();
    }

    /// Matches of these requests, running or ended.
    List<Match> listOfAll(Collection<HelpRequestId> requests) {
        return db.sql(MATCH + "where request = any (:requests) order by begun_at, id")
                .param("requests", requests.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query(MatchStore::read)
                .list();
    }

    /// Matches in which these volunteers do something with these participants.
    List<Match> listBetween(Collection<PersonId> volunteers, Collection<PersonId> participants) {
        return db.sql(MATCH + "where volunteer = any (:volunteers) and participant = any (:participants)")
                .param("volunteers", ids(volunteers))
                .param("participants", ids(participants))
                .query(MatchStore::read)
                .list();
    }

    /// A page of the matches of a branch, in a set order.
    List<Match> listPage(BranchId branch, @Nullable MatchId after, int most) {
        return db.sql(MATCH + """
                where branch = :branch and (cast(:after as uuid) is null or id > :after) order by id limit :most
                """)
                .param("branch", branch.value())
                .param("after", after == null ? null : after.value(), Types.OTHER)
                .param("most", most)
                .query(MatchStore::read)
                .list();
    }

    /// Of these requests, those for which somebody is looked for beside who is away, or after who left.
    Set<HelpRequestId> listLookedFor(Collection<HelpRequestId> requests) {
        return Set.copyOf(db.sql("""
                select request from matches.replacement where request = any (:requests) and state <> 'CLOSED'
                union
                select request from matches.without where request = any (:requests) and until is null
                """)
                .param("requests", requests.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query((rs, _) -> new HelpRequestId(rs.getObject(1, UUID.class)))
                .list());
    }

    /// Takes matches away, with their history and what was planned to ask.
    void removeAll(Collection<MatchId> matches) {
        var gone = matches.stream().map(MatchId::value).toArray(UUID[]::new);
        for (var sql : List.of(
                "delete from matches.check_in where match = any (:ids)",
                "delete from matches.event where match = any (:ids)",
                "delete from matches.match where id = any (:ids)")) {
            db.sql(sql).param("ids", gone).update();
        }
    }

    /// Saves a transition, unless someone else moved the match first. Returns whether it was saved.
    boolean replace(Match before, Match after) {
        var is = Columns.of(after);
        var meet = is.meet();
        var ended = is.ended();
        var awaited = is.awaited();
        return db.sql("""
                        update matches.match
                        set state = :state, holder = :holder, next_date = :nextDate, participant_consent = :participantConsent,
                            meeting_on = coalesce(:meetingOn, meeting_on),
                            meeting_at = case when cast(:meetingOn as date) is null then meeting_at else :meetingAt end,
                            meeting_place = coalesce(:meetingPlace, meeting_place),
                            trial_until = coalesce(:trialUntil, trial_until), review_on = coalesce(:reviewOn, review_on),
                            weighed_on = coalesce(:weighedOn, weighed_on), away_from = :awayFrom, back_on = :backOn,
                            trying = :trying,
                            ended_on = :endedOn, end_reason = :endReason, end_words = :endWords, version = version + 1
                        where id = :id and state = :was and version = :version
                        """)
                        .param("id", before.id().value())
                        .param("state", after.state().name())
                        .param("holder", after.duo().holder().person().value())
                        .param("nextDate", is.nextDate(), Types.DATE)
                        .param("participantConsent", is.participantConsent(), Types.OTHER)
                        .param("meetingOn", meet == null ? null : meet.on(), Types.DATE)
                        .param("meetingAt", meet == null ? null : meet.at(), Types.TIME)
                        .param("meetingPlace", meet == null ? null : meet.place(), Types.VARCHAR)
                        .param("trialUntil", is.trialUntil(), Types.DATE)
                        .param("reviewOn", is.reviewOn(), Types.DATE)
                        .param("weighedOn", is.weighedOn(), Types.DATE)
                        .param("awayFrom", awaited == null ? null : awaited.from(), Types.DATE)
                        .param("backOn", awaited instanceof Away away ? away.backOn() : null, Types.DATE)
                        .param("trying", awaited != null && awaited.trying())
                        .param("endedOn", ended == null ? null : ended.on(), Types.DATE)
                        .param(
                                "endReason",
                                ended == null ? null : ended.reason().name(),
                                Types.VARCHAR)
                        .param("endWords", ended == null ? null : ended.words(), Types.VARCHAR)
                        .param("was", before.state().name())
                        .param("version", before.duo().version())
                        .update()
                == 1;
    }

    Optional<Match> find(MatchId id) {
        return db.sql(MATCH + "where id = :id")
                .param("id", id.value())
                .query(MatchStore::read)
                .optional();
    }

    /// The running match of a request and those that ended, newest first.
    List<Match> listOf(HelpRequestId request) {
        return db.sql(MATCH + "where request = :request order by begun_at desc, id")
                .param("request", request.value())
                .query(MatchStore::read)
                .list();
    }

    /// The running matches of these requests.
    List<Match> listRunningOf(Collection<HelpRequestId> requests) {
        return db.sql(MATCH + "where request = any (:requests) and state <> 'ENDED'")
                .param("requests", requests.stream().map(HelpRequestId::value).toArray(UUID[]::new))
                .query(MatchStore::read)
                .list();
    }

    /// Who comes for this request, or is about to: the running match that nobody is awaited in.
    Optional<Match> findBeside(HelpRequestId request) {
        return db.sql(MATCH + "where request = :request and state not in ('AWAY', 'LEAVING', 'ENDED')")
                .param("request", request.value())
                .query(MatchStore::read)
                .optional();
    }

    /// Whose place is kept, or who goes, for this request.
    Optional<Match> findAwaited(HelpRequestId request) {
        return db.sql(MATCH + "where request = :request and state in ('AWAY', 'LEAVING')")
                .param("request", request.value())
                .query(MatchStore::read)
                .optional();
    }

    Optional<Match> findBy(InvitationId invitation) {
        return db.sql(MATCH + "where invitation = :invitation")
                .param("invitation", invitation.value())
                .query(MatchStore::read)
                .optional();
    }

    /// Other volunteers whom this participant knows: who comes for something else first, then who came before.
    List<PersonId> listWhoKnow(PersonId participant, PersonId but) {
        return db.sql("""
                select volunteer from matches.match
                where participant = :participant and volunteer <> :but and trial_until is not null
                group by volunteer
                order by min(case when state = 'ENDED' then 1 else 0 end), max(begun_at) desc, volunteer
                """)
                .param("participant", participant.value())
                .param("but", but.value())
                .query((rs, _) -> new PersonId(rs.getObject("volunteer", UUID.class)))
                .list();
    }

    /// How many matches run at a branch.
    int countRunningAt(BranchId branch) {
        return db.sql("select count(*) from matches.match where branch = :branch and state <> 'ENDED'")
                .param("branch", branch.value())
                .query(Integer.class)
                .single();
    }

    /// The running matches of an organisation, as far as the viewer's branches, the first that needs a look first.
    List<Match> listRunning(OrganisationId organisation) {
        return db.sql(MATCH + """
                where organisation = :organisation and state <> 'ENDED'
                order by next_date, begun_at, id
                """)
                .param("organisation", organisation.value())
                .query(MatchStore::read)
                .list();
    }

    /// A page of them, in the same order.
    List<Match> listRunning(OrganisationId organisation, int skip, int most) {
        return db.sql(MATCH + """
                where organisation = :organisation and state <> 'ENDED'
                order by next_date, begun_at, id offset :skip limit :most
                """)
                .param("organisation", organisation.value())
                .param("skip", skip)
                .param("most", most)
                .query(MatchStore::read)
                .list();
    }

    int countRunning(OrganisationId organisation) {
        return db.sql("select count(*) from matches.match where organisation = :organisation and state <> 'ENDED'")
                .param("organisation", organisation.value())
                .query(Integer.class)
                .single();
    }

    List<Match> listRunningHeldBy(OrganisationId organisation, Collection<AccountId> holders) {
        return db.sql(MATCH + """
                where organisation = :organisation and state <> 'ENDED' and holder = any (:holders)
                order by next_date, begun_at, id
                """)
                .param("organisation", organisation.value())
                .param("holders", holders.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(MatchStore::read)
                .list();
    }

    List<Match> listRunningWith(PersonId participant) {
        return db.sql(MATCH + "where participant = :participant and state <> 'ENDED' order by next_date, begun_at, id")
                .param("participant", participant.value())
                .query(MatchStore::read)
                .list();
    }

    /// The newest that ended.
    List<Match> listEnded(OrganisationId organisation, int most) {
        return db.sql(MATCH + """
                where organisation = :organisation and state = 'ENDED'
                order by ended_on desc, id limit :most
                """)
                .param("organisation", organisation.value())
                .param("most", most)
                .query(MatchStore::read)
                .list();
    }

    /// What these volunteers do, running first.
    List<Match> listDoneBy(Collection<PersonId> volunteers) {
        return db.sql(MATCH + """
                where volunteer = any (:persons)
                order by state = 'ENDED', next_date, begun_at desc, id
                """)
                .param("persons", ids(volunteers))
                .query(MatchStore::read)
                .list();
    }

    /// All that the viewer may see and these people do not do themselves, running first.
    List<Match> listNotDoneBy(Collection<PersonId> persons) {
        return db.sql(MATCH + """
                where not volunteer = any (:persons)
                order by state = 'ENDED', next_date, begun_at desc, id
                """)
                .param("persons", ids(persons))
                .query(MatchStore::read)
                .list();
    }

    /// Whether the two still have another match that runs.
    boolean isAnotherRunning(Match than) {
        return db.sql("""
                select exists (
                    select from matches.match
                    where participant = :participant and volunteer = :volunteer and state not in ('PROMISED', 'ENDED')
                      and id <> :id)
                """)
                .param("participant", than.duo().participant().value())
                .param("volunteer", than.duo().volunteer().value())
                .param("id", than.id().value())
                .query(Boolean.class)
                .single();
    }

    void add(MatchId match, Event event) {
        db.sql("""
                insert into matches.event (match, at, by, by_phone, what, on_day, words)
                values (:match, :at, :by, :byPhone, :what, :onDay, :words)
                """)
                .param("match", match.value())
                .param("at", Timestamp.from(event.at()))
                .param("by", event.by().value())
                .param("byPhone", event.byPhone())
                .param("what", event.what().name())
                .param("onDay", event.onDay(), Types.DATE)
                .param("words", event.words(), Types.VARCHAR)
                .update();
    }

    List<Event> listEvents(MatchId match) {
        return db.sql(
                        "select at, by, by_phone, what, on_day, words from matches.event where match = :match order by id")
                .param("match", match.value())
                .query((rs, _) -> new Event(
                        Event.What.valueOf(rs.getString("what")),
                        rs.getTimestamp("at").toInstant(),
                        new AccountId(rs.getObject("by", UUID.class)),
                        rs.getBoolean("by_phone"),
                        rs.getObject("on_day", LocalDate.class),
                        rs.getString("words")))
                .list();
    }

    private static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    private static Match read(ResultSet rs, int rowNumber) throws SQLException {
        var id = new MatchId(rs.getObject("id", UUID.class));
        var askedBy = rs.getObject("asked_by", UUID.class);
        var duo = new Duo(
                new HelpRequestId(rs.getObject("request", UUID.class)),
                new InvitationId(rs.getObject("invitation", UUID.class)),
                new PersonId(rs.getObject("participant", UUID.class)),
                askedBy == null ? null : new PersonId(askedBy),
                new PersonId(rs.getObject("volunteer", UUID.class)),
                KindOfHelp.valueOf(rs.getString("kind")),
                rs.getInt("hours"),
                new Holder(
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new BranchId(rs.getObject("branch", UUID.class)),
                        new AccountId(rs.getObject("holder", UUID.class))),
                rs.getObject("volunteer_consent", UUID.class),
                rs.getTimestamp("begun_at").toInstant(),
                rs.getInt("version"));
        return switch (State.valueOf(rs.getString("state"))) {
            case PROMISED -> new Promised(id, duo, day(rs, "next_date"));
            case AGREED -> new Agreed(id, duo, day(rs, "next_date"), consent(rs));
            case MEETING -> new Meeting(id, duo, day(rs, "next_date"), consent(rs), meet(rs));
            case TRIAL -> new Trial(id, duo, day(rs, "next_date"), consent(rs), day(rs, "trial_until"));
            case ACTIVE ->
                new Active(
                        id,
                        duo,
                        day(rs, "next_date"),
                        consent(rs),
                        day(rs, "review_on"),
                        rs.getObject("weighed_on", LocalDate.class));
            case AWAY ->
                new Away(
                        id,
                        duo,
                        day(rs, "next_date"),
                        consent(rs),
                        day(rs, "away_from"),
                        rs.getObject("back_on", LocalDate.class),
                        rs.getBoolean("trying"));
            case LEAVING ->
                new Leaving(id, duo, day(rs, "next_date"), consent(rs), day(rs, "away_from"), rs.getBoolean("trying"));
            case ENDED ->
                new Ended(
                        id,
                        duo,
                        rs.getObject("participant_consent", UUID.class),
                        EndReason.valueOf(rs.getString("end_reason")),
                        Objects.requireNonNullElse(rs.getString("end_words"), ""),
                        day(rs, "ended_on"));
        };
    }

    private static Meet meet(ResultSet rs) throws SQLException {
        return new Meet(
                day(rs, "meeting_on"),
                rs.getObject("meeting_at", LocalTime.class),
                Objects.requireNonNullElse(rs.getString("meeting_place"), ""));
    }

    private static UUID consent(ResultSet rs) throws SQLException {
        return Objects.requireNonNull(rs.getObject("participant_consent", UUID.class));
    }

    private static LocalDate day(ResultSet rs, String column) throws SQLException {
        return Objects.requireNonNull(rs.getObject(column, LocalDate.class));
    }
}
