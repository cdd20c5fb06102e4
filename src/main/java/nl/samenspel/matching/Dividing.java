package nl.samenspel.matching;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matching.Circles.Circle;
import nl.samenspel.matching.Distributed.Load;
import nl.samenspel.matching.Distributed.Pair;
import nl.samenspel.matching.Distributed.Place;
import nl.samenspel.matching.Distributed.Proposed;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.matching.engine.Effort;
import nl.samenspel.matching.engine.Exclusions;
import nl.samenspel.matching.engine.Index;
import nl.samenspel.matching.engine.OpenReason;
import nl.samenspel.matching.engine.OpenReasons;
import nl.samenspel.matching.engine.Pairs;
import nl.samenspel.matching.engine.Requests;
import nl.samenspel.matching.engine.Round;
import nl.samenspel.matching.engine.RoundAnswer;
import nl.samenspel.matching.engine.RoundInput;
import nl.samenspel.matching.engine.RoundListener;
import nl.samenspel.matching.engine.Rules;
import nl.samenspel.matching.engine.Situation;
import nl.samenspel.matching.engine.StandingRound;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.network.Point;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.Wanted;
import org.jspecify.annotations.Nullable;

/// Requests and volunteers as they were read, ready to be divided; see [Distribution]. From here on it is numbers only:
/// no database, and as long as it takes.
///
/// A volunteer's certificates count on the day the help begins, so requests are put together by that day, each group
/// with the volunteers as they are then; the volunteers have the same numbers in all groups.
public final class Dividing {

    /// Requests that can begin on one day.
    ///
    /// @param allowed for each of them, who may be proposed
    private record Group(Rules rules, List<Integer> requests, List<int[]> allowed) {}

    private final List<Wanted> wanted;
    private final List<HelpRequestId> asked;
    private final Map<HelpRequestId, Place> places;
    private final Map<HelpRequestId, OrganisationId> organisationOf;
    private final List<Someone> people;
    private final Numbers numbers;
    private final Map<HelpRequestId, Map<PersonId, Why>> apart = new HashMap<>();
    private final Map<PersonId, Set<PersonId>> known;
    private final List<Group> groups = new ArrayList<>();

    /// Requests that are too much for anybody alone.
    private final BitSet isShared = new BitSet();

    private final Group[] groupOf;
    private final int[] placeInGroup;
    private final Weights weights;
    private final RoundInput input;

    Dividing(
            List<Wanted> all,
            LocalDate today,
            Distribution.Read read,
            Map<PersonId, Set<PersonId>> known,
            Weights weights,
            Numbers numbers) {
        this.known = known;
        this.numbers = numbers;
        var around = read.around();
        asked = all.stream().map(Wanted::id).filter(id -> isAsked(around, id)).toList();
        wanted = all.stream().filter(one -> !isAsked(around, one.id())).toList();
        places = all.stream()
                .collect(Collectors.toMap(
                        Wanted::id,
                        one -> new Place(
                                one.branch(), one.municipality(), one.hoursPerWeek(), Math.max(0, one.waitingDays()))));
        people = withRoomLeft(read.pool().on(today), read.out());
        organisationOf = all.stream().collect(Collectors.toMap(Wanted::id, Wanted::organisation));
        wanted.forEach(one -> apart.put(
                one.id(),
                new HashMap<>(Objects.requireNonNull(around.get(one.id())).apart())));
        read.unwanted().forEach(pair -> {
            var circle = apart.get(pair.request());
            if (circle != null) {
                circle.putIfAbsent(pair.volunteer(), Why.ASKED_ALREADY);
            }
        });
        groupOf = new Group[wanted.size()];
        placeInGroup = new int[wanted.size()];
        group(today, read.pool(), read.out(), weights);
        this.weights = weights;
        input = input(Set.of());
    }

    private static boolean isAsked(Map<HelpRequestId, Circle> around, HelpRequestId request) {
        return Objects.requireNonNull(around.get(request)).asked();
    }

    /// An invitation that is out takes its hours and a place, whatever the answer will be.
    private static List<Someone> withRoomLeft(List<Someone> people, Map<PersonId, List<Invitation.Question>> out) {
        return people.stream()
                .map(one -> {
                    var questions = out.getOrDefault(one.id(), List.of());
                    return one.without(
                            questions.stream()
                                    .mapToInt(Invitation.Question::hours)
                                    .sum(),
                            questions.size());
                })
                .toList();
    }

    private void group(LocalDate today, Pool.Read pool, Map<PersonId, List<Invitation.Question>> out, Weights weights) {
        var placeOf = numbered().people;
        var byStart = new TreeMap<LocalDate, List<Integer>>();
        for (int r = 0; r < wanted.size(); r++) {
            byStart.computeIfAbsent(Candidates.start(wanted.get(r), today), _ -> new ArrayList<>())
                    .add(r);
        }
        byStart.forEach((start, requests) -> {
            var then = withRoomLeft(pool.on(start), out);
            numbers.meet(then);
            var volunteers = numbers.volunteers(then.size());
            then.forEach(one -> numbers.tell(one, volunteers));
            var exclusions = new Exclusions.Builder();
            for (int i = 0; i < requests.size(); i++) {
                var request = wanted.get(requests.get(i));
                for (var one : then) {
                    var v = placeOf.get(one.id());
                    if (v != null
                            && one.does().contains(request.kind())
                            && Limiting.isAboutBoth(request, one)
                            && one.refuses(request).isPresent()) {
                        exclusions.add(i, v);
                    }
                }
                for (var person : apart.getOrDefault(wanted.get(requests.get(i)).id(), Map.of())
                        .keySet()) {
                    var v = placeOf.get(person);
                    if (v != null) {
                        exclusions.add(i, v);
                    }
                }
            }
            var situation = new Situation(
                    volunteers.build(),
                    numbers.requests(requests.stream().map(wanted::get).toList(), start),
                    exclusions.build());
            var shared =
                    numbers.requests(requests.stream().map(wanted::get).toList(), start, Distribution.SMALLEST_SHARE);
            var index = Index.of(situation.volunteers(), weights);
            var group = new Group(
                    new Rules(situation, weights),
                    requests,
                    IntStream.range(0, requests.size())
                            .mapToObj(i -> allowed(requests.get(i), i, index, situation, shared))
                            .toList());
            groups.add(group);
            for (int i = 0; i < requests.size(); i++) {
                groupOf[requests.get(i)] = group;
                placeInGroup[requests.get(i)] = i;
            }
        });
    }

    /// Who may be proposed. Where nobody has so many hours, those who could do a share of them.
    private int[] allowed(int request, int place, Index index, Situation situation, Requests shared) {
        var whole = index.everyone(situation.requests(), place, situation.exclusions());
        if (whole.length > 0 || wanted.get(request).hoursPerWeek() < Distribution.SHARED_FROM) {
            return whole;
        }
        isShared.set(request);
        return index.everyone(shared, place, situation.exclusions());
    }

    /// @param struck pairs that must not be proposed any more
    private RoundInput input(Set<Pair> struck) {
        var request = IntStream.builder();
        var volunteer = IntStream.builder();
        var points = IntStream.builder();
        int count = 0;
        for (var group : groups) {
            for (int i = 0; i < group.requests.size(); i++) {
                int r = group.requests.get(i);
                for (int v : group.allowed.get(i)) {
                    if (struck.contains(pair(r, v))) {
                        continue;
                    }
                    request.add(r);
                    volunteer.add(v);
                    points.add(group.rules.points(i, v).perHour() + (isKnown(r, v) ? Distribution.KNOWN : 0));
                    count++;
                }
            }
        }
        var made = RoundInput.plain(
                Pairs.of(
                        wanted.size(),
                        request.build().toArray(),
                        volunteer.build().toArray(),
                        points.build().toArray(),
                        count),
                wanted.size(),
                people.size(),
                weights.load());
        var areas = new HashMap<String, Integer>();
        for (int r = 0; r < wanted.size(); r++) {
            int hours = wanted.get(r).hoursPerWeek();
            made.request(
                    r,
                    hours,
                    isShared.get(r) ? Distribution.MOST_SHARES : 1,
                    isShared.get(r) ? Distribution.SMALLEST_SHARE : hours);
            made.area(r, areas.computeIfAbsent(wanted.get(r).municipality(), _ -> areas.size()));
        }
        for (int v = 0; v < people.size(); v++) {
            var one = people.get(v);
            boolean room = one.pausedUntil() == null;
            made.volunteer(
                    v,
                    room ? Math.max(0, one.hoursFree()) : 0,
                    room ? Math.max(0, one.placesFree()) : 0,
                    one.load(),
                    Math.max(1, one.hoursBudget()));
        }
        made.checkSums();
        return made;
    }

    private boolean isKnown(int request, int volunteer) {
        return known.getOrDefault(wanted.get(request).participant(), Set.of())
                .contains(people.get(volunteer).id());
    }

    /// How many requests there are to divide volunteers over.
    public int requests() {
        return wanted.size();
    }

    /// Divides. When told to stop it ends soon, with the best way so far.
    public Distributed distribute(
            Fairness fairness, int threads, Distribution.Listener listener, BooleanSupplier stop) {
        var answer = Round.run(input, Effort.usual(), threads, fairness.asNumbers(), following(listener), stop);
        return distributed(answer, null);
    }

    /// Goes on from earlier proposals: what can stay stays, what cannot any more is replaced as well as can be, and
    /// what came since is added. How much better dividing everything anew would be, is told besides.
    ///
    /// @param earlier with the hours of each
    public Distributed renew(
            Map<Pair, Integer> earlier,
            Fairness fairness,
            int threads,
            Distribution.Listener listener,
            BooleanSupplier stop) {
        var anew = Round.run(input, Effort.usual(), threads, fairness.asNumbers(), following(listener), stop);
        var standing = StandingRound.empty(input, anew);
        var places = numbered();
        earlier.forEach((pair, hours) -> {
            var r = places.requests.get(pair.request());
            var v = places.people.get(pair.volunteer());
            if (r != null && v != null) {
                standing.keep(r, v, hours);
            }
        });
        for (int r = 0; r < wanted.size(); r++) {
            if (standing.filled(r) < input.hours(r)) {
                standing.look(r);
            }
        }
        return distributed(standing.answer(input, anew), anew.objective());
    }

    private record Numbered(Map<HelpRequestId, Integer> requests, Map<PersonId, Integer> people) {}

    private Numbered numbered() {
        var requests = new HashMap<HelpRequestId, Integer>();
        for (int r = 0; r < wanted.size(); r++) {
            requests.put(wanted.get(r).id(), r);
        }
        var volunteers = new HashMap<PersonId, Integer>();
        for (int v = 0; v < people.size(); v++) {
            volunteers.put(people.get(v).id(), v);
        }
        return new Numbered(requests, volunteers);
    }

    private static RoundListener following(Distribution.Listener listener) {
        return progress ->
                listener.on(new Distribution.Progress(progress.objective(), progress.bound(), progress.done()));
    }

    private Pair pair(int request, int volunteer) {
        return new Pair(wanted.get(request).id(), people.get(volunteer).id());
    }

    private Distributed distributed(RoundAnswer divided, @Nullable Long anew) {
        var struck = new HashSet<Pair>();
        var answer = withinAllLimits(divided, struck);
        var proposals = new ArrayList<Proposed>();
        var taken = new int[people.size()];
        for (int i = 0; i < answer.proposals(); i++) {
            int r = answer.request(i);
            int v = answer.volunteer(i);
            taken[v] += answer.hours(i);
            proposals.add(new Proposed(
                    pair(r, v),
                    answer.hours(i),
                    groupOf[r].rules.points(placeInGroup[r], v).total(),
                    metres(wanted.get(r), people.get(v)),
                    isKnown(r, v)));
        }
        var reasons = new OpenReasons(input, answer);
        var placedElsewhere = struck.stream().map(Pair::request).collect(Collectors.toSet());
        var open = new LinkedHashMap<HelpRequestId, WhyOpen>();
        for (int r = 0; r < wanted.size(); r++) {
            var id = wanted.get(r).id();
            if (answer.filled(r) == 0) {
                open.put(id, placedElsewhere.contains(id) ? WhyOpen.PLACED_ELSEWHERE : whyOpen(r, reasons.of(r)));
            }
        }
        return new Distributed(
                proposals,
                open,
                asked,
                places,
                answer.objective(),
                answer.bound(),
                answer.givenForFairness(),
                anew,
                people.size(),
                load(IntStream.range(0, taken.length).toArray(), taken),
                Map.of());
    }

    /// Hours and people the round keeps to by itself. That several proposals together are too much for one
    /// volunteer, such as a second night or another complex case, shows only when they are there: the one worth
    /// least is struck, and what that leaves open is looked at anew.
    private RoundAnswer withinAllLimits(RoundAnswer divided, Set<Pair> struck) {
        var answer = divided;
        while (struck.addAll(tooMuchTogether(answer))) {
            var rest = input(struck);
            var standing = StandingRound.empty(rest, answer);
            for (int i = 0; i < answer.proposals(); i++) {
                standing.keep(answer.request(i), answer.volunteer(i), answer.hours(i));
            }
            for (int r = 0; r < wanted.size(); r++) {
                if (standing.filled(r) < rest.hours(r)) {
                    standing.look(r);
                }
            }
            answer = standing.answer(rest, answer);
        }
        return answer;
    }

    private Set<Pair> tooMuchTogether(RoundAnswer answer) {
        var tooMuch = new HashSet<Pair>();
        IntStream.range(0, answer.proposals())
                .boxed()
                .collect(Collectors.groupingBy(answer::volunteer))
                .forEach((v, proposals) -> {
                    if (proposals.size() < 2) {
                        return;
                    }
                    var one = people.get(v);
                    var room = one.room();
                    proposals.sort(Comparator.comparingLong(i -> -worth(answer, i)));
                    for (int i : proposals) {
                        var promise = one.promise(wanted.get(answer.request(i)));
                        if (room.refusesKindOf(promise).isPresent()) {
                            tooMuch.add(pair(answer.request(i), v));
                        } else {
                            room = room.after(promise);
                        }
                    }
                });
        return tooMuch;
    }

    private long worth(RoundAnswer answer, int i) {
        int r = answer.request(i);
        return (long) answer.hours(i)
                * groupOf[r].rules.points(placeInGroup[r], answer.volunteer(i)).perHour();
    }

    /// What a division over several organisations is to each of them: its own requests with its own volunteers. Where
    /// a volunteer of another is proposed, that organisation is named, and not who. Each is told what all is worth.
    public Map<OrganisationId, Distributed> perOrganisation(Distributed all) {
        var hoursOf = all.proposals().stream()
                .collect(Collectors.groupingBy(one -> one.pair().volunteer(), Collectors.summingInt(Proposed::hours)));
        var taken = people.stream()
                .mapToInt(one -> hoursOf.getOrDefault(one.id(), 0))
                .toArray();
        var homeOf = people.stream().collect(Collectors.toMap(Someone::id, Someone::organisation));
        var each = new LinkedHashMap<OrganisationId, Distributed>();
        for (var organisation : Set.copyOf(organisationOf.values())) {
            var of = all.proposals().stream()
                    .filter(one ->
                            organisation.equals(organisationOf.get(one.pair().request())))
                    .collect(Collectors.partitioningBy(
                            one -> organisation.equals(homeOf.get(one.pair().volunteer()))));
            var own = Objects.requireNonNull(of.get(true));
            var helped = own.stream().map(one -> one.pair().request()).collect(Collectors.toSet());
            var elsewhere = Objects.requireNonNull(of.get(false)).stream()
                    .filter(one -> !helped.contains(one.pair().request()))
                    .collect(Collectors.toMap(
                            one -> one.pair().request(),
                            one -> Objects.requireNonNull(homeOf.get(one.pair().volunteer())),
                            (one, _) -> one));
            var mine = IntStream.range(0, people.size())
                    .filter(v -> people.get(v).organisation().equals(organisation))
                    .toArray();
            each.put(
                    organisation,
                    new Distributed(
                            own,
                            only(organisation, all.open()),
                            all.asked().stream()
                                    .filter(id -> organisation.equals(organisationOf.get(id)))
                                    .toList(),
                            only(organisation, all.places()),
                            all.value(),
                            all.bound(),
                            all.givenForFairness(),
                            null,
                            mine.length,
                            load(mine, taken),
                            elsewhere));
        }
        return each;
    }

    private <T> Map<HelpRequestId, T> only(OrganisationId organisation, Map<HelpRequestId, T> all) {
        return all.entrySet().stream()
                .filter(one -> organisation.equals(organisationOf.get(one.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Where somebody may be asked, the round says why nobody is; where nobody may, the rules do.
    private WhyOpen whyOpen(int request, OpenReason ofRound) {
        if (ofRound != OpenReason.NO_ONE_IN_REACH) {
            return WhyOpen.of(ofRound);
        }
        var reason = WhyOpen.of(OpenReasons.ofNobody(groupOf[request].rules, placeInGroup[request]));
        return reason == WhyOpen.KEPT_APART
                        && apart.getOrDefault(wanted.get(request).id(), Map.of())
                                .containsValue(Why.ASKED_ALREADY)
                ? WhyOpen.ASKED_ALREADY
                : reason;
    }

    private Load load(int[] whose, int[] taken) {
        var before = new Integer[Load.CLASSES];
        var after = new Integer[Load.CLASSES];
        Arrays.fill(before, 0);
        Arrays.fill(after, 0);
        for (int v : whose) {
            var one = people.get(v);
            before[Load.classOf(one.hoursLoad(), one.hoursBudget())]++;
            after[Load.classOf(one.hoursLoad() + taken[v], one.hoursBudget())]++;
        }
        return new Load(List.of(before), List.of(after));
    }

    private static @Nullable Integer metres(Wanted wanted, Someone one) {
        Point home = one.home();
        Point there = wanted.point();
        return home == null || there == null ? null : home.metresTo(there);
    }
}
