package nl.samenspel.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.privacy.Canaries.Canary;
import nl.samenspel.privacy.Erasure.Outcome;
import nl.samenspel.privacy.Register.DataClass;
import nl.samenspel.privacy.Street.Life;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A copy of everything, and forgetting: proven with words that stand nowhere else, in every text column of every row
/// about three people.
@SamenspelTest
@Import(Street.class)
@NullUnmarked
class ForgettingTest {

    private static final Pattern WORD = Pattern.compile("kanarie[0-9a-f]+fluit");

    private static final String TYPED = "kanarie0000fluit";

    @Autowired
    MockMvcTester browser;

    @Autowired
    Street street;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Forgetting forgetting;

    @Autowired
    Register register;

    @Autowired
    Database database;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    @Qualifier("forgottenIsForgotten")
    Law forgottenIsForgotten;

    @Autowired
    @Qualifier("fourEyes")
    Law fourEyes;

    @TempDir
    Path folder;

    Life life;
    Canaries canaries;

    @BeforeEach
    void a_life() {
        life = street.life();
        canaries = new Canaries(database);
    }

    private Set<String> wordsIn(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    private String whereIs(Set<String> words) {
        return canaries.planted().stream()
                .filter(canary -> words.contains(canary.word()))
                .map(canary -> canary.where() + " of " + canary.owners())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    // --- a copy ---

    @Test
    void someone_reads_everything_of_themselves_and_nothing_of_others_on_the_page_and_in_the_file() throws Exception {
        var visitors = new java.util.HashMap<String, Visitor>();
        for (var someone : List.of(life.wim(), life.els(), life.ria())) {
            neighbourhood.canSignIn(street.accountOf(someone));
            visitors.put(someone.email().substring(0, 3), new Visitor(browser).signIn(someone.email()));
        }
        canaries.plant(life.birds());
        assertThat(canaries.planted()).hasSizeGreaterThan(60);

        for (var name : List.of("wim", "els", "ria")) {
            var page = visitors.get(name).get("/my-data");
            assertThat(page).hasStatusOk();
            var file = visitors.get(name).get("/my-data/file");
            assertThat(file).hasStatusOk();
            for (var text : List.of(
                    page.getResponse().getContentAsString(), file.getResponse().getContentAsString())) {
                var read = wordsIn(text);
                var missed = new java.util.HashSet<>(canaries.of(name));
                missed.removeAll(read);
                assertThat(missed)
                        .as("%s does not get: %s", name, whereIs(missed))
                        .isEmpty();
                var strange = new java.util.HashSet<>(read);
                strange.retainAll(canaries.notOf(name));
                assertThat(strange)
                        .as("%s gets of others: %s", name, whereIs(strange))
                        .isEmpty();
            }
        }
        assertThat(canaries.of("wim")).hasSizeGreaterThan(15);
        assertThat(canaries.of("ria")).hasSizeGreaterThan(8);
    }

    @Test
    void the_desk_gives_a_copy_of_what_the_organisation_has_and_that_is_a_look() throws Exception {
        canaries.plant(life.birds());
        neighbourhood.canSignIn(life.stage().team.coordinator());
        var coordinator = new Visitor(browser).signIn(life.stage().team.email());
        var looks = looksAtWim();

        var page = coordinator.get("/privacy/persons/" + life.wimId());
        var file = coordinator.get("/privacy/persons/" + life.wimId() + "/file");

        for (var answer : List.of(page, file)) {
            assertThat(answer).hasStatusOk();
            var read = wordsIn(answer.getResponse().getContentAsString());
            var strange = new java.util.HashSet<>(read);
            strange.retainAll(canaries.notOf("wim"));
            assertThat(strange).as(whereIs(strange)).isEmpty();
            assertThat(read).hasSizeGreaterThan(12);
        }
        assertThat(looksAtWim()).isGreaterThanOrEqualTo(looks + 2);
        // another organisation sees nothing
        var other = neighbourhood.team();
        neighbourhood.canSignIn(other.coordinator());
        var stranger = new Visitor(browser).signIn(other.email());
        for (var path : List.of("", "/file", "/forget", "/request")) {
            assertThat(stranger.get("/privacy/persons/" + life.wimId() + path)).hasStatus(404);
        }
        assertThat(stranger.post("/privacy/persons/" + life.wimId() + "/forget"))
                .hasStatus(404);
    }

    private int looksAtWim() {
        return jobs.sql("select count(*) from audit.subject where person = :wim")
                .param("wim", life.wimId().value())
                .query(Integer.class)
                .single();
    }

    /// The negative control: a text of another in the own text is found where nothing takes it out.
    @Test
    void the_names_of_others_are_taken_out_of_texts() throws Exception {
        new Canaries(database);
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql(
                        "update requests.contact set agreed = 'Ria belt op 0612345678 met Els Voorbeeld' where request = :request")
                .param("request", life.request().value())
                .update();
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update people.person set phone = '0687654321' where id = :wim")
                .param("wim", life.wimId().value())
                .update();
        neighbourhood.canSignIn(street.accountOf(life.wim()));
        var wim = new Visitor(browser).signIn(life.wim().email());

        var text = wim.get("/my-data/file").getResponse().getContentAsString();

        assertThat(text).contains("[…] belt op […] met […] Voorbeeld");
    }

    /// A page shows the newest fifty; a text of today about somebody who is only in an older row is left out all the
    /// same.
    @Test
    void of_many_visits_the_newest_are_shown_and_who_came_long_ago_is_not_named() throws Exception {
        var zwaantje = neighbourhood.someone(life.stage().team, "Zwaantje", Role.VOLUNTEER, "1000");
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            var mighty = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // no visit lies outside its match: years of visits need a match of years
            mighty.sql("set session_replication_role = replica").update();
            mighty.sql("""
                        insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, kind, came,
                                                  minutes, words, told_by, told_at, told_on, by_phone)
                        select gen_random_uuid(), :match, :organisation, :branch,
                               case when ago = 60 then :zwaantje else :ria end, :wim, date '2026-03-01' - ago, 'VISIT', 'DONE',
                               60, case when ago = 1 then 'Zoals bij Zwaantje' else '' end, :coordinator, now(), date '2026-03-01', false
                        from generate_series(1, 60) ago
                        """)
                    .param("match", life.match().value())
                    .param("organisation", life.stage().team.organisation().value())
                    .param("branch", life.stage().team.branch().value())
                    .param("zwaantje", zwaantje.person().value())
                    .param("ria", life.ria().person().value())
                    .param("wim", life.wimId().value())
                    .param("coordinator", life.stage().team.coordinator().value())
                    .update();
        }
        neighbourhood.canSignIn(street.accountOf(life.wim()));
        var wim = new Visitor(browser).signIn(life.wim().email());

        var page = wim.get("/my-data").getResponse().getContentAsString();

        assertThat(page)
                .contains("Dit zijn de nieuwste 50", "28 februari 2026", "10 januari 2026", "Zoals bij […]")
                .doesNotContain(">9 januari 2026", "31 december 2025", "Zwaantje");
        assertThat(wim.get("/my-data/file").getResponse().getContentAsString())
                .contains("2025-12-31")
                .doesNotContain("Zwaantje");
        neighbourhood.canSignIn(life.stage().team.coordinator());
        var coordinator = new Visitor(browser).signIn(life.stage().team.email());
        assertThat(coordinator.get("/privacy/persons/" + life.wimId()))
                .bodyText()
                .contains("Dit zijn de nieuwste 50", "Laat alles zien", "Zoals bij […]")
                .doesNotContain("31 december 2025", "Druk deze bladzijde af");
        assertThat(coordinator.get("/privacy/persons/" + life.wimId() + "?all=true"))
                .bodyText()
                .contains("31 december 2025", "Druk deze bladzijde af")
                .doesNotContain("Dit zijn de nieuwste", "Laat alles zien", "Zwaantje");
    }

    // --- forgetting ---

    private ErasureId prepared() {
        return life.coordinator().call(() -> forgetting.ask(life.wimId())) instanceof Outcome.Waits waits
                ? waits.erasure().id()
                : null;
    }

    @Test
    void nothing_of_someone_is_left_anywhere() throws IOException {
        canaries.plant(List.of(life.bird(life.wim(), "wim")));
        street.roundOff(life);
        plantInASession();
        var words = canaries.planted().stream()
                // stays, to count by; it comes from the list of areas
                .filter(canary -> !canary.where().equals("requests.help_request.municipality"))
                // sealed: who looked at him, not who he is
                .filter(canary -> !canary.where().startsWith("audit."))
                .filter(canary -> canary.owners().contains("wim"))
                .map(Canary::word)
                .collect(Collectors.toSet());
        words.add(TYPED);
        assertThat(canaries.find(words)).hasSizeGreaterThan(30).anyMatch(place -> place.equals("session"));

        var done = life.colleague().call(() -> forgetting.confirm(prepared()));

        assertThat(done).isInstanceOf(Outcome.Forgotten.class);
        assertThat(canaries.find(words)).isEmpty();
        assertThat(counts()).containsExactly(1L, 1L, 1L);
        assertThat(DamagedRows.examine(database, forgottenIsForgotten).violations())
                .isEmpty();
        // the account was his only
        assertThat(jobs.sql("select count(*) from access.role_held where account = :account")
                        .param("account", street.accountOf(life.wim()).value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /// Counts stay: a request, a match, an invitation.
    private List<Long> counts() {
        return List.of(
                count(
                        "select count(*) from requests.help_request where id = :id",
                        life.request().value()),
                count(
                        "select count(*) from matches.match where id = :id",
                        life.match().value()),
                count(
                        "select count(*) from matching.invitation where request = :id",
                        life.request().value()));
    }

    private long count(String sql, UUID id) {
        return jobs.sql(sql).param("id", id).query(Long.class).single();
    }

    /// What he was typing when he went away.
    private void plantInASession() throws IOException {
        var account = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(account)) {
            out.writeObject(street.accountOf(life.wim()).toString());
        }
        var draft = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(draft)) {
            out.writeObject(TYPED);
        }
        var mighty = JdbcClient.create(TestDatabase.asSuperuser(database));
        var id = UUID.randomUUID().toString();
        mighty.sql("insert into access.session values (?, ?, 0, 0, 1800, 9999999999999, null)")
                .params(id, id)
                .update();
        mighty.sql("insert into access.session_attributes values (?, 'account', ?), (?, 'draft', ?)")
                .params(id, account.toByteArray(), id, draft.toByteArray())
                .update();
    }

    /// Each table that is left alone is noticed: the test can fail, and so can the law.
    @Test
    void a_table_that_forgets_to_forget_is_found() {
        street.roundOff(life);
        life.colleague().run(() -> forgetting.confirm(prepared()));
        var wim = life.wimId().value();

        assertThat(DamagedRows.examine(
                                database,
                                forgottenIsForgotten,
                                "update requests.help_request set words = 'koffie' where participant = '" + wim + "'")
                        .violations())
                .singleElement()
                .asString()
                .contains("requests.help_request");
        assertThatThrownBy(() -> jobs.sql("update people.person set email = 'wim@voorbeeld.example' where id = :id")
                        .param("id", wim)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void the_preview_tells_what_goes_what_stays_and_why_and_changes_nothing() {
        street.roundOff(life);
        var rows = counts();

        var preview =
                life.coordinator().call(() -> forgetting.preview(life.wimId())).orElseThrow();

        assertThat(preview.running()).isEmpty();
        assertThat(preview.goes())
                .extracting(part -> part.table().full())
                .contains("mail.outbox", "access.role_held", "people.relation");
        assertThat(preview.blanked())
                .extracting(part -> part.table().full())
                .contains("people.person", "requests.help_request", "matches.match");
        assertThat(preview.stays()).allSatisfy(part -> assertThat(part.why()).isNotNull());
        assertThat(preview.stays()).extracting(part -> part.table().full()).contains("audit.subject", "people.consent");
        assertThat(counts()).isEqualTo(rows);
    }

    @Test
    void what_runs_is_rounded_off_first() {
        assertThat(life.coordinator().call(() -> forgetting.ask(life.wimId()))).isInstanceOf(Outcome.StillRuns.class);
        assertThat(life.coordinator()
                        .call(() -> forgetting.preview(life.wimId()))
                        .orElseThrow()
                        .running())
                .extracting(row -> row.page())
                .contains("/requests/" + life.request(), "/matches/" + life.match());
    }

    @Test
    void nobody_forgets_someone_alone() {
        street.roundOff(life);
        var erasure = prepared();

        assertThat(life.coordinator().call(() -> forgetting.confirm(erasure))).isInstanceOf(Outcome.NotByYou.class);
        // the database holds it too, and the law finds it where somebody got past
        assertThatThrownBy(() -> jobs.sql(
                                "update privacy.erasure set confirmed_by = asked_by, done_at = now() where id = :id")
                        .param("id", erasure.value())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("four_eyes");
        var stranger = neighbourhood.team().viewer();
        assertThat(stranger.call(() -> forgetting.confirm(erasure))).isInstanceOf(Outcome.NotThere.class);
        assertThat(life.colleague().call(() -> forgetting.confirm(erasure))).isInstanceOf(Outcome.Forgotten.class);
        assertThat(life.colleague().call(() -> forgetting.confirm(erasure))).isInstanceOf(Outcome.NotThere.class);
        assertThat(DamagedRows.examine(
                                database,
                                fourEyes,
                                "alter table privacy.erasure drop constraint four_eyes",
                                "update privacy.erasure set confirmed_by = asked_by where id = '" + erasure + "'")
                        .violations())
                .hasSize(1);
    }

    @Test
    void where_there_is_one_colleague_a_week_is_the_second_pair_of_eyes() {
        var team = neighbourhood.team();
        var jo = neighbourhood.someone(team, "Jo", nl.samenspel.access.Role.PARTICIPANT, "1234");

        var waits = (Outcome.Waits) team.viewer().call(() -> forgetting.ask(jo.person()));

        assertThat(waits.erasure().notBefore()).isEqualTo(life.stage().today().plusDays(Forgetting.DAYS_ALONE));
        assertThat(team.viewer().call(() -> forgetting.confirm(waits.erasure().id())))
                .isInstanceOf(Outcome.NotByYou.class);
        jobs.sql("update privacy.erasure set not_before = :today where id = :id")
                .param("today", life.stage().today())
                .param("id", waits.erasure().id().value())
                .update();
        assertThat(team.viewer().call(() -> forgetting.confirm(waits.erasure().id())))
                .isInstanceOf(Outcome.Forgotten.class);
    }

    @Test
    void whoever_is_known_elsewhere_keeps_their_account_and_their_record_there() {
        var other = neighbourhood.team();
        street.roundOff(life);
        var there = neighbourhood.someone(other, "Wim", nl.samenspel.access.Role.PARTICIPANT, "1234");
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update access.role_held set account = :account where person = :person")
                .param("account", street.accountOf(life.wim()).value())
                .param("person", there.person().value())
                .update();

        life.colleague().run(() -> forgetting.confirm(prepared()));

        assertThat(jobs.sql("select email from access.account where id = :id")
                        .param("id", street.accountOf(life.wim()).value())
                        .query(String.class)
                        .single())
                .isEqualTo(life.wim().email());
        assertThat(jobs.sql("select given_name from people.person where id = :id")
                        .param("id", there.person().value())
                        .query(String.class)
                        .single())
                .isEqualTo("Wim");
    }

    @Test
    void a_restored_backup_forgets_again() {
        street.roundOff(life);
        var before = jobs.sql("select given_name, email from people.person where id = :id")
                .param("id", life.wimId().value())
                .query()
                .singleRow();
        life.colleague().run(() -> forgetting.confirm(prepared()));
        var file = new ErasureList("target").file();
        assertThat(ErasureList.read(file)).contains(life.wimId().value());
        // the backup was older
        var mighty = JdbcClient.create(TestDatabase.asSuperuser(database));
        mighty.sql("update people.person set forgotten_on = null, given_name = :name, email = :email where id = :id")
                .param("name", before.get("given_name"))
                .param("email", before.get("email"))
                .param("id", life.wimId().value())
                .update();
        mighty.sql("delete from privacy.forgotten where person = :id")
                .param("id", life.wimId().value())
                .update();

        var again = forgetting.forgetAgain(List.of(life.wimId(), PersonId.next()));

        assertThat(again.wanted()).isEqualTo(2);
        assertThat(again.forgotten()).isEqualTo(1);
        assertThat(jobs.sql("select given_name from people.person where id = :id")
                        .param("id", life.wimId().value())
                        .query(String.class)
                        .single())
                .isEqualTo("(vergeten)");
        assertThat(forgetting.forgetAgain(List.of(life.wimId())).forgotten()).isZero();
    }

    @Test
    void the_list_of_who_was_forgotten_is_written_once_and_read_back() throws IOException {
        var list = new ErasureList(folder.toString());
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();

        list.add(List.of(one));
        list.add(List.of(one, two));

        assertThat(ErasureList.read(list.file())).containsExactly(one, two);
        assertThat(Files.readAllLines(list.file())).hasSize(2);
        assertThat(ErasureList.read(folder.resolve("nothing"))).isEmpty();
    }

    @Test
    void what_opens_something_is_told_to_nobody() {
        assertThat(register.tables())
                .flatMap(table -> table.columns().values())
                .filteredOn(column -> column.is() == DataClass.SECRET)
                .hasSizeGreaterThan(5)
                .noneMatch(column -> column.isTold());
    }
}
