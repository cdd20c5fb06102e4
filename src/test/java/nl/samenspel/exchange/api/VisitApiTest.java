package nl.samenspel.exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.visits.Scene;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

/// Visits, for other programs: the organisation reads, a volunteer writes their own.
@SamenspelTest
@NullUnmarked
class VisitApiTest extends Scene {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    MockMvcTester api;

    @Autowired
    ApiTokens tokens;

    @Test
    void a_volunteer_writes_down_their_own_and_the_desk_reads_it() throws Exception {
        var visit = Map.<String, Object>of(
                "match", match.toString(), "kind", "VISIT", "day", today().toString(), "minutes", 90);
        assertThat(post(ria.account(), visit)).hasStatus(201);
        assertThat(post(ria.account(), visit)).hasStatus(409);
        assertThat(post(
                        stage.team.coordinator(),
                        Map.of(
                                "volunteer",
                                ria.person().toString(),
                                "kind",
                                "TRAINING",
                                "day",
                                today().toString(),
                                "minutes",
                                60)))
                .hasStatus(201);

        var desk = JSON.readTree(get(stage.team.coordinator(), "").getResponse().getContentAsString());
        assertThat(desk).hasSize(2);
        var mine = JSON.readTree(get(ria.account(), "?pageSize=1").getResponse().getContentAsString());
        assertThat(mine).hasSize(1);
        assertThat(desk.toString())
                .contains("\"minutes\":90", "\"byPhone\":true")
                .doesNotContain("Ria", "Wim");
        var piet = stage.volunteer("Piet");
        assertThat(JSON.readTree(get(piet.account(), "").getResponse().getContentAsString()))
                .isEmpty();
        assertThat(post(piet.account(), visit)).hasStatus(404);
        assertThat(get(wim.account(), "")).hasStatus(404);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() throws Exception {
        var wrong = post(ria.account(), Map.of("kind", "VISIT", "day", today().toString(), "minutes", 5000));
        assertThat(wrong).hasStatus(422);
        assertThat(wrong.getResponse().getContentAsString()).contains("#/minutes", "#/match");
        assertThat(post(
                        ria.account(),
                        Map.of("match", match.toString(), "kind", "MEETING", "day", today().toString(), "minutes", 5)))
                .hasStatus(422);
        assertThat(post(
                        ria.account(),
                        Map.of(
                                "match",
                                match.toString(),
                                "kind",
                                "VISIT",
                                "day",
                                today().plusDays(1).toString(),
                                "minutes",
                                5)))
                .hasStatus(422);
        assertThat(get(ria.account(), "?page=0")).hasStatus(400);
    }

    private MvcTestResult get(AccountId who, String query) {
        return api.get()
                .uri("/api/v1/visits" + query)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token(who))
                .exchange();
    }

    private MvcTestResult post(AccountId who, Map<String, Object> body) {
        return api.post()
                .uri("/api/v1/visits")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token(who))
                .contentType(MediaType.APPLICATION_JSON)
                .content(JSON.writeValueAsString(body))
                .exchange();
    }

    private String token(AccountId who) {
        var name = superuser()
                .sql("select sign_in_name from access.account where id = :id")
                .param("id", Objects.requireNonNull(who).value())
                .query(String.class)
                .single();
        return tokens.issue(name).orElseThrow().value();
    }
}
