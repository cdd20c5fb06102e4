package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Date;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Lacking;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.apache.pdfbox.Loader;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/// Hundreds of requests of one organisation, counted by the door and by hand.
@SamenspelTest
@NullUnmarked
class NeedsTest {

    private static final List<KindOfHelp> KINDS = List.of(
            KindOfHelp.COMPANY,
            KindOfHelp.ODD_JOBS,
            KindOfHelp.GARDEN,
            KindOfHelp.VIGIL,
            KindOfHelp.values()[KindOfHelp.values().length - 1],
            KindOfHelp.values()[KindOfHelp.values().length - 2]);
    private static final List<String> ORIGINS =
            List.of("SELF", "PROFESSIONAL", "PHONE", "ORGANISATION", "MUNICIPALITY", "RELATIVE");
    private static final List<String> PLACES = List.of("Duinrand", "Meerdorp", "Oostwijk", "");
    private static final List<Grouping> COUNTED_BY = Stream.of(Grouping.values())
            .filter(by -> by != Grouping.KIND_IN_MUNICIPALITY)
            .toList();
    private static final int REQUESTS = 300;
    private static final int PEOPLE = 25;
    private static final int FILTERS = 1_000;

    @Autowired
    Needs needs;

    @Autowired
    Neighbourhood neighbourhood;

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
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Accounts accounts;

    @Autowired
    MockMvcTester browser;

    @Autowired
    Clock clock;

    private final Random random = new Random(8);

    private record Row(
            KindOfHelp kind,
            String place,
            String postcode,
            String through,
            String languages,
            @Nullable Boolean complex,
            int hours,
            LocalDate since,
            @Nullable LocalDate found,
            @Nullable LocalDate ended,
            @Nullable Lacking lacking,
            String paidBefore) {

        String what(Grouping by) {
            return switch (by) {
                case KIND -> kind.name();
                case MUNICIPALITY -> place;
                case POSTCODE -> postcode.isEmpty() ? "" : postcode.substring(0, 4);
                case ORIGIN -> through;
                case QUARTER -> since.getYear() + "-" + (1 + (since.getMonthValue() - 1) / 3);
                case LANGUAGE -> {
                    var spoken = List.of(languages.split(","));
                    yield spoken.contains("NL") ? "NL" : spoken.getFirst();
                }
                case KIND_IN_MUNICIPALITY -> throw new IllegalArgumentException();
            };
        }
    }

    @Test
    void every_count_is_right_to_the_row_for_whatever_is_asked() {
        var here = stage();
        var rows = rows(here);
        var today = LocalDate.now(clock);

        for (var i = 0; i < FILTERS; i++) {
            var from = today.minusDays(random.nextInt(400));
            var filter = new NeedFilter(
                    from,
                    from.plusDays(random.nextInt(300)),
                    random.nextBoolean() ? null : KINDS.get(random.nextInt(KINDS.size())),
                    random.nextBoolean() ? null : PLACES.get(random.nextInt(PLACES.size())));
            var by = COUNTED_BY.get(random.nextInt(COUNTED_BY.size()));
            var counted = here.team.viewer().call(() -> needs.count(filter, by));
            var chosen = rows.stream()
                    .filter(row -> !row.since().isBefore(filter.from())
                            && !row.since().isAfter(filter.until())
                            && (filter.kind() == null || filter.kind() == row.kind())
                            && (filter.municipality() == null
                                    || filter.municipality().equals(row.place())))
                    .toList();
            assertSame(counted.all(), chosen, filter);
            var groups = chosen.stream().collect(Collectors.groupingBy(row -> row.what(by)));
            assertThat(counted.groups().stream().map(NeedCount::what))
                    .as("%s by %s", filter, by)
                    .containsExactlyInAnyOrderElementsOf(groups.keySet());
            counted.groups().forEach(count -> assertSame(count, groups.get(count.what()), filter));
        }
    }

    private void assertSame(NeedCount count, List<Row> rows, NeedFilter filter) {
        var today = LocalDate.now(clock);
        assertThat(count.asked()).as("%s", filter).isEqualTo(rows.size());
        assertThat(count.found().part()).isEqualTo((int)
                rows.stream().filter(row -> row.found() != null).count());
        assertThat(count.open()).isEqualTo((int) rows.stream()
                .filter(row -> row.found() == null && row.ended() == null)
                .count());
        for (var lacking : Lacking.values()) {
            assertThat(count.unmet().getOrDefault(lacking, 0)).isEqualTo((int)
                    rows.stream().filter(row -> row.lacking() == lacking).count());
        }
        assertThat(count.paidBefore().part()).isEqualTo((int)
                rows.stream().filter(row -> row.paidBefore().equals("YES")).count());
        assertThat(count.complex().part()).isEqualTo((int)
                rows.stream().filter(row -> Boolean.TRUE.equals(row.complex())).count());
        assertThat(count.complex().of()).isEqualTo((int)
                rows.stream().filter(row -> row.complex() != null).count());
        assertThat(count.hours()).isEqualTo(rows.stream().mapToInt(Row::hours).sum());
        // the same estimator, day by day instead of at the days on which something happened
        var still = 1.0;
        Integer median = null;
        for (var day = 0; day <= 500 && median == null; day++) {
            var after = day;
            var atRisk =
                    rows.stream().filter(row -> waited(row, today) >= after).count();
            var found = rows.stream()
                    .filter(row -> row.found() != null && waited(row, today) == after)
                    .count();
            still *= atRisk == 0 ? 1 : 1 - (double) found / atRisk;
            median = still <= 0.5 + 1e-9 ? day : null;
        }
        assertThat(
                        count.waiting().median().isPresent()
                                ? count.waiting().median().getAsInt()
                                : null)
                .as("median of %s", filter)
                .isEqualTo(median);
    }

    private static long waited(Row row, LocalDate today) {
        var until = row.found() != null ? row.found() : row.ended() != null ? row.ended() : today;
        return until.toEpochDay() - row.since().toEpochDay();
    }

    @Test
    void the_brief_counts_people_once_however_often_they_asked() {
        var here = stage();
        rows(here);
        var today = LocalDate.now(clock);

        for (var i = 0; i < 100; i++) {
            var from = today.minusDays(random.nextInt(400));
            var until = from.plusDays(random.nextInt(60));
            var brief = here.team.viewer().call(() -> needs.brief(from, until));
            var expected = jobs.sql("""
                    select coalesce(kind, through, '') as what, count(distinct participant) as asked,
                           count(distinct participant) filter (where found_on is not null) as found,
                           count(distinct participant) filter (where found_on is null
                               and state in ('ASKED', 'SEARCHING', 'MATCHED')) as waiting,
                           count(distinct participant) filter (where lacking = 'CAPACITY') as no_capacity,
                           count(distinct participant) filter (where lacking = 'EXPERTISE') as no_expertise,
                           count(distinct participant) filter (where lacking = 'BOUNDARY') as no_boundary,
                           count(distinct participant) filter (where paid_before <> 'UNKNOWN') as known,
                           count(distinct participant) filter (where paid_before = 'YES') as paid_before,
                           count(distinct participant) filter (where complex is not null) as judged,
                           count(distinct participant) filter (where complex) as complex
                    from requests.help_request
                    where organisation = :organisation and waiting_since between :from and :until
                    group by grouping sets ((), (kind), (through))
                    order by grouping(kind, through) desc
                    """)
                    .param("organisation", here.team.organisation().value())
                    .param("from", Date.valueOf(from))
                    .param("until", Date.valueOf(until))
                    .query(Brief.People.class)
                    .list();
            assertThat(brief.all()).as("%s to %s", from, until).isEqualTo(expected.getFirst());
            assertThat(Stream.concat(brief.origins().stream(), brief.kinds().stream()))
                    .as("%s to %s", from, until)
                    .containsExactlyInAnyOrderElementsOf(expected.subList(1, expected.size()));
            assertThat(brief.kinds()).isSortedAccordingTo(Comparator.comparingInt(one -> -one.asked()));
        }
    }

    @Test
    void another_organisations_requests_are_not_counted() {
        var here = stage();
        rows(here);
        var today = LocalDate.now(clock);

        var elsewhere = stage().team
                .viewer()
                .call(() -> needs.count(
                        new NeedFilter(today.minusYears(2), today, KindOfHelp.GARDEN, null), Grouping.KIND));

        assertThat(elsewhere.all().asked()).isZero();
    }

    @Test
    void what_changes_is_in_the_figures_at_the_next_look() {
        var here = stage();
        var filter = new NeedFilter(LocalDate.now(clock).minusYears(1), LocalDate.now(clock), null, null);
        var request = here.searching(here.participant("Wim").person(), Stage.need(here.postcode, here.today(), 2));
        assertThat(here.team
                        .viewer()
                        .call(() -> needs.count(filter, Grouping.KIND))
                        .all())
                .extracting(NeedCount::asked, NeedCount::open)
                .containsExactly(1, 1);

        here.searching(here.participant("Jan").person(), Stage.need(here.postcode, here.today(), 2));
        event(request, LocalDate.now(clock));

        assertThat(here.team
                        .viewer()
                        .call(() -> needs.count(filter, Grouping.KIND))
                        .all())
                .extracting(
                        NeedCount::asked,
                        NeedCount::open,
                        count -> count.found().part())
                .containsExactly(2, 1, 1);
    }

    @Test
    void the_database_keeps_whether_a_request_is_heavy_and_when_somebody_was_found() {
        var here = stage();
        var request = here.searching(here.participant("Wim").person(), Stage.need(here.postcode, here.today(), 2));

        assertThat(kept(request)).isEqualTo(Map.of("complex", "false", "found", "null"));
        event(request, LocalDate.now(clock).minusDays(3));
        event(request, LocalDate.now(clock).minusDays(5));
        event(request, LocalDate.now(clock));
        assertThat(kept(request))
                .isEqualTo(Map.of(
                        "complex",
                        "false",
                        "found",
                        LocalDate.now(clock).minusDays(5).toString()));
    }

    private Map<String, String> kept(HelpRequestId request) {
        return jobs.sql("select complex, found_on from requests.help_request where id = :id")
                .param("id", request.value())
                .query((rs, _) ->
                        Map.of("complex", String.valueOf(rs.getObject(1)), "found", String.valueOf(rs.getDate(2))))
                .single();
    }

    private void event(HelpRequestId request, LocalDate on) {
        jobs.sql("""
                insert into requests.event (request, organisation, at, what, holder)
                select id, organisation, :on::timestamp at time zone 'Europe/Amsterdam' + interval '12 hours',
                       'MATCHED', holder
                from requests.help_request where id = :id
                """).param("on", Date.valueOf(on)).param("id", request.value()).update();
    }

    @Test
    void each_page_and_file_tells_the_desk_the_same_and_nobody_else_anything() throws IOException {
        var here = stage();
        rows(here);
        here.volunteer("Ria");
        neighbourhood.canSignIn(here.team.coordinator());
        var coordinator = new Visitor(browser).signIn(here.team.email());

        assertThat(coordinator.get("/insight")).hasStatusOk().bodyText().contains("/insight/need", "/insight/gaps");
        for (var topic : Topic.values()) {
            for (var by : topic.groupings()) {
                var page = "/insight/%s?by=%s".formatted(topic.slug(), by);
                assertThat(coordinator.get(page)).as(page).hasStatusOk();
                assertThat(coordinator.get("/insight/%s.csv?by=%s".formatted(topic.slug(), by)))
                        .as(page)
                        .hasStatusOk();
            }
        }
        assertThat(coordinator.get("/insight/fair"))
                .bodyText()
                .contains("Duinrand", "plaats niet bekend", "index van Hoover");
        assertThat(coordinator.get("/insight/need.csv?by=MUNICIPALITY"))
                .bodyText()
                .contains("\"Duinrand\";", "Iemand gevonden (laagst)");
        assertThat(coordinator.get("/insight/need?kind=VIGIL&municipality=Duinrand&from=1-1-2020&until=gisteren"))
                .hasStatusOk();
        try (var brief =
                Loader.loadPDF(coordinator.get("/insight/brief").getResponse().getContentAsByteArray())) {
            assertThat(brief.getNumberOfPages()).isEqualTo(2);
        }
        assertThat(coordinator.get("/insight/whatever")).hasStatus(HttpStatus.NOT_FOUND);
        assertThat(new Visitor(browser).get("/insight/need")).hasStatus3xxRedirection();
        assertThat(new Visitor(browser).get("/insight/need.csv")).hasStatus3xxRedirection();
    }

    @Test
    void who_takes_figures_out_is_kept_for_the_manager() {
        var here = stage();
        var filter = new NeedFilter(LocalDate.now(clock).minusYears(1), LocalDate.now(clock), null, null);
        var manager = manager(here);

        assertThat(manager.call(() -> needs.listTakenOut(9))).isEmpty();
        here.team.viewer().call(() -> needs.takeOut(Topic.FENCE, Grouping.ORIGIN, filter));

        assertThat(manager.call(() -> needs.listTakenOut(9))).singleElement().satisfies(one -> {
            assertThat(one.topic()).isEqualTo(Topic.FENCE);
            assertThat(one.by()).isEqualTo(Grouping.ORIGIN);
            assertThat(one.who()).isEqualTo(here.team.coordinator());
        });
        assertThat(here.team.viewer().call(() -> needs.listTakenOut(9))).isEmpty();
        assertThat(manager(stage()).call(() -> needs.listTakenOut(9))).isEmpty();
    }

    private Viewer manager(Stage here) {
        var email = "leiding.%s@voorbeeld.example".formatted(UUID.randomUUID());
        return neighbourhood.viewer(neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Lea Leiding", email, "nl", Role.MANAGER, here.team.organisation(), null, null))));
    }

    private Stage stage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    private List<Row> rows(Stage here) {
        var example = here.searching(here.participant("Wim").person(), Stage.need(here.postcode, here.today(), 2));
        var today = LocalDate.now(clock);
        var rows = new ArrayList<Row>();
        var people = IntStream.range(0, PEOPLE)
                .mapToObj(i -> here.participant("Mevrouw " + i).person())
                .toList();
        transaction.executeWithoutResult(_ -> {
            for (var i = 0; i < REQUESTS; i++) {
                rows.add(insert(example, people.get(random.nextInt(PEOPLE)), today));
            }
        });
        // the example itself is one of them, as it is
        rows.add(jobs.sql("""
                select kind, municipality, postcode, through, array_to_string(languages, ',') as languages, complex,
                       hours_per_week, waiting_since, paid_before
                from requests.help_request where id = :id
                """)
                .param("id", example.value())
                .query((rs, _) -> new Row(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("municipality"),
                        rs.getString("postcode"),
                        rs.getString("through"),
                        rs.getString("languages"),
                        rs.getObject("complex", Boolean.class),
                        rs.getInt("hours_per_week"),
                        rs.getDate("waiting_since").toLocalDate(),
                        null,
                        null,
                        null,
                        rs.getString("paid_before")))
                .single());
        return rows;
    }

    private Row insert(HelpRequestId example, PersonId who, LocalDate today) {
        var since = today.minusDays(random.nextInt(400));
        var later = since.plusDays(random.nextInt(1 + (int) (today.toEpochDay() - since.toEpochDay())));
        var fate = random.nextInt(5);
        var row = new Row(
                KINDS.get(random.nextInt(KINDS.size())),
                PLACES.get(random.nextInt(PLACES.size())),
                List.of("1811 AB", "1811", "1823 XY", "").get(random.nextInt(4)),
                ORIGINS.get(random.nextInt(ORIGINS.size())),
                List.of("NL", "AR,NL", "TR,AR", "PL").get(random.nextInt(4)),
                random.nextInt(3) == 0 ? null : random.nextBoolean(),
                1 + random.nextInt(9),
                since,
                fate <= 1 ? later : null,
                fate == 1 || fate == 2 || fate == 3 ? (fate == 1 ? today : later) : null,
                fate == 2 ? Lacking.values()[random.nextInt(3)] : null,
                List.of("YES", "NO", "UNKNOWN").get(random.nextInt(3)));
        var changed = new HashMap<String, @Nullable String>();
        changed.put("participant", who.value().toString());
        changed.put("kind", row.kind().name());
        changed.put("municipality", row.place());
        changed.put("postcode", row.postcode());
        changed.put("through", row.through());
        changed.put("languages", row.languages());
        changed.put("complex", row.complex() == null ? null : row.complex().toString());
        changed.put("hours_per_week", String.valueOf(row.hours()));
        changed.put("waiting_since", since.toString());
        changed.put("paid_before", row.paidBefore());
        changed.put(
                "state",
                List.of("MATCHED", "CLOSED", "REFUSED", "WITHDRAWN", "SEARCHING")
                        .get(fate));
        changed.put("close_reason", fate == 1 ? "HELPED" : null);
        changed.put("lacking", row.lacking() == null ? null : row.lacking().name());
        changed.put("next_door", fate == 2 ? "het buurtteam" : null);
        changed.put("ended_on", row.ended() == null ? null : row.ended().toString());
        changed.put("next_date", row.ended() == null ? today.toString() : null);
        var id = UUID.randomUUID();
        var sql = jobs.sql("""
                insert into requests.help_request
                select (jsonb_populate_record(r, jsonb_build_object('id', :id, 'sent_key', :id, 'participant', :participant, 'kind', :kind,
                    'municipality', :municipality, 'waiting_since', :waiting_since, 'paid_before', :paid_before,
                    'state', :state, 'close_reason', :close_reason, 'lacking', :lacking, 'next_door', :next_door,
                    'ended_on', :ended_on, 'next_date', :next_date, 'postcode', :postcode, 'through', :through,
                    'languages', string_to_array(:languages, ','), 'complex', cast(:complex as boolean),
                    'hours_per_week', :hours_per_week))).*
                from requests.help_request r where r.id = :example
                """).param("id", id.toString(), Types.VARCHAR).param("example", example.value());
        for (var entry : changed.entrySet()) {
            sql = sql.param(entry.getKey(), entry.getValue(), Types.VARCHAR);
        }
        sql.update();
        if (row.found() != null) {
            event(new HelpRequestId(id), row.found());
        }
        return row;
    }
}
