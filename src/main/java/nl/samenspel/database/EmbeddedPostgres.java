package nl.samenspel.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// A real PostgreSQL in a folder, for this machine only.
///
/// **Safe by default.** What is committed is on disk (`fsync` and `synchronous_commit` on, checksums on); everybody
/// needs a password, also on this machine; it listens on 127.0.0.1 and has no socket file.
///
/// **It outlives us.** When this process is killed PostgreSQL goes on. The next [#open] finds it through its
/// `postmaster.pid`, makes sure that it is ours, and takes it over. Whoever was the last to use it stops it.
/// When PostgreSQL itself is killed while we run, it is started again on the same port.
final class EmbeddedPostgres implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);
    /// Locks belong to the process, so one process opens a folder once.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path data;
    private final Path cluster;
    private final Map<String, String> settings;
    private final Secrets secrets;
    private final PostgresBinaries binaries;
    private final Unprivileged user;
    private final Turns turns;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Postmaster postmaster = new Postmaster(0, 0, "");

    private EmbeddedPostgres(Path data, Map<String, String> settings, Turns turns, PostgresBinaries binaries) {
        this.data = data;
        this.cluster = data.resolve("database");
        this.settings = settings;
        this.secrets = new Secrets(data.resolve("secrets"));
        this.turns = turns;
        this.binaries = binaries;
        this.user = Unprivileged.choose();
    }

    /// Makes it if there is none in this folder, starts it if it does not run, joins it if it does.
    ///
    /// @param settings  settings of PostgreSQL that differ from ours; only tests have any
    static EmbeddedPostgres open(Path folder, Map<String, String> settings) {
        Path data;
        try {
            data = Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new CannotStart("""
                    Samenspel cannot make the folder %s for its data (%s). \
                    Choose another with SAMENSPEL_DATA.""".formatted(folder, e), e);
        }
        if (!OPEN.add(data)) {
            throw new CannotStart("This process has the database in %s open already.".formatted(data));
        }
        Turns turns = null;
        try {
            turns = Turns.of(data.resolve("postgresql.lock"));
            var ours = turns;
            return turns.inTurn(() -> {
                var postgres = new EmbeddedPostgres(data, settings, ours, PostgresBinaries.unpackInto(data));
                postgres.make();
                postgres.joinOrStart(freePort());
                ours.beginUse();
                postgres.watch();
                return postgres;
            });
        } catch (RuntimeException e) {
            if (turns != null) {
                turns.close();
            }
            OPEN.remove(data);
            throw e;
        }
    }

    /// Whether a database was ever made in this folder.
    static boolean isIn(Path data) {
        // It gets its name when it is complete; what is inside may not be readable for us.
        return Files.exists(data.resolve("database"));
    }

    int port() {
        return postmaster.port();
    }

    long pid() {
        return postmaster.pid();
    }

    Secrets secrets() {
        return secrets;
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database);
    }

    /// A connection that may do everything. For making roles and databases, not for work.
    Connection connectAsSuperuser(String database) throws SQLException {
        return connectAsSuperuser(port(), database);
    }

    private Connection connectAsSuperuser(int port, String database) throws SQLException {
        var login = new Properties();
        login.setProperty("user", SUPERUSER);
        login.setProperty("password", secrets.get("superuser"));
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "60");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), login);
    }

    /// Stops PostgreSQL, unless another process still uses it.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            turns.inTurn(() -> {
                if (turns.endUse()) {
                    stop();
                }
                return true;
            });
        } finally {
            turns.close();
            OPEN.remove(data);
        }
    }

    private void make() throws IOException {
        if (isIn(data)) {
            refuseDataOfAnotherUser();
            var found = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!found.equals(binaries.majorVersion())) {
                throw new CannotStart("""
                        The data in %s were made by PostgreSQL %s, this Samenspel brings PostgreSQL %s. \
                        Restore a backup into an empty folder.""".formatted(data, found, binaries.majorVersion()));
            }
            if (!secrets.has("superuser")) {
                throw new CannotStart("""
                        The password file %s is missing, so the database in %s cannot be opened. \
                        Put it back from a backup.""".formatted(data.resolve("secrets/superuser"), data));
            }
            user.own(cluster);
            return;
        }
        LOG.info("Making a database in {}", cluster);
        var unfinished = data.resolve("database.unfinished");
        var passwordFile = data.resolve("password.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Files.createDirectory(unfinished);
        var password = secrets.get("superuser");
        try {
            Files.deleteIfExists(passwordFile);
            Files.copy(data.resolve("secrets").resolve("superuser"), passwordFile, StandardCopyOption.COPY_ATTRIBUTES);
            user.own(unfinished);
            user.own(passwordFile);
            var made = initdb(unfinished, passwordFile, "C.UTF-8");
            if (made.exitCode() != 0 && made.output().contains("invalid locale name")) {
                made = initdb(unfinished, passwordFile, "C");
            }
            if (made.exitCode() != 0) {
                throw new CannotStart("PostgreSQL cannot make its files in %s:%n%s"
                        .formatted(data, made.output().replace(password, "…").strip()));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void refuseDataOfAnotherUser() throws IOException {
        var made = data.resolve("secrets");
        if (Files.exists(made)) {
            var owner = Files.getOwner(made).getName();
            if (!owner.equals(System.getProperty("user.name"))) {
                throw new CannotStart("""
                        The data in %1$s belong to the user %2$s, but this is %3$s. Start Samenspel as %2$s, \
                        or choose another folder with SAMENSPEL_DATA.""".formatted(data, owner, System.getProperty("user.name")));
            }
        }
    }

    /// Names sort as Dutch readers expect (ICU), and letters with accents are letters.
    private Outcome initdb(Path target, Path passwordFile, String locale) throws IOException {
        return run(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + locale,
                "--locale-provider=icu",
                "--icu-locale=nl-NL",
                "--data-checksums"));
    }

    private void joinOrStart(int port) throws IOException {
        var until = Instant.now().plus(PATIENCE);
        for (var running = postmaster(); running.isPresent(); running = postmaster()) {
            var it = running.get();
            if (!runsHere(it)) {
                LOG.info("PostgreSQL was not stopped properly (process {} is gone); it recovers", it.pid());
                Files.deleteIfExists(pidFile());
                break;
            }
            if (it.status().equals("ready") && answers(it)) {
                LOG.info(
                        "PostgreSQL {} runs already as process {} on port {}", binaries.version(), it.pid(), it.port());
                postmaster = it;
                return;
            }
            if (Instant.now().isAfter(until)) {
                throw new CannotStart("""
                        PostgreSQL runs on the data in %s as process %d, but gives no answer. \
                        See %s, or end that process and start again.""".formatted(data, it.pid(), cluster.resolve("log")));
            }
            pause(A_MOMENT);
        }
        start(port, until);
    }

    private void start(int port, Instant until) throws IOException {
        var log = cluster.resolve("start.log");
        for (var tryPort = port; ; tryPort = freePort()) {
            configure(tryPort);
            Files.deleteIfExists(log);
            var started = run(List.of(
                    binaries.program("pg_ctl").toString(),
                    "start",
                    "--pgdata=" + cluster,
                    "--log=" + log,
                    "--wait",
                    "--timeout=" + PATIENCE.toSeconds(),
                    "--silent"));
            var running = postmaster();
            if (started.exitCode() == 0 && running.isPresent()) {
                postmaster = running.get();
                LOG.info(
                        "PostgreSQL {} started as process {} on port {}",
                        binaries.version(),
                        postmaster.pid(),
                        postmaster.port());
                return;
            }
            var said = (Files.exists(log) ? Files.readString(log) : "") + started.output();
            // Another program took the port, or the children of a killed PostgreSQL are not quite gone.
            var passes = said.contains("Address already in use") || said.contains("shared memory block");
            if (!passes || Instant.now().isAfter(until)) {
                throw new CannotStart("PostgreSQL does not start on the data in %s:%n%s".formatted(data, said.strip()));
            }
            pause(A_MOMENT);
        }
    }

    private void stop() throws IOException {
        var running = postmaster();
        if (running.isEmpty() || !runsHere(running.get())) {
            return;
        }
        var stopped = run(List.of(
                binaries.program("pg_ctl").toString(),
                "stop",
                "--pgdata=" + cluster,
                "--mode=fast",
                "--wait",
                "--timeout=" + PATIENCE.toSeconds(),
                "--silent"));
        if (stopped.exitCode() != 0) {
            LOG.warn("PostgreSQL did not stop: {}", stopped.output());
        } else {
            LOG.info("PostgreSQL stopped");
        }
    }

    /// Starts PostgreSQL again if it ends while we use it.
    private void watch() {
        var process = ProcessHandle.of(postmaster.pid());
        Thread.ofVirtual().name("postgresql-watch").start(() -> {
            process.ifPresent(it -> it.onExit().join());
            if (!closed.get()) {
                revive();
            }
        });
    }

    /// Tries until it runs: a disk that was full is emptied by somebody, and nobody thinks of us then.
    private void revive() {
        LOG.error("PostgreSQL (process {}) ended unexpectedly; it is started again", postmaster.pid());
        while (!closed.get() && !isRevived()) {
            pause(BETWEEN_TRIES);
        }
    }

    private boolean isRevived() {
        try {
            return turns.inTurn(() -> {
                if (!closed.get()) {
                    joinOrStart(postmaster.port());
                    watch();
                }
                return true;
            });
        } catch (RuntimeException e) {
            if (!closed.get()) {
                LOG.error("PostgreSQL cannot be started again; the next try is in {} s", BETWEEN_TRIES.toSeconds(), e);
            }
            return false;
        }
    }

    private void configure(int port) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# Written by Samenspel at every start. Settings of your own go into postgresql.auto.conf.");
        var all = new LinkedHashMap<String, String>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("unix_socket_directories", "");
        all.put("max_connections", "60");
        all.put("fsync", "on");
        all.put("synchronous_commit", "on");
        all.put("full_page_writes", "on");
        all.put("max_wal_size", "256MB");
        all.put("min_wal_size", "80MB");
        all.put("password_encryption", "scram-sha-256");
        all.put("jit", "off");
        all.put("logging_collector", "on");
        all.put("log_directory", "log");
        all.put("log_filename", "postgresql-%a.log");
        all.put("log_rotation_age", "1d");
        all.put("log_truncate_on_rotation", "on");
        // Details name the values of a row, and those may be a person's.
        all.put("log_error_verbosity", "terse");
        all.putAll(settings);
        all.forEach((name, value) -> lines.add("%s = '%s'".formatted(name, value.replace("'", "''"))));
        Files.write(cluster.resolve("samenspel.conf"), lines);

        var main = cluster.resolve("postgresql.conf");
        var include = "include 'samenspel.conf'";
        if (!Files.readString(main).contains(include)) {
            Files.writeString(main, "\n" + include + "\n", StandardOpenOption.APPEND);
        }
        user.own(cluster.resolve("samenspel.conf"));
    }

    private boolean answers(Postmaster running) {
        try (var connection = connectAsSuperuser(running.port(), SUPERUSER);
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            return row.next() && Files.isSameFile(Path.of(row.getString(1)), cluster);
        } catch (SQLException e) {
            if (PSQLState.INVALID_PASSWORD.getState().equals(e.getSQLState())) {
                throw new CannotStart("""
                        PostgreSQL runs on the data in %s as process %d, but refuses the password in %s. \
                        Put that file back from a backup.""".formatted(data, running.pid(), data.resolve("secrets/superuser")), e);
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether that process lives and works in our folder. After a crash of the machine, or in a copied folder, the
    /// number in the file may be that of any other process, even of another PostgreSQL.
    private boolean runsHere(Postmaster running) {
        var process = ProcessHandle.of(running.pid());
        if (process.isEmpty() || !process.get().isAlive()) {
            return false;
        }
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(running.pid()), "cwd"), cluster);
        } catch (IOException e) {
            return process.get().isAlive()
                    && process.get()
                            .info()
                            .command()
                            .map(it -> it.endsWith("postgres"))
                            .orElse(false);
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    /// What PostgreSQL wrote about itself: process, folder, start, port, socket, address, memory, state.
    private Optional<Postmaster> postmaster() throws IOException {
        if (Files.notExists(pidFile())) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(pidFile(), StandardCharsets.UTF_8);
        return Optional.of(new Postmaster(
                number(lines, 0),
                (int) number(lines, 3),
                lines.size() > 7 ? lines.get(7).strip() : ""));
    }

    private static long number(List<String> lines, int line) {
        try {
            return line < lines.size() ? Long.parseLong(lines.get(line).strip()) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    private Outcome run(List<String> command) throws IOException {
        var output = Files.createTempFile("samenspel-postgresql", ".txt");
        try {
            var builder = new ProcessBuilder(user.command(command))
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
            builder.environment().put("LC_ALL", "C");
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds() + 30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(-1, "It took too long. " + Files.readString(output));
            }
            return new Outcome(process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while PostgreSQL was starting or stopping.", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for PostgreSQL.", e);
        }
    }

    private record Postmaster(long pid, int port, String status) {}

    private record Outcome(int exitCode, String output) {}
}
