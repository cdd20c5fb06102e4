package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/// The import as someone with a browser without JavaScript meets it.
@SamenspelTest
@NullUnmarked
class ImportPagesTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    HelpRequests requests;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    Neighbourhood.Team team;
    Cookie session;

    @BeforeEach
    void signIn() {
        team = neighbourhood.team();
        session = signedIn(team);
    }

    @Test
    void from_file_to_requests_step_by_step() throws Exception {
        assertThat(browser.get().uri("/import").cookie(session))
                .hasStatusOk()
                .bodyText()
                .contains("hulpvragen")
                .doesNotContain("postcodegebieden");

        var sent = send("""
                Nr.;Kolom B;Soort hulp;Hulpvraag;Telefoon
                1;Wil Bos;tuin;Het gras;+31612345678
                2;Jan Vos;tuinieren;=1+1;niet
                """.getBytes(StandardCharsets.UTF_8));
        var key = sent.getResponse().getCookie("samenspel_import");
        assertThat(key.isHttpOnly()).isTrue();
        var columns = sent.getResponse().getRedirectedUrl();
        var file = columns.replace("/columns", "");
        assertThat(key.getPath()).isEqualTo(file);

        assertThat(browser.get().uri(columns).cookie(session, key))
                .hasStatusOk()
                .bodyText()
                .contains("Zonder deze kolommen kan geen rij mee: naam")
                .contains("Wil Bos");
        assertThat(browser.post()
                        .uri(columns)
                        .cookie(session, key)
                        .with(csrf())
                        .param("column-0", "EXTERNAL_ID")
                        .param("column-1", "EXTERNAL_ID"))
                .hasStatus(422)
                .bodyText()
                .contains("al aan een andere kolom gegeven");
        assertThat(browser.post()
                        .uri(columns)
                        .cookie(session, key)
                        .with(csrf())
                        .param("column-0", "EXTERNAL_ID")
                        .param("column-1", "NAME")
                        .param("column-2", "KIND")
                        .param("column-3", "WORDS")
                        .param("column-4", "PHONE"))
                .hasRedirectedUrl(file);

        assertThat(browser.get().uri(file).cookie(session, key))
                .hasStatusOk()
                .bodyText()
                .contains("Er is nog niets veranderd")
                .contains("Dit lijkt geen telefoonnummer")
                .contains("Lees alleen de goede rij in");

        var rejected =
                browser.get().uri(file + "/rejected.csv").cookie(session, key).exchange();
        assertThat(rejected)
                .hasStatusOk()
                .hasHeader("Content-Disposition", "attachment; filename=\"niet-ingelezen.csv\"");
        assertThat(rejected.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .startsWith("\uFEFF\"rij\"")
                .contains("\"\t=1+1\"")
                .contains("Telefoon")
                .doesNotContain("Wil Bos");

        assertThat(browser.post().uri(file).cookie(session, key).with(csrf())).hasRedirectedUrl(file);
        assertThat(team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 1000)))
                .isEmpty();
        for (var twice = 0; twice < 2; twice++) {
            assertThat(browser.post()
                            .uri(file)
                            .cookie(session, key)
                            .with(csrf())
                            .param("keepGood", "yes"))
                    .hasRedirectedUrl(file + "/done");
        }
        assertThat(browser.get().uri(file + "/done").cookie(session, key))
                .hasStatusOk()
                .bodyText()
                .contains("De lijst is binnen");
        assertThat(team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 1000)))
                .hasSize(1);

        assertThat(browser.get().uri(file).cookie(session, key)).hasRedirectedUrl(file + "/done");
    }

    @Test
    void a_rejected_row_is_put_right_in_the_browser_and_comes_in_with_the_others() throws Exception {
        var sent = send("""
                nummer;naam;soort hulp;telefoon;plaats
                1;Wil Bos;tuin;0612345678;Dorp
                2;Jan Vos;parachutespringen;niet;Dorp
                """.getBytes(StandardCharsets.UTF_8));
        var key = sent.getResponse().getCookie("samenspel_import");
        var file = sent.getResponse().getRedirectedUrl().replace("/columns", "");
        assertThat(browser.post()
                        .uri(file + "/columns")
                        .cookie(session, key)
                        .with(csrf())
                        .param("column-0", "EXTERNAL_ID")
                        .param("column-1", "NAME")
                        .param("column-2", "KIND")
                        .param("column-3", "PHONE")
                        .param("fixed-0", "WORDS")
                        .param("value-0", "Overgenomen uit de oude lijst"))
                .hasRedirectedUrl(file);
        assertThat(browser.get().uri(file + "/rows/3").cookie(session, key))
                .hasStatusOk()
                .bodyText()
                .contains("Dit woord kennen we hier niet: parachutespringen", "Dit lijkt geen telefoonnummer");
        assertThat(browser.post()
                        .uri(file + "/rows/3")
                        .cookie(session, key)
                        .with(csrf())
                        .param("cell-2", "klussen"))
                .hasStatus(422)
                .bodyText()
                .contains("Dit lijkt geen telefoonnummer")
                .doesNotContain("parachutespringen");
        assertThat(browser.post()
                        .uri(file + "/rows/3")
                        .cookie(session, key)
                        .with(csrf())
                        .param("cell-2", "klussen")
                        .param("cell-3", ""))
                .hasRedirectedUrl(file);
        assertThat(browser.get().uri(file).cookie(session, key)).bodyText().contains("Lees 2 rijen in");
        assertThat(browser.get().uri(file + "/rows/3").cookie(session, key)).hasRedirectedUrl("/import");
        assertThat(browser.post().uri(file).cookie(session, key).with(csrf())).hasRedirectedUrl(file + "/done");
        assertThat(team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 1000)))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.words()).isEqualTo("Overgenomen uit de oude lijst"));
    }

    @Test
    void what_was_said_of_a_column_is_remembered_for_the_next_list() throws Exception {
        var list = "Xyz;soort hulp;naam\n7;tuin;Wil Bos\n".getBytes(StandardCharsets.UTF_8);
        var first = send(list);
        var key = first.getResponse().getCookie("samenspel_import");
        assertThat(browser.post()
                        .uri(first.getResponse().getRedirectedUrl())
                        .cookie(session, key)
                        .with(csrf())
                        .param("column-0", "EXTERNAL_ID")
                        .param("column-1", "KIND"))
                .hasStatus3xxRedirection();
        var next = send(list);
        var columns = browser.get()
                .uri(next.getResponse().getRedirectedUrl())
                .cookie(session, next.getResponse().getCookie("samenspel_import"))
                .exchange();
        assertThat(columns)
                .bodyText()
                .containsPattern("value=\"EXTERNAL_ID\"[^>]*selected")
                .doesNotContainPattern("value=\"NAME\"[^>]*selected");
        assertThat(columns.getResponse().getContentAsString()).contains("Zonder deze kolommen kan geen rij mee: naam");
    }

    @Test
    void a_file_is_there_for_its_sender_with_its_key_only() {
        var sent = send("naam;soort hulp\nWil Bos;tuin\n".getBytes(StandardCharsets.UTF_8));
        var key = sent.getResponse().getCookie("samenspel_import");
        var columns = sent.getResponse().getRedirectedUrl();
        var stranger = signedIn(neighbourhood.team());

        assertThat(browser.get().uri(columns).cookie(stranger, key)).hasRedirectedUrl("/import");
        assertThat(browser.get().uri(columns).cookie(session)).hasRedirectedUrl("/import");
        assertThat(browser.get().uri(columns).cookie(session, new Cookie(key.getName(), "anders")))
                .hasRedirectedUrl("/import");
        assertThat(browser.get()
                        .uri(columns.replace("/columns", "/rejected.csv"))
                        .cookie(stranger, key))
                .hasStatus(404);
        assertThat(browser.get().uri(columns).cookie(session, key)).hasStatusOk();
    }

    @Test
    void what_the_database_keeps_of_a_file_cannot_be_read_there_and_is_gone_after_a_day() {
        send("naam;soort hulp;bsn\nWil Bos;tuin;111222333\n".getBytes(StandardCharsets.UTF_8));
        var kept = team.viewer()
                .call(() -> transaction.execute(
                        _ -> db.sql("select content from exchange.import_file order by created_at desc limit 1")
                                .query((rs, _) -> new String(rs.getBytes("content"), StandardCharsets.ISO_8859_1))
                                .single()));
        assertThat(kept).doesNotContain("111222333").doesNotContain("Wil Bos");

        assertThat(ForgetFiles.forget(jobs, clock)).isZero();
        assertThat(ForgetFiles.forget(jobs, Clock.offset(clock, Duration.ofHours(25))))
                .isPositive();
    }

    @Test
    void a_column_named_after_the_citizen_service_number_cannot_be_used() {
        var sent = send("bsn;naam;soort hulp\n111222333;Wil Bos;tuin\n".getBytes(StandardCharsets.UTF_8));
        assertThat(browser.post()
                        .uri(sent.getResponse().getRedirectedUrl())
                        .cookie(session, sent.getResponse().getCookie("samenspel_import"))
                        .with(csrf())
                        .param("column-0", "EXTERNAL_ID"))
                .hasStatus(422)
                .bodyText()
                .contains("burgerservicenummer");
    }

    @Test
    void what_cannot_be_read_is_told_at_the_field() {
        assertThat(send("postcode#plaats\n1234#Dorp\n".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(422)
                .bodyText()
                .contains("We zien maar één kolom");
        assertThat(send(new byte[0])).hasStatus(422).bodyText().contains("Dit bestand is leeg");
        assertThat(browser.post().uri("/import").cookie(session).with(csrf()).param("list", "REQUESTS"))
                .hasStatus(422)
                .bodyText()
                .contains("Kies eerst een bestand");
    }

    @Test
    void throwing_the_file_away_leaves_nothing() {
        var sent = send("naam;soort hulp\nWil Bos;tuin\n".getBytes(StandardCharsets.UTF_8));
        var key = sent.getResponse().getCookie("samenspel_import");
        var file = sent.getResponse().getRedirectedUrl().replace("/columns", "");
        assertThat(browser.post().uri(file + "/forget").cookie(session, key).with(csrf()))
                .hasRedirectedUrl("/import");
        assertThat(browser.get().uri(file).cookie(session, key)).hasRedirectedUrl("/import");
    }

    private MvcTestResult send(byte[] content) {
        return browser.post()
                .uri("/import")
                .multipart()
                .file(new MockMultipartFile("file", "lijst.csv", "text/csv", content))
                .param("list", "REQUESTS")
                .cookie(session)
                .with(csrf())
                .exchange();
    }

    private Cookie signedIn(Neighbourhood.Team who) {
        neighbourhood.canSignIn(who.coordinator());
        return new Visitor(browser).signIn(who.email()).cookie("SESSION");
    }
}
