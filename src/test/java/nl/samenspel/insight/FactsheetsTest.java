package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
            assertThat(readable).containsExactly("insight.edition", "insight.figure");
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
    void for_programs_it_has_totals_and_doubts() throws Exception {
        take(FactsheetTest.published());
        publish(Duration.ZERO);

        assertThat(new Visitor(browser).get("/api/v1/factsheets/" + year)).hasStatus(401);
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
