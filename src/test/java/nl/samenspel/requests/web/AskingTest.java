package nl.samenspel.requests.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.network.Area;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// A guest walks through the questions, as a browser without JavaScript does.
@SamenspelTest
@NullUnmarked
class AskingTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Organisations organisations;

    @Autowired
    HelpRequests requests;

    Team team;
    Area area;
    Cookie session;

    @BeforeEach
    void somewhere() {
        team = neighbourhood.team();
        area = neighbourhood.takesIn(team);
        session = null;
    }

    @Test
    void the_whole_walk_for_oneself_ends_at_a_branch_with_a_holder() {
        answerAll(forMyself());

        var check = get("/ask/check");
        assertThat(check).hasStatusOk();
        assertThat(body(check))
                .contains("Klopt dit?")
                .contains("Samen naar de markt 🥕")
                .contains("Meerdorp")
                .contains("href=\"/ask/words?change=yes\"")
                .doesNotContain("??");
        assertThat(post("/ask/check", Map.of("key", List.of(key(check))))).hasRedirectedUrl("/ask/sent");
        var sent = get("/ask/sent");
        assertThat(body(sent))
                .contains("Uw vraag is binnen")
                .contains("Afdeling ")
                .contains("0201234567")
                .doesNotContain("??");

        var request = theOnly();
        assertThat(request.state()).isEqualTo(HelpRequest.State.ASKED);
        assertThat(request.holder().person()).isEqualTo(team.coordinator());
        assertThat(request.ask().words()).isEqualTo("Samen naar de markt 🥕");
        assertThat(body(sent)).contains(request.id().reference());
        // it is gone from the session, and looking back does no harm
        assertThat(get("/ask/check")).hasRedirectedUrl("/ask/who");
    }

    @Test
    void for_someone_else_there_is_one_question_more() {
        var answers = forMyself();
        answers.put("who", Map.of("who", List.of("OTHER")));
        answers.put("person", Map.of("givenName", List.of("Ans"), "familyName", List.of("’s-Gravenzande")));
        answers.put(
                "asker",
                Map.of(
                        "askerGivenName", List.of("Karin"),
                        "askerFamilyName", List.of("de Wit"),
                        "relation", List.of("CHILD"),
                        "askerPhone", List.of("06 12345678")));
        answerAll(answers);
        var check = get("/ask/check");
        assertThat(body(check)).contains("Karin de Wit").contains("zoon of dochter");

        post("/ask/check", Map.of("key", List.of(key(check))));

        assertThat(theOnly().ask().askedBy()).isNotNull();
    }

    @Test
    void the_same_form_sent_twice_makes_one_request_and_shows_the_same_page() throws Exception {
        answerAll(forMyself());
        var key = key(get("/ask/check"));

        try (var hands = Executors.newFixedThreadPool(3)) {
            var results = hands.invokeAll(IntStream.range(0, 3)
                    .<java.util.concurrent.Callable<MvcTestResult>>mapToObj(
                            _ -> () -> post("/ask/check", Map.of("key", List.of(key))))
                    .toList());
            for (var result : results) {
                assertThat(result.get()).hasStatus(302);
            }
        }
        assertThat(post("/ask/check", Map.of("key", List.of(key)))).hasRedirectedUrl("/ask/sent");
        assertThat(theOnly()).isNotNull();
    }

    @Test
    void nobody_gets_past_an_open_question_and_going_back_keeps_what_was_said() {
        assertThat(get("/ask")).hasRedirectedUrl("/ask/who");
        assertThat(get("/ask/words")).hasRedirectedUrl("/ask/who");
        answer("who", Map.of("who", List.of("SELF")));
        answer("kind", Map.of("kind", List.of("GROCERIES")));

        assertThat(body(get("/ask/kind"))).contains("value=\"GROCERIES\" checked=\"checked\"");
        assertThat(get("/ask/check")).hasRedirectedUrl("/ask/words");
        assertThat(get("/ask/nonsense")).hasStatus(404);
    }

    @Test
    void a_change_at_the_end_comes_back_to_the_end() {
        answerAll(forMyself());

        var changed = post("/ask/words", Map.of("words", List.of("Toch liever zwemmen"), "change", List.of("yes")));

        assertThat(changed).hasRedirectedUrl("/ask/check");
        assertThat(body(get("/ask/check"))).contains("Toch liever zwemmen");
        // now it is for someone else: that asks one question more
        assertThat(post("/ask/who", Map.of("who", List.of("OTHER"), "change", List.of("yes"))))
                .hasRedirectedUrl("/ask/asker");
    }

    @Test
    void fewer_moments_than_times_asks_again_how_often() {
        var answers = forMyself();
        answers.put("amount", Map.of("dayPartsNeeded", List.of("2"), "hours", List.of("4")));
        answerAll(answers);

        var changed = post("/ask/moments", Map.of("dayParts", List.of("MONDAY-MORNING"), "change", List.of("yes")));

        assertThat(changed).hasRedirectedUrl("/ask/amount");
        assertThat(body(get("/ask/amount"))).contains("maar 1 dagdelen");
    }

    @Test
    void an_unknown_postcode_asks_for_the_place_and_says_that_distance_is_unknown() {
        // this team takes in sport from everywhere
        neighbourhood.asAdministrator(() -> {
            organisations.route(team.branch(), null, null, KindOfHelp.SPORT);
            return true;
        });
        answer("who", Map.of("who", List.of("SELF")));
        answer("kind", Map.of("kind", List.of("SPORT")));
        answer("words", Map.of("words", List.of("Samen fietsen")));

        var asked = post("/ask/place", Map.of("postcode", List.of("9998 ZZ"), "place", List.of("")));
        assertThat(asked).hasStatus(422);
        assertThat(body(asked)).contains("In welke plaats is het?").contains("value=\"9998 ZZ\"");

        var answers = forMyself();
        answers.put("kind", Map.of("kind", List.of("SPORT")));
        answers.put("place", Map.of("postcode", List.of("9998 ZZ"), "place", List.of("’s-Gravenhage")));
        answerAll(answers);
        assertThat(body(get("/ask/check"))).contains("hoe ver iemand moet reizen");
    }

    @Test
    void where_nobody_is_on_duty_it_is_not_sent_and_the_page_says_whom_to_call() {
        var elsewhere = neighbourhood.area();
        answer("who", Map.of("who", List.of("SELF")));
        answer("kind", Map.of("kind", List.of("GROCERIES")));
        answer("words", Map.of("words", List.of("Samen naar de markt")));

        var asked = post("/ask/place", Map.of("postcode", List.of(elsewhere.postcode())));

        assertThat(asked).hasRedirectedUrl("/ask/nobody");
        assertThat(body(get("/ask/nobody"))).contains("niet verstuurd").contains("tel:0201234567");
        assertThat(get("/ask/moments")).hasRedirectedUrl("/ask/nobody");
        // another place helps, and what was said before is still there
        assertThat(post("/ask/place", Map.of("postcode", List.of(area.postcode()))))
                .hasRedirectedUrl("/ask/moments");
        assertThat(body(get("/ask/words"))).contains("Samen naar de markt");
    }

    @Test
    void where_there_is_a_choice_the_guest_chooses() {
        var other = neighbourhood.team();
        neighbourhood.asAdministrator(() -> {
            organisations.route(other.branch(), null, area.postcode(), null);
            return true;
        });
        var answers = forMyself();
        answers.put("branch", Map.of("branch", List.of(other.branch().toString())));
        answerAll(answers);
        post("/ask/check", Map.of("key", List.of(key(get("/ask/check")))));

        team = other;
        assertThat(theOnly().holder().branch()).isEqualTo(other.branch());
        assertThat(post(
                        "/ask/branch",
                        Map.of("branch", List.of(UUID.randomUUID().toString()))))
                .hasStatus(422);
    }

    @Test
    void what_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept() {
        answerAll(upTo("words"));
        var huge = "woord ".repeat(2000);
        var cases = Map.of(
                "",
                "Vul dit nog in",
                " \t\n",
                "Vul dit nog in",
                huge,
                "Dit is te lang",
                "Koffie\u0000 drinken",
                "teken dat we niet kunnen lezen",
                "Mijn nummer is 123456782",
                "burgerservicenummer");
        cases.forEach((typed, sentence) -> {
            var answered = post("/ask/words", Map.of("words", List.of(typed)));
            assertThat(answered).hasStatus(422);
            assertThat(body(answered)).contains(sentence);
        });
        assertThat(body(post("/ask/words", Map.of("words", List.of(huge))))).contains("woord woord woord");
        assertThat(body(get("/ask/words"))).doesNotContain("woord woord woord");

        answerAll(upTo("start"));
        var past = post(
                "/ask/start",
                Map.of(
                        "from",
                        List.of(LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam"))
                                .minusDays(3)
                                .toString())));
        assertThat(past).hasStatus(422);
        assertThat(body(past)).contains("Kies een datum van");
        var backwards = post(
                "/ask/start",
                Map.of(
                        "from",
                                List.of(LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam"))
                                        .plusDays(5)
                                        .toString()),
                        "until",
                                List.of(LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam"))
                                        .plusDays(2)
                                        .toString())));
        assertThat(body(backwards)).contains("ligt voor de eerste dag");
        assertThat(post("/ask/kind", Map.of("kind", List.of("SURGERY")))).hasStatus(422);
        assertThat(post("/ask/moments", Map.of("dayParts", List.of("MONDAY-BRUNCH"))))
                .hasStatus(422);
        assertThat(post("/ask/amount", Map.of("dayPartsNeeded", List.of("0"), "hours", List.of("veel"))))
                .hasStatus(422);
    }

    @Test
    void who_asks_for_themselves_must_be_reachable() {
        answerAll(upTo("person"));

        var answered = post("/ask/person", Map.of("givenName", List.of("Ans"), "familyName", List.of("van Dijk")));

        assertThat(answered).hasStatus(422);
        assertThat(body(answered)).contains("Vul een telefoonnummer in").contains("value=\"van Dijk\"");
    }

    @Test
    void a_stale_page_is_not_sent() {
        answerAll(forMyself());

        assertThat(post("/ask/check", Map.of("key", List.of(UUID.randomUUID().toString()))))
                .hasRedirectedUrl("/ask/check");
        assertThat(post("/ask/check", Map.of())).hasRedirectedUrl("/ask/check");
        assertThat(post("/ask/again", Map.of())).hasRedirectedUrl("/ask");
        assertThat(get("/ask")).hasRedirectedUrl("/ask/who");
        assertThat(list()).isEmpty();
    }

    // --- the guest ---

    private Map<String, Map<String, List<String>>> forMyself() {
        var answers = new LinkedHashMap<String, Map<String, List<String>>>();
        answers.put("who", Map.of("who", List.of("SELF")));
        answers.put("kind", Map.of("kind", List.of("GROCERIES")));
        answers.put("words", Map.of("words", List.of("Samen naar de markt 🥕")));
        answers.put("place", Map.of("postcode", List.of(area.postcode() + " AB")));
        answers.put("moments", Map.of("dayParts", List.of("MONDAY-MORNING", "TUESDAY-AFTERNOON")));
        answers.put("amount", Map.of("dayPartsNeeded", List.of("1"), "hours", List.of("2")));
        answers.put(
                "start",
                Map.of(
                        "from",
                        List.of(LocalDate.now(java.time.ZoneId.of("Europe/Amsterdam"))
                                .plusDays(2)
                                .toString())));
        answers.put("urgency", Map.of("urgency", List.of("1")));
        answers.put("languages", Map.of("languages", List.of("NL")));
        answers.put("wishes", Map.of("wishedGender", List.of("ANYONE"), "wishWords", List.of("Houdt van katten")));
        answers.put("before", Map.of("paidBefore", List.of("NO")));
        answers.put(
                "person",
                Map.of(
                        "givenName", List.of("Ans"),
                        "familyName", List.of("van Dijk"),
                        "email", List.of("ans." + UUID.randomUUID() + "@voorbeeld.example")));
        return answers;
    }

    private Map<String, Map<String, List<String>>> upTo(String step) {
        var answers = new LinkedHashMap<String, Map<String, List<String>>>();
        for (var answer : forMyself().entrySet()) {
            if (answer.getKey().equals(step)) {
                break;
            }
            answers.put(answer.getKey(), answer.getValue());
        }
        return answers;
    }

    private void answerAll(Map<String, Map<String, List<String>>> answers) {
        answers.forEach((step, fields) -> {
            if (!step.equals("branch")) {
                answer(step, fields);
            }
            if (step.equals("place") && answers.containsKey("branch")) {
                answer("branch", answers.get("branch"));
            }
        });
    }

    private void answer(String step, Map<String, List<String>> fields) {
        var page = get("/ask/" + step);
        assertThat(page).as(step).hasStatusOk();
        assertThat(body(page)).as(step).doesNotContain("??");
        assertThat(post("/ask/" + step, fields)).as(step).hasStatus(302);
    }

    private MvcTestResult get(String path) {
        var asking = browser.get().uri(path);
        if (session != null) {
            asking.cookie(session);
        }
        return remembered(asking.exchange());
    }

    private MvcTestResult post(String path, Map<String, List<String>> fields) {
        var sending = browser.post().uri(path).with(csrf());
        fields.forEach((field, values) -> sending.param(field, values.toArray(String[]::new)));
        if (session != null) {
            sending.cookie(session);
        }
        return remembered(sending.exchange());
    }

    private MvcTestResult remembered(MvcTestResult result) {
        var cookie = result.getResponse().getCookie("SESSION");
        if (cookie != null) {
            session = cookie;
        }
        return result;
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(MvcTestResult page) {
        var key = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(body(page));
        assertThat(key.find()).isTrue();
        return key.group(1);
    }

    private List<nl.samenspel.requests.HelpRequestOverview> list() {
        return team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 10));
    }

    private HelpRequest theOnly() {
        assertThat(list()).hasSize(1);
        return team.viewer().call(() -> requests.find(list().getFirst().id()).orElseThrow());
    }
}
