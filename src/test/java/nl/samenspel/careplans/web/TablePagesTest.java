package nl.samenspel.careplans.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/// The table as people see it: opened, sat down at, and worked on, with pages only.
@SamenspelTest
@NullUnmarked
class TablePagesTest {

    private static final Pattern SEAT = Pattern.compile("/seats/([0-9a-f-]{36})");
    private static final Pattern TASK = Pattern.compile("/tasks/([0-9a-f-]{36})");
    private static final Pattern SIGNAL = Pattern.compile("/signals/([0-9a-f-]{36})");
    private static final Pattern CODE = Pattern.compile("class=\"code\">([A-Z0-9-]+)<");

    @Autowired
    MockMvcTester browser;

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
    People people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    Stage stage;
    Someone wim;
    Someone anna;
    HelpRequestId request;
    Visitor desk;
    Visitor participant;
    Visitor relative;
    String plan;

    @BeforeEach
    void a_table_around_wim_with_anna() {
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        wim = stage.participant("Wim");
        anna = neighbourhood.someone(stage.team, "Anna", Role.RELATIVE, stage.postcode);
        stage.desk(() -> {
            people.relate(stage.team.organisation(), wim.person(), anna.person(), Relation.CHILD);
            return true;
        });
        request = stage.searching(wim.person(), 1);
        desk = signedIn(stage.team.coordinator(), stage.team.email());
        participant = signedIn(wim.account(), wim.email());
        relative = signedIn(anna.account(), anna.email());
        var opened = desk.post("/careplans/open", "request", request.toString(), "fromTheStart", "YES");
        plan = Objects.requireNonNull(opened.getResponse().getRedirectedUrl()).replace("/seats", "");
        sends(desk, plan + "/invite", "who", anna.person().toString(), "how", "ONLINE", "participantAgrees", "yes");
        sends(relative, plan + "/seats/" + first(SEAT, body(relative.get("/careplans"))), "move", "SIT");
    }

    private Visitor signedIn(AccountId account, String name) {
        neighbourhood.canSignIn(account);
        return new Visitor(browser).signIn(name);
    }

    @Test
    void a_table_is_opened_once_and_says_whether_volunteers_sat_there() {
        assertThat(desk.post("/careplans/open", "request", request.toString())).hasStatus(422);
        assertThat(desk.get("/careplans/open?request=" + request)).hasStatus3xxRedirection();
        assertThat(body(desk.get("/careplans"))).contains("De tafel van Wim Voorbeeld", "1 keer wel, 0 keer niet");
        assertThat(relative.get("/careplans/open?request=" + request)).hasStatus(404);
    }

    @Test
    void what_is_proposed_is_nobodys_on_the_plan_and_on_the_workbench() {
        propose(relative, "De hond uitlaten");

        var page = body(participant.get(plan));
        assertThat(page.indexOf("De hond uitlaten"))
                .isGreaterThan(page.indexOf("Nog van niemand"))
                .isLessThan(page.indexOf("Wie wat doet"));
        assertThat(body(desk.get("/workbench"))).contains("1 taak is van niemand", "De hond uitlaten");
    }

    @Test
    void who_says_I_do_this_does_it_and_the_second_reads_who_was_first() {
        var task = propose(relative, "De hond uitlaten");
        assertThat(body(desk.get(plan))).contains("Dat doe ik");
        var late = participant.tab();

        assertThat(said(relative, relative.post(task, "move", "ACCEPT")))
                .contains("Nu weet iedereen aan tafel wie dit doet");
        assertThat(said(late, late.post(task, "move", "ACCEPT")))
                .contains("Anna Voorbeeld doet dit al. Er is niets veranderd.");
        assertThat(body(desk.get("/workbench"))).doesNotContain("De hond uitlaten");
    }

    @Test
    void giving_back_what_is_not_yours_and_for_someone_else_is_refused_in_words() {
        var task = propose(relative, "De hond uitlaten");
        sends(relative, task, "move", "ACCEPT");

        assertThat(said(participant, participant.post(task, "move", "RELEASE")))
                .contains("Alleen Anna Voorbeeld kan dit zelf zeggen");
        assertThat(said(relative, relative.post(task, "move", "RELEASE", "until", "1-1-2020")))
                .contains("Die dag is al geweest");
        assertThat(relative.post(task, "move", "RELEASE", "until", "morgen")).hasStatus(422);
        assertThat(said(relative, relative.post(task, "move", "RELEASE")))
                .contains("vanaf welke dag dit van niemand is");
        assertThat(body(participant.get(plan))).contains("Dat doe ik");
    }

    @Test
    void what_was_withdrawn_is_not_accepted() {
        var task = propose(relative, "De hond uitlaten");
        sends(relative, task, "move", "WITHDRAW");

        assertThat(said(participant, participant.post(task, "move", "ACCEPT"))).contains("al klaar of niet meer nodig");
    }

    @Test
    void a_review_date_in_the_past_keeps_what_was_typed() {
        var answer = relative.post(
                plan + "/lines",
                "kind",
                "AGREEMENT",
                "agreement",
                "Samen houden we het vol",
                "by",
                "TOGETHER",
                "reviewOn",
                LocalDate.now(clock).toString());
        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("Kies een dag na vandaag", "Samen houden we het vol");
    }

    @Test
    void everything_said_stands_on_the_plan_and_can_be_agreed_to_and_taken_back() {
        sends(participant, plan + "/lines", "kind", "WISH", "wish", "Weer naar zee");
        sends(relative, plan + "/lines", "kind", "NOTE", "note", "Sleutel bij Bep");
        sends(
                relative,
                plan + "/lines",
                "kind",
                "MOMENT",
                "moment",
                "Overleg",
                "onDay",
                LocalDate.now(clock).plusDays(3).toString(),
                "atTime",
                "14:00");
        sends(relative, plan + "/lines", "kind", "AGREEMENT", "agreement", "We bellen eerst");
        assertThat(said(relative, relative.post(plan + "/lines", "kind", "WISH", "wish", "Dat hij eet")))
                .contains("Wensen zijn de woorden van Wim Voorbeeld zelf");

        var page = body(participant.get(plan));
        assertThat(page).contains("Weer naar zee", "Sleutel bij Bep", "Overleg", "14:00", "We bellen eerst");
        var line = plan + "/lines/"
                + first(
                        Pattern.compile(
                                "/lines/([0-9a-f-]{36})\"(?:(?!</form>).)*Daar ben ik het mee eens", Pattern.DOTALL),
                        page);
        assertThat(said(participant, participant.post(line))).contains("Dat staat erbij");
        assertThat(body(relative.get(plan))).contains("Mee eens: Wim Voorbeeld, Anna Voorbeeld");
        sends(participant, line, "takeBack", "yes");
        assertThat(said(relative, relative.post(line))).contains("net weggehaald");
    }

    @Test
    void the_participant_decides_and_others_may_not() {
        var seats = body(participant.get(plan + "/seats"));
        assertThat(seats).contains("Wat mag Anna Voorbeeld zien?");
        assertThat(body(relative.get(plan + "/seats"))).doesNotContain("Wat mag Anna Voorbeeld zien?");
        var annas = plan + "/seats/"
                + first(Pattern.compile("Anna Voorbeeld</h2>.*?/seats/([0-9a-f-]{36})", Pattern.DOTALL), seats);
        sends(participant, plan + "/lines", "kind", "WISH", "wish", "Weer naar zee");

        assertThat(said(relative, relative.post(annas, "move", "SHOW", "sees", "NOTES")))
                .contains("Dit kan alleen de persoon zelf zeggen, of de deelnemer");
        sends(participant, annas, "move", "SHOW", "sees", "TASKS");
        assertThat(body(relative.get(plan))).doesNotContain("Weer naar zee");
        assertThat(body(participant.get(plan))).contains("Weer naar zee");
    }

    @Test
    void without_the_participant_nobody_is_asked() {
        var answer = desk.post(
                plan + "/invite",
                "who",
                "code",
                "givenName",
                "Iris",
                "familyName",
                "Zuster",
                "seatPart",
                "PROFESSIONAL",
                "how",
                "ONLINE");
        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("Vraag het eerst aan de deelnemer");
    }

    @Test
    void a_code_is_shown_once_and_opens_the_table_once() {
        var elsewhere =
                new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        var ria = elsewhere.volunteer("Ria");
        var volunteer = signedIn(ria.account(), ria.email());
        var shown = desk.post(
                plan + "/invite",
                "who",
                "code",
                "givenName",
                "Ria",
                "familyName",
                "Elders",
                "seatPart",
                "VOLUNTEER",
                "how",
                "ONLINE",
                "participantAgrees",
                "yes");
        var code = first(CODE, body(shown));

        assertThat(volunteer.get(plan)).hasStatus(404);
        assertThat(volunteer.post("/careplans/join", "code", "AAAA-BBBB")).hasStatus(422);
        assertThat(said(volunteer, volunteer.post("/careplans/join", "code", code)))
                .contains("De tafel van Wim");
        assertThat(volunteer.get(plan)).hasStatusOk();
        assertThat(body(volunteer.post("/careplans/join", "code", code))).contains("werkt niet meer");
        assertThat(body(desk.get(plan + "/seats"))).doesNotContain(code);
    }

    @Test
    void who_phones_is_written_down_by_the_desk() {
        sends(
                desk,
                plan + "/invite",
                "who",
                "code",
                "givenName",
                "Buurman",
                "familyName",
                "Piet",
                "seatPart",
                "RELATIVE",
                "how",
                "PHONE",
                "participantAgrees",
                "yes");
        var task = propose(relative, "Vuilnis buiten zetten");
        var piet = first(Pattern.compile("<option value=\"([0-9a-f-]{36})\">Buurman Piet"), body(desk.get(plan)));

        assertThat(said(desk, desk.post(task, "move", "ACCEPT", "as", piet))).contains("Nu weet iedereen");
        assertThat(body(participant.get(plan))).contains("Buurman Piet");
    }

    @Test
    void the_relative_is_asked_how_they_hold_up_and_the_desk_hears_only_that_it_is_heavy() {
        assertThat(body(relative.get(plan))).contains("Vijf korte vragen");
        assertThat(relative.post(plan + "/holding-up", "SLEEP", "OFTEN")).hasStatus(422);
        var answer = relative.post(
                plan + "/holding-up",
                "SLEEP",
                "OFTEN",
                "TIME",
                "OFTEN",
                "ALONE",
                "OFTEN",
                "TIRED",
                "OFTEN",
                "GO_ON",
                "OFTEN");
        assertThat(said(relative, answer)).contains("niet wat u antwoordde");

        assertThat(body(desk.get("/workbench"))).contains("zwaar voor een naaste");
        var atTheDesk = body(desk.get(plan));
        assertThat(atTheDesk)
                .contains("Het is zwaar voor Anna Voorbeeld", "kind=RESPITE")
                .doesNotContain("vaak<");
        assertThat(desk.get(plan + "/holding-up")).hasStatus(404);
        assertThat(participant.get(plan + "/holding-up")).hasStatus(404);
        assertThat(body(desk.get("/requests/new?kind=RESPITE&person=" + wim.person())))
                .contains("Wim Voorbeeld")
                .containsPattern("value=\"RESPITE\"[^>]*(selected|checked)");
        sends(desk, plan + "/signals/" + first(SIGNAL, atTheDesk));
        assertThat(body(desk.get("/workbench"))).doesNotContain("zwaar voor een naaste");
    }

    @Test
    void whose_plan_was_looked_at_reads_so() {
        relative.get(plan);
        assertThat(body(participant.get("/who-looked"))).contains("bij het gezamenlijke plan");
    }

    @Test
    void a_table_is_wished_for_and_the_desk_sees_it() {
        var kees = stage.participant("Kees");
        var asked = stage.searching(kees.person(), 1);
        var visitor = signedIn(kees.account(), kees.email());

        assertThat(body(visitor.get("/careplans"))).contains("Vraag om een tafel");
        assertThat(said(visitor, visitor.post("/careplans/wish", "request", asked.toString())))
                .contains("De coördinator weet dat u een tafel wilt");
        assertThat(body(desk.get("/workbench"))).contains("om een tafel gevraagd");
        assertThat(relative.post("/careplans/wish", "request", asked.toString()))
                .hasStatus(404);
    }

    @Test
    void who_gets_up_sees_nothing_any_more_and_leaves_nothing_behind() {
        var task = propose(participant, "De hond uitlaten");
        sends(relative, task, "move", "ACCEPT");
        var annas = first(
                Pattern.compile("Anna Voorbeeld</h2>.*?/seats/([0-9a-f-]{36})", Pattern.DOTALL),
                body(relative.get(plan + "/seats")));
        sends(relative, plan + "/seats/" + annas, "move", "LEAVE");

        assertThat(relative.get(plan)).hasStatus(404);
        var page = body(participant.get(plan));
        assertThat(page.indexOf("De hond uitlaten")).isLessThan(page.indexOf("Wie wat doet"));
    }

    @Test
    void a_closed_table_takes_nothing_in() {
        var task = propose(relative, "De hond uitlaten");
        assertThat(said(desk, desk.post(plan + "/close", "closedWords", "Verhuisd")))
                .contains("De tafel is gesloten");

        assertThat(said(relative, relative.post(task, "move", "ACCEPT"))).contains("Er is niets veranderd");
        assertThat(relative.post(plan + "/tasks", "taskWords", "Nog iets")).hasStatus(404);
        assertThat(body(relative.get(plan))).contains("Deze tafel is gesloten op");
    }

    private String propose(Visitor visitor, String words) {
        sends(visitor, plan + "/tasks", "taskWords", words, "dayParts", "TUESDAY-MORNING");
        return plan + "/tasks/" + first(TASK, body(visitor.get(plan)));
    }

    /// Sends a form and reads the page it leads to, so that what is said above it is not said above a later one.
    private static void sends(Visitor visitor, String path, String... fields) {
        visitor.follow(visitor.post(path, fields));
    }

    private static String said(Visitor visitor, MvcTestResult answer) {
        return body(visitor.follow(answer));
    }

    private static String first(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        assertThat(found.find()).as("%s in the page", pattern).isTrue();
        return found.group(1);
    }

    private static String body(MvcTestResult page) {
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
