package nl.samenspel.matches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.database.Database;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/// The life of a match as people see it, without JavaScript.
@SamenspelTest
@NullUnmarked
class LifePagesTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Matches matches;

    @Autowired
    Replacements replacements;

    @Autowired
    CheckIns checkIns;

    @Autowired
    Invitations invitations;

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
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Database database;

    @Autowired
    Clock clock;

    Life life;
    Stage stage;
    Someone ria;
    Someone ahmed;
    Someone wim;
    HelpRequestId request;
    MatchId match;
    Visitor volunteer;
    Visitor participant;
    Visitor coordinator;
    String page;
    String mine;

    @BeforeEach
    void ria_comes_for_wim() {
        life = new Life(matches, checkIns, replacements, invitations, database, jobs, clock);
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        ria = stage.volunteer("Ria");
        ahmed = stage.volunteer("Ahmed");
        wim = stage.participant("Wim");
        request = stage.searching(wim.person(), 2);
        match = life.active(stage, request, ria);
        page = "/matches/" + match;
        mine = "/my-matches/" + match;
        neighbourhood.canSignIn(ria.account());
        neighbourhood.canSignIn(wim.account());
        neighbourhood.canSignIn(stage.team.coordinator());
        volunteer = new Visitor(browser).signIn(ria.email());
        participant = new Visitor(browser).signIn(wim.email());
        coordinator = new Visitor(browser).signIn(stage.team.email());
    }

    @Test
    void ill_in_two_taps_and_back_again() {
        assertThat(volunteer.get("/my-week")).bodyText().contains("Kun je niet komen?", "Ik ben ziek");
        assertThat(volunteer.get("/away/ill")).hasStatusOk().bodyText().contains("Beterschap");
        assertThat(volunteer.post("/away/ill", "backOn", "gisteren"))
                .hasStatus(422)
                .bodyText()
                .contains("gisteren");
        assertThat(volunteer.post("/away/ill", "backOn", "")).hasRedirectedUrl("/my-week");
        assertThat(volunteer.get("/my-week"))
                .bodyText()
                .contains("Beterschap", "je bent even weg", "Ik ben er weer", "Je hebt rust tot");
        assertThat(participant.get(mine))
                .bodyText()
                .contains("Uw vrijwilliger is er even niet", "U zegt zelf of dat goed is")
                .doesNotContain("ziek");
        assertThat(coordinator.get("/workbench")).bodyText().contains("komt een vrijwilliger niet: zoek iemand anders");
        assertThat(coordinator.get(page + "/replacement"))
                .hasStatusOk()
                .bodyText()
                .contains("Vervanging voor Ria Voorbeeld", "ziek", "gemaild", "Past het best", "Ahmed Voorbeeld");
        assertThat(coordinator.get("/days-without")).bodyText().contains("Wim Voorbeeld", "vandaag, sinds");

        assertThat(coordinator.post(
                        "/requests/" + request + "/invitations",
                        "volunteer",
                        ahmed.person().toString(),
                        "words",
                        "Koffie drinken, een paar weken?",
                        "answerBy",
                        today().plusDays(3).toString()))
                .hasStatus3xxRedirection();
        assertThat(coordinator.get(page + "/replacement")).bodyText().contains("antwoord voor", "Ahmed Voorbeeld");
        var invitation = ahmed.viewer().call(() -> invitations.listOfViewer()).getFirst();
        ahmed.viewer().run(() -> invitations.accept(invitation.id()));
        assertThat(coordinator.get(page + "/replacement")).bodyText().contains("Komt in de plaats");
        assertThat(coordinator.post(
                        page + "/hand-over",
                        "handOverOn",
                        today().plusDays(2).toString(),
                        "handOverPlace",
                        "Bij u thuis"))
                .hasRedirectedUrl(page + "/replacement");
        assertThat(volunteer.get(mine)).bodyText().contains("Overdracht", "Bij u thuis");

        assertThat(volunteer.post(mine + "/back")).hasRedirectedUrl("/my-week");
        assertThat(volunteer.get("/my-week")).bodyText().contains("Fijn dat je er weer bent");
        assertThat(participant.get(mine)).bodyText().contains("U doet dit samen");
        assertThat(coordinator.get(page)).bodyText().contains("De vrijwilliger is terug");
    }

    @Test
    void a_holiday_has_two_days_and_the_second_is_not_before_the_first() {
        assertThat(volunteer.post("/away/holiday", "from", "", "until", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Vul dit nog in.");
        assertThat(volunteer.post(
                        "/away/holiday",
                        "from",
                        today().plusDays(9).toString(),
                        "until",
                        today().plusDays(3).toString()))
                .hasStatus(422)
                .bodyText()
                .contains("De laatste dag ligt voor de eerste");
        assertThat(volunteer.post(
                        "/away/holiday",
                        "from",
                        today().plusDays(3).toString(),
                        "until",
                        today().plusDays(9).toString()))
                .hasRedirectedUrl("/my-week");
        assertThat(volunteer.get("/my-week")).bodyText().contains("en weer vanaf");
    }

    @Test
    void who_stops_chooses_what_another_can_take_over() {
        assertThat(volunteer.get("/away/stop")).bodyText().contains("gezelschap met Wim Voorbeeld");
        assertThat(volunteer.post("/away/stop", "lastDay", today().plusDays(7).toString()))
                .hasStatus(422)
                .bodyText()
                .contains("Kies eerst wat een ander kan overnemen");
        assertThat(volunteer.post(
                        "/away/stop",
                        "stops",
                        match.toString(),
                        "lastDay",
                        today().plusDays(7).toString()))
                .hasRedirectedUrl("/my-week");
        assertThat(participant.get(mine)).bodyText().contains("Uw vrijwilliger stopt", "Laatste dag");
        assertThat(volunteer.get("/my-week")).bodyText().contains("Ik blijf toch");
        assertThat(coordinator.post(page + "/back")).hasRedirectedUrl(page);
    }

    @Test
    void moving_house_says_how_far_it_will_be() {
        assertThat(volunteer.get("/away/move?postcode=hier")).hasStatus(422);
        assertThat(volunteer.get("/away/move?postcode=" + stage.postcode.substring(0, 4) + "AB"))
                .hasStatusOk()
                .bodyText()
                .contains("gezelschap met Wim Voorbeeld", "past", "Wat wordt te ver?");
        assertThat(volunteer.post(
                        "/away/move",
                        "postcode",
                        stage.postcode.substring(0, 4) + " AB",
                        "lastDay",
                        today().plusDays(7).toString()))
                .hasStatus(422);
        assertThat(volunteer.post(
                        "/away/move",
                        "postcode",
                        stage.postcode.substring(0, 4) + " AB",
                        "stops",
                        match.toString(),
                        "lastDay",
                        today().plusDays(7).toString()))
                .hasRedirectedUrl("/my-week");
    }

    @Test
    void a_coordinator_writes_down_what_is_told_on_the_phone() {
        assertThat(coordinator.post(page + "/away", "told", "")).hasStatus(422);
        assertThat(coordinator.post(page + "/away", "told", "HOLIDAY")).hasStatus(422);
        assertThat(coordinator.post(page + "/away", "told", "ILL")).hasRedirectedUrl(page + "/replacement");
        assertThat(coordinator.post(
                        page + "/replacement/next-date",
                        "nextDate",
                        today().plusDays(2).toString()))
                .hasRedirectedUrl(page + "/replacement");
        assertThat(coordinator.post(page + "/leave", "lastDay", "onzin")).hasStatus(422);
        assertThat(coordinator.post(page + "/leave", "lastDay", today().toString()))
                .hasRedirectedUrl(page + "/replacement");
        assertThat(coordinator.get(page)).bodyText().contains("vrijwilliger stopt");
    }

    @Test
    void both_say_how_it_goes_and_neither_reads_the_other() {
        life.daysPass(match, 92);
        assertThat(volunteer.get("/my-week")).bodyText().contains("Hoe gaat het: gezelschap met Wim Voorbeeld?");
        assertThat(participant.get(mine)).bodyText().contains("Drie korte vragen");
        assertThat(participant.get(mine + "/check-in"))
                .hasStatusOk()
                .bodyText()
                .contains("Hoe gaat het met u?", "De vrijwilliger niet");
        assertThat(participant.post(mine + "/check-in", "together", "GLAD"))
                .hasStatus(422)
                .bodyText()
                .contains("Kies");
        assertThat(participant.post(
                        mine + "/check-in",
                        "together",
                        "GLAD",
                        "self",
                        "HARD",
                        "goOn",
                        "YES",
                        "saying",
                        "Ik slaap niet goed"))
                .hasRedirectedUrl(mine);
        assertThat(participant.get(mine + "/check-in")).hasStatus(404);
        assertThat(volunteer.get(mine)).bodyText().doesNotContain("Ik slaap niet goed");
        assertThat(volunteer.post(mine + "/check-in/skip")).hasRedirectedUrl(mine);
        assertThat(coordinator.get("/workbench")).bodyText().contains("antwoord om vandaag te lezen");
        assertThat(coordinator.get(page)).bodyText().contains("Ik slaap niet goed", "Gelezen, ik pak het op");
        assertThat(coordinator.post(page + "/heard")).hasRedirectedUrl(page);
        assertThat(coordinator.get("/workbench")).bodyText().doesNotContain("antwoord om vandaag te lezen");
        assertThat(coordinator.post(page + "/heard")).hasRedirectedUrl(page);
    }

    @Test
    void an_answer_by_phone_is_written_down() {
        life.daysPass(match, 92);
        assertThat(coordinator.get(page + "/check-in?side=VOLUNTEER"))
                .hasStatusOk()
                .bodyText()
                .contains("Aan de telefoon met Ria Voorbeeld", "Hoe houd jij het vol?");
        assertThat(coordinator.get(page + "/check-in?side=NIEMAND")).hasStatus(404);
        assertThat(coordinator.post(page + "/check-in", "side", "VOLUNTEER")).hasStatus(422);
        assertThat(coordinator.post(
                        page + "/check-in", "side", "VOLUNTEER", "together", "GLAD", "self", "SO_SO", "goOn", "TALK"))
                .hasRedirectedUrl(page);
        assertThat(coordinator.get(page)).bodyText().contains("aan de telefoon", "ik wil er eerst over praten");
        assertThat(coordinator.post(page + "/check-in/skip", "side", "PARTICIPANT"))
                .hasRedirectedUrl(page);
    }

    @Test
    void after_two_years_the_page_asks_whether_they_go_on() {
        life.daysPass(match, 740);
        assertThat(coordinator.get(page)).bodyText().contains("Gaan ze samen door?");
        assertThat(coordinator.post(page + "/go-on", "reviewWords", "", "reviewOn", ""))
                .hasStatus(422);
        assertThat(coordinator.post(
                        page + "/go-on",
                        "reviewWords",
                        "Graag",
                        "reviewOn",
                        today().plusMonths(3).toString()))
                .hasRedirectedUrl(page);
        assertThat(coordinator.get(page)).bodyText().contains("Ze kozen opnieuw voor elkaar");
    }

    @Test
    void a_certificate_says_what_was_done_and_not_for_whom() throws IOException {
        var answer = volunteer.get("/my-certificate");
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getContentType()).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(answer.getResponse().getContentAsByteArray())) {
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked())
                    .as("tagged")
                    .isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("nl");
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Bewijs van vrijwillige inzet", "Ria Voorbeeld", "gezelschap")
                    .doesNotContain("Wim");
        }
        assertThat(coordinator.get(page + "/certificate")).hasStatusOk();
        neighbourhood.canSignIn(ahmed.account());
        assertThat(new Visitor(browser).signIn(ahmed.email()).get("/my-certificate"))
                .hasRedirectedUrl("/my-week");
    }

    @Test
    void a_certificate_at_the_desk_tells_what_was_done_at_every_branch() throws IOException {
        var elsewhere = new Stage(
                new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock),
                neighbourhood.colleagueOf(stage.team));
        var there = life.active(
                elsewhere,
                elsewhere.searching(elsewhere.participant("Bea").person(), Stage.need(stage.postcode, today(), 1)),
                ria);
        assertThat(coordinator.get("/matches/" + there)).as("of another branch").hasStatus(404);

        try (var document = Loader.loadPDF(
                coordinator.get(page + "/certificate").getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(document)).containsPattern("(?s)gezelschap.*gezelschap");
        }
    }

    @Test
    void a_manager_chooses_when_is_asked_and_how_is_thanked() {
        var email = "lead." + match.toString().substring(0, 8) + "@voorbeeld.example";
        var manager = neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Lea Leiding", email, "nl", Role.MANAGER, stage.team.organisation(), null, null)));
        neighbourhood.canSignIn(manager);
        var visitor = new Visitor(browser).signIn(email);
        assertThat(visitor.get("/match-customs")).hasStatusOk().bodyText().contains("Gewoonlijk 7", "Handjehelpen");
        assertThat(visitor.post(
                        "/match-customs",
                        "firstAfterDays",
                        "0",
                        "reviewMonths",
                        "3",
                        "remindDays",
                        "5",
                        "callDays",
                        "5"))
                .hasStatus(422);
        assertThat(visitor.post(
                        "/match-customs",
                        "firstAfterDays",
                        "10",
                        "reviewMonths",
                        "4",
                        "remindDays",
                        "5",
                        "callDays",
                        "5",
                        "thanks",
                        "Wat fijn dat je er was."))
                .hasRedirectedUrl("/match-customs");
        assertThat(visitor.get("/match-customs")).bodyText().contains("Wat fijn dat je er was.");
        assertThat(coordinator.get("/match-customs")).hasStatus(404);
    }

    @Test
    void what_is_not_for_you_looks_like_what_is_not_there() {
        var elsewhere =
                new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        neighbourhood.canSignIn(elsewhere.team.coordinator());
        var theirs = new Visitor(browser).signIn(elsewhere.team.email());
        for (var path : new String[] {page + "/replacement", page + "/check-in", page + "/certificate"}) {
            assertThat(theirs.get(path)).as(path).hasStatus(404);
            assertThat(volunteer.get(path)).as(path).hasStatus(404);
        }
        assertThat(participant.post(mine + "/back")).hasStatus(404);
        assertThat(theirs.post(page + "/back")).hasStatus(404);
        assertThat(participant.get("/away/ill")).hasStatus(404);
    }

    private LocalDate today() {
        return stage.today();
    }
}
