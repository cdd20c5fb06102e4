package nl.samenspel.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import nl.samenspel.Neighbourhood;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.database.Database;
import nl.samenspel.database.DurableServer;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.door.Line.State;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/// The program on a line to its database that breaks.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"samenspel.database.answers-within=3s", "samenspel.pace=false", "samenspel.at-once=8"})
@Import({Neighbourhood.class, DatabaseAwayTest.BreakableLine.class})
@DirtiesContext
@NullUnmarked
class DatabaseAwayTest {

    /// Looks into the database past the line.
    record Past(JdbcClient line) {}

    @TestConfiguration(proxyBeanMethods = false)
    static class BreakableLine {

        private final Database real = TestDatabase.fresh();

        @Bean(destroyMethod = "close")
        Line line() throws IOException {
            var address = URI.create(TestDatabase.url(real).replaceFirst("^jdbc:", ""));
            return new Line(address.getHost(), address.getPort());
        }

        @Bean
        Database database(Line line) {
            var through = "//127.0.0.1:%d/".formatted(line.port());
            // each statement with its words, so that the line can read them
            return DurableServer.at(TestDatabase.url(real).replaceFirst("//[^/]+/", through) + "?prepareThreshold=0");
        }

        @Bean
        Past past() {
            return new Past(JdbcClient.create(TestDatabase.asSuperuser(real)));
        }
    }

    /// Somebody who was here before.
    private static final String VISIT =
            Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));

    /// Far more than an answer takes; who waits longer than this was left hanging.
    private static final Duration HANGING = Duration.ofSeconds(25);

    @Autowired
    Line line;

    @Autowired
    Past past;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    ApiTokens tokens;

    @Autowired
    DataSource database;

    @LocalServerPort
    int port;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private String token;
    private String postcode;

    @BeforeEach
    void somebody_asks() {
        var team = neighbourhood.team();
        postcode = neighbourhood.takesIn(team).postcode();
        token = tokens.issue(team.email()).orElseThrow().value();
    }

    @AfterEach
    void the_line_is_whole() throws Exception {
        line.become(State.WHOLE);
        recovers();
    }

    @Test
    void when_the_server_is_gone_everybody_is_told_in_words_and_served_again_when_it_is_back() throws Exception {
        line.become(State.CUT);

        var page = get("/workbench");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("retry-after")).contains("5");
        assertThat(page.headers().firstValue("content-security-policy")).isPresent();
        assertThat(page.body())
                .contains("<html lang=\"nl\"", "Even wachten", "112")
                .doesNotContain("Exception", "SQL");
        // and it looks like a page of ours
        assertThat(page.body()).contains("/ui/samenspel.css");
        assertThat(get("/ui/samenspel.css").statusCode()).isEqualTo(200);
        var call = call(UUID.randomUUID());
        assertThat(call.statusCode()).isEqualTo(503);
        assertThat(call.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(call.body()).contains("\"status\":503").doesNotContain("Exception", "SQL");

        line.become(State.WHOLE);
        recovers();
        assertThat(call(UUID.randomUUID()).statusCode()).isEqualTo(201);
    }

    @Test
    void when_the_line_falls_silent_nobody_is_left_hanging_and_who_comes_later_is_told_at_once() throws Exception {
        line.become(State.SILENT);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 150; i++) {
            answers.add(http.sendAsync(request("/sign-in").GET().build(), BodyHandlers.ofString()));
        }
        var told = new ArrayList<String>();
        for (var answer : answers) {
            var response = answer.get(HANGING.toSeconds(), TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(503);
            told.add(response.body().contains("heel druk") ? "busy" : "away");
        }
        assertThat(told).contains("busy", "away");

        line.become(State.WHOLE);
        recovers();
        assertThat(call(UUID.randomUUID()).statusCode()).isEqualTo(201);
    }

    @Test
    void no_connection_stays_stuck() throws Exception {
        for (var state : List.of(State.CUT, State.SILENT, State.CUT)) {
            line.become(state);
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (var i = 0; i < 5; i++) {
                answers.add(http.sendAsync(request("/sign-in").GET().build(), BodyHandlers.ofString()));
            }
            Thread.sleep(500);
            line.become(State.WHOLE);
            recovers();
            for (var answer : answers) {
                assertThat(answer.get(HANGING.toSeconds(), TimeUnit.SECONDS).statusCode())
                        .isIn(200, 503);
            }
        }
        var until = Instant.now().plus(HANGING);
        var pool = database.unwrap(HikariDataSource.class).getHikariPoolMXBean();
        while (Instant.now().isBefore(until)
                && (pool.getThreadsAwaitingConnection() > 0 || pool.getActiveConnections() > 0)) {
            Thread.sleep(50);
        }
        assertThat(pool.getThreadsAwaitingConnection()).isZero();
        assertThat(pool.getActiveConnections()).isZero();
    }

    /// It was kept, and nobody could say so; asked again with the same key, the program says what is true.
    @Test
    void when_the_answer_to_a_commit_gets_lost_the_same_key_tells_that_it_was_kept_once() throws Exception {
        var key = UUID.randomUUID();
        line.become(State.CUT_AFTER_COMMIT);

        assertThat(call(key).statusCode()).isEqualTo(503);
        assertThat(line.state()).as("the line broke at a commit").isEqualTo(State.CUT);
        line.become(State.WHOLE);
        recovers();

        assertThat(taken(key)).isOne();
        assertThat(call(key).statusCode()).isEqualTo(200);
        assertThat(taken(key)).isOne();
    }

    @Test
    void when_a_commit_does_not_arrive_the_same_key_is_taken_in_as_new() throws Exception {
        var key = UUID.randomUUID();
        line.become(State.CUT_BEFORE_COMMIT);

        assertThat(call(key).statusCode()).isEqualTo(503);
        line.become(State.WHOLE);
        recovers();

        assertThat(taken(key)).isZero();
        assertThat(call(key).statusCode()).isEqualTo(201);
        assertThat(taken(key)).isOne();
    }

    private int taken(UUID key) {
        return past.line()
                .sql("select count(*) from requests.help_request where sent_key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    /// Until pages come again; how long that took is printed.
    private void recovers() throws IOException, InterruptedException {
        var began = Instant.now();
        while (get("/sign-in").statusCode() != 200) {
            assertThat(Duration.between(began, Instant.now())).isLessThan(HANGING);
            Thread.sleep(100);
        }
        var took = Duration.between(began, Instant.now());
        System.out.printf("recovered after %d ms%n", took.toMillis());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(HANGING)
                .header("Cookie", "SESSION=" + VISIT);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> call(UUID key) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/help-requests".formatted(port)))
                        .timeout(HANGING)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key.toString())
                        .POST(BodyPublishers.ofString("""
                                {"participant": {"givenName": "Wil", "familyName": "Bos", "phone": "0612345678"},
                                 "kind": "COMPANY", "words": "Een praatje", "postcode": "%s", "hoursPerWeek": 2}
                                """.formatted(postcode)))
                        .build(),
                BodyHandlers.ofString());
    }
}
