package nl.samenspel.insight;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.Brief.People;
import nl.samenspel.insight.Grid.Count;
import nl.samenspel.insight.Spread.WithRound;
import nl.samenspel.insight.Supply.Waits;
import nl.samenspel.network.Areas;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Organisations.Route;
import nl.samenspel.rounds.Round;
import nl.samenspel.rounds.Rounds;
import nl.samenspel.volunteers.Reach;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what an organisation sees of itself, live, for the viewer's own desk and nobody
/// else: these figures are not suppressed. Whoever takes them out as a file is noted.
@Service
public class Needs {

    private static final int ROUNDS_LOOKED_AT = 20;

    private final NeedStore store;
    private final Value value;
    private final TakenOutStore takenOut;
    private final Facts facts;
    private final Areas areas;
    private final Organisations organisations;
    private final Rounds rounds;
    private final Clock clock;

    Needs(
            NeedStore store,
            Value value,
            TakenOutStore takenOut,
            Facts facts,
            Areas areas,
            Organisations organisations,
            Rounds rounds,
            Clock clock) {
        this.store = store;
        this.value = value;
        this.takenOut = takenOut;
        this.facts = facts;
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
        return NeedOverview.of(
                facts.asked().stream().filter(one -> one.isIn(filter)).toList(), by, today());
    }

    /// The few figures that matter.
    @Transactional(readOnly = true)
    public Glance glance(NeedFilter filter) {
        var waiting = listWaiting(filter);
        var reach = facts.reach();
        var gaps = supply(waiting, reach).gaps(Grouping.MUNICIPALITY, Set.of());
        var done = facts.done().count(filter.from(), filter.until()).getFirst();
        var felt = facts.answers().count(filter.from(), filter.until()).getFirst();
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
                        facts.done().count(filter.from(), filter.until()).stream()
                                .skip(1)
                                .toList(),
                        one -> List.of(one.quarter()),
                        Work::cell);
            case WELLBEING ->
                Grid.of(
                        topic,
                        by,
                        facts.answers().count(filter.from(), filter.until()).stream()
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
        record Place(KindOfHelp kind, String municipality, String postcode) {}
        return facts.asked().stream()
                .filter(Asked::waits)
                .filter(one -> filter.kind() == null || filter.kind() == one.kind())
                .filter(one -> isIn(filter, one.municipality()))
                .collect(Collectors.groupingBy(
                        one -> new Place(one.kind(), one.municipality(), one.postcode()), Collectors.counting()))
                .entrySet()
                .stream()
                .map(one -> new Waits(
                        one.getKey().kind(),
                        one.getKey().municipality(),
                        one.getKey().postcode(),
                        one.getValue().intValue()))
                .toList();
    }

    /// Who live elsewhere may still come: only the kind is narrowed.
    private List<Reach> listReach(NeedFilter filter) {
        var all = facts.reach();
        var kind = filter.kind();
        return kind == null
                ? all
                : all.stream()
                        .filter(one -> one.kinds().contains(kind))
                        .map(one -> one.only(kind))
                        .toList();
    }

    /// Since when what is counted from is kept; empty: it is counted as it is now.
    public Optional<Instant> countedAt() {
        return facts.since();
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
        var requests = facts.asked().stream().filter(one -> one.isIn(filter)).toList();
        return new Brief(
                People.of("", requests),
                People.list(requests, Grouping.KIND),
                People.list(requests, Grouping.ORIGIN),
                NeedCount.of("", requests, today()).waiting().median(),
                facts.answers().countGlad(from, until),
                value.sum(from, until));
    }

    /// Municipalities in which something was asked, in order.
    @Transactional(readOnly = true)
    public List<String> listMunicipalities() {
        return facts.municipalities();
    }

    private static OrganisationId desk() {
        return Viewer.current().myDesk().organisation();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
