package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An installation that runs as a program of its own, to be killed.
final class Installation implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String COORDINATOR = "marieke@maatjes.example";

    private final Path launcher;
    private final Path data;
    private final int port;
    private final Path log;
    private final Map<String, String> environment;
    private final List<String> command;
    private final HttpClient http = client();
    private Process process;

    /// @param environment beside what says where it is
    /// @param command what follows the launcher; nothing: the demo
    Installation(Path root, Path data, int port, Map<String, String> environment, String... command) {
        this.command = List.of(command);
        this.launcher = root.resolve("samenspel");
        this.data = data;
        this.port = port;
        this.log = data.resolveSibling(data.getFileName() + ".log");
        this.environment = new HashMap<>(environment);
        this.environment.put("SAMENSPEL_DATA", data.toString());
        this.environment.put("SERVER_PORT", Integer.toString(port));
        this.environment.put("SAMENSPEL_PACE", "false");
    }

    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /// Returns when it says that it is ready: pages come a little sooner, while the first start still fills the demo.
    void start() throws IOException, InterruptedException {
        var before = timesReady();
        var builder = new ProcessBuilder(Stream.concat(Stream.of(launcher.toString()), command.stream())
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        var until = Instant.now().plus(PATIENCE);
        while (timesReady() == before) {
            if (!process.isAlive() || Instant.now().isAfter(until)) {
                throw new IOException("It does not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    private long timesReady() throws IOException {
        if (Files.notExists(log)) {
            return 0;
        }
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("is ready")).count();
        }
    }

    boolean answers() throws InterruptedException {
        try {
            var asked = HttpRequest.newBuilder(URI.create(site() + "/sign-in"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(asked, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    String site() {
        return "http://127.0.0.1:" + port;
    }

    /// With -9.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void killDatabase() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-9", postmaster(data).getFirst()).start().waitFor();
    }

    private static List<String> postmaster(Path data) throws IOException {
        return Files.readAllLines(data.resolve("database").resolve("postmaster.pid"));
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /// A key to the API, of somebody who takes requests in.
    String token() throws IOException, InterruptedException {
        return token(COORDINATOR);
    }

    String token(String name) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(launcher.toString(), "token", "--as", name);
        builder.environment().putAll(environment);
        var printing = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        var lines = new String(printing.getInputStream().readAllBytes()).strip().lines().toList();
        if (printing.waitFor() != 0 || lines.isEmpty()) {
            throw new IOException("No token:\n" + Files.readString(log));
        }
        return lines.getLast();
    }

    /// Whether its log of looks is as it was written.
    boolean verifiesItsLog() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(launcher.toString(), "audit", "verify").inheritIO();
        builder.environment().putAll(environment);
        return builder.start().waitFor() == 0;
    }

    /// The embedded database, as the role that sees all rows.
    Connection database() throws IOException, SQLException {
        return connect(data, "samenspel_jobs", "jobs");
    }

    /// The embedded database of the installation that runs on these data.
    ///
    /// @param secret the name of the file with the password of that role
    static Connection connect(Path data, String role, String secret) throws IOException, SQLException {
        return DriverManager.getConnection(address(data), role, secret(data, secret));
    }

    static String address(Path data) throws IOException {
        return "jdbc:postgresql://127.0.0.1:%s/samenspel".formatted(postmaster(data).get(3).strip());
    }

    static String secret(Path data, String name) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(name)).strip();
    }

    /// Asks for something, named after this key. The status of the answer; 0 when there was none.
    static int ask(HttpClient http, String site, String token, UUID key) throws InterruptedException {
        try {
            var call = HttpRequest.newBuilder(URI.create(site + "/api/v1/help-requests"))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key.toString())
                    .POST(BodyPublishers.ofString("""
                            {"participant": {"givenName": "Wil", "familyName": "%s", "phone": "0612345678"},
                             "kind": "COMPANY", "words": "Een praatje", "place": "Alkmaar", "hoursPerWeek": 2}
                            """.formatted(key)))
                    .build();
            return http.send(call, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            stop();
        }
    }
}
