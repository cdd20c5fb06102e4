package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Lacking;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/// Hundreds of requests of one organisation, counted by the door and by hand.
@SamenspelTest
@NullUnmarked
class NeedsTest {

    private static final List<KindOfHelp> KINDS =
            List.of(KindOfHelp.COMPANY, KindOfHelp.ODD_JOBS, KindOfHelp.GARDEN, KindOfHelp.VIGIL);
    private static final List<String> PLACES = List.of("Duinrand", "Meerdorp", "Oostwijk", "");
    private static final int REQUESTS = 300;
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
    MockMvcTester browser;

    @Autowired
    Clock clock;

    private final Random random = new Random(8);

    private record Row(
            KindOfHelp kind,
            String place,
            LocalDate since,
            @Nullable LocalDate found,
            @Nullable LocalDate ended,
            @Nullable Lacking lacking,
            String paidBefore) {}

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
            var counted = here.team.viewer().call(() -> needs.count(filter));
            var chosen = rows.stream()
                    .filter(row -> !row.since().isBefore(filter.from())
                            && !row.since().isAfter(filter.until())
                            && (filter.kind() == null || filter.kind() == row.kind())
                            && (filter.municipality() == null
                                    || filter.municipality().equals(row.place())))
                    .toList();
            assertSame(counted.all(), chosen, filter);
            for (var kind : KINDS) {
                var ofKind = chosen.stream().filter(row -> row.kind() == kind).toList();
                counted.byKind().stream()
                        .filter(count -> count.what().equals(kind.name()))
                        .findFirst()
                        .ifPresentOrElse(
                                count -> assertSame(count, ofKind, filter),
                                () -> assertThat(ofKind).isEmpty());
            }
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
    void another_organisations_requests_are_not_counted() {
        var here = stage();
        rows(here);
        var today = LocalDate.now(clock);

        var elsewhere = stage().team
                .viewer()
                .call(() -> needs.count(new NeedFilter(today.minusYears(2), today, KindOfHelp.GARDEN, null)));

        assertThat(elsewhere.all().asked()).isZero();
    }

    @Test
    void the_page_shows_it_to_the_desk_and_to_nobody_else() {
        var here = stage();
        rows(here);
        neighbourhood.canSignIn(here.team.coordinator());
        var coordinator = new Visitor(browser).signIn(here.team.email());

        assertThat(coordinator.get("/insight"))
                .hasStatusOk()
                .bodyText()
                .contains("Duinrand", "plaats niet bekend", "index van Hoover");
        assertThat(coordinator.get("/insight?kind=VIGIL&municipality=Duinrand&from=1-1-2020&until=gisteren"))
                .hasStatusOk();
        assertThat(new Visitor(browser).get("/insight")).hasStatus3xxRedirection();
    }

    private Stage stage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    private List<Row> rows(Stage here) {
        var example = here.searching(here.participant("Wim").person(), Stage.need(here.postcode, here.today(), 2));
        var today = LocalDate.now(clock);
        var rows = new ArrayList<Row>();
        transaction.executeWithoutResult(_ -> {
            for (var i = 0; i < REQUESTS; i++) {
                rows.add(insert(example, today));
            }
        });
        // the example itself is one of them, as it is
        rows.add(jobs.sql("""
                select kind, municipality, waiting_since, paid_before from requests.help_request where id = :id
                """)
                .param("id", example.value())
                .query((rs, _) -> new Row(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("municipality"),
                        rs.getDate("waiting_since").toLocalDate(),
                        null,
                        null,
                        null,
                        rs.getString("paid_before")))
                .single());
        return rows;
    }

    private Row insert(HelpRequestId example, LocalDate today) {
        var since = today.minusDays(random.nextInt(400));
        var later = since.plusDays(random.nextInt(1 + (int) (today.toEpochDay() - since.toEpochDay())));
        var fate = random.nextInt(5);
        var row = new Row(
                KINDS.get(random.nextInt(KINDS.size())),
                PLACES.get(random.nextInt(PLACES.size())),
                since,
                fate <= 1 ? later : null,
                fate == 1 || fate == 2 || fate == 3 ? (fate == 1 ? today : later) : null,
                fate == 2 ? Lacking.values()[random.nextInt(3)] : null,
                List.of("YES", "NO", "UNKNOWN").get(random.nextInt(3)));
        var changed = new HashMap<String, @Nullable String>();
        changed.put("kind", row.kind().name());
        changed.put("municipality", row.place());
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
                select (jsonb_populate_record(r, jsonb_build_object('id', :id, 'sent_key', :id, 'kind', :kind,
                    'municipality', :municipality, 'waiting_since', :waiting_since, 'paid_before', :paid_before,
                    'state', :state, 'close_reason', :close_reason, 'lacking', :lacking, 'next_door', :next_door,
                    'ended_on', :ended_on, 'next_date', :next_date))).*
                from requests.help_request r where r.id = :example
                """).param("id", id.toString(), Types.VARCHAR).param("example", example.value());
        for (var entry : changed.entrySet()) {
            sql = sql.param(entry.getKey(), entry.getValue(), Types.VARCHAR);
        }
        sql.update();
        if (row.found() != null) {
            jobs.sql("""
                    insert into requests.event (request, organisation, at, what, holder)
                    select id, organisation, :on::timestamp at time zone 'Europe/Amsterdam' + interval '12 hours',
                           'MATCHED', holder
                    from requests.help_request where id = :id
                    """).param("on", Date.valueOf(row.found())).param("id", id).update();
        }
        return row;
    }
}
