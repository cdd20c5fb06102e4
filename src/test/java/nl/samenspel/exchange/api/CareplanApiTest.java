package nl.samenspel.exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Objects;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.careplans.CareTasks;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.CareplanId;
import nl.samenspel.careplans.Careplans;
import nl.samenspel.careplans.Opening;
import nl.samenspel.careplans.Seat;
import nl.samenspel.careplans.SeatId;
import nl.samenspel.careplans.Seating;
import nl.samenspel.careplans.TaskStep;
import nl.samenspel.careplans.Whom;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.DayParts;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SamenspelTest
@NullUnmarked
class CareplanApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    MockMvcTester api;

    @Autowired
    ApiTokens tokens;

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
    Careplans careplans;

    @Autowired
    CareTasks tasks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    Stage stage;
    Someone wim;
    Someone ria;
    CareplanId plan;
    SeatId riasSeat;
    String task;

    @BeforeEach
    void a_table_with_a_volunteer_and_a_task_of_nobody() {
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        wim = stage.participant("Wim");
        ria = stage.volunteer("Ria");
        var request = stage.searching(wim.person(), 1);
        plan = ((Opening.Opened) stage.desk(() -> careplans.open(request, FromTheStart.YES))).id();
        riasSeat =
                ((Seating.Asked) stage.desk(() -> careplans.invite(plan, new Whom.Known(ria.person()), false))).seat();
        ria.viewer().run(() -> careplans.sit(riasSeat));
        var wims = wim.viewer().call(() -> careplans.listSeats(plan)).stream()
                .filter(seat -> seat.part() == Seat.Part.PARTICIPANT)
                .findFirst()
                .orElseThrow()
                .id();
        task = ((TaskStep.Moved)
                        wim.viewer().call(() -> tasks.propose(plan, wims, "Hond uitlaten", DayParts.NONE, null)))
                .now()
                .id()
                .toString();
    }

    @Test
    void a_program_reads_the_table_says_I_do_this_and_gives_it_back() {
        var mine = json(get(ria, "/careplans"));
        assertThat(mine.at("/0/id").asString()).isEqualTo(plan.toString());
        assertThat(mine.at("/0/nobodys").intValue()).isEqualTo(1);
        var shown = json(get(ria, "/careplans/" + plan));
        assertThat(shown.at("/tasks/0/state").asString()).isEqualTo("PROPOSED");
        assertThat(shown.at("/seats").size()).isEqualTo(3);

        var accepted = post(ria, "acceptance", "{}");
        assertThat(accepted).hasStatusOk();
        assertThat(json(accepted).at("/by/name").asString()).isEqualTo("Ria Voorbeeld");
        assertThat(post(wim, "acceptance", "{}")).hasStatus(409);
        assertThat(post(wim, "release", "{}")).hasStatus(403);
        assertThat(post(ria, "release", "{\"until\": \"2020-01-01\"}")).hasStatus(422);
        assertThat(json(post(ria, "release", "{}")).at("/state").asString()).isEqualTo("PROPOSED");
    }

    @Test
    void nobody_accepts_for_someone_else_and_a_stranger_finds_nothing() {
        assertThat(post(wim, "acceptance", "{\"as\": \"%s\"}".formatted(riasSeat)))
                .hasStatus(403);
        var stranger = neighbourhood.team();
        var key = tokens.issue(stranger.email()).orElseThrow().value();
        assertThat(get(key, "/careplans/" + plan)).hasStatus(404);
        assertThat(json(get(key, "/careplans")).size()).isZero();
    }

    private MvcTestResult get(Someone who, String path) {
        return get(token(who), path);
    }

    private MvcTestResult get(String token, String path) {
        return api.get()
                .uri("/api/v1" + path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private MvcTestResult post(Someone who, String what, String body) {
        return api.post()
                .uri("/api/v1/careplans/" + plan + "/tasks/" + task + "/" + what)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token(who))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private String token(Someone who) {
        return tokens.issue(Objects.requireNonNull(who.email())).orElseThrow().value();
    }

    private static JsonNode json(MvcTestResult result) {
        return JSON.readTree(result.getResponse().getContentAsByteArray());
    }
}
