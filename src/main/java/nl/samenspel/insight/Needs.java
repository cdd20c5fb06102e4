package nl.samenspel.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.Grid.Count;
import nl.samenspel.insight.NeedStore.Waits;
import nl.samenspel.insight.Spread.WithRound;
import nl.samenspel.insight.WorkStore.Felt;
import nl.samenspel.insight.WorkStore.Work;
import nl.samenspel.network.Areas;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Organisations.Route;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.rounds.Round;
import nl.samenspel.rounds.Rounds;
import nl.samenspel.volunteers.Reach;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what an organisation sees of itself, live, for the viewer's own desk and nobody else: these figures are
/// not suppressed. Whoever takes them out as a file is noted.
@Service
public class Needs {

    private static final int ROUNDS_LOOKED_AT = 20;

    /// Who could begin today is counted anew each time; where that takes longer than this, what was counted is kept for
    /// [#KEPT], and the page says since when.
    private static final Duration LONG = Duration.ofMillis(250);

    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Map<OrganisationId, Reached> kept = new ConcurrentHashMap<>();

    private final NeedStore store;
    private final WorkStore work;
    private final Value value;
    private final TakenOutStore takenOut;
    private final Volunteers volunteers;
    private final Areas areas;
    private final Organisations organisations;
    private final Rounds rounds;
    private final Clock clock;

    Needs(
            NeedStore store,
            WorkStore work,
            Value value,
            TakenOutStore takenOut,
            Volunteers volunteers,
            Areas areas,
            Organisations organisations,
            Rounds rounds,
            Clock clock) {
        this.store = store;
        this.work = work;
        this.value = value;
        this.takenOut = takenOut;
        this.volunteers = volunteers;
        this.areas = areas;
        this.organisations = organisations;
        this.rounds = rounds;
        this.clock = clock;
    }

    /// What was asked.
    ///
    /// @param by not [Grouping#KIND_IN_MUNICIPALITY]
    @Transactional(readOnly = true)
    public NeedOverview count(NeedFilter filter, Grouping by) {
        return doCount(filter, by);
    }

    private NeedOverview doCount(NeedFilter filter, Grouping by) {
        return NeedOverview.of(store.count(filter, by, today()), by);
    }

    /// The few figures that matter.
    @Transactional(readOnly = true)
    public Glance glance(NeedFilter filter) {
        var waiting = listWaiting(filter);
        var reach = reached().volunteers();
        var gaps = supply(waiting, reach).gaps(Grouping.MUNICIPALITY, Set.of());
        var done = work.countWork(filter.from(), filter.until()).getFirst();
        var felt = work.countFelt(filter.from(), filter.until()).getFirst();
        return new Glance(
                doCount(filter, Grouping.MUNICIPALITY),
                waiting.stream().mapToInt(Waits::requests).sum(),
                sum(gaps, Column.NOBODY),
                (int) reach.stream().filter(Reach::free).count(),
                Math.round(done.minutes() / 60.0),
                done.volunteers(),
                done.participants(),
                new Share(felt.glad(), felt.answers()));
    }

    private static int sum(Grid grid, Column column) {
        var at = grid.topic().columns().indexOf(column);
        return grid.rows().stream()
                .mapToInt(row -> row.cells().get(at) instanceof Count(var value) ? (int) value : 0)
                .sum();
    }

    /// A table.
    ///
    /// @param by one of the topic's
    @Transactional(readOnly = true)
    public Grid table(Topic topic, Grouping by, NeedFilter filter) {
        return doTable(topic, by, filter);
    }

    /// The same, to take out of the program: who did so is kept.
    @Transactional
    public Grid takeOut(Topic topic, Grouping by, NeedFilter filter) {
        takenOut.note(topic, by, filter, clock.instant());
        return doTable(topic, by, filter);
    }

    /// What was taken out last, for the manager.
    @Transactional(readOnly = true)
    public List<TakenOut> listTakenOut(int most) {
        return takenOut.list(most);
    }

    private Grid doTable(Topic topic, Grouping by, NeedFilter filter) {
        return switch (topic) {
            case NEED, WAITING, UNMET, FAIR, FENCE ->
                Grid.of(topic, by, doCount(filter, by).groups(), one -> List.of(one.what()), NeedCount::cell);
            case SUPPLY ->
                supply(
                                listWaiting(filter),
                                listReach(filter).stream()
                                        .filter(one -> isIn(filter, one.municipality()))
                                        .toList())
                        .supply(by);
            case GAPS -> supply(listWaiting(filter), listReach(filter)).gaps(by, ours(filter));
            case WORK ->
                Grid.of(
                        topic,
                        by,
                        work.countWork(filter.from(), filter.until()).stream()
                                .skip(1)
                                .toList(),
                        one -> List.of(one.quarter()),
                        Work::cell);
            case WELLBEING ->
                Grid.of(
                        topic,
                        by,
                        work.countFelt(filter.from(), filter.until()).stream()
                                .skip(1)
                                .toList(),
                        one -> List.of(one.quarter()),
                        Felt::cell);
        };
    }

    private Supply supply(List<Waits> waiting, List<Reach> reach) {
        return new Supply(
                waiting, reach, areas.list(waiting.stream().map(Waits::postcode).collect(Collectors.toSet())));
    }

    private List<Waits> listWaiting(NeedFilter filter) {
        return store.listWaiting().stream()
                .filter(one -> filter.kind() == null || filter.kind() == one.kind())
                .filter(one -> isIn(filter, one.municipality()))
                .toList();
    }

    /// Who live elsewhere may still come: only the kind is narrowed.
    private List<Reach> listReach(NeedFilter filter) {
        var all = reached().volunteers();
        var kind = filter.kind();
        return kind == null
                ? all
                : all.stream()
                        .filter(one -> one.kinds().contains(kind))
                        .map(one -> one.only(kind))
                        .toList();
    }

    /// Nobody's name or number is in it, and whoever works for the organisation may count all its volunteers.
    private record Reached(Instant at, List<Reach> volunteers) {}

    private Reached reached() {
        var desk = desk();
        var now = clock.instant();
        var known = kept.get(desk);
        if (known != null && known.at().plus(KEPT).isAfter(now)) {
            return known;
        }
        kept.values().removeIf(one -> !one.at().plus(KEPT).isAfter(now));
        var began = System.nanoTime();
        var fresh = new Reached(now, List.copyOf(volunteers.listReach(desk)));
        if (System.nanoTime() - began > LONG.toNanos()) {
            kept.put(desk, fresh);
        }
        return fresh;
    }

    /// Since when it is kept who could begin; empty: it is counted anew each time.
    public Optional<Instant> supplySince() {
        return Optional.ofNullable(kept.get(desk())).map(Reached::at);
    }

    private static boolean isIn(NeedFilter filter, String municipality) {
        return filter.municipality() == null || filter.municipality().equals(municipality);
    }

    /// Municipalities in which the organisation takes requests in.
    private Set<String> ours(NeedFilter filter) {
        return organisations.listRoutes(desk()).stream()
                .map(Route::municipality)
                .filter(Objects::nonNull)
                .filter(place -> isIn(filter, place))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// How evenly help is spread, and what the newest round would change.
    @Transactional(readOnly = true)
    public Spread spread(NeedFilter filter) {
        var need = doCount(filter, Grouping.MUNICIPALITY);
        return new Spread(need.all().found().part(), need.moved(), newestRound().map(round -> {
            var more = store.countProposed(filter, round.id());
            return new WithRound(
                    round.id(),
                    round.endedAt(),
                    more.values().stream().mapToInt(Integer::intValue).sum(),
                    need.moved(more));
        }));
    }

    private Optional<Round.Ready> newestRound() {
        return rounds.list(ROUNDS_LOOKED_AT).stream()
                .filter(Round.Ready.class::isInstance)
                .map(Round.Ready.class::cast)
                .findFirst();
    }

    /// What funders are told of a period; taking it out is kept.
    @Transactional
    public Brief brief(LocalDate from, LocalDate until) {
        var filter = new NeedFilter(from, until, null, null);
        takenOut.note(Topic.NEED, Grouping.KIND, filter, clock.instant());
        var people = store.countPeople(from, until);
        return new Brief(
                people.stream().filter(one -> one.what().isEmpty()).findFirst().orElseThrow(),
                people.stream()
                        .filter(one -> isOneOf(KindOfHelp.class, one.what()))
                        .toList(),
                people.stream()
                        .filter(one -> isOneOf(Through.class, one.what()))
                        .toList(),
                doCount(filter, Grouping.KIND).all().waiting().median(),
                work.countGlad(from, until),
                value.sum(from, until));
    }

    private static <E extends Enum<E>> boolean isOneOf(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(constant -> constant.name().equals(name));
    }

    /// Municipalities in which something was asked, in order.
    @Transactional(readOnly = true)
    public List<String> listMunicipalities() {
        return store.municipalities();
    }

    private static OrganisationId desk() {
        return Viewer.current().myDesk().organisation();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
