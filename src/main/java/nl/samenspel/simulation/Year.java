package nl.samenspel.simulation;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Laws;
import nl.samenspel.limits.Face;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Signals;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.CheckIn;
import nl.samenspel.matches.CheckIn.Answers;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.matches.CheckIn.Side;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Agreed;
import nl.samenspel.matches.Match.Away;
import nl.samenspel.matches.Match.Coming;
import nl.samenspel.matches.Match.Leaving;
import nl.samenspel.matches.Match.Meeting;
import nl.samenspel.matches.Match.Promised;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matches.Meet;
import nl.samenspel.matches.Replacement.ToDecide;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Candidate;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.LifeArea;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.requests.Split;
import nl.samenspel.requests.Tasks;
import nl.samenspel.requests.Triage;
import nl.samenspel.story.DemoTown;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import nl.samenspel.volunteers.Willing;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The door to living a year.
///
/// What befalls people, and how much they can carry, is our own assumption, in the constants below; the program is what
/// it is. Without protection means: volunteers have no limits of their own, nobody asks how it goes, and that somebody
/// does not come any more is noticed when somebody happens to phone, or at the review.
@Component
@Profile("simulation")
public class Year {

    private static final double FALLS_ILL = 1 / 350.0;
    private static final double MOVES = 1 / 2_500.0;
    private static final double STOPS = 1 / 1_500.0;
    private static final double CAN_CARRY_LESS = 1 / 500.0;
    private static final double DIES = 1 / 1_500.0;
    private static final double IS_HELPED = 1 / 900.0;
    private static final double ASKS_IN_A_BRANCH = 0.25;
    /// Who carries twice what they can, stops within some three months, half of the times within two.
    private static final double STOPS_PER_LOAD_TOO_MUCH = 1 / 100.0;
    /// Without protection, that somebody phones and hears that nobody comes.
    private static final double IS_NOTICED = 1 / 20.0;

    private static final double SAYS_YES = 0.5;
    private static final double SAYS_NO = 0.8;
    private static final double LETS_IT_REST = 0.15;
    private static final int MOST_REQUESTS = 1_000;
    private static final int ASKED_AT_ONCE = 2;
    private static final int NOTICE_DAYS = 14;
    private static final double OVER = 1.001;

    private final DemoTown town;
    private final HelpRequests requests;
    private final Reception reception;
    private final Tasks tasks;
    private final Volunteers volunteers;
    private final Limits limits;
    private final Signals signals;
    private final Candidates candidates;
    private final Invitations invitations;
    private final Matches matches;
    private final CheckIns checkIns;
    private final Replacements replacements;
    private final Laws laws;
    private final List<RecurringTask<Void>> works;

    Year(
            DemoTown town,
            HelpRequests requests,
            Reception reception,
            Tasks tasks,
            Volunteers volunteers,
            Limits limits,
            Signals signals,
            Candidates candidates,
            Invitations invitations,
            Matches matches,
            CheckIns checkIns,
            Replacements replacements,
            Laws laws,
            List<RecurringTask<Void>> works) {
        this.town = town;
        this.requests = requests;
        this.reception = reception;
        this.tasks = tasks;
        this.volunteers = volunteers;
        this.limits = limits;
        this.signals = signals;
        this.candidates = candidates;
        this.invitations = invitations;
        this.matches = matches;
        this.checkIns = checkIns;
        this.replacements = replacements;
        this.laws = laws;
        // what time does; nobody reads the mail of this town
        this.works = works.stream()
                .filter(work -> !work.getName().equals("bring-mail"))
                .toList();
    }

    /// Lives so many days in the demo town, from the clock's day on.
    ///
    /// @param protect whether limits are kept, absence is told and it is asked how it goes
    /// @param told hears how far it is
    public Figures live(FastClock clock, long seed, int days, boolean protect, Consumer<String> told) {
        return new Life(clock, seed, protect).live(days, told);
    }

    /// One year in one town.
    private final class Life {

        private final FastClock clock;
        private final Fate fate;
        private final boolean protect;
        private final LocalDate first;
        private final List<Viewer> coordinators;
        private final Map<PersonId, Double> canCarry = new HashMap<>();
        private final Map<PersonId, Integer> loads = new HashMap<>();
        private final Map<PersonId, LocalDate> ill = new HashMap<>();
        private final Set<PersonId> gone = new HashSet<>();
        private final Map<HelpRequestId, Integer> without = new LinkedHashMap<>();
        private final List<Integer> stretches = new ArrayList<>();
        private final List<Double> ginis = new ArrayList<>();
        private final Set<HelpRequestId> served = new HashSet<>();
        private final Set<MatchId> begun = new HashSet<>();
        private final Set<UUID> replaced = new HashSet<>();
        private final Set<UUID> bridged = new HashSet<>();
        private int asked;
        private int raised;
        private int silentDays;
        private int overDays;
        private int stoppedTooMuch;
        private int examined;
        private int day;

        Life(FastClock clock, long seed, boolean protect) {
            this.clock = clock;
            this.fate = new Fate(seed);
            this.protect = protect;
            first = LocalDate.now(clock);
            coordinators = town.coordinators();
        }

        Figures live(int days, Consumer<String> told) {
            coordinators.forEach(who -> who.run(this::getToKnow));
            for (day = 0; day < days; day++) {
                clock.moveTo(first.plusDays(day));
                for (var work : works) {
                    work.executeRecurringly(new TaskInstance<>(work.getName(), RecurringTask.INSTANCE), NOT_SCHEDULED);
                }
                for (int branch = 0; branch < coordinators.size(); branch++) {
                    int here = branch;
                    coordinators.get(branch).run(() -> {
                        if (isWorkingDay()) {
                            work(here);
                        }
                        happen();
                    });
                }
                coordinators.forEach(who -> who.run(this::measure));
                if (day % 7 == 6 || day == days - 1) {
                    examine();
                }
                if (day % 30 == 29) {
                    told.accept("%s: %d matches begun, %d days without anyone"
                            .formatted(today(), begun.size(), withoutDays()));
                }
            }
            without.values().forEach(stretches::add);
            stretches.sort(Comparator.naturalOrder());
            return new Figures(
                    asked,
                    begun.size(),
                    raised,
                    replaced.size(),
                    bridged.size(),
                    stretches.stream().mapToInt(Integer::intValue).sum(),
                    stretches.isEmpty() ? 0 : stretches.get(stretches.size() / 2),
                    stretches.isEmpty() ? 0 : stretches.getLast(),
                    silentDays,
                    overDays,
                    stoppedTooMuch,
                    ginis.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                    examined);
        }

        private int withoutDays() {
            return stretches.stream().mapToInt(Integer::intValue).sum()
                    + without.values().stream().mapToInt(Integer::intValue).sum();
        }

        private boolean isWorkingDay() {
            return today().getDayOfWeek() != DayOfWeek.SATURDAY && today().getDayOfWeek() != DayOfWeek.SUNDAY;
        }

        private LocalDate today() {
            return first.plusDays(day);
        }

        /// How much each can carry is what they said it is; without protection nobody said so.
        private void getToKnow() {
            for (var own : limits.list(volunteersHere())) {
                if (canCarry.putIfAbsent(own.volunteer(), (double) own.hoursPerWeek()) == null && !protect) {
                    as(own.volunteer())
                            .run(() -> limits.set(atMost(own, OwnLimits.MOST_HOURS, OwnLimits.MOST_MATCHES)));
                }
            }
        }

        private static OwnLimits atMost(OwnLimits own, int hours, int places) {
            return new OwnLimits(own.volunteer(), hours, places, own.nightsPerWeek(), own.pauseUntil());
        }

        private List<PersonId> volunteersHere() {
            var desk = Viewer.current().myDesk();
            return volunteers.list(desk.organisation()).stream()
                    .filter(one -> desk.branches().contains(one.branch()))
                    .map(Volunteer::person)
                    .toList();
        }

        private Viewer as(PersonId volunteer) {
            return new Viewer(Viewer.current().me(), "", Set.of(volunteer), Set.of(Role.VOLUNTEER), null);
        }

        // --- a coordinator's day ---

        private void work(int branch) {
            if (fate.strikes("asks", branch, day, ASKS_IN_A_BRANCH)) {
                takeIn(branch);
            }
            list(State.ASKED).forEach(this::triage);
            var waiting = list(State.SEARCHING);
            for (var request : waiting) {
                var open = invitations.listOf(request.id()).stream()
                        .filter(Invitation.Sent.class::isInstance)
                        .toList();
                if (open.isEmpty()) {
                    lookFor(request);
                } else {
                    open.forEach(this::hearAnswer);
                }
            }
            for (var match : running()) {
                guide(match);
            }
            if (protect) {
                askHowItGoes();
                replace();
                for (var signal : signals.listOpen()) {
                    raised++;
                    signals.settle(signal.id(), signal.why().steps().getFirst(), "");
                }
            }
        }

        private List<HelpRequestOverview> list(State state) {
            return requests.list(new RequestFilter(Set.of(state), null, false, null, "", Set.of()), 0, MOST_REQUESTS);
        }

        private List<Running> running() {
            return matches.listRunning().stream()
                    .sorted(Comparator.comparing(match -> match.id().value()))
                    .toList();
        }

        private void takeIn(int branch) {
            var kinds = List.of(KindOfHelp.COMPANY, KindOfHelp.WALKING, KindOfHelp.GROCERIES, KindOfHelp.ODD_JOBS);
            int needed = fate.strikes("much", branch, day, 0.15) ? 3 : 1;
            var desk = Viewer.current().myDesk();
            var here = volunteers.listForMatching(desk.organisation()).stream()
                    .filter(one -> desk.branches().contains(one.branch())
                            && !one.postcode().isBlank())
                    .map(Willing::postcode)
                    .distinct()
                    .toList();
            reception.take(new NewRequest(
                    UUID.randomUUID(),
                    desk.branches().stream()
                            .min(Comparator.comparing(BranchId::value))
                            .orElseThrow(),
                    Viewer.current().me(),
                    new Newcomer("Vraag", "Nummer " + asked, null, "0612345678", "", Gender.UNKNOWN),
                    null,
                    null,
                    Through.PHONE,
                    new Need(
                            kinds.get(fate.between("kind", branch, day, 0, kinds.size() - 1)),
                            "Een beetje hulp zou fijn zijn.",
                            here.get(fate.between("where", branch, day, 0, here.size() - 1)),
                            "",
                            BY_DAY,
                            needed,
                            needed * fate.between("hours", branch, day, 1, 2),
                            today(),
                            fate.strikes("short", branch, day, 0.3) ? today().plusWeeks(10) : null,
                            Set.of(Language.NL),
                            Set.of(),
                            "",
                            Set.of(),
                            fate.between("haste", branch, day, 0, 3),
                            PaidBefore.NO),
                    null,
                    null,
                    false,
                    "nl"));
            asked++;
        }

        private void triage(HelpRequestOverview request) {
            boolean heavy = fate.strikes("heavy", request.participant(), 0, 0.2);
            requests.triage(
                    request.id(),
                    new Triage(
                            heavy ? Set.of(LifeArea.HEALTH, LifeArea.MONEY, LifeArea.RELATIONS) : Set.of(),
                            !heavy,
                            Set.of(),
                            new Triage.ByVolunteer(),
                            "",
                            request.urgency(),
                            Set.of()));
        }

        private void lookFor(HelpRequestOverview overview) {
            var request = requests.find(overview.id()).orElseThrow();
            if (request.ask().need().from().isAfter(today().plusWeeks(6))) {
                return;
            }
            var splits = tasks.propose(request, 2).stream()
                    .filter(split -> split.why() != Split.Why.LASTING)
                    .toList();
            if (!splits.isEmpty()) {
                tasks.split(request.id(), splits.getFirst().tasks(), null);
                return;
            }
            var best = candidates.topTen(request.id()).stream()
                    .flatMap(list -> list.candidates().stream())
                    .map(Candidate::volunteer)
                    .filter(volunteer -> !gone.contains(volunteer))
                    .limit(ASKED_AT_ONCE)
                    .toList();
            if (!best.isEmpty()) {
                invitations.invite(
                        request.id(),
                        best,
                        "Zou je hier iets voor voelen?",
                        today().plusDays(Invitations.ANSWER_WITHIN));
            }
        }

        private void hearAnswer(Invitation invitation) {
            var question = invitation.question();
            double thrown = fate.between("answer", question.volunteer(), day, 0, 999) / 1000.0;
            if (gone.contains(question.volunteer()) || isIll(question.volunteer()) || thrown >= SAYS_NO) {
                return;
            }
            if (thrown < SAYS_YES) {
                if (!(invitations.accept(invitation.id()) instanceof Answer.Yes)) {
                    invitations.decline(invitation.id());
                }
            } else {
                invitations.decline(invitation.id());
            }
        }

        private void guide(Running match) {
            switch (match) {
                case Promised _ -> matches.agreeByPhone(match.id(), match.duo().participant());
                case Agreed _ ->
                    matches.planMeeting(match.id(), new Meet(today().plusDays(3), LocalTime.of(10, 0), "thuis"));
                case Meeting meeting
                when !meeting.meet().on().isAfter(today()) ->
                    matches.startTrial(match.id(), today().plusWeeks(Matches.TRIAL_WEEKS));
                case Trial trial
                when !trial.until().isAfter(today()) ->
                    matches.makeMatch(match.id(), today().plusMonths(Matches.REVIEW_MONTHS));
                case Active active
                when !active.reviewOn().isAfter(today()) -> {
                    if (isSilent(match)) {
                        giveUp(match);
                    } else {
                        matches.review(match.id(), today().plusMonths(Matches.REVIEW_MONTHS), "");
                    }
                }
                case Away _ when !isIll(match.duo().volunteer()) -> replacements.back(match.id());
                default -> {
                    // goes on
                }
            }
        }

        private void askHowItGoes() {
            for (var one : checkIns.listForTheDesk()) {
                var about = one.checkIn().about();
                if (!(one.checkIn() instanceof CheckIn.Waiting)) {
                    checkIns.hear(about.match());
                } else if (fate.strikes("not reached", about.person(), day, LETS_IT_REST)) {
                    checkIns.skipByPhone(about.match(), about.side());
                } else {
                    var face = about.side() == Side.VOLUNTEER && strain(about.person()) > OVER
                            ? Face.HARD
                            : fate.strikes("so so", about.person(), day, 0.2) ? Face.SO_SO : Face.GLAD;
                    checkIns.answerByPhone(about.match(), about.side(), new Answers(Face.GLAD, face, GoOn.YES, ""));
                }
            }
        }

        private void replace() {
            for (var one : replacements.listRunning()) {
                var gap = one.gap();
                replaced.add(one.id().value());
                if (one instanceof ToDecide) {
                    if (strain(gap.volunteer()) > OVER || gap.metres() != null) {
                        replacements.leave(gap.match(), Why.TOO_MUCH, today().plusDays(NOTICE_DAYS));
                    } else {
                        replacements.stay(gap.match());
                    }
                    continue;
                }
                if (gap.informedAt() == null) {
                    replacements.informed(gap.match());
                }
                if (matches.listOf(gap.request()).stream()
                        .anyMatch(
                                match -> match instanceof Coming && !match.id().equals(gap.match()))) {
                    bridged.add(one.id().value());
                    if (gap.handOver() == null && !isIll(gap.volunteer())) {
                        replacements.planHandOver(
                                gap.match(), new Meet(today().plusDays(3), LocalTime.of(11, 0), "thuis"));
                    }
                }
                if (!one.nextDate().isAfter(today())) {
                    replacements.setNextDate(gap.match(), today().plusDays(3));
                }
            }
        }

        // --- what befalls people ---

        private void happen() {
            var here = running();
            for (var match : here) {
                var participant = match.duo().participant();
                if (match instanceof Coming && fate.strikes("dies", participant, day, DIES)) {
                    endFor(match, EndReason.DECEASED, CloseReason.DECEASED);
                } else if (match instanceof Active && fate.strikes("is helped", participant, day, IS_HELPED)) {
                    endFor(match, EndReason.GOAL_REACHED, CloseReason.HELPED);
                }
            }
            var theirs = running().stream()
                    .filter(Coming.class::isInstance)
                    .collect(Collectors.groupingBy(
                            match -> match.duo().volunteer(), LinkedHashMap::new, Collectors.toList()));
            theirs.forEach(this::befall);
            if (!protect) {
                for (var match : running()) {
                    if (isSilent(match)
                            && fate.strikes("is noticed", match.duo().participant(), day, IS_NOTICED)) {
                        giveUp(match);
                    }
                }
            }
        }

        private void endFor(Running match, EndReason reason, CloseReason closed) {
            var request = match.duo().request();
            matches.end(match.id(), reason, "", Afterwards.CLOSE);
            if (requests.find(request).orElse(null) instanceof HelpRequest.Open) {
                requests.close(request, closed, "");
            }
        }

        private void befall(PersonId who, List<Running> theirs) {
            var match = theirs.getFirst().id();
            if (gone.contains(who) || isIll(who)) {
                return;
            }
            if (fate.strikes("can carry less", who, day, CAN_CARRY_LESS)) {
                var less = Math.max(1, Math.floor(canCarry.getOrDefault(who, 1.0) * 0.6));
                canCarry.put(who, less);
                if (protect) {
                    limits.find(who)
                            .filter(own -> own.hoursPerWeek() > less)
                            .ifPresent(own -> limits.set(atMost(own, (int) less, own.matchesAtATime())));
                }
            }
            double tooMuch = Math.max(0, strain(who) - 1) * STOPS_PER_LOAD_TOO_MUCH;
            boolean holiday = day % 365 == fate.between("holiday", who, 0, 0, 364);
            if (fate.strikes("too much", who, day, tooMuch)) {
                stoppedTooMuch++;
                stop(who, theirs, Why.TOO_MUCH);
            } else if (fate.strikes("stops", who, day, STOPS)) {
                stop(who, theirs, Why.STOPS);
            } else if (fate.strikes("moves", who, day, MOVES)) {
                stop(who, theirs, Why.MOVES);
            } else if (holiday || fate.strikes("falls ill", who, day, FALLS_ILL)) {
                var back = today().plusDays(
                                holiday
                                        ? fate.between("holiday lasts", who, day, 7, 21)
                                        : fate.between("ill for", who, day, 4, 45));
                ill.put(who, back);
                if (protect) {
                    replacements.reportByPhone(
                            match, new ForAWhile(holiday ? Why.HOLIDAY : Why.ILL, today(), holiday ? back : null));
                }
            }
        }

        private void stop(PersonId who, List<Running> theirs, Why why) {
            gone.add(who);
            if (protect) {
                replacements.reportByPhone(
                        theirs.getFirst().id(),
                        new ForGood(
                                why,
                                today().plusDays(NOTICE_DAYS),
                                theirs.stream().map(Match::id).collect(Collectors.toSet())));
            }
            limits.find(who).ifPresent(own -> limits.set(own.pausing(today().plusYears(1))));
        }

        /// Without protection: that nobody comes is found out, and somebody else is looked for.
        private void giveUp(Running match) {
            matches.end(match.id(), EndReason.VOLUNTEER_STOPS, "", Afterwards.SEARCH);
        }

        private boolean isIll(PersonId who) {
            var until = ill.get(who);
            return until != null && until.isAfter(today());
        }

        /// Whether somebody should come and does not, without anybody knowing.
        private boolean isSilent(Match match) {
            var who = match.duo().volunteer();
            return !protect && match instanceof Coming && (gone.contains(who) || isIll(who));
        }

        /// What they do against what they can carry.
        private double strain(PersonId who) {
            return canCarry.containsKey(who) ? loads.getOrDefault(who, 0) / canCarry.get(who) : 0;
        }

        // --- what it comes to ---

        private void measure() {
            var now = running();
            var coming = new HashSet<HelpRequestId>();
            for (var match : now) {
                if (match instanceof Coming || match instanceof Away || match instanceof Leaving) {
                    begun.add(match.id());
                    served.add(match.duo().request());
                }
                var who = match.duo().volunteer();
                boolean comes =
                        switch (match) {
                            case Coming _ -> protect || !(gone.contains(who) || isIll(who));
                            case Away away -> away.from().isAfter(today());
                            case Leaving leaving -> leaving.from().isAfter(today());
                            default -> false;
                        };
                if (comes) {
                    coming.add(match.duo().request());
                }
            }
            var looked = protect
                    ? replacements.listRunning().stream()
                            .map(one -> one.gap().request())
                            .collect(Collectors.toSet())
                    : Set.<HelpRequestId>of();
            var open = new HashSet<HelpRequestId>();
            var searched =
                    list(State.SEARCHING).stream().map(HelpRequestOverview::id).collect(Collectors.toSet());
            open.addAll(searched);
            list(State.MATCHED).forEach(request -> open.add(request.id()));
            for (var request : open) {
                if (served.contains(request) && !coming.contains(request)) {
                    without.merge(request, 1, Integer::sum);
                    if (!looked.contains(request) && !searched.contains(request)) {
                        silentDays++;
                    }
                } else {
                    Optional.ofNullable(without.remove(request)).ifPresent(stretches::add);
                }
            }
            limits.room(volunteersHere()).forEach((who, room) -> loads.put(who, room.hoursLoad()));
            var strains = volunteersHere().stream().map(this::strain).toList();
            overDays += (int) strains.stream().filter(strain -> strain > OVER).count();
            var busy = strains.stream().filter(strain -> strain > 0).toList();
            if (day % 30 == 29 && !busy.isEmpty()) {
                ginis.add(Figures.gini(busy));
            }
        }

        private void examine() {
            for (var law : laws.examineAll()) {
                examined++;
                if (!law.finding().violations().isEmpty()) {
                    throw new IllegalStateException("On %s, after %d days, a law is broken: %s: %s"
                            .formatted(
                                    today(),
                                    ChronoUnit.DAYS.between(first, today()),
                                    law.name(),
                                    law.finding().violations()));
                }
            }
        }
    }

    /// What time does needs to know nothing of when it was planned.
    @SuppressWarnings("NullAway")
    private static final ExecutionContext NOT_SCHEDULED = null;

    private static final DayParts BY_DAY = DayParts.of(DayParts.ALL.list().stream()
            .filter(one -> one.part() == DayParts.Part.MORNING || one.part() == DayParts.Part.AFTERNOON)
            .toArray(DayParts.On[]::new));
}
