package nl.samenspel.exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.Area;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SamenspelTest
@NullUnmarked
class ApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    MockMvcTester api;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    Team team;
    Area area;
    String coordinator;

    @BeforeEach
    void begin() {
        team = neighbourhood.team();
        area = neighbourhood.takesIn(team);
        coordinator = token(team.email());
    }

    @Test
    void the_main_job_with_everyone_using_a_key_of_their_own() {
        var ria = volunteer("Ria");
        var volunteer = token(ria.email());
        var request = newRequest("Een praatje en koffie");
        var address = "/help-requests/" + text(request, "/id");
        assertThat(text(request, "/state")).isEqualTo("ASKED");
        assertThat(text(request, "/holder/account"))
                .isEqualTo(team.coordinator().toString());

        assertThat(text(post(coordinator, address + "/triage", "{\"outcome\":\"VOLUNTEER\"}"), "/state"))
                .isEqualTo("SEARCHING");
        var shortlist = json(get(coordinator, address + "/candidates"));
        assertThat(shortlist.at("/candidates/0/volunteer").stringValue())
                .isEqualTo(ria.person().toString());
        assertThat(shortlist.at("/candidates/0/total").intValue()).isPositive();
        assertThat(shortlist.at("/candidates/0/points/motive").intValue()).isPositive();
        assertThat(shortlist.at("/candidates/0/explanation/0/words").stringValue())
                .isNotBlank();

        var invited = post(
                coordinator,
                "/invitations",
                "{\"helpRequest\":\"%s\",\"volunteers\":[\"%s\"]}".formatted(text(request, "/id"), ria.person()));
        var invitation = text(invited, "/invitations/0/id");
        assertThat(text(json(get(volunteer, "/invitations/" + invitation)), "/words"))
                .doesNotContain("Wil");
        assertThat(json(get(volunteer, "/invitations")).size()).isEqualTo(1);

        var answered = post(volunteer, "/invitations/" + invitation + "/answer", "{\"answer\":\"YES\"}");
        var match = "/matches/" + text(answered, "/match");
        assertThat(json(get(volunteer, match)).at("/participant").isNull())
                .as("not before both agreed")
                .isTrue();
        assertThat(post(coordinator, match + "/consent", "{\"answer\":\"YES\"}")
                        .at("/state")
                        .stringValue())
                .isEqualTo("AGREED");
        assertThat(json(get(volunteer, match)).at("/participant/name").stringValue())
                .isEqualTo("Wil Bos");
        assertThat(text(
                        post(
                                coordinator,
                                match + "/meeting",
                                "{\"on\":\"%s\",\"place\":\"Bij Wil\"}"
                                        .formatted(LocalDate.now(clock).plusDays(2))),
                        "/state"))
                .isEqualTo("MEETING");
        assertThat(text(post(coordinator, match + "/trial", "{}"), "/state")).isEqualTo("TRIAL");
        assertThat(text(post(coordinator, match + "/activate", "{}"), "/state")).isEqualTo("ACTIVE");
        assertThat(json(get(coordinator, "/matches")).size()).isEqualTo(1);
        assertThat(text(post(coordinator, match + "/end", "{\"reason\":\"GOAL_REACHED\"}"), "/state"))
                .isEqualTo("ENDED");
    }

    @Test
    void a_no_is_noted_and_the_volunteer_is_not_proposed_again_for_this() {
        var ria = volunteer("Ria");
        var request = searching();
        var invited = post(
                coordinator,
                "/invitations",
                "{\"helpRequest\":\"%s\",\"volunteers\":[\"%s\"]}".formatted(request, ria.person()));
        var answer = post(
                token(ria.email()),
                "/invitations/" + text(invited, "/invitations/0/id") + "/answer",
                "{\"answer\":\"NO\"}");
        assertThat(text(answer, "/outcome")).isEqualTo("NOTED");

        var whyNot = json(get(coordinator, "/help-requests/" + request + "/why-not/" + ria.person()));
        assertThat(whyNot.at("/fits").booleanValue()).isFalse();
        assertThat(text(whyNot, "/obstacles/0/condition")).isEqualTo("NotThisPair");
        assertThat(text(whyNot, "/obstacles/0/words")).isNotBlank();
    }

    @Test
    void what_is_of_another_organisation_is_not_there_just_as_what_never_was() {
        var ria = volunteer("Ria");
        var request = searching();
        var stranger = token(neighbourhood.team().email());
        for (var id : new String[] {request, UUID.randomUUID().toString(), "geen-id"}) {
            for (var path : new String[] {"", "/candidates", "/why-not/" + ria.person()}) {
                assertProblem(get(stranger, "/help-requests/" + id + path), 404, "not-found");
            }
            assertProblem(
                    send(stranger, HttpMethod.POST, "/help-requests/" + id + "/triage", "{\"outcome\":\"VOLUNTEER\"}"),
                    404,
                    "not-found");
        }
        var invited = post(
                coordinator,
                "/invitations",
                "{\"helpRequest\":\"%s\",\"volunteers\":[\"%s\"]}".formatted(request, ria.person()));
        assertProblem(get(stranger, "/invitations/" + text(invited, "/invitations/0/id")), 404, "not-found");
        assertProblem(get(stranger, "/matches/" + UUID.randomUUID()), 404, "not-found");
        assertThat(json(get(stranger, "/help-requests")).at("/total").intValue())
                .isZero();
        assertProblem(
                send(
                        stranger,
                        HttpMethod.POST,
                        "/invitations",
                        "{\"helpRequest\":\"%s\",\"volunteers\":[\"%s\"]}".formatted(request, ria.person())),
                404,
                "not-found");
    }

    @Test
    void what_is_for_another_role_is_not_there() {
        var ria = token(volunteer("Ria").email());
        assertThat(get(ria, "/help-requests/" + searching() + "/candidates"))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void without_a_key_nothing_is_answered_and_every_answer_tells_its_version() {
        assertThat(api.get().uri("/api/v1/help-requests"))
                .hasStatus(401)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .hasHeader("API-Version", ApiFrame.VERSION);
        assertThat(get("ABCD-ABCD", "/help-requests")).hasStatus(401);
        assertThat(get(coordinator, "/help-requests")).hasStatusOk().hasHeader("API-Version", ApiFrame.VERSION);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /help-requests/   | 404
            GET    | /nothing          | 404
            DELETE | /help-requests    | 405
            """)
    void what_the_framework_refuses_is_told_as_a_problem_too(String method, String path, int status) {
        assertThat(send(coordinator, HttpMethod.valueOf(method), path, "{}"))
                .hasStatus(status)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .hasHeader("API-Version", ApiFrame.VERSION);
    }

    @Test
    void another_type_of_body_is_refused() {
        assertThat(api.post()
                        .uri("/api/v1/help-requests")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + coordinator)
                        .contentType(MediaType.TEXT_PLAIN)
                        .content("hallo"))
                .hasStatus(415)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void broken_JSON_is_told_with_its_place() {
        var result = send(coordinator, HttpMethod.POST, "/help-requests", "{\"kind\": \n oops}");
        assertProblem(result, 400, "invalid-json");
        assertThat(text(json(result), "/detail")).contains("2");
        assertProblem(send(coordinator, HttpMethod.POST, "/help-requests", "[]"), 400, "invalid-input");
        assertProblem(send(coordinator, HttpMethod.POST, "/help-requests", ""), 400, "invalid-json");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_each_with_its_place() {
        var result = send(coordinator, HttpMethod.POST, "/help-requests", """
                {"participant": {"givenName": "", "email": "geen", "hobby": "x"},
                 "kind": "FLYING", "words": "Mijn nummer is 111222333", "postcode": "12",
                 "dayParts": ["MONDAY-MORNING", "TOMORROW", 3], "hoursPerWeek": "two", "urgency": 9,
                 "from": "31-3-2026", "until": "2020-01-01", "languages": "NL", "waitingSince": "2190-01-01",
                 "externalId": "111222333", "unheardOf": true}
                """);
        assertProblem(result, 422, "invalid-input");
        assertThat(json(result)
                        .at("/errors")
                        .valueStream()
                        .map(it -> it.at("/location/pointer").stringValue() + " "
                                + it.at("/code").stringValue()))
                .containsExactlyInAnyOrder(
                        "#/participant/givenName missing",
                        "#/participant/email email",
                        "#/participant/hobby unknown",
                        "#/kind choice",
                        "#/words bsn",
                        "#/postcode postcode",
                        "#/dayParts/1 dayPart",
                        "#/dayParts/2 string",
                        "#/hoursPerWeek whole",
                        "#/urgency wholeOutside",
                        "#/from date",
                        "#/until endBeforeBegin",
                        "#/languages list",
                        "#/waitingSince future",
                        "#/unheardOf unknown");
        assertThat(json(get(coordinator, "/help-requests")).at("/total").intValue())
                .isZero();

        var query = get(coordinator, "/help-requests?state=SLEEPING&page=0&pageSize=1000");
        assertProblem(query, 400, "invalid-input");
        assertThat(json(query).at("/errors").size()).isEqualTo(3);
        assertProblem(get(coordinator, "/help-requests?page=een"), 400, "invalid-input");
    }

    @Test
    void the_words_follow_the_language_that_a_program_asks_for() {
        var english = api.get()
                .uri("/api/v1/help-requests/" + UUID.randomUUID())
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + coordinator)
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en-GB")
                .exchange();
        assertThat(text(json(english), "/detail")).contains("not there");
        assertThat(text(json(get(coordinator, "/help-requests/" + UUID.randomUUID())), "/detail"))
                .contains("niet");
    }

    @Test
    void the_same_request_sent_twice_is_one() {
        var key = UUID.randomUUID().toString();
        var first = sendOnce(key);
        var second = sendOnce(key);
        assertThat(first).hasStatus(201);
        assertThat(second).hasStatusOk();
        assertThat(text(json(second), "/id")).isEqualTo(text(json(first), "/id"));
        assertThat(first).hasHeader("Location", "/api/v1/help-requests/" + text(json(first), "/id"));
        assertThat(json(get(coordinator, "/help-requests?pageSize=1"))
                        .at("/total")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void boundaries_hold_here_too_and_a_no_names_the_next_door() {
        var address = "/help-requests/" + text(newRequest("Pillen uitzetten"), "/id") + "/triage";
        var beyond = send(
                coordinator, HttpMethod.POST, address, "{\"outcome\":\"VOLUNTEER\",\"boundaries\":[\"MEDICATION\"]}");
        assertProblem(beyond, 422, "beyond-volunteers");
        assertThat(text(json(beyond), "/crossed/0/boundary")).isEqualTo("MEDICATION");
        assertProblem(send(coordinator, HttpMethod.POST, address, "{\"outcome\":\"NO\"}"), 422, "invalid-input");
        var refused = post(
                coordinator,
                address,
                "{\"outcome\":\"NO\",\"lacking\":\"BOUNDARY\",\"nextDoor\":\"De wijkverpleging\"}");
        assertThat(text(refused, "/state")).isEqualTo("REFUSED");
        assertProblem(send(coordinator, HttpMethod.POST, address, "{\"outcome\":\"VOLUNTEER\"}"), 409, "not-now");
    }

    @Test
    void an_invitation_does_not_tell_who_asks() {
        var ria = volunteer("Ria");
        var told = send(
                coordinator,
                HttpMethod.POST,
                "/invitations",
                "{\"helpRequest\":\"%s\",\"volunteers\":[\"%s\"],\"words\":\"Ga eens langs bij Wil Bos\"}"
                        .formatted(searching(), ria.person()));
        assertProblem(told, 422, "invalid-input");
        assertThat(text(json(told), "/errors/0/location/pointer")).isEqualTo("#/words");
    }

    @Test
    void a_yes_beyond_the_own_limits_is_told_plainly() {
        var ria = volunteer("Ria");
        var first = searching();
        var second = searching();
        var key = token(ria.email());
        for (var request : new String[] {first, second}) {
            post(
                    coordinator,
                    "/invitations",
                    "{\"helpRequest\":\"%s\",\"volunteers\":[\"%s\"]}".formatted(request, ria.person()));
        }
        var mine = json(get(key, "/invitations"));
        post(key, "/invitations/" + text(mine, "/0/id") + "/answer", "{\"answer\":\"YES\"}");
        assertProblem(
                send(key, HttpMethod.POST, "/invitations/" + text(mine, "/1/id") + "/answer", "{\"answer\":\"YES\"}"),
                409,
                "no-room");
    }

    @Test
    void every_name_that_is_shown_is_a_look() {
        var request = newRequest("Een praatje");
        var participant = UUID.fromString(text(request, "/participant/id"));
        var before = looks(participant);
        get(coordinator, "/help-requests/" + text(request, "/id"));
        assertThat(looks(participant)).isEqualTo(before + 1);
        get(coordinator, "/help-requests");
        assertThat(looks(participant)).isEqualTo(before + 1);
    }

    @Test
    void the_description_is_public_and_tells_contact_licence_and_every_door() {
        var description = api.get().uri("/api/v1/openapi.json").exchange();
        assertThat(description).hasStatusOk().hasHeader("Access-Control-Allow-Origin", "*");
        var json = json(description);
        assertThat(text(json, "/info/version")).isEqualTo(ApiFrame.VERSION);
        assertThat(text(json, "/info/license/name")).isEqualTo("EUPL-1.2");
        assertThat(text(json, "/info/contact/url")).startsWith("http");
        assertThat(json.at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/careplans",
                        "/careplans/{id}",
                        "/careplans/{id}/tasks/{task}/acceptance",
                        "/careplans/{id}/tasks/{task}/release",
                        "/factsheets/{year}",
                        "/help-requests",
                        "/help-requests/{id}",
                        "/help-requests/{id}/triage",
                        "/help-requests/{id}/candidates",
                        "/help-requests/{id}/why-not/{volunteerId}",
                        "/visits",
                        "/invitations",
                        "/invitations/{id}",
                        "/invitations/{id}/answer",
                        "/matches",
                        "/matches/{id}",
                        "/matches/{id}/consent",
                        "/matches/{id}/meeting",
                        "/matches/{id}/trial",
                        "/matches/{id}/activate",
                        "/next-doors",
                        "/referrals",
                        "/referrals/{id}",
                        "/referrals/{id}/accept",
                        "/referrals/{id}/reject",
                        "/referrals/{id}/take-back",
                        "/matches/{id}/end");
        assertThat(text(json, "/paths/~1help-requests/post/requestBody/content/application~1json/schema/$ref"))
                .endsWith("/NewHelpRequest");
    }

    private long looks(UUID person) {
        return jobs.sql(
                        "select count(*) from audit.subject s join audit.event e on e.id = s.event where s.person = :person and e.purpose = 'API'")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    private MvcTestResult sendOnce(String key) {
        return api.post()
                .uri("/api/v1/help-requests")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + coordinator)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(requestBody("Een praatje"))
                .exchange();
    }

    private String searching() {
        var id = text(newRequest("Een praatje"), "/id");
        post(coordinator, "/help-requests/" + id + "/triage", "{\"outcome\":\"VOLUNTEER\"}");
        return id;
    }

    private JsonNode newRequest(String words) {
        return post(coordinator, "/help-requests", requestBody(words));
    }

    private String requestBody(String words) {
        return """
                {"participant": {"givenName": "Wil", "familyName": "Bos", "phone": "0612345678"},
                 "kind": "COMPANY", "words": "%s", "postcode": "%s", "hoursPerWeek": 2}
                """.formatted(words, area.postcode());
    }

    private Someone volunteer(String name) {
        var someone = neighbourhood.someone(team, name, Role.VOLUNTEER, area.postcode());
        team.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    volunteers.add(new Volunteer(
                            someone.person(),
                            team.organisation(),
                            team.branch(),
                            Volunteer.Status.ACTIVE,
                            LocalDate.of(2026, 1, 1),
                            new Offer(
                                    Set.of(KindOfHelp.COMPANY),
                                    Set.of(),
                                    Set.of(),
                                    Set.of(),
                                    DayParts.ALL,
                                    5000,
                                    null,
                                    Offer.EVERYONE,
                                    "",
                                    false),
                            null,
                            java.util.List.of(),
                            0));
                    limits.set(new OwnLimits(someone.person(), 2, 1, null));
                }));
        return someone;
    }

    private String token(String email) {
        return tokens.issue(email).orElseThrow().value();
    }

    private MvcTestResult get(String token, String path) {
        return api.get()
                .uri(java.net.URI.create("/api/v1" + path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private JsonNode post(String token, String path, String body) {
        var result = send(token, HttpMethod.POST, path, body);
        assertThat(result).hasStatus2xxSuccessful();
        return json(result);
    }

    private MvcTestResult send(String token, HttpMethod method, String path, String body) {
        return api.method(method)
                .uri("/api/v1" + path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static void assertProblem(MvcTestResult result, int status, String kind) {
        assertThat(result).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(text(json(result), "/type")).isEqualTo("urn:samenspel:problem:" + kind);
        assertThat(json(result).at("/status").intValue()).isEqualTo(status);
        assertThat(text(json(result), "/title")).isNotBlank();
        assertThat(text(json(result), "/detail")).isNotBlank();
    }

    private static String text(JsonNode node, String pointer) {
        return node.at(pointer).asString();
    }

    private static JsonNode json(MvcTestResult result) {
        return JSON.readTree(result.getResponse().getContentAsByteArray());
    }
}
