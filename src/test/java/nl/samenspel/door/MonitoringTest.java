package nl.samenspel.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// What is measured is told on a port of its own, and tells of nobody.
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"samenspel.monitoring.port=0", "management.prometheus.metrics.export.enabled=true"})
@Import(TestDatabase.class)
@NullUnmarked
class MonitoringTest {

    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final String SOMEBODY = "0198f3a2-1111-7222-8333-444455556666";

    @LocalServerPort
    int pages;

    @LocalManagementPort
    int monitoring;

    @Test
    void health_and_figures_are_on_the_port_for_it_and_nowhere_else() throws Exception {
        assertThat(get(monitoring, "/health").body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components", "PostgreSQL");
        assertThat(get(monitoring, "/metrics").body())
                .contains("samenspel_mail_waiting 0.0", "hikaricp_connections_active", "jvm_memory_used_bytes");
        for (var path : new String[] {"/health", "/metrics", "/prometheus", "/actuator", "/actuator/health"}) {
            assertThat(get(pages, path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : new String[] {"/env", "/heapdump", "/beans", "/volunteers", "/"}) {
            assertThat(get(monitoring, path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void no_figure_names_a_record_or_what_was_asked() throws Exception {
        get(pages, "/volunteers/" + SOMEBODY + "?q=Ria");

        assertThat(get(monitoring, "/metrics").body())
                .contains("http_server_requests_seconds")
                .doesNotContain(SOMEBODY, "Ria");
    }

    @Test
    void the_dashboard_draws_figures_that_are_there() throws Exception {
        get(pages, "/");
        var told = get(monitoring, "/metrics").body();
        var drawn = Pattern.compile("\\b[a-z]+(_[a-z]+)+\\b")
                .matcher(String.join(
                        " ",
                        JsonPath.<List<String>>read(
                                Path.of("docs/operations/grafana.json").toFile(), "$..expr")))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(drawn)
                .hasSizeGreaterThan(8)
                .allSatisfy(figure -> assertThat(told).contains(figure));
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return BROWSER.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }
}
