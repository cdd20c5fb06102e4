package nl.samenspel.exchange.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Runs the commands of docs/how-to/api-walk.md, in the demo town, so that they stay true.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "samenspel.installation=demo")
@Import(TestDatabase.class)
@NullUnmarked
class ApiWalkTest {

    private static final Path WALK = Path.of("docs/how-to/api-walk.md");
    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    @LocalServerPort
    int port;

    @Autowired
    ApiTokens tokens;

    @Test
    void the_walk_in_the_how_to_can_be_walked() throws Exception {
        assertThat(run("command -v curl", "", ""))
                .as("curl, which the walk is about; install it first (on Debian: apt-get install curl)")
                .contains("curl");
        var walk = Files.readString(WALK);
        var script =
                COMMANDS.matcher(walk).results().map(block -> block.group(1)).collect(Collectors.joining("echo\n"));
        assertThat(script).contains("/triage", "/candidates", "/why-not/", "/answer", "/consent", "/activate", "/end");

        var token = tokens.issue("marieke@maatjes.example").orElseThrow().value();
        var output = run("set -euo pipefail\n" + script, "http://localhost:" + port, token);

        assertThat(output)
                .contains(
                        "\"state\":\"ASKED\"", "\"state\":\"SEARCHING\"", "\"explanation\":", "\"state\":\"PROMISED\"")
                .contains(
                        "\"state\":\"AGREED\"", "\"state\":\"MEETING\"", "\"state\":\"TRIAL\"", "\"state\":\"ACTIVE\"")
                .endsWith("done\n");
    }

    private static String run(String script, String address, String token) throws IOException, InterruptedException {
        var process = new ProcessBuilder("bash", "-c", script + "\necho; echo done").redirectErrorStream(true);
        process.environment().put("ADDRESS", address);
        process.environment().put("TOKEN", token);
        var running = process.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(output).isZero();
        return output;
    }
}
