package nl.samenspel.requests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The coordinator, the professional and the participant at their pages.
@SamenspelTest
@NullUnmarked
class DeskPagesTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    HelpRequests requests;

    @Autowired
    Accounts accounts;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    Team team;
    Cookie session;

    @BeforeEach
    void at_the_desk() {
        team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        session = signedIn(team.email());
    }

    @Test
    void a_request_is_typed_in_on_one_page_and_again_is_not_doubled() {
        var page = get("/requests/new");
        assertThat(page).hasStatusOk();
        assertThat(body(page)).contains("Nieuwe hulpvraag").doesNotContain("??");
        var fields = told("Ans", "van Dijk");

        var saved = post("/requests/new", fields);

        var request = theOnly();
        assertThat(saved).hasRedirectedUrl("/requests/" + request.id());
        assertThat(request.ask().through()).isEqualTo(Through.PHONE);
        assertThat(request.ask().waitingSince()).isEqualTo(today().minusDays(4));
        assertThat(post("/requests/new", fields)).hasStatus(302);
        assertThat(theOnly()).isEqualTo(request);
    }

    /// However much there is to do: whose names are not shown are not looked at.
    @Test
    void the_workbench_shows_and_looks_at_the_first_few_and_tells_how_many_there_are() {
        for (var name : List.of("Aad", "Bea", "Cor", "Dien", "Eef", "Fien", "Gijs", "Hein")) {
            assertThat(post("/requests/new", told(name, "van Dijk"))).hasStatus(302);
        }

        assertThat(body(get("/workbench")))
                .contains("Vandaag voor jou (8)", "8 nieuwe hulpvragen om te bekijken", "en nog 2");
        assertThat(lookedAt("WorkbenchPages.today")).isEqualTo(6);
    }

    /// However many wait, a page is never longer than one can read, and only who stands on it is looked at.
    @Test
    void what_waits_too_long_comes_a_page_at_a_time_the_longest_first() {
        for (var i = 0; i < 27; i++) {
            assertThat(post("/requests/new", told("Naam" + (char) ('a' + i), "van Dijk")))
                    .hasStatus(302);
        }
        var all = team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 40));
        for (var i = 0; i < all.size(); i++) {
            var id = all.get(i).id();
            var day = today().minusDays(i);
            team.viewer().call(() -> requests.setNextDate(id, day));
        }

        assertThat(body(get("/waiting")))
                .contains(
                        "26 hulpvragen",
                        "Bladzijde 1 van 2",
                        "/waiting?page=2",
                        all.get(26).id().toString(),
                        all.get(2).id().toString())
                .doesNotContain(all.get(1).id().toString(), all.get(0).id().toString());
        assertThat(lookedAt("ReferralPages.waiting")).isEqualTo(25);
        assertThat(body(get("/waiting?page=2")))
                .contains("Bladzijde 2 van 2", all.get(1).id().toString())
                .doesNotContain(all.get(2).id().toString(), all.get(0).id().toString());
        assertThat(body(get("/waiting?page=99"))).contains("Bladzijde 2 van 2");
        assertThat(body(get("/waiting?page=x"))).contains("Bladzijde 1 van 2");
    }

    @Test
    void what_is_wrong_is_said_and_everything_typed_stays() {
        var fields = told("Ans", "van Dijk");
        fields.put("postcode", List.of("98"));
        fields.put("hours", List.of("400"));
        fields.put("askerPhone", List.of("0612345678"));

        var page = post("/requests/new", fields);

        assertThat(page).hasStatus(422);
        assertThat(body(page))
                .contains("Dit lijkt geen postcode")
                .contains("Typ een getal van 1 tot en met 80")
                .contains("value=\"Ans\"")
                .contains("value=\"400\"");
        assertThat(list()).isEmpty();
    }

    /// A person is not a role: who volunteers here can ask for help too.
    @Test
    void someone_who_is_known_already_is_offered_and_stays_one_person() {
        var volunteer = neighbourhood.someone(team, "Bep", Role.VOLUNTEER, "1000");
        var fields = told("Bep", "Voorbeeld");

        var asked = post("/requests/new", fields);
        assertThat(asked).hasStatus(422);
        assertThat(body(asked))
                .contains("Er is al iemand met deze naam")
                .contains(volunteer.person().toString())
                .contains("Nee, dit is een nieuw persoon");
        fields.put("person", List.of(volunteer.person().toString()));
        assertThat(post("/requests/new", fields)).hasStatus(302);

        assertThat(theOnly().ask().participant()).isEqualTo(volunteer.person());
        fields.put("find", List.of("yes"));
        assertThat(body(post("/requests/new", fields)))
                .contains(volunteer.person().toString());
    }

    @Test
    void triage_refuses_what_crosses_a_boundary_and_keeps_what_was_ticked() {
        var id = typedIn();
        var fields = decision("VOLUNTEER");
        fields.put("touched", List.of("MEDICATION"));

        var page = post("/requests/" + id + "/triage", fields);

        assertThat(page).hasStatus(422);
        assertThat(body(page))
                .contains("Dat doen vrijwilligers nooit")
                .contains("value=\"MEDICATION\" checked=\"checked\"")
                .contains("Omdat het past");
    }

    @Test
    void a_no_must_say_what_was_lacking_and_name_the_next_door() {
        var id = typedIn();
        var page = post("/requests/" + id + "/triage", decision("NO"));
        assertThat(page).hasStatus(422);
        assertThat(body(page)).contains("Vul dit nog in").contains("Kies er één");

        var fields = decision("NO");
        fields.put("lacking", List.of("CAPACITY"));
        fields.put("nextDoor", List.of("De Buurtkamer"));
        assertThat(post("/requests/" + id + "/triage", fields)).hasStatus(302);

        assertThat(body(get("/requests/" + id)))
                .contains("De Buurtkamer")
                .contains("Te weinig mensen")
                .doesNotContain("??");
    }

    @Test
    void everything_one_can_do_with_a_request_is_done_on_its_page() {
        var id = typedIn();
        assertThat(body(get("/requests/" + id)))
                .contains("Ans van Dijk")
                .contains("tel:0612345678")
                .doesNotContain("??");
        assertThat(body(get("/requests/" + id + "?language=en"))).isEmpty();
        var next = today().plusDays(6).toString();
        assertThat(post("/requests/" + id + "/next-date", Map.of("nextDate", List.of(next))))
                .hasStatus(302);
        assertThat(post("/requests/" + id + "/next-date", Map.of("nextDate", List.of("2001-01-01"))))
                .hasStatus(422);
        assertThat(post(
                        "/requests/" + id + "/contacts",
                        Map.of("withWhom", List.of("Ans"), "agreed", List.of("Belt dinsdag 🌷"))))
                .hasStatus(302);
        assertThat(post("/requests/" + id + "/contacts", Map.of("withWhom", List.of(""))))
                .hasStatus(422);
        assertThat(post("/requests/" + id + "/triage", decisionAt("VOLUNTEER", 1)))
                .hasStatus(302);
        var page = body(get("/requests/" + id));
        assertThat(page)
                .contains("/requests/" + id + "/candidates")
                .contains("Belt dinsdag 🌷")
                .contains("Andere datum gezet")
                .doesNotContain("??");
        var correct = get("/requests/" + id + "/correct");
        assertThat(body(correct)).contains("Samen naar de markt").doesNotContain("??");
        var fields = told("", "");
        fields.put("words", List.of("Samen zwemmen"));
        fields.put("version", List.of(hidden(correct, "version")));
        assertThat(post("/requests/" + id + "/correct", fields)).hasRedirectedUrl("/requests/" + id);
        assertThat(post("/requests/" + id + "/correct", fields)).hasStatus(422);
        assertThat(body(get("/requests/" + id))).contains("Samen zwemmen");
        assertThat(post("/requests/" + id + "/close", Map.of("reason", List.of("SOLVED"))))
                .hasStatus(302);
        assertThat(body(get("/requests/" + id)))
                .contains("Op een andere manier opgelost")
                .contains("Open opnieuw");
        assertThat(post("/requests/" + id + "/reopen", Map.of("reopenNext", List.of(next))))
                .hasStatus(302);
        var colleague = neighbourhood.colleagueOf(team);
        assertThat(post(
                        "/requests/" + id + "/hand",
                        Map.of(
                                "to", List.of(colleague.coordinator().toString()),
                                "toBranch", List.of(colleague.branch().toString()),
                                "handNext", List.of(next))))
                .hasRedirectedUrl("/requests");
        assertThat(get("/requests/" + id)).hasStatus(404);
    }

    @Test
    void the_list_filters_searches_and_says_when_there_is_nothing() {
        var id = typedIn();
        assertThat(body(get("/requests")))
                .contains("Ans van Dijk")
                .contains("1 hulpvraag")
                .doesNotContain("??");
        assertThat(body(get("/requests?q=dijk&state=ALL"))).contains("Ans van Dijk");
        assertThat(body(get("/requests?q=" + id.reference()))).contains("Ans van Dijk");
        assertThat(body(get("/requests?state=CLOSED")))
                .contains("Geen hulpvragen")
                .contains("Hier staat niets");
        assertThat(body(get("/requests?past=yes&mine=yes&kind=GROCERIES"))).contains("Geen hulpvragen");
        assertThat(get("/requests?state=NONSENSE")).hasStatus(422);
        assertThat(get("/requests?page=9999")).hasStatusOk();
    }

    @Test
    void looking_at_a_request_is_a_look_at_its_people() {
        var id = typedIn();
        get("/requests/" + id);

        var participant =
                team.viewer().call(() -> requests.find(id).orElseThrow().ask().participant());
        assertThat(jobs.sql(
                                "select count(*) from audit.subject s join audit.event e on e.id = s.event where s.person = :subject and e.purpose = 'REQUEST'")
                        .param("subject", participant.value())
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void whoever_has_an_account_can_be_helped_in_from_their_request_and_nobody_else() {
        var id = typedIn();
        assertThat(get("/requests/" + id)).hasStatusOk().bodyText().doesNotContain("/help-sign-in");
        var participant =
                team.viewer().call(() -> requests.find(id).orElseThrow().ask().participant());
        neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Iemand",
                "in." + id + "@voorbeeld.example",
                "nl",
                Role.PARTICIPANT,
                team.organisation(),
                null,
                participant)));

        assertThat(get("/requests/" + id)).hasStatusOk().bodyText().contains("/help-sign-in?person=" + participant);
        assertThat(get("/help-sign-in?person=" + participant))
                .hasStatus(302)
                .redirectedUrl()
                .startsWith("/help-sign-in/");
    }

    @Test
    void another_organisations_request_is_not_there() {
        var id = typedIn();
        var other = neighbourhood.team();
        neighbourhood.canSignIn(other.coordinator());
        session = signedIn(other.email());

        assertThat(get("/requests/" + id)).hasStatus(404);
        assertThat(post("/requests/" + id + "/withdraw", Map.of())).hasStatus(404);
        assertThat(get("/my-requests/" + id)).hasStatus(404);
    }

    @Test
    void a_professional_refers_someone_and_follows_it_without_consenting_for_them() {
        var area = neighbourhood.takesIn(team);
        var email = "wijk." + UUID.randomUUID() + "@voorbeeld.example";
        var professional = neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Wijkzuster", email, "nl", Role.PROFESSIONAL, team.organisation(), null, null)));
        neighbourhood.canSignIn(professional);
        session = signedIn(email);
        var page = get("/refer");
        assertThat(body(page)).contains("Iemand aanmelden").doesNotContain("??");
        var fields = told("Ans", "van Dijk");
        fields.put("key", List.of(hidden(page, "key")));
        fields.put("postcode", List.of(area.postcode()));
        fields.put("branch", List.of(""));

        var refused = post("/refer", fields);
        assertThat(refused).hasStatus(422);
        assertThat(body(refused)).contains("Vraag het eerst aan de persoon zelf");
        fields.put("knows", List.of("yes"));
        assertThat(post("/refer", fields)).hasStatus(302);

        var request = theOnly();
        assertThat(request.ask().through()).isEqualTo(Through.PROFESSIONAL);
        assertThat(request.ask().askedByAccount()).isEqualTo(professional);
        assertThat(body(get("/my-requests"))).contains("boodschappen").doesNotContain("Ans van Dijk");
        assertThat(body(get("/my-requests/" + request.id())))
                .contains("Samen naar de markt")
                .doesNotContain("Ans van Dijk");
        assertThat(jobs.sql("select count(*) from people.consent where person = :person")
                        .param("person", request.ask().participant().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_participant_sees_how_it_stands_in_plain_words_and_withdraws_it() {
        var ans = neighbourhood.someone(team, "Ans", Role.PARTICIPANT, "1000");
        var fields = told("Ans", "Voorbeeld");
        fields.put("person", List.of(ans.person().toString()));
        post("/requests/new", fields);
        var id = theOnly().id();
        neighbourhood.canSignIn(AccountId.of(ans.account().toString()));
        session = signedIn(ans.email());

        assertThat(body(get("/my-requests"))).contains("boodschappen").doesNotContain("??");
        assertThat(body(get("/my-requests/" + id)))
                .contains("Binnenkort hoort u van ons")
                .contains("Ans Voorbeeld")
                .contains("tel:0201234567")
                .doesNotContain("??");
        assertThat(get("/requests/" + id)).hasStatus(404);
        assertThat(post("/my-requests/" + id + "/withdraw", Map.of("why", List.of("BSN 123456782"))))
                .hasStatus(422);
        assertThat(post("/my-requests/" + id + "/withdraw", Map.of("why", List.of("Mijn zus helpt nu"))))
                .hasRedirectedUrl("/my-requests/" + id);
        assertThat(body(get("/my-requests/" + id))).contains("De vraag is ingetrokken");
    }

    // --- making and walking ---

    private Map<String, List<String>> told(String givenName, String familyName) {
        var fields = new HashMap<String, List<String>>();
        fields.put("key", List.of(UUID.randomUUID().toString()));
        fields.put("givenName", List.of(givenName));
        fields.put("familyName", List.of(familyName));
        fields.put("phone", List.of("06-12345678"));
        fields.put("kind", List.of("GROCERIES"));
        fields.put("words", List.of("Samen naar de markt"));
        fields.put("urgency", List.of("1"));
        fields.put("paidBefore", List.of("UNKNOWN"));
        fields.put("postcode", List.of(""));
        fields.put("place", List.of("’s-Gravenhage"));
        fields.put("dayParts", List.of("TUESDAY-MORNING"));
        fields.put("dayPartsNeeded", List.of("1"));
        fields.put("hours", List.of("2"));
        fields.put("from", List.of(today().toString()));
        fields.put("languages", List.of("NL"));
        fields.put("wishedGender", List.of("ANYONE"));
        fields.put("through", List.of("PHONE"));
        fields.put("waitingSince", List.of(today().minusDays(4).toString()));
        fields.put("branch", List.of(team.branch().toString()));
        fields.put("holder", List.of(team.coordinator().toString()));
        return fields;
    }

    private Map<String, List<String>> decision(String outcome) {
        return decisionAt(outcome, 0);
    }

    private Map<String, List<String>> decisionAt(String outcome, int version) {
        return new HashMap<>(Map.of(
                "version", List.of(String.valueOf(version)),
                "troubled", List.of("HEALTH", "MONEY", "HOUSING"),
                "withinAYear", List.of("NO"),
                "outcome", List.of(outcome),
                "urgency", List.of("2"),
                "notes", List.of("Omdat het past")));
    }

    private HelpRequestId typedIn() {
        assertThat(post("/requests/new", told("Ans", "van Dijk"))).hasStatus(302);
        return theOnly().id();
    }

    private static LocalDate today() {
        return LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam"));
    }

    private int lookedAt(String page) {
        return jobs.sql("""
                select count(*) from audit.subject s join audit.event e on e.id = s.event
                where e.account = :account and e.handler = :page
                """)
                .param("account", team.coordinator().value())
                .param("page", page)
                .query(Integer.class)
                .single();
    }

    private List<HelpRequestOverview> list() {
        return team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 10));
    }

    private HelpRequest theOnly() {
        assertThat(list()).hasSize(1);
        return team.viewer().call(() -> requests.find(list().getFirst().id()).orElseThrow());
    }

    private Cookie signedIn(String email) {
        return new Visitor(browser).signIn(email).cookie("SESSION");
    }

    private MvcTestResult get(String path) {
        return browser.get().uri(path).cookie(session).exchange();
    }

    private MvcTestResult post(String path, Map<String, List<String>> fields) {
        var sending = browser.post().uri(path).with(csrf()).cookie(session);
        fields.forEach((field, values) -> sending.param(field, values.toArray(String[]::new)));
        return sending.exchange();
    }

    private static String hidden(MvcTestResult page, String name) {
        var value = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(body(page));
        assertThat(value.find()).isTrue();
        return value.group(1);
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
