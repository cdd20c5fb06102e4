package nl.samenspel.matches;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AcrossDesks;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.LimitChange;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.LoweredBelowWhatRuns;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.Event.What;
import nl.samenspel.matches.Match.Awaited;
import nl.samenspel.matches.Match.Away;
import nl.samenspel.matches.Match.Coming;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Leaving;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matches.Replacement.Open;
import nl.samenspel.matches.Replacement.Outcome;
import nl.samenspel.matches.Replacement.ToDecide;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Desks;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.InvitationId;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Judgement;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.people.LivesElsewhere;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to replacing a volunteer (_vervangen_) before absence hurts.
///
/// A volunteer tells in two taps, or by phone, that they do not come for a while or not any more. At once the
/// participant is informed, their request waits for somebody else beside them, and a replacement stands open with a
/// holder and a day. Who comes meanwhile is asked as for any request: their limits hold, and both consent. When the
/// volunteer is back, who came in their place is thanked; when they do not come back, that one stays.
@Service
public class Replacements {

    /// Of who does not know when they are back: so many days later somebody asks.
    static final int ASK_AFTER = 14;

    /// Nothing is asked of who does not know when they are back, for so many days at most.
    static final int REST_DAYS = 90;

    /// What is to be decided is decided within so many days.
    static final int DECIDE_WITHIN = 7;

    private final ReplacementStore store;
    private final MatchStore matchStore;
    private final Matches matches;
    private final Gaps gaps;
    private final Around around;
    private final Desks desks;
    private final AcrossDesks across;
    private final HelpRequests requests;
    private final Invitations invitations;
    private final Candidates candidates;
    private final Volunteers volunteers;
    private final Limits limits;
    private final Areas areas;
    private final CustomsStore customs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Replacements(
            ReplacementStore store,
            MatchStore matchStore,
            Matches matches,
            Gaps gaps,
            Around around,
            Desks desks,
            AcrossDesks across,
            HelpRequests requests,
            Invitations invitations,
            Candidates candidates,
            Volunteers volunteers,
            Limits limits,
            Areas areas,
            CustomsStore customs,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.matchStore = matchStore;
        this.matches = matches;
        this.gaps = gaps;
        this.around = around;
        this.desks = desks;
        this.across = across;
        this.requests = requests;
        this.invitations = invitations;
        this.candidates = candidates;
        this.volunteers = volunteers;
        this.limits = limits;
        this.areas = areas;
        this.customs = customs;
        this.transaction = transaction;
        this.clock = clock;
    }

    // --- telling ---

    /// The viewer does not come for a while, or not any more: at every organisation where they come.
    public Reported report(Absence absence) {
        var mine = Objects.requireNonNull(
                transaction.execute(_ -> matchStore.listDoneBy(Viewer.current().persons())));
        return heard(absence, mine, false);
    }

    /// The same, told by phone to a coordinator of this match, for what the volunteer does at that organisation.
    public Reported reportByPhone(MatchId match, Absence absence) {
        var told = Objects.requireNonNull(transaction.execute(_ -> matchStore
                .find(match)
                .filter(found -> Desks.isOurs(found.duo().holder().organisation()))
                .map(found -> matchStore.listDoneBy(List.of(found.duo().volunteer())))
                .orElse(List.of())));
        return heard(absence, told, true);
    }

    private Reported heard(Absence absence, List<Match> theirs, boolean byPhone) {
        var away = new ArrayList<Match>();
        var toPlanAnew = new ArrayList<Match>();
        var wanted = theirs.stream()
                .filter(Running.class::isInstance)
                .filter(match ->
                        !(absence instanceof ForGood it) || it.matches().contains(match.id()))
                .toList();
        for (var one : wanted) {
            var now = desks.at(one.duo().holder().organisation(), () -> hear(one.id(), absence, byPhone));
            if (now instanceof Awaited) {
                away.add(now);
            } else if (now instanceof Running) {
                toPlanAnew.add(now);
            }
        }
        return wanted.isEmpty() ? new Reported.NothingRuns() : new Reported.Heard(away, toPlanAnew);
    }

    /// One match, at its desk: the request first, as everywhere.
    private Match hear(MatchId id, Absence absence, boolean byPhone) {
        requests.oneAtATime(matchStore.find(id).orElseThrow().duo().request());
        var match = matchStore.find(id).orElseThrow();
        return switch (match) {
            case Coming coming
            when gaps.isInPlaceOfAnother(match) -> {
                // who came in somebody's place is thanked, and the search goes on
                matches.end(
                        coming,
                        absence instanceof ForGood ? EndReason.VOLUNTEER_STOPS : EndReason.SITUATION_CHANGED,
                        "",
                        byPhone,
                        Afterwards.SEARCH);
                yield matchStore.find(id).orElseThrow();
            }
            case Coming coming -> away(coming, absence, byPhone);
            case Away before -> awayOtherwise(before, absence, byPhone);
            case Leaving before ->
                absence instanceof ForGood it
                        ? saved(before, before.leave(dayAfter(it), dayAfter(it)), What.LEAVING, it.lastDay(), byPhone)
                        : match;
            case Match.Promised _, Match.Agreed _, Match.Meeting _ ->
                saved(
                        match,
                        ((Running) match).with(match.duo().holder().person(), today()),
                        What.CANNOT_COME,
                        firstDay(absence),
                        byPhone);
            case Ended _ -> match;
        };
    }

    private Match away(Coming before, Absence absence, boolean byPhone) {
        var informed = inform(before);
        var first = firstDay(absence);
        var decided = store.findRunning(before.id()).orElse(null);
        if (decided instanceof ToDecide it) {
            store.replace(it, it.open(absence.why(), first, today()));
            if (informed) {
                store.findRunning(before.id())
                        .ifPresent(open -> store.replace(
                                open, open.with(open.gap().informed(clock.instant(), null), open.nextDate())));
            }
        } else {
            gaps.add(before, absence.why(), first, informed, null, Open::new);
        }
        requests.release(before.duo().request());
        var after =
                switch (absence) {
                    case ForAWhile it -> before.goAway(first, it.backOn(), next(it));
                    case ForGood _ -> before.leave(first, first);
                };
        var now = saved(before, after, after instanceof Away ? What.AWAY : What.LEAVING, said(absence), byPhone);
        rest(now);
        return now;
    }

    private Match awayOtherwise(Away before, Absence absence, boolean byPhone) {
        var after =
                switch (absence) {
                    case ForAWhile it -> before.goAway(earlier(before.from(), it.from()), it.backOn(), next(it));
                    case ForGood it -> before.leave(earlier(before.from(), dayAfter(it)), today());
                };
        store.findRunning(before.id())
                .ifPresent(running -> store.replace(
                        running, running.with(running.gap().saying(absence.why(), after.from()), today())));
        return saved(before, after, after instanceof Away ? What.AWAY : What.LEAVING, said(absence), byPhone);
    }

    private Match saved(Match before, Match after, What what, LocalDate day, boolean byPhone) {
        matches.save(before, after, true, false);
        matches.tell(after, what, byPhone, day, null);
        return matchStore.find(after.id()).orElseThrow();
    }

    /// Whoever has mail reads that somebody else is looked for; not why. Returns whether the participant's side was
    /// told.
    private boolean inform(Match match) {
        var told = false;
        for (var person : around.besideAndSelf(match.duo())) {
            told |= around.mail(person, "matches.mail.away", "/my-matches/" + match.id());
        }
        return told;
    }

    private static LocalDate firstDay(Absence absence) {
        return switch (absence) {
            case ForAWhile it -> it.from();
            case ForGood it -> dayAfter(it);
        };
    }

    private static LocalDate said(Absence absence) {
        return switch (absence) {
            case ForAWhile it -> it.from();
            case ForGood it -> it.lastDay();
        };
    }

    private static LocalDate dayAfter(ForGood absence) {
        return absence.lastDay().plusDays(1);
    }

    private LocalDate next(ForAWhile absence) {
        return absence.backOn() == null ? today().plusDays(ASK_AFTER) : absence.backOn();
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    // --- resting ---

    /// From the first day they are away nothing new is asked of them; once per absence, so that who lifts it lifts it.
    private void rest(Match match) {
        if (match instanceof Away away && !away.comesOn(today())) {
            store.findRunning(match.id())
                    .filter(one -> one.gap().pausedAt() == null)
                    .ifPresent(running -> {
                        var until = away.backOn() == null ? today().plusDays(REST_DAYS) : away.backOn();
                        limits.find(match.duo().volunteer())
                                .filter(own -> until.isAfter(today()) && !own.pausesOn(until.minusDays(1)))
                                .ifPresent(own -> limits.set(own.pausing(until)));
                        store.replace(running, running.with(running.gap().paused(clock.instant()), running.nextDate()));
                    });
        }
    }

    // --- coming back, staying, going ---

    /// They are back, or stay after all: the volunteer says so, or a coordinator to whom it was told. Who came
    /// in their place is thanked.
    ///
    /// Who was away told it once, so they are back once: to everyone they come to, as far as the viewer sees.
    public Step back(MatchId id) {
        var step = backTo(id);
        if (step instanceof Step.Done(var now)) {
            var volunteer = now.duo().volunteer();
            Objects.requireNonNull(transaction.execute(_ -> matchStore.listDoneBy(List.of(volunteer)))).stream()
                    .filter(other -> other instanceof Away away && !away.from().isAfter(today()))
                    .forEach(other -> backTo(other.id()));
        }
        return step;
    }

    private Step backTo(MatchId id) {
        return byVolunteerOrDesk(
                id,
                (match, byPhone) -> match instanceof Awaited awaited ? back(awaited, byPhone) : new Step.NotNow(match));
    }

    private Step back(Awaited before, boolean byPhone) {
        var request = before.duo().request();
        requests.oneAtATime(request);
        if (matchStore.findBeside(request).orElse(null) instanceof Running beside) {
            matches.end(beside, EndReason.REGULAR_IS_BACK, "", byPhone, Afterwards.SEARCH);
        }
        invitations.listOf(request).stream()
                .filter(Invitation.Open.class::isInstance)
                .forEach(asked -> invitations.withdraw(asked.id()));
        if (!requests.markMatched(request)) {
            return new Step.NotNow(before);
        }
        var after = before.trying()
                ? before.resumeTrial(today().plusWeeks(Matches.TRIAL_WEEKS))
                : before.resume(today().plusMonths(
                                customs.of(before.duo().holder().organisation()).reviewMonths()));
        if (!matches.save(before, after, true, false)) {
            return new Step.NotNow(before);
        }
        matches.tell(after, before instanceof Away ? What.BACK : What.STAYS, byPhone, today(), null);
        endRest(before);
        for (var person : around.besideAndSelf(before.duo())) {
            around.mail(person, "matches.mail.back", "/my-matches/" + before.id());
        }
        return matches.done(after);
    }

    /// Only the volunteer ends a rest; it was set for this absence.
    private void endRest(Awaited before) {
        if (before instanceof Away
                && !before.comesOn(today())
                && Viewer.current().persons().contains(before.duo().volunteer())) {
            limits.find(before.duo().volunteer())
                    .filter(own -> own.pausesOn(today()))
                    .ifPresent(own -> {
                        if (!(limits.set(own.pausing(null)) instanceof LimitChange.Kept)) {
                            throw new IllegalStateException("A volunteer ends their own rest.");
                        }
                    });
        }
    }

    /// It goes on as it is, though they live further away, or want to do less.
    public Step stay(MatchId id) {
        return byVolunteerOrDesk(id, (match, byPhone) -> {
            var decides = store.findRunning(id).filter(ToDecide.class::isInstance);
            if (decides.isEmpty()) {
                return new Step.NotNow(match);
            }
            gaps.close(decides.get(), Outcome.STAYS);
            matches.tell(match, What.STAYS, byPhone, today(), null);
            return matches.done(match);
        });
    }

    /// Who is away does not come back, or what was to be decided is decided: this is their last day.
    public Step leave(MatchId id, Why why, LocalDate lastDay) {
        return byVolunteerOrDesk(id, (match, byPhone) -> {
            var before = match.state();
            var after = hear(id, new ForGood(why, lastDay, Set.of(id)), byPhone);
            return after.state() == before && !(after instanceof Leaving)
                    ? new Step.NotNow(match)
                    : new Step.Done(after);
        });
    }

    private interface Taken {
        Step take(Match match, boolean byPhone);
    }

    private Step byVolunteerOrDesk(MatchId id, Taken step) {
        var seen = Objects.requireNonNull(transaction.execute(_ -> matchStore.find(id)));
        if (seen.isEmpty()) {
            return new Step.NotFound();
        }
        var duo = seen.get().duo();
        var themselves = Viewer.current().persons().contains(duo.volunteer());
        if (!themselves && !Desks.isOurs(duo.holder().organisation())) {
            return new Step.NotYours();
        }
        return desks.at(
                duo.holder().organisation(), () -> step.take(matchStore.find(id).orElseThrow(), !themselves));
    }

    // --- guiding ---

    /// The participant was called.
    public Step informed(MatchId id) {
        return guide(
                id,
                What.INFORMED,
                today(),
                running -> running.with(
                        running.gap().informed(clock.instant(), Viewer.current().me()), running.nextDate()));
    }

    /// Old, new and coordinator meet, where that can be: who knows the participant tells the other how things go.
    public Step planHandOver(MatchId id, Meet meet) {
        return guide(id, What.HAND_OVER, meet.on(), running -> {
            var match = matchStore.find(id).orElseThrow();
            var who = new LinkedHashSet<>(around.besideAndSelf(match.duo()));
            if (match instanceof Match.Together) {
                who.add(match.duo().volunteer());
            }
            who.forEach(person -> around.mail(person, "matches.mail.handOver", "/my-matches/" + id));
            matchStore
                    .findBeside(match.duo().request())
                    .ifPresent(beside -> around.mail(
                            beside.duo().volunteer(), "matches.mail.handOver", "/my-matches/" + beside.id()));
            return running.with(running.gap().meeting(meet), meet.on().plusDays(1));
        });
    }

    /// Looks at it on another day.
    public Step setNextDate(MatchId id, LocalDate day) {
        return guide(id, What.NEXT_DATE, day, running -> running.with(running.gap(), day));
    }

    private Step guide(
            MatchId id, What what, LocalDate day, Function<Replacement.Running, Replacement.Running> change) {
        var seen = Objects.requireNonNull(transaction.execute(_ -> matchStore.find(id)));
        return seen.filter(match -> Desks.isOurs(match.duo().holder().organisation()))
                .map(match -> desks.at(match.duo().holder().organisation(), () -> {
                    var running = store.findRunning(id);
                    if (running.isEmpty() || !store.replace(running.get(), change.apply(running.get()))) {
                        return new Step.NotNow(match);
                    }
                    matches.tell(match, what, false, day, null);
                    return matches.done(match);
                }))
                .orElseGet(Step.NotFound::new);
    }

    // --- who could come ---

    /// Who could come, and who knows the participant already.
    ///
    /// @param known came or comes for this participant, who comes now first; each with what stands in the way
    /// @param best who fits best of all others
    public record Proposal(List<Judgement> known, List<Judgement> best) {

        public Proposal {
            known = List.copyOf(known);
            best = List.copyOf(best);
        }
    }

    /// Who could come in the place of this volunteer. Empty when the viewer's desk has no such match.
    @Transactional
    public Optional<Proposal> propose(MatchId id) {
        return matchStore
                .find(id)
                .filter(match -> Desks.isOurs(match.duo().holder().organisation()))
                .map(match -> {
                    var duo = match.duo();
                    var know = matchStore.listWhoKnow(duo.participant(), duo.volunteer());
                    var known = know.isEmpty() ? List.<Judgement>of() : candidates.judge(duo.request(), know);
                    var best = candidates.topTen(duo.request()).stream()
                            .flatMap(list -> list.candidates().stream())
                            .filter(one -> !know.contains(one.volunteer())
                                    && !one.volunteer().equals(duo.volunteer()))
                            .<Judgement>map(Judgement.Fits::new)
                            .toList();
                    return new Proposal(known, best);
                });
    }

    // --- living elsewhere ---

    /// How far a volunteer would live from somebody they come for.
    ///
    /// @param metres between the middles of the postcode areas; null when one is unknown
    /// @param radius how far they want to go
    public record Reach(Match match, @Nullable Integer metres, int radius) {

        public boolean isTooFar() {
            return metres != null && metres > radius;
        }
    }

    /// What the viewer's matches would be like from this postcode. How far it is, is known at the desk.
    public List<Reach> reach(String postcode) {
        var mine = Objects.requireNonNull(
                transaction.execute(_ -> matchStore.listDoneBy(Viewer.current().persons())));
        return mine.stream()
                .collect(Collectors.groupingBy(
                        match -> match.duo().holder().organisation(), LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .flatMap(there -> desks.at(there.getKey(), () -> reach(there.getValue(), postcode)).stream())
                .toList();
    }

    private List<Reach> reach(List<Match> theirs, String postcode) {
        var running = theirs.stream().filter(Running.class::isInstance).toList();
        var wanted = requests
                .list(running.stream().map(match -> match.duo().request()).toList())
                .stream()
                .collect(Collectors.toMap(
                        request -> request.id(), request -> request.ask().need().postcode()));
        var known = areas.list(
                Stream.concat(wanted.values().stream(), Stream.of(postcode)).toList());
        var radius = volunteers
                .list(running.stream().map(match -> match.duo().volunteer()).toList())
                .stream()
                .collect(Collectors.toMap(Volunteer::person, one -> one.offer().radiusMetres()));
        return running.stream()
                .filter(match -> radius.containsKey(match.duo().volunteer()))
                .map(match -> new Reach(
                        match,
                        metres(known, postcode, wanted.getOrDefault(match.duo().request(), "")),
                        Objects.requireNonNull(radius.get(match.duo().volunteer()))))
                .toList();
    }

    private static @Nullable Integer metres(Map<String, Area> known, String one, String other) {
        var here = known.get(Area.figuresOf(one));
        var there = known.get(Area.figuresOf(other));
        return here == null || there == null || here.middle() == null || there.middle() == null
                ? null
                : here.middle().metresTo(there.middle());
    }

    /// They moved: of each match that is further away than they want to go it is asked whether it goes on.
    @EventListener
    void on(LivesElsewhere moved) {
        across.as(Viewer.current().atTheWholeDesk(moved.organisation()), () -> {
            reach(matchStore.listDoneBy(List.of(moved.person())), moved.postcode()).stream()
                    .filter(Reach::isTooFar)
                    .forEach(far -> decide(far.match(), Why.MOVES, far.metres()));
            return true;
        });
    }

    /// Asks whether a match goes on, of the volunteer and of who guides it. At the desk, in the caller's transaction.
    void decide(Match match, Why why, @Nullable Integer metres) {
        if (match instanceof Coming && store.findRunning(match.id()).isEmpty()) {
            gaps.add(
                    match,
                    why,
                    today(),
                    false,
                    metres,
                    (id, gap, _) -> new ToDecide(id, gap, today().plusDays(DECIDE_WITHIN)));
            matches.tell(match, What.TO_DECIDE, false, today().plusDays(DECIDE_WITHIN), null);
        }
    }

    /// They want to do less than what runs: of each of their matches it is asked whether it goes on.
    @EventListener
    void on(LoweredBelowWhatRuns lowered) {
        across.as(Viewer.current().atTheWholeDesk(lowered.organisation()), () -> {
            for (var source : lowered.sources()) {
                matchStore.findBy(new InvitationId(source)).ifPresent(match -> decide(match, Why.TOO_MUCH, null));
            }
            return true;
        });
    }

    // --- looking ---

    /// What runs for this match, for its desk or its volunteer.
    @Transactional(readOnly = true)
    public Optional<Replacement.Running> findRunning(MatchId match) {
        return store.findRunning(match);
    }

    /// All that was done for this match, the newest first.
    @Transactional(readOnly = true)
    public List<Replacement> listOf(MatchId match) {
        return store.listOf(match);
    }

    /// What runs at the viewer's desk; what needs a look first, first.
    @Transactional(readOnly = true)
    public List<Replacement.Running> listRunning() {
        return store.listRunning(Viewer.current().myDesk().organisation());
    }

    /// What is asked of the viewer, as a volunteer: does this go on?
    @Transactional(readOnly = true)
    public List<ToDecide> listToDecide() {
        return store.listOfVolunteers(Viewer.current().persons()).stream()
                .filter(ToDecide.class::isInstance)
                .map(ToDecide.class::cast)
                .toList();
    }

    /// Who comes, or is about to, in the place of the volunteer of this match.
    @Transactional(readOnly = true)
    public Optional<Match> findInPlaceOf(Match match) {
        return matchStore
                .findBeside(match.duo().request())
                .filter(beside -> !beside.id().equals(match.id()));
    }

    // --- what time does ---

    /// Their first day away has come: nothing new is asked of them. Their last day went past: the match ends, with
    /// thanks. Done at the desk of the match, by nobody in particular.
    void pass(MatchId id, OrganisationId organisation) {
        desks.at(organisation, () -> {
            switch (matchStore.find(id).orElse(null)) {
                case Away away -> rest(away);
                case Leaving leaving
                when !leaving.comesOn(today()) -> {
                    var moves = store.listOf(id).stream()
                            .findFirst()
                            .filter(one -> one.gap().why() == Why.MOVES)
                            .isPresent();
                    matches.end(
                            leaving, moves ? EndReason.MOVED : EndReason.VOLUNTEER_STOPS, "", false, Afterwards.SEARCH);
                }
                case null, default -> {}
            }
            return true;
        });
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
