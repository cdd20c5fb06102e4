package nl.samenspel.matches;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Shares;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Pointers;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Promise;
import nl.samenspel.matches.CheckIn.Moment;
import nl.samenspel.matches.Event.What;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Duo;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invitations.BroughtYes;
import nl.samenspel.people.Consents;
import nl.samenspel.requests.Heaviness;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The door for matches that began before they were kept here, and come in with a list. At the desk that
/// holds their requests, which waited for a volunteer; in a fixed number of statements, however many
/// they are.
///
/// Their laws are those of any match: both consented (as whoever brings them in says), what runs takes
/// the volunteer's hours and stays within their limits, and a request has one volunteer who comes.
/// Nobody is asked or told anything by it. Whether both are glad is asked from the next talk on, as of
/// any match.
@Service
public class EarlierMatches {

    /// What is asked of both comes at the earliest after so many days: first there is room to look the
    /// list over.
    static final int NOT_ASKED_WITHIN = 14;

    private final MatchStore store;
    private final CheckInStore checkIns;
    private final CustomsStore customs;
    private final Invitations invitations;
    private final HelpRequests requests;
    private final Limits limits;
    private final Consents consents;
    private final Shares shares;
    private final Pointers pointers;
    private final TransactionTemplate apart;
    private final Clock clock;

    EarlierMatches(
            MatchStore store,
            CheckInStore checkIns,
            CustomsStore customs,
            Invitations invitations,
            HelpRequests requests,
            Limits limits,
            Consents consents,
            Shares shares,
            Pointers pointers,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.checkIns = checkIns;
        this.customs = customs;
        this.invitations = invitations;
        this.requests = requests;
        this.limits = limits;
        this.consents = consents;
        this.shares = shares;
        this.pointers = pointers;
        this.apart = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(DefaultTransactionDefinition.PROPAGATION_REQUIRES_NEW));
        this.clock = clock;
    }

    /// How a match stands that began elsewhere.
    public sealed interface Course {}

    /// They go on.
    public record Runs() implements Course {}

    /// They try, until this day.
    public record Tries(LocalDate until) implements Course {}

    /// It is over since this day.
    public record Over(LocalDate on, EndReason reason) implements Course {}

    /// A match as another administration had it.
    ///
    /// @param request what it is for; waits for a volunteer where the match runs
    /// @param externalId the number the other administration knows it by
    /// @param hours a week
    /// @param words what it was for the volunteer, without anything that tells who asks
    public record Earlier(
            MatchId id,
            InvitationId yes,
            @Nullable String externalId,
            HelpRequest request,
            PersonId volunteer,
            int hours,
            LocalDate begunOn,
            Course course,
            String words) {

        /// What it takes of the volunteer, every week.
        public Promise promise(Heaviness heaviness) {
            var need = request.ask().need();
            return Promise.on(
                    need.dayParts(),
                    need.dayPartsNeeded(),
                    hours,
                    heaviness.complex(),
                    heaviness.situations(),
                    yes.value());
        }

        boolean isOver() {
            return course instanceof Over;
        }
    }

    // --- what is there ---

    /// The matches that another system knows by these numbers, as far as the viewer may see.
    @Transactional(readOnly = true)
    public Map<String, Match> listByExternalId(OrganisationId organisation, Collection<String> numbers) {
        return store.listByExternalId(organisation, numbers);
    }

    /// Of these numbers, those in use at the viewer's organisation, at whichever branch; and nothing
    /// else of those matches.
    public Set<String> listTaken(Collection<String> numbers) {
        var viewer = Viewer.current();
        var organisation = viewer.myDesk().organisation();
        return viewer.atTheWholeDesk(organisation)
                .call(() -> Objects.requireNonNull(apart.execute(_ ->
                        Set.copyOf(store.listByExternalId(organisation, numbers).keySet()))));
    }

    /// The numbers by which another system knows these matches.
    @Transactional(readOnly = true)
    public Map<MatchId, String> externalIds(Collection<MatchId> matches) {
        return store.externalIds(matches);
    }

    @Transactional(readOnly = true)
    public List<Match> list(Collection<MatchId> matches) {
        return store.list(matches);
    }

    /// The matches of these requests, running or ended.
    @Transactional(readOnly = true)
    public List<Match> listOf(Collection<HelpRequestId> requests) {
        return store.listOfAll(requests);
    }

    /// The matches of these volunteers with these participants.
    @Transactional(readOnly = true)
    public List<Match> listBetween(Collection<PersonId> volunteers, Collection<PersonId> participants) {
        return store.listBetween(volunteers, participants);
    }

    /// Of these requests, those for which somebody is looked for beside who is away, or after who left:
    /// that is not for a list.
    @Transactional(readOnly = true)
    public Set<HelpRequestId> listLookedFor(Collection<HelpRequestId> requests) {
        return store.listLookedFor(requests);
    }

    /// A page of the matches of a branch, in a set order.
    @Transactional(readOnly = true)
    public List<Match> listPage(BranchId branch, @Nullable MatchId after, int most) {
        return store.listPage(branch, after, most);
    }

    // --- bringing in ---

    /// Takes them in, inside the caller's transaction; all of them, or what is returned says why the
    /// caller has to undo it.
    ///
    /// @return those that cannot come in (any more): their request does not wait, or the volunteer has
    ///     no room
    @Transactional
    public Set<MatchId> bring(OrganisationId organisation, Collection<Earlier> list) {
        var running = list.stream().filter(one -> !one.isOver()).toList();
        var taken = requests.markAllMatched(
                running.stream().map(one -> one.request().id()).toList());
        var heaviness = requests.listHeaviness(
                running.stream().map(one -> one.request().id()).toList());
        var full = limits.reserveAll(running.stream()
                .map(one -> new Limits.Taking(
                        one.volunteer(),
                        one.promise(heaviness.getOrDefault(one.request().id(), Heaviness.NONE))))
                .toList());
        var refused = running.stream()
                .filter(one -> taken.contains(one.request().id())
                        || full.containsKey(one.yes().value()))
                .map(Earlier::id)
                .collect(Collectors.toSet());
        if (!refused.isEmpty() || list.isEmpty()) {
            return refused;
        }
        invitations.bring(list.stream()
                .map(one -> new BroughtYes(
                        one.yes(),
                        one.request(),
                        one.volunteer(),
                        one.hours(),
                        at(one.begunOn()),
                        one.isOver(),
                        one.words()))
                .toList());
        var matches = agreed(organisation, list);
        store.addAll(
                matches,
                list.stream()
                        .filter(one -> one.externalId() != null)
                        .collect(Collectors.toMap(Earlier::id, one -> Objects.requireNonNull(one.externalId()))));
        store.addAll(
                matches,
                new Event(What.BROUGHT, clock.instant(), Viewer.current().me(), false, null, null));
        planToAsk(matches);
        return Set.of();
    }

    // --- taking away again ---

    /// What rests on these matches in the whole house, besides their own history and what is only
    /// planned: by `module.table.column`, in how many rows.
    @Transactional(readOnly = true)
    public Map<MatchId, Map<String, Integer>> countWhatRestsOn(Collection<MatchId> matches) {
        var asked = checkIns.listBegun(matches);
        Map<MatchId, Map<String, Integer>> rests = new HashMap<>();
        pointers.count("matches.match", matches.stream().map(MatchId::value).toList())
                .forEach((id, by) -> {
                    var match = new MatchId(id);
                    by.remove("matches.event.match");
                    if (!asked.contains(match)) {
                        by.remove("matches.check_in.match");
                    }
                    if (!by.isEmpty()) {
                        rests.put(match, by);
                    }
                });
        return rests;
    }

    /// Takes matches away again that a list brought, which is being undone, with all that came with
    /// them: the yes, the consents, who sees whom, and the hours that were promised. What they were
    /// for waits for a volunteer again. The database lets no other go, nor one on which something
    /// rests ([#countWhatRestsOn]).
    ///
    /// @return those of which the request is not matched any more; then the caller has to undo all
    ///     of it
    @Transactional
    public Set<MatchId> removeAll(OrganisationId organisation, Collection<MatchId> ids) {
        var matches = store.list(ids);
        var running =
                matches.stream().filter(match -> !(match instanceof Ended)).toList();
        var missed = requests.releaseAll(
                running.stream().map(match -> match.duo().request()).toList());
        limits.removePromises(
                running.stream().map(match -> match.duo().invitation().value()).toList());
        shares.removeAll(running.stream().flatMap(EarlierMatches::consentsOf).toList());
        store.removeAll(ids);
        invitations.removeAll(
                matches.stream().map(match -> match.duo().invitation()).toList());
        consents.removeAll(
                organisation,
                Consents.Purpose.SHARE_FOR_MATCH,
                ids.stream().map(MatchId::value).toList());
        return matches.stream()
                .filter(match -> missed.contains(match.duo().request()))
                .map(Match::id)
                .collect(Collectors.toSet());
    }

    private static Stream<UUID> consentsOf(Match match) {
        var volunteers = Stream.of(match.duo().volunteerConsent());
        return match instanceof Together together
                ? Stream.concat(volunteers, Stream.of(together.participantConsent()))
                : volunteers;
    }

    /// Their consents, who sees whom, and the matches on them.
    private List<Match> agreed(OrganisationId organisation, Collection<Earlier> list) {
        List<Consents.Elsewhere> given = new ArrayList<>();
        List<Shares.Shown> shown = new ArrayList<>();
        List<Match> matches = new ArrayList<>();
        var months = customs.of(organisation).reviewMonths();
        for (var one : list) {
            var ask = one.request().ask();
            var until = one.course() instanceof Over over ? at(over.on()) : null;
            var byVolunteer = UUID.randomUUID();
            var byParticipant = UUID.randomUUID();
            var id = one.id().value();
            given.add(new Consents.Elsewhere(byVolunteer, one.volunteer(), id, at(one.begunOn()), until));
            given.add(new Consents.Elsewhere(byParticipant, ask.participant(), id, at(one.begunOn()), until));
            if (!one.isOver()) {
                shown.add(new Shares.Shown(ask.participant(), one.volunteer(), byParticipant));
                shown.add(new Shares.Shown(one.volunteer(), ask.participant(), byVolunteer));
            }
            var duo = new Duo(
                    one.request().id(),
                    one.yes(),
                    ask.participant(),
                    ask.askedBy(),
                    one.volunteer(),
                    ask.kind(),
                    one.hours(),
                    one.request().holder(),
                    byVolunteer,
                    at(one.begunOn()),
                    1);
            matches.add(
                    switch (one.course()) {
                        case Runs _ -> {
                            var talk = nextTalk(one.begunOn(), months);
                            yield new Active(one.id(), duo, talk, byParticipant, talk, null);
                        }
                        case Tries(var last) -> new Trial(one.id(), duo, last, byParticipant, last);
                        case Over(var on, var reason) -> new Ended(one.id(), duo, byParticipant, reason, "", on);
                    });
        }
        consents.bring(organisation, Consents.Purpose.SHARE_FOR_MATCH, given);
        shares.showPersons(organisation, Matches.PURPOSE, shown);
        return matches;
    }

    /// As many months after they began as fit: so not everybody of a list is asked on one day.
    private LocalDate nextTalk(LocalDate begunOn, int months) {
        var earliest = LocalDate.now(clock).plusDays(NOT_ASKED_WITHIN);
        var day = begunOn;
        for (var nth = 1; day.isBefore(earliest); nth++) {
            day = begunOn.plusMonths((long) months * nth);
        }
        return day;
    }

    private void planToAsk(List<Match> matches) {
        List<CheckInStore.ToAsk> planned = new ArrayList<>();
        for (var match : matches) {
            switch (match) {
                case Active active -> both(planned, active, Moment.REVIEW, active.reviewOn());
                case Trial trial ->
                    both(planned, trial, Moment.TRIAL_END, trial.until().minusDays(CheckIns.BEFORE_TRIAL_ENDS));
                default -> {}
            }
        }
        checkIns.planAll(planned);
    }

    private void both(List<CheckInStore.ToAsk> planned, Match match, Moment moment, LocalDate day) {
        var due = day.isBefore(LocalDate.now(clock)) ? LocalDate.now(clock) : day;
        var duo = match.duo();
        planned.add(
                new CheckInStore.ToAsk(match.id(), duo.holder(), duo.volunteer(), CheckIn.Side.VOLUNTEER, moment, due));
        planned.add(new CheckInStore.ToAsk(
                match.id(), duo.holder(), duo.participant(), CheckIn.Side.PARTICIPANT, moment, due));
    }

    private Instant at(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }
}
