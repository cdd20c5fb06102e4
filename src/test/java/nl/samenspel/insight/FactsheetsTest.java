package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.insight.Factsheets.Taken;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class FactsheetsTest {

    /// Each test has a year of its own.
    private static final AtomicInteger YEARS = new AtomicInteger(2030);

    @Autowired
    Factsheets factsheets;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    ApiTokens tokens;

    @Autowired
    MockMvcTester browser;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    Database database;

    @Autowired
    Clock clock;

    private final int year = YEARS.getAndAdd(10);
    Viewer administrator;

    @BeforeEach
    void an_administrator() {
        administrator = neighbourhood.viewer(neighbourhood.asAdministrator(() ->
                accounts.open(new NewAccount("Landelijk bureau", null, "nl", Role.ADMINISTRATOR, null, null, null))));
    }

    @Test
    void a_draft_is_the_administrators_and_what_is_out_is_everybodys() throws Exception {
        take(FactsheetTest.published());
        assertThat(factsheets.find(year)).isEmpty();
        assertThat(new Visitor(browser).get("/factsheets/" + year)).hasStatus(404);

        publish(Duration.ZERO);
        assertThat(factsheets.find(year).orElseThrow().factsheet()).isEqualTo(FactsheetTest.published());
        assertThat(new Visitor(browser).get("/factsheets/" + year))
                .hasStatusOk()
                .bodyText()
                .contains("De Luisterlijn", "316.638", "delen zijn samen niet het totaal", "meer dan 70.000");
    }

    @Test
    void under_embargo_nobody_reads_it_also_not_by_another_question() throws Exception {
        take(FactsheetTest.invented());
        publish(Duration.ofDays(3));

        assertThat(factsheets.find(year)).isEmpty();
        assertThat(forAProgram()).hasStatus(404);
        assertThat(rowsThatAnybodySees()).isZero();
        assertThat(administrator
                        .call(() -> factsheets.findNewest(year).orElseThrow())
                        .isUnderEmbargo(clock.instant()))
                .isTrue();
    }

    private int rowsThatAnybodySees() {
        return transaction.execute(
                _ -> db.sql("""
                select count(*) from insight.figure f join insight.edition e on e.id = f.edition where e.year = :year
                """).param("year", year).query(Integer.class).single());
    }

    @Test
    void what_is_out_never_changes() throws Exception {
        take(FactsheetTest.invented());
        publish(Duration.ZERO);

        for (var change : List.of(
                "update insight.figure set value = 1 where edition = (%s)",
                "delete from insight.figure where edition = (%s)",
                "insert into insight.figure select edition, line + 1000, organisation, measure, value, qualifier, unit,"
                        + " scope, counting, note, source, date from insight.figure where edition = (%s)",
                "update insight.edition set out_at = now() + interval '1 day' where id = (%s)",
                "delete from insight.edition where id = (%s)")) {
            assertThatThrownBy(() -> asSuperuser(change, false)).as(change).isInstanceOf(DataAccessException.class);
        }
        assertThat(administrator.call(() -> factsheets.publish(year, clock.instant())))
                .isFalse();
        assertThat(administrator.call(() -> factsheets.discard(year))).isFalse();
    }

    /// The negative control: without the trigger it does change.
    @Test
    void without_its_guard_it_would_change() throws Exception {
        take(FactsheetTest.invented());
        publish(Duration.ZERO);

        assertThat(asSuperuser("update insight.figure set value = 1 where edition = (%s)", true))
                .isEqualTo(23);
    }

    /// Changes what is of this test's year, past row security, and takes it back.
    private int asSuperuser(String change, boolean withoutGuards) throws SQLException {
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            if (withoutGuards) {
                there.sql("set local session_replication_role = replica").update();
            }
            var rows = there.sql(change.formatted("select id from insight.edition where year = " + year))
                    .update();
            connection.rollback();
            return rows;
        }
    }

    @Test
    void a_correction_is_a_new_version_beside_the_old_one() throws Exception {
        take(FactsheetTest.invented());
        publish(Duration.ZERO);
        take(FactsheetTest.published());
        assertThat(factsheets.find(year).orElseThrow().version()).isEqualTo(1);
        publish(Duration.ZERO);

        assertThat(factsheets.find(year).orElseThrow())
                .satisfies(edition -> assertThat(edition.version()).isEqualTo(2))
                .satisfies(edition -> assertThat(edition.factsheet().figures()).hasSize(49));
        assertThat(rowsThatAnybodySees()).isEqualTo(49 + 23);
    }

    @Test
    void a_new_draft_replaces_the_one_that_was_there() throws Exception {
        take(FactsheetTest.invented());
        take(FactsheetTest.published());
        assertThat(administrator.call(() -> factsheets.findNewest(year)).orElseThrow())
                .satisfies(edition -> assertThat(edition.version()).isEqualTo(1))
                .satisfies(edition -> assertThat(edition.factsheet().figures()).hasSize(49));
        assertThat(administrator.call(() -> factsheets.discard(year))).isTrue();
        assertThat(administrator.call(() -> factsheets.findNewest(year))).isEmpty();
    }

    @Test
    void a_file_with_cells_that_cannot_be_read_is_not_kept() throws Exception {
        var broken = Factsheet.read(new StringReader("""
                organisation,measure,value,qualifier,unit,scope,counting,note
                Een,volunteers,veel,exactly,people,,direct,
                """));

        assertThat(administrator.call(() -> factsheets.take(year, broken, "een bestand")))
                .isInstanceOf(Taken.Unreadable.class);
        assertThat(administrator.call(() -> factsheets.findNewest(year))).isEmpty();
    }

    @Test
    void only_the_administrator_takes_in_and_publishes() {
        var team = neighbourhood.team();

        assertThatThrownBy(() -> team.viewer().call(() -> factsheets.publish(year, clock.instant())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_edition_before_is_compared_with() throws Exception {
        take(FactsheetTest.invented());
        publish(Duration.ZERO);
        var after = FactsheetTest.invented().rows().stream()
                .map(row -> String.join(",", row).replace(",3107,", ",2000,"))
                .toList();
        administrator.call(
                () -> factsheets.take(year + 1, read(String.join("\n", after)), "opgaven van de organisaties"));

        assertThat(administrator.call(() ->
                        factsheets.listDoubts(factsheets.findNewest(year + 1).orElseThrow())))
                .extracting(Doubt::what)
                .containsExactly(Doubt.What.JUMP);
    }

    private static Factsheet read(String csv) {
        try {
            return Factsheet.read(new StringReader(csv));
        } catch (IOException | UnusableFactsheetException e) {
            throw new AssertionError(e);
        }
    }

    /// The database's role for figures that may be shown outside.
    @Test
    void the_reporting_role_reads_what_is_out_and_nothing_else() throws Exception {
        take(FactsheetTest.invented());
        publish(Duration.ZERO);
        var draft = FactsheetTest.invented();
        administrator.call(() -> factsheets.take(year + 1, draft, "een concept"));
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var there = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var readable = there.sql("""
                    select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname !~ '^(pg_|information_schema)'
                      and (has_table_privilege('samenspel_reporting', c.oid, 'select, insert, update, delete')
                           or has_any_column_privilege('samenspel_reporting', c.oid, 'select, insert, update'))
                    order by 1
                    """).query(String.class).list();
            assertThat(readable)
                    .containsExactly(
                            "insight.edition",
                            "insight.figure",
                            "insight.figure_cell",
                            "insight.figure_edition",
                            "insight.named");
            there.sql("set local role samenspel_reporting").update();
            assertThat(there.sql("select count(*) from insight.edition where year in (%d, %d)"
                                    .formatted(year, year + 1))
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            connection.rollback();
        }
    }

    @Test
    void as_a_file_it_reads_back_as_the_same_edition() throws Exception {
        take(FactsheetTest.published());
        publish(Duration.ZERO);

        var file = new Visitor(browser).get("/factsheets/" + year + "/csv");

        assertThat(file).hasStatusOk();
        assertThat(read(file.getResponse().getContentAsString())).isEqualTo(FactsheetTest.published());
    }

    @Test
    void on_paper_it_is_a_tagged_document_with_the_same_figures() throws Exception {
        take(FactsheetTest.published());
        publish(Duration.ZERO);

        var paper = new Visitor(browser).get("/factsheets/" + year + "/pdf");

        try (var document = Loader.loadPDF(paper.getResponse().getContentAsByteArray())) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
                    .contains("316.638", "1.642.542", "meer dan 70.000", "Zonnebloem");
        }
    }

    @Test
    void the_same_on_paper_is_made_once_and_anew_for_another_language_and_after_a_correction() throws Exception {
        take(FactsheetTest.published());
        publish(Duration.ZERO);
        var dutch = paper("");

        assertThat(paper("")).isEqualTo(dutch);
        assertThat(paper("?language=en")).isNotEqualTo(dutch);
        take(FactsheetTest.published());
        publish(Duration.ZERO);
        assertThat(paper("")).isNotEqualTo(dutch);
    }

    private byte[] paper(String language) {
        return new Visitor(browser)
                .get("/factsheets/" + year + "/pdf" + language)
                .getResponse()
                .getContentAsByteArray();
    }

    @Test
    void for_programs_it_has_totals_and_doubts() throws Exception {
        take(FactsheetTest.published());
        publish(Duration.ZERO);

        var asAGuest = new Visitor(browser).get("/api/v1/factsheets/" + year);
        assertThat(asAGuest).hasStatusOk();
        assertThat(browser.get()
                        .uri("/api/v1/factsheets/" + year)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer not-a-key")
                        .exchange())
                .hasStatus(401);
        assertThat(browser.post().uri("/api/v1/factsheets/" + year).exchange()).hasStatus(401);
        assertThat(forAProgram())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.doubts[*].what")
                .asArray()
                .containsExactly("PARTS_DO_NOT_ADD_UP", "PARTS_DO_NOT_ADD_UP", "IDENTICAL_FIGURES");
    }

    private MvcTestResult forAProgram() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var token = neighbourhood.asAdministrator(
                () -> tokens.issue(team.email()).orElseThrow().value());
        return browser.get()
                .uri("/api/v1/factsheets/" + year)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @Test
    void what_organisations_do_stands_beside_their_figures_and_is_frozen_with_them() throws Exception {
        take(FactsheetTest.published());
        var named = Named.read(new StringReader("""
                organisation,activity,in_english
                Zonnebloem,dagtochten,day trips
                Zonnebloem,vakanties,
                """), Named.What.ACTIVITY);
        assertThat(administrator.call(() -> factsheets.name(year, Named.What.ACTIVITY, named)))
                .isTrue();
        // a draft that is taken in anew keeps them
        take(FactsheetTest.published());
        assertThat(factsheets.listNamed(administrator
                        .call(() -> factsheets.findNewest(year))
                        .orElseThrow()
                        .id()))
                .as("a draft is not for everybody")
                .isEmpty();
        publish(Duration.ZERO);

        assertThat(factsheets.listNamed(factsheets.find(year).orElseThrow().id()))
                .isEqualTo(named);
        assertThat(new Visitor(browser).get("/factsheets/" + year))
                .bodyText()
                .contains("Wat ze doen: dagtochten, vakanties.");
        assertThat(administrator.call(() -> factsheets.name(year, Named.What.ACTIVITY, List.of())))
                .isFalse();
        assertThatThrownBy(() -> asSuperuser("delete from insight.named where edition = (%s)", false))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> Named.read(new StringReader("organisation,what\nA,b\n"), Named.What.ACTIVITY))
                .isInstanceOf(UnusableFactsheetException.class);
    }

    @Test
    void an_edition_can_be_typed_figure_by_figure_and_uploaded_and_doubts_show_at_once() throws Exception {
        neighbourhood.canSignIn(administrator.me());
        var name = neighbourhood.asAdministrator(
                () -> accounts.find(administrator.me()).orElseThrow().signInName());
        var bureau = new Visitor(browser).signIn(name);
        take(new Factsheet(List.of(), List.of()));
        var path = "/factsheets/" + year;

        assertThat(bureau.post(
                        path + "/figure", "organisation", "Een", "measure", "volunteers", "qualifier", "EXACTLY"))
                .hasStatus(422)
                .bodyText()
                .contains("Hoeveel?");
        assertThat(bureau.post(
                        path + "/figure",
                        "organisation",
                        "Een",
                        "measure",
                        "volunteers",
                        "qualifier",
                        "ABOUT",
                        "value",
                        "1200",
                        "counting",
                        "THROUGH_OTHERS",
                        "figureSource",
                        "jaarverslag",
                        "figureDate",
                        "1-3-2026"))
                .hasRedirectedUrl(path + "/ahead");
        assertThat(bureau.get(path + "/ahead"))
                .hasStatusOk()
                .bodyText()
                .contains("ongeveer 1.200", "jaarverslag", "telt niet op, zonder reden");
        // typed again, it comes instead of what stood there
        assertThat(bureau.post(
                        path + "/figure",
                        "organisation",
                        "Een",
                        "measure",
                        "volunteers",
                        "qualifier",
                        "NOT_SPECIFIED",
                        "figureSource",
                        "jaarverslag",
                        "figureDate",
                        "1-3-2026"))
                .hasRedirectedUrl(path + "/ahead");
        assertThat(administrator
                        .call(() -> factsheets.findNewest(year))
                        .orElseThrow()
                        .factsheet()
                        .figures())
                .singleElement()
                .extracting(Figure::qualifier)
                .isEqualTo(Qualifier.NOT_SPECIFIED);
        publish(Duration.ZERO);
        assertThat(administrator.call(() -> factsheets.write(
                        year, new Figure(2, "Een", "hours", 1L, Qualifier.EXACTLY, "hours", "", null, "", "x", null))))
                .as("nothing is written in what is out")
                .isFalse();
    }

    @Test
    void an_uploaded_edition_shows_its_doubts_and_a_file_that_is_none_is_told_so() {
        neighbourhood.canSignIn(administrator.me());
        var name = neighbourhood.asAdministrator(
                () -> accounts.find(administrator.me()).orElseThrow().signInName());
        var bureau = new Visitor(browser).signIn(name);
        var thisYear = LocalDate.now(clock).getYear() - 3;

        assertThat(upload(bureau, "/factsheets/new", "geen factsheet", "year", thisYear, "source", "opgaven"))
                .hasStatus(422)
                .bodyText()
                .contains("Dit bestand is geen factsheet");
        assertThat(upload(bureau, "/factsheets/new", "", "year", thisYear, "source", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Kies een bestand");
        assertThat(upload(bureau, "/factsheets/new", """
                organisation,measure,value,qualifier,unit,scope,counting,note
                Een,volunteers,-3,exactly,people,,direct,
                """, "year", thisYear, "source", "opgaven"))
                .hasRedirectedUrl("/factsheets/" + thisYear + "/ahead");
        assertThat(bureau.get("/factsheets/" + thisYear + "/ahead"))
                .hasStatusOk()
                .bodyText()
                .contains("minder dan niets");
        assertThat(upload(
                        bureau,
                        "/factsheets/" + thisYear + "/named",
                        "organisation,activity\nEen,\n",
                        "what",
                        "ACTIVITY"))
                .hasStatus(422)
                .bodyText()
                .contains("konden we niet lezen");
        assertThat(upload(
                        bureau,
                        "/factsheets/" + thisYear + "/named",
                        "organisation,activity\nEen,wandelen\n",
                        "what",
                        "ACTIVITY"))
                .hasRedirectedUrl("/factsheets/" + thisYear + "/ahead");
        assertThat(bureau.get("/factsheets/" + thisYear + "/ahead")).bodyText().contains("Wat ze doen: wandelen.");
        assertThat(bureau.post("/factsheets/" + thisYear + "/discard")).hasRedirectedUrl("/factsheets");
    }

    private MvcTestResult upload(Visitor visitor, String path, String csv, Object... fields) {
        var request = browser.post()
                .uri(path)
                .multipart()
                .file(new MockMultipartFile("file", "f.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)))
                .cookie(Objects.requireNonNull(visitor.cookie("SESSION")))
                .with(SecurityMockMvcRequestPostProcessors.csrf());
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i].toString(), fields[i + 1].toString());
        }
        return request.exchange();
    }

    /// What an organisation that works in Samenspel need not write.
    @Test
    void of_organisations_that_work_in_samenspel_it_is_counted_and_of_too_few_people_no_number_is_given() {
        var big = neighbourhood.team();
        var small = neighbourhood.team();
        volunteers(big, 12);
        volunteers(small, 3);
        var thisYear = LocalDate.now(clock).getYear();

        var draft = administrator.call(() -> factsheets.takeLive(thisYear, "geteld"));

        var name = "Stichting "
                + big.email().substring("coordinator.".length(), big.email().indexOf('@'));
        var other = "Stichting "
                + small.email().substring("coordinator.".length(), small.email().indexOf('@'));
        assertThat(draft.factsheet().figures())
                .filteredOn(figure -> figure.organisation().equals(name))
                .extracting(Figure::measure, Figure::value, Figure::qualifier, Figure::source, Figure::date)
                .containsExactly(
                        tuple("volunteers", 12L, Qualifier.EXACTLY, "Samenspel", LocalDate.now(clock)),
                        tuple("branches", 1L, Qualifier.EXACTLY, "Samenspel", LocalDate.now(clock)));
        assertThat(draft.factsheet().figures())
                .filteredOn(figure ->
                        figure.organisation().equals(other) && figure.measure().equals("volunteers"))
                .extracting(Figure::value, Figure::qualifier)
                .containsExactly(tuple(null, Qualifier.NOT_SPECIFIED));
        // again, beside what others wrote: theirs stays, ours is counted anew and stands there once
        var written = new Figure(
                1_000_000, "Een ander", "hours", 100L, Qualifier.EXACTLY, "hours", "", null, "", "opgave", null);
        administrator.call(() -> factsheets.take(
                thisYear,
                new Factsheet(
                        Stream.concat(Stream.of(written), draft.factsheet().figures().stream())
                                .toList(),
                        List.of()),
                "opgaven"));
        var again = administrator.call(() -> factsheets.takeLive(thisYear, "geteld"));
        assertThat(again.source()).isEqualTo("opgaven");
        assertThat(again.factsheet().figures())
                .hasSize(draft.factsheet().figures().size() + 1);
        assertThat(again.factsheet().figures().getFirst()).isEqualTo(written.onLine(2));
        assertThat(again.factsheet().figures()).extracting(Figure::line).doesNotHaveDuplicates();
        administrator.call(() -> factsheets.discard(thisYear));
        assertThatThrownBy(() -> big.viewer().call(() -> factsheets.takeLive(thisYear, "x")))
                .isInstanceOf(IllegalStateException.class);
    }

    private void volunteers(Neighbourhood.Team team, int people) {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("""
                with person as (
                    insert into people.person (id, organisation, given_name, created_at)
                    select gen_random_uuid(), :organisation, 'Vera', now() from generate_series(1, :people) returning id)
                insert into volunteers.volunteer (person, organisation, branch, status, since, radius_metres, comfortable_with)
                select id, :organisation, :branch, 'ACTIVE', current_date, 5000, '{UNKNOWN}' from person
                """)
                .param("organisation", team.organisation().value())
                .param("branch", team.branch().value())
                .param("people", people)
                .update();
    }

    private void take(Factsheet factsheet) {
        assertThat(administrator.call(() -> factsheets.take(year, factsheet, "opgaven van de organisaties")))
                .isInstanceOf(Taken.Draft.class);
    }

    private void publish(Duration from) {
        assertThat(administrator.call(
                        () -> factsheets.publish(year, clock.instant().plus(from))))
                .isTrue();
    }
}
