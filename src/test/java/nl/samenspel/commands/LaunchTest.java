package nl.samenspel.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nl.samenspel.Samenspel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole program as a process of its own, as a person at the keyboard meets it.
class LaunchTest {

    @TempDir
    Path folder;

    @Test
    void the_second_start_says_what_runs_where_and_commands_join_it() throws Exception {
        var data = folder.resolve("data with spaces");
        var first = start(Map.of("SAMENSPEL_DATA", data.toString(), "SERVER_PORT", "0"));
        try {
            var address = readyAt(first);
            assertThat(address).startsWith("http://localhost:");

            var second = run(Map.of("SAMENSPEL_DATA", data.toString()));
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.output())
                    .contains("runs already", "process " + first.pid(), address, data.toString())
                    .doesNotContain("\tat ");

            var check = run(Map.of("SAMENSPEL_DATA", data.toString()), "check");
            assertThat(check.output()).contains("0 broken");
            assertThat(check.exitCode()).isZero();
        } finally {
            first.destroy();
            first.waitFor(30, TimeUnit.SECONDS);
        }
        assertThat(data.resolve("database/postmaster.pid")).doesNotExist();

        var real = run(Map.of("SAMENSPEL_DATA", data.toString(), "SERVER_PORT", "0"), "setup");
        assertThat(real.exitCode()).isEqualTo(2);
        assertThat(real.output()).contains("is a demo and stays one").doesNotContain("\tat ");
    }

    @Test
    void a_taken_port_is_said_in_one_sentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            var refused = run(Map.of("SAMENSPEL_DATA", folder.toString(), "SERVER_PORT", port));

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.output().lines()).singleElement().asString().contains("listens on port " + port);
        }
    }

    @Test
    void a_command_without_an_installation_says_how_to_begin_one() throws Exception {
        var refused = run(Map.of("SAMENSPEL_DATA", folder.toString()), "check");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).contains("Begin with ./samenspel");
        assertThat(folder.toFile().list()).isEmpty();
    }

    private static String readyAt(Process process) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        var read = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            read.add(line);
            if (line.contains("is ready: ")) {
                return line.substring(line.indexOf("http"));
            }
        }
        throw new AssertionError("It ended: " + read);
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        var process = start(environment, arguments);
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        // Without the tests' own settings.
        command.add(System.getProperty("java.class.path")
                .replace(Path.of("target/test-classes").toAbsolutePath() + ":", ""));
        command.add(Samenspel.class.getName());
        command.addAll(java.util.List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SAMENSPEL_") || name.startsWith("SERVER_"));
        builder.environment().putAll(environment);
        Files.createDirectories(folder);
        return builder.start();
    }

    private record Outcome(int exitCode, String output) {}
}
