package nl.samenspel.insight;

import static nl.samenspel.insight.FigureTable.ALL;
import static nl.samenspel.insight.FigureTable.OTHERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.insight.PublicFigures.Ordered;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/// Editions of two organisations, read as who looks from outside reads them: counted again slowly, and attacked.
@SamenspelTest
@NullUnmarked
class PublicFiguresTest {

    private static final int K = 10;

    /// Each test has a year of its own, long ago, in which nobody else asked anything.
    private static final AtomicInteger YEARS = new AtomicInteger(1990);

    private static final List<String> BIG = List.of("Alfaveen", "Betadorp", "Gammahuizen", "Deltaveld", "Epsilonstad");

    @Autowired
    PublicFigures figures;

    @Autowired
    FigureStore store;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Database database;

    @Autowired
    MockMvcTester browser;

    @Autowired
    Clock clock;

    private final Random random = new Random(88);
    private final Quarter quarter = new Quarter(YEARS.getAndIncrement(), 3);
    private final List<UUID> asked = new ArrayList<>();
    private Viewer office;
    private Viewer municipality;
    private AccountId officeAccount;
    private AccountId municipalityAccount;

    @BeforeEach
    void who_looks_from_outside() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        officeAccount = neighbourhood.asAdministrator(() -> accounts.openOutside(
                "Bureau", "bureau." + mark + "@voorbeeld.example", "nl", Role.NATIONAL_OFFICE, null));
        municipalityAccount = neighbourhood.asAdministrator(() -> accounts.openOutside(
                "Gemeente", "gemeente." + mark + "@voorbeeld.example", "nl", Role.MUNICIPALITY, "Betadorp"));
        office = neighbourhood.viewer(officeAccount);
        municipality = neighbourhood.viewer(municipalityAccount);
        office.call(figures::discard);
    }

    // --- right ---

    @Test
    void every_cell_of_an_edition_is_what_a_slow_query_counts_or_is_not_shown() {
        town(500);
        publish(Duration.ZERO);

        var shown = 0;
        for (var cell : cells(newest())) {
            var slow = slowly(cell);
            if (cell.value() != null) {
                assertThat(cell.value()).as("%s", cell).isEqualTo(slow.value());
                assertThat(slow.people()).as("people behind %s", cell).isGreaterThanOrEqualTo(K);
                shown++;
            }
            assertThat(counted(cell)).as("%s", cell).isEqualTo(List.of(slow.value(), (long) slow.people()));
        }
        assertThat(shown).isGreaterThan(40);
    }

    private record Slow(long value, int people) {}

    /// A question of its own for each cell, over the tables of the modules and not over the views.
    private Slow slowly(FigureCell cell) {
        if (cell.table() == FigureTable.VOLUNTEERS) {
            return jobs.sql("""
                    select count(*), count(distinct v.person) from volunteers.volunteer v
                    join people.person p on p.id = v.person
                    left join network.area a on a.postcode = left(p.postcode, 4)
                    where v.since between :from and :until and v.status in ('ACTIVE', 'LEFT')
                      and (:line = '*' or case when a.municipality = any (:listed) then a.municipality else '+' end = :line)
                    """)
                    .param("from", quarter.firstDay())
                    .param("until", quarter.lastDay())
                    .param("line", cell.line())
                    .param("listed", listed())
                    .query((rs, _) -> new Slow(rs.getLong(1), rs.getInt(2)))
                    .single();
        }
        var found = "exists (select from requests.event e where e.request = r.id and e.what = 'MATCHED')";
        var days = "(select min((e.at at time zone 'Europe/Amsterdam')::date) from requests.event e"
                + " where e.request = r.id and e.what = 'MATCHED') - r.waiting_since";
        var isMet = cell.table() == FigureTable.WAITING ? found : "true";
        var isUnmet = cell.table() == FigureTable.UNMET ? "not " + found + " and r.lacking is not null" : "true";
        var part =
                switch (cell.heading()) {
                    case ALL -> "true";
                    case "MET" -> found;
                    case "OPEN" ->
                        "not " + found + " and r.lacking is null and r.state in ('ASKED', 'SEARCHING', 'MATCHED')";
                    case "UNMET" -> "not " + found + " and r.lacking is not null";
                    case "ENDED" ->
                        "not " + found + " and r.lacking is null and r.state not in ('ASKED', 'SEARCHING', 'MATCHED')";
                    case "TWO_WEEKS" -> days + " <= 14";
                    case "SIX_WEEKS" -> days + " between 15 and 42";
                    case "LONGER" -> days + " > 42";
                    case "CAPACITY", "EXPERTISE", "BOUNDARY" -> "r.lacking = '" + cell.heading() + "'";
                    default ->
                        "r.kind in ("
                                + FieldOfHelp.valueOf(cell.heading()).kinds().stream()
                                        .map(kind -> "'" + kind + "'")
                                        .collect(Collectors.joining(", "))
                                + ")";
                };
        var line =
                switch (cell.table().lines()) {
                    case KINDS -> "r.kind = :line";
                    case MUNICIPALITIES ->
                        "case when r.municipality = any (:listed) then r.municipality else '+' end = :line";
                };
        return jobs.sql("""
                select count(*), count(distinct coalesce((select min(h.account::text) from access.role_held h
                    where h.person = r.participant), r.participant::text))
                from requests.help_request r
                where r.waiting_since between :from and :until and (:line = '*' or %s) and %s and %s and %s
                """.formatted(line, isMet, isUnmet, part))
                .param("from", quarter.firstDay())
                .param("until", quarter.lastDay())
                .param("line", cell.line())
                .param("listed", listed())
                .query((rs, _) -> new Slow(rs.getLong(1), rs.getInt(2)))
                .single();
    }

    private String[] listed() {
        return cells(newest()).stream()
                .filter(cell -> cell.table() == FigureTable.ASKED)
                .map(FigureCell::line)
                .filter(line -> !line.equals(ALL) && !line.equals(OTHERS))
                .distinct()
                .toArray(String[]::new);
    }

    /// What is kept where only the jobs read it.
    private List<Long> counted(FigureCell cell) {
        var layout = new FigureCount(List.of(), List.of(), Set.of(listed())).layout();
        var name = layout.get(cell.table()).get(cell.line()).get(cell.heading());
        return jobs.sql("select value, people from insight.counted_cell where edition = :edition and name = :name")
                .param("edition", newest().id().value())
                .param("name", name)
                .query((rs, _) -> List.of(rs.getLong("value"), rs.getLong("people")))
                .single();
    }

    @Test
    void where_too_few_people_asked_a_municipality_has_no_line_of_its_own() {
        town(160);
        publish(Duration.ZERO);

        // Zetaloo has four people, and they asked a lot
        assertThat(listed()).contains("Alfaveen", "Betadorp").doesNotContain("Zetaloo");
        assertThat(figures.listCells(newest().id(), FigureTable.ASKED))
                .extracting(FigureCell::line)
                .contains(ALL, OTHERS);
    }

    @Test
    void over_time_a_line_stands_as_the_newest_version_of_each_quarter_has_it() {
        town(160);
        publish(Duration.ZERO);
        ask(12, "Betadorp", KindOfHelp.GARDEN, 0);
        publish(Duration.ZERO);
        var newest = newest();

        assertThat(newest.version()).isEqualTo(2);
        assertThat(figures.listLines(FigureTable.OUTCOME)).contains(ALL, "Betadorp");
        assertThat(figures.overTime(FigureTable.OUTCOME, "Betadorp").get(quarter))
                .containsExactlyInAnyOrderElementsOf(figures.listCells(newest.id(), FigureTable.OUTCOME).stream()
                        .filter(cell -> cell.line().equals("Betadorp"))
                        .toList())
                .isNotEmpty();
        assertThat(figures.overTime(FigureTable.OUTCOME, "Nergens")).containsEntry(quarter, List.of());
        // what is under embargo is not there yet
        publish(Duration.ofDays(2));
        assertThat(newest().version()).isEqualTo(2);
        assertThat(figures.overTime(FigureTable.OUTCOME, "Betadorp").get(quarter))
                .hasSameElementsAs(figures.listCells(newest.id(), FigureTable.OUTCOME).stream()
                        .filter(cell -> cell.line().equals("Betadorp"))
                        .toList());
    }

    // --- nobody recognisable ---

    /// Everything that is out, laid side by side by somebody who knows how the tables hang together.
    @Test
    void whoever_lays_all_tables_of_an_edition_side_by_side_uncovers_no_cell() {
        town(500);
        publish(Duration.ZERO);

        var attack = new Attack();
        attack.read("", shown(newest()));

        assertThat(tooSmall()).hasSizeGreaterThan(30);
        assertThat(attack.uncovered(tooSmall())).isEmpty();
    }

    /// The negative control: the same edition, in which only the small cells themselves were left out.
    @Test
    void without_cells_left_out_beside_them_the_same_attack_uncovers_some() {
        town(500);
        publish(Duration.ZERO);
        var count = new FigureCount(store.asked(quarter), store.began(quarter), Set.of(listed()));
        var onlyTooSmall = Suppression.onlyTooSmall(count.linked(List.of()), K);
        var shown = laidOut(count, onlyTooSmall);

        var attack = new Attack();
        attack.read("", shown);

        assertThat(attack.uncovered(tooSmall())).hasSizeGreaterThan(5);
    }

    /// An organisation knows its own figures, and takes them away from what is published.
    @Test
    void no_organisation_uncovers_a_cell_of_the_other_by_taking_its_own_figures_away() {
        town(500);
        publish(Duration.ZERO);

        assertThat(uncoveredByOrganisations(shown(newest()))).isEmpty();
    }

    /// The negative control: protected against those only who know nothing of their own.
    @Test
    void without_thinking_of_what_organisations_know_the_same_attack_uncovers_some() {
        town(500);
        publish(Duration.ZERO);
        var count = new FigureCount(store.asked(quarter), store.began(quarter), Set.of(listed()));

        assertThat(uncoveredByOrganisations(laidOut(count, Suppression.of(count.linked(List.of()), K))))
                .isNotEmpty();
    }

    private List<String> uncoveredByOrganisations(Map<String, @Nullable Long> shown) {
        var all = store.asked(quarter);
        var uncovered = new ArrayList<String>();
        for (var organisation :
                all.stream().map(FigureCount.AskedBy::organisation).distinct().toList()) {
            var own = exactly(
                    all.stream()
                            .filter(one -> one.organisation().equals(organisation))
                            .toList(),
                    List.of());
            var others = exactly(
                    all.stream()
                            .filter(one -> !one.organisation().equals(organisation))
                            .toList(),
                    List.of());
            var left = new TreeMap<String, @Nullable Long>();
            shown.forEach((key, value) -> {
                // who began as a volunteer hangs together with nothing else
                if (!key.startsWith("VOLUNTEERS")) {
                    left.put(key, value == null ? null : value - own.get(key).value());
                }
            });
            var attack = new Attack();
            attack.read("", left);
            uncovered.addAll(attack.uncovered(others.entrySet().stream()
                    .filter(cell ->
                            cell.getValue().people() > 0 && cell.getValue().people() < K)
                    .map(Map.Entry::getKey)
                    .toList()));
        }
        return uncovered;
    }

    @Test
    void a_correction_beside_the_edition_before_uncovers_nothing_either() {
        town(500);
        publish(Duration.ZERO);
        var before = newest();
        var exactlyBefore = exactly();
        // three more people in one place, two of them gone from another
        ask(3, "Alfaveen", KindOfHelp.GARDEN, 0);
        jobs.sql("update requests.help_request set municipality = 'Alfaveen' where id = any (:ids)")
                .param("ids", asked.subList(0, 2).toArray(UUID[]::new))
                .update();
        publish(Duration.ZERO);
        var after = newest();

        assertThat(after.version()).isEqualTo(2);
        assertThat(jobs.sql("select already_known from insight.figure_edition where id = :id")
                        .param("id", after.id().value())
                        .query(Integer.class)
                        .single())
                .isZero();
        var was = shown(before);
        var is = shown(after);
        assertThat(is.entrySet().stream().filter(cell -> cell.getValue() != null))
                .isNotEmpty()
                .allSatisfy(cell -> {
                    var then = was.get(cell.getKey());
                    if (then != null) {
                        var more = Math.abs(cell.getValue() - then);
                        assertThat(more == 0 || more >= K)
                                .as("what came to %s", cell.getKey())
                                .isTrue();
                    }
                });
        // and the two laid side by side
        var attack = new Attack();
        attack.read("1>", was);
        attack.read("", is);
        var changed = attack.tellApart("1>", exactlyBefore, exactly());
        assertThat(changed).isNotEmpty();
        assertThat(attack.uncovered(tooSmall())).isEmpty();
        assertThat(attack.uncovered(changed)).isEmpty();
    }

    @Test
    void nobody_but_the_jobs_reads_what_was_counted() throws SQLException {
        town(160);
        assertThat(office.call(() -> figures.order(quarter))).isEqualTo(Ordered.YES);
        figures.countOrdered();

        for (var who : List.of(office, municipality, Viewer.installation())) {
            assertThat(rows(who, "insight.figure_cell")).isZero();
            assertThat(rows(who, "insight.figure_edition")).isZero();
            assertThatThrownBy(() -> rows(who, "insight.counted_cell")).isInstanceOf(DataAccessException.class);
            assertThatThrownBy(() -> rows(who, "insight.asked_by")).isInstanceOf(DataAccessException.class);
        }
        assertThat(office.call(
                        () -> figures.preview(figures.findDraft().orElseThrow().id())))
                .hasSize(FigureTable.values().length)
                .allSatisfy((table, preview) -> assertThat(preview.cells()).isPositive());
        office.call(() -> figures.publish(clock.instant().plus(Duration.ofDays(2))));
        assertThat(rows(office, "insight.figure_cell")).as("under embargo").isZero();
        assertThat(figures.list(quarter)).isEmpty();
        assertThat(office.call(figures::listAhead))
                .extracting(FigureEdition::quarter)
                .contains(quarter);
    }

    private int rows(Viewer viewer, String table) {
        var ofThisYear = table.endsWith("figure_cell")
                ? " where edition in (select id from insight.figure_edition where quarter = '%s')".formatted(quarter)
                : table.endsWith("figure_edition") ? " where quarter = '%s'".formatted(quarter) : "";
        return viewer.call(() ->
                Objects.requireNonNull(transaction.execute(_ -> db.sql("select count(*) from " + table + ofThisYear)
                        .query(Integer.class)
                        .single())));
    }

    @Test
    void what_is_out_never_changes() throws SQLException {
        town(160);
        publish(Duration.ZERO);

        for (var change : List.of(
                "update insight.figure_cell set value = 1 where edition = '%s'",
                "delete from insight.figure_cell where edition = '%s'",
                "insert into insight.figure_cell select edition, figures, line, heading || 'x', value"
                        + " from insight.figure_cell where edition = '%s'",
                "update insight.counted_cell set value = 1 where edition = '%s'",
                "update insight.figure_edition set out_at = null where id = '%s'",
                "delete from insight.figure_edition where id = '%s'")) {
            assertThatThrownBy(() -> asSuperuser(change, false)).as(change).isInstanceOf(DataAccessException.class);
        }
        assertThat(asSuperuser("update insight.figure_cell set value = 1 where edition = '%s'", true))
                .as("the negative control: without the trigger it does")
                .isPositive();
    }

    private int asSuperuser(String change, boolean withoutGuards) throws SQLException {
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            if (withoutGuards) {
                there.sql("set local session_replication_role = replica").update();
            }
            var rows = there.sql(change.formatted(newest().id())).update();
            connection.rollback();
            return rows;
        }
    }

    @Test
    void one_person_at_two_organisations_is_one_person() {
        var one = new FigureCount.AskedBy(
                UUID.randomUUID(),
                "Wim",
                "Alfaveen",
                KindOfHelp.COMPANY,
                State.SEARCHING,
                null,
                quarter.firstDay(),
                null);
        var other = new FigureCount.AskedBy(
                UUID.randomUUID(),
                "Wim",
                "Alfaveen",
                KindOfHelp.GARDEN,
                State.SEARCHING,
                null,
                quarter.firstDay(),
                null);

        assertThat(new FigureCount(List.of(one, other), List.of(), Set.of("Alfaveen"))
                        .cells()
                        .get("m:Alfaveen"))
                .isEqualTo(new FigureCount.Counted(2, 1, 1));
    }

    @Test
    void only_the_national_office_and_the_administrator_make_figures_and_only_of_what_is_over() {
        var desk = neighbourhood.team().viewer();

        assertThatThrownBy(() -> municipality.call(() -> figures.order(quarter)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> desk.call(() -> figures.publish(clock.instant())))
                .isInstanceOf(IllegalStateException.class);
        var now = Quarter.before(LocalDate.now(clock).plusMonths(3));
        assertThat(office.call(() -> figures.order(now))).isEqualTo(Ordered.NOT_OVER);
        assertThat(office.call(() -> figures.order(quarter))).isEqualTo(Ordered.YES);
        assertThat(office.call(() -> figures.order(quarter))).isEqualTo(Ordered.THERE_IS_A_DRAFT);
        assertThat(office.call(() -> figures.publish(clock.instant())))
                .as("not counted yet")
                .isFalse();
        assertThat(office.call(figures::discard)).isTrue();
    }

    @Test
    void a_threshold_below_five_stops_the_program_from_starting() {
        assertThatThrownBy(() -> new PublicFigures(store, null, clock, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 5 people");
    }

    // --- the screens ---

    @Test
    void the_office_has_it_counted_publishes_it_and_a_municipality_reads_its_own_line_first() {
        neighbourhood.canSignIn(officeAccount);
        neighbourhood.canSignIn(municipalityAccount);
        var bureau = new Visitor(browser).signIn(nameOf(officeAccount));
        var reader = new Visitor(browser).signIn(nameOf(municipalityAccount));
        var last = Quarter.before(LocalDate.now(clock));

        assertThat(bureau.post("/figures/count", "quarter", "1999-Q1")).hasStatus(422);
        assertThat(bureau.post("/figures/count", "quarter", last.toString())).hasRedirectedUrl("/figures/draft");
        assertThat(bureau.get("/figures/draft"))
                .hasStatusOk()
                .bodyText()
                .contains("We tellen nog", "Cijfers van het", "kwartaal van " + last.year());
        figures.countOrdered();
        assertThat(bureau.get("/figures/draft")).hasStatusOk().bodyText().contains("Niet getoond", "10 mensen of meer");
        assertThat(reader.get("/figures/draft")).hasStatus(404);
        assertThat(reader.get("/figures/" + last)).hasStatus(404);
        assertThat(bureau.post("/figures/publish", "from", "gisteren")).hasStatus(422);
        var today = LocalDate.now(clock);
        assertThat(bureau.post(
                        "/figures/publish",
                        "from",
                        "%d-%d-%d".formatted(today.getDayOfMonth(), today.getMonthValue(), today.getYear())))
                .hasRedirectedUrl("/figures");

        assertThat(reader.get("/home")).hasRedirectedUrl("/figures");
        assertThat(reader.get("/figures")).hasStatusOk().bodyText().contains("kwartaal van " + last.year());
        assertThat(reader.get("/figures/" + last))
                .as("so few people asked something then that nothing may be shown")
                .hasStatusOk()
                .bodyText()
                .contains("Hier is nu niets te tonen", "Hoe we tellen")
                .doesNotContain("<table", "niet getoond");
        for (var table : FigureTable.values()) {
            assertThat(reader.get("/figures/" + last + "/" + table.path()))
                    .hasStatusOk()
                    .bodyText()
                    .contains("minder dan 10 mensen");
        }
        assertThat(reader.get("/figures/" + last + "/nothing")).hasStatus(404);
        for (var table : FigureTable.values()) {
            assertThat(reader.get("/figures/over-time/" + table.path() + "?line=nergens"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("door de tijd", "Alles samen")
                    .doesNotContain("th:text");
        }
        assertThat(reader.get("/figures/over-time/nothing")).hasStatus(404);
        assertThat(reader.get("/figures/" + last + "/csv"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "\"quarter\",\"version\",\"table\",\"line\",\"heading\",\"value\"",
                        "\"outcome\",\"all\",\"MET\"");
        assertThat(new Visitor(browser).get("/figures")).hasStatus3xxRedirection();
    }

    @Test
    void where_enough_people_asked_something_a_municipality_reads_how_many() {
        neighbourhood.canSignIn(municipalityAccount);
        var reader = new Visitor(browser).signIn(nameOf(municipalityAccount));
        town(160);
        publish(Duration.ZERO);
        var all = cells(newest()).stream()
                .filter(cell -> cell.table() == FigureTable.OUTCOME
                        && cell.line().equals(FigureTable.ALL)
                        && cell.heading().equals(FigureTable.ALL))
                .findFirst()
                .orElseThrow();

        for (var page : List.of("/figures/" + quarter, "/figures/" + quarter + "/outcome")) {
            assertThat(reader.get(page))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Alles samen", ">" + Objects.requireNonNull(all.value()) + "<", "minder dan 10 mensen")
                    .doesNotContain("Hier is nu niets te tonen");
        }
        assertThat(reader.get("/figures/" + quarter + "/outcome")).bodyText().contains("getallen in deze tabel");
    }

    private String nameOf(AccountId account) {
        return neighbourhood.asAdministrator(
                () -> accounts.find(account).orElseThrow().signInName());
    }

    // --- the town ---

    private void publish(Duration from) {
        assertThat(office.call(() -> figures.order(quarter))).isEqualTo(Ordered.YES);
        figures.countOrdered();
        assertThat(office.call(() -> figures.publish(clock.instant().plus(from))))
                .isTrue();
    }

    private FigureEdition newest() {
        return figures.list(quarter).getFirst();
    }

    /// What who looks from outside reads.
    private List<FigureCell> cells(FigureEdition edition) {
        return municipality.call(() -> Stream.of(FigureTable.values())
                .flatMap(table -> figures.listCells(edition.id(), table).stream())
                .toList());
    }

    private Map<String, @Nullable Long> shown(FigureEdition edition) {
        var shown = new TreeMap<String, @Nullable Long>();
        cells(edition).forEach(cell -> shown.put(key(cell.table(), cell.line(), cell.heading()), cell.value()));
        return shown;
    }

    private static String key(FigureTable table, String line, String heading) {
        return table + "|" + line + "|" + heading;
    }

    private static Map<String, @Nullable Long> laidOut(FigureCount count, Suppression.Outcome outcome) {
        var shown = new TreeMap<String, @Nullable Long>();
        count.layout()
                .forEach((table, lines) ->
                        lines.forEach((line, headings) -> headings.forEach((heading, name) -> shown.put(
                                key(table, line, heading),
                                outcome.mayShow(name) ? count.cells().get(name).value() : null))));
        return shown;
    }

    /// The truth, by where it stands.
    private Map<String, FigureCount.Counted> exactly() {
        return exactly(store.asked(quarter), store.began(quarter));
    }

    private Map<String, FigureCount.Counted> exactly(
            List<FigureCount.AskedBy> requestsOf, List<FigureCount.Began> volunteersOf) {
        var count = new FigureCount(requestsOf, volunteersOf, Set.of(listed()));
        var exactly = new TreeMap<String, FigureCount.Counted>();
        count.layout()
                .forEach((table, lines) -> lines.forEach((line, headings) -> headings.forEach((heading, name) ->
                        exactly.put(key(table, line, heading), count.cells().get(name)))));
        return exactly;
    }

    private Set<String> tooSmall() {
        return exactly().entrySet().stream()
                .filter(cell -> cell.getValue().isTooSmall(K))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /// Two organisations; big places and small ones; a person who asks a lot; and volunteers who began.
    private void town(int people) {
        var stages = List.of(stage(), stage());
        for (var stage : stages) {
            for (var i = 0; i < people / 2; i++) {
                var place = BIG.get(Math.min(random.nextInt(BIG.size()), random.nextInt(BIG.size())));
                ask(stage, 1, place, kind(), random.nextInt(7));
            }
            ask(stage, 3, "", kind(), random.nextInt(7));
            began(stage, 12);
            // two people in Zetaloo who ask eight things each
            insert(stage, 2, 8, "Zetaloo", kind(), 0);
        }
    }

    private void began(Stage stage, int people) {
        for (var person :
                IntStream.range(0, people).mapToObj(_ -> UUID.randomUUID()).toList()) {
            person(stage, person);
            jobs.sql("""
                    insert into volunteers.volunteer
                        (person, organisation, branch, status, since, radius_metres, comfortable_with)
                    values (:person, :organisation, :branch, 'ACTIVE', :since, 5000, '{UNKNOWN}')
                    """)
                    .param("person", person)
                    .param("organisation", stage.team.organisation().value())
                    .param("branch", stage.team.branch().value())
                    .param("since", quarter.firstDay().plusDays(random.nextInt(90)))
                    .update();
        }
    }

    private void person(Stage stage, UUID person) {
        jobs.sql("""
                insert into people.person (id, organisation, given_name, postcode, created_at)
                values (:id, :organisation, 'Wim', :postcode, now())
                """)
                .param("id", person)
                .param("organisation", stage.team.organisation().value())
                .param("postcode", stage.postcode)
                .update();
    }

    private KindOfHelp kind() {
        var kinds = KindOfHelp.values();
        return kinds[Math.min(random.nextInt(kinds.length), random.nextInt(kinds.length))];
    }

    private Stage stage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    private Stage last;

    private void ask(int people, String place, KindOfHelp kind, int fate) {
        ask(last, people, place, kind, fate);
    }

    private void ask(Stage stage, int people, String place, KindOfHelp kind, int fate) {
        insert(stage, people, 1, place, kind, fate);
    }

    private final Map<Stage, UUID> examples = new HashMap<>();

    /// @param fate what comes of it: 0 nothing yet, 1 and 2 found soon, 3 found late, 4 to 6 a no, in three ways
    private void insert(Stage stage, int people, int each, String place, KindOfHelp kind, int fate) {
        last = stage;
        var example = examples.computeIfAbsent(
                stage,
                _ -> stage.searching(stage.participant("Wim").person(), Stage.need(stage.postcode, stage.today(), 2))
                        .value());
        var since = quarter.firstDay().plusDays(random.nextInt(90));
        var found =
                switch (fate) {
                    case 1 -> since.plusDays(random.nextInt(15));
                    case 2 -> since.plusDays(15 + random.nextInt(20));
                    case 3 -> since.plusDays(43 + random.nextInt(20));
                    default -> null;
                };
        var lacking =
                fate < 4 ? null : List.of("CAPACITY", "EXPERTISE", "BOUNDARY").get(fate - 4);
        for (var person :
                IntStream.range(0, people).mapToObj(_ -> UUID.randomUUID()).toList()) {
            person(stage, person);
            for (var i = 0; i < each; i++) {
                var id = UUID.randomUUID();
                asked.add(id);
                jobs.sql("""
                        insert into requests.help_request
                        select (jsonb_populate_record(r, jsonb_build_object('id', :id::text, 'sent_key', :id::text,
                            'participant', :person::text, 'kind', :kind::text, 'municipality', :place::text,
                            'waiting_since', :since::text, 'asked_by', null, 'state', :state::text,
                            'lacking', :lacking::text, 'next_door', case when :lacking::text is null then null else 'x' end,
                            'ended_on', case when :lacking::text is null then null else :since::text end,
                            'next_date', case when :lacking::text is null then :since::text end))).*
                        from requests.help_request r where r.id = :example
                        """)
                        .param("id", id.toString())
                        .param("person", person.toString())
                        .param("kind", kind.name())
                        .param("place", place)
                        .param("since", since.toString())
                        .param("state", lacking != null ? "REFUSED" : found != null ? "MATCHED" : "SEARCHING")
                        .param("lacking", lacking, Types.VARCHAR)
                        .param("example", example)
                        .update();
                if (found != null) {
                    jobs.sql("""
                            insert into requests.event (request, organisation, at, what, holder)
                            select id, organisation, :on::timestamp at time zone 'Europe/Amsterdam', 'MATCHED', holder
                            from requests.help_request where id = :id
                            """).param("on", found.toString()).param("id", id).update();
                }
            }
        }
    }

    /// Somebody who knows which numbers of the tables are each other's sums, and that nothing is less than nobody.
    private static final class Attack {

        private final Map<String, @Nullable Long> known = new TreeMap<>();
        private final List<Map<String, Integer>> equations = new ArrayList<>();

        void read(String edition, Map<String, @Nullable Long> shown) {
            shown.forEach((key, value) -> known.put(edition + key, value));
            var keys = shown.keySet().stream().map(key -> key.split("\\|", -1)).toList();
            for (var table : FigureTable.values()) {
                var lines = distinct(keys, table, 1, _ -> true);
                var headings = distinct(keys, table, 2, _ -> true);
                for (var heading : headings) {
                    sum(
                            edition + key(table, ALL, heading),
                            lines.stream()
                                    .filter(line -> !line.equals(ALL))
                                    .map(line -> edition + key(table, line, heading))
                                    .toList());
                }
                if (headings.size() > 1) {
                    for (var line : lines) {
                        sum(
                                edition + key(table, line, ALL),
                                headings.stream()
                                        .filter(heading -> !heading.equals(ALL))
                                        .map(heading -> edition + key(table, line, heading))
                                        .toList());
                    }
                }
            }
            for (var line : distinct(keys, FigureTable.ASKED, 1, _ -> true)) {
                same(edition, FigureTable.ASKED, ALL, FigureTable.OUTCOME, ALL, line);
                same(edition, FigureTable.OUTCOME, "MET", FigureTable.WAITING, ALL, line);
                same(edition, FigureTable.OUTCOME, "UNMET", FigureTable.UNMET, ALL, line);
            }
            for (var heading : List.of(ALL, "MET", "OPEN", "UNMET", "ENDED")) {
                same(edition, FigureTable.OUTCOME, heading, FigureTable.KINDS, heading, ALL);
            }
            for (var field : FieldOfHelp.values()) {
                sum(
                        edition + key(FigureTable.ASKED, ALL, field.name()),
                        field.kinds().stream()
                                .map(kind -> edition + key(FigureTable.KINDS, kind.name(), ALL))
                                .toList());
            }
        }

        private static List<String> distinct(
                Collection<String[]> keys, FigureTable table, int part, Predicate<String> which) {
            return keys.stream()
                    .filter(key -> key[0].equals(table.name()))
                    .map(key -> key[part])
                    .distinct()
                    .filter(which)
                    .toList();
        }

        private void same(
                String edition, FigureTable one, String heading, FigureTable other, String otherHeading, String line) {
            sum(edition + key(one, line, heading), List.of(edition + key(other, line, otherHeading)));
        }

        private void sum(String total, List<String> parts) {
            var equation = new TreeMap<String, Integer>();
            equation.put(total, -1);
            parts.forEach(part -> equation.merge(part, 1, Integer::sum));
            equations.add(equation);
        }

        /// Whoever has two editions may guess for each cell whether it grew, shrank or stayed: rightly, here. Gives
        /// back the changes that are about too few people.
        Set<String> tellApart(
                String before, Map<String, FigureCount.Counted> was, Map<String, FigureCount.Counted> is) {
            var small = new TreeSet<String>();
            was.forEach((key, then) -> {
                var more = is.get(key).value() - then.value();
                var change = "change of " + key;
                known.put(change, more == 0 ? 0L : null);
                equations.add(Map.of(key, 1, before + key, -1, change, more >= 0 ? -1 : 1));
                if (more != 0 && Math.abs(more) < K) {
                    small.add(change);
                }
            });
            return small;
        }

        /// Cells that can be known more closely than within ten.
        List<String> uncovered(Collection<String> cells) {
            return cells.stream()
                    .filter(cell -> (known.containsKey(cell) && known.get(cell) == null)
                            ? bound(cell, true) - bound(cell, false) < K - 1e-6
                            : isTooTelling(cell))
                    .toList();
        }

        private boolean isTooTelling(String cell) {
            var value = known.get(cell);
            return value != null && value < K;
        }

        private double bound(String cell, boolean up) {
            var model = new ExpressionsBasedModel();
            var variables = new TreeMap<String, Variable>();
            known.forEach((name, value) -> {
                var variable = model.newVariable(name).lower(0);
                if (value != null) {
                    variable.level(value);
                } else {
                    variable.upper(100_000);
                }
                variables.put(name, variable);
            });
            variables.get(cell).weight(1);
            for (var i = 0; i < equations.size(); i++) {
                var expression = model.newExpression("e" + i).level(0);
                equations.get(i).forEach((name, factor) -> expression.set(variables.get(name), factor));
            }
            var result = up ? model.maximise() : model.minimise();
            assertThat(result.getState().isOptimal()).as(cell).isTrue();
            return result.doubleValue(model.indexOf(variables.get(cell)));
        }
    }
}
