package nl.samenspel.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/// Publishes figures on one server, and reads them from its replica as the role that reads figures.
public final class Replica {

    private static final int ROWS_AT_ONCE = 20_000;

    private final String primaryUrl;
    private final String replicaUrl;
    private final Connection primary;
    private int year = 1990;
    private int version;

    private Replica(String primaryUrl, String replicaUrl) throws SQLException {
        this.primaryUrl = primaryUrl;
        this.replicaUrl = replicaUrl;
        this.primary = DriverManager.getConnection(primaryUrl, "postgres", "drill");
    }

    /// @param args the address of the server, a folder to work in, the address of the replica, how much to publish, and what the
    ///     replica is stopped and started with: runuser, pg_ctl and its folder
    public static void main(String[] args) throws Exception {
        var bench = new Replica(args[0], args[2]);
        var times = Integer.parseInt(args[3]);
        bench.begin();
        var isRight = bench.refusesWhatItMust();
        print("in peace", bench.measure(times));
        var writing = new boolean[] {true};
        var writer = Thread.ofPlatform().start(() -> bench.write(writing));
        print("beside heavy writing", bench.measure(times));
        writing[0] = false;
        writer.join();

        control(args, "stop", "-m", "fast");
        var id = bench.publish();
        for (var i = 0; i < 20; i++) {
            bench.writeOnce();
        }
        Thread.sleep(Duration.ofSeconds(10));
        var began = System.nanoTime();
        control(args, "start", "-w", "-l", args[6] + "/log", "-o", options(args[2]));
        try (var reader = bench.reader()) {
            isRight &= waitFor(reader, id);
        }
        System.out.printf(
                Locale.ROOT,
                "away for ten seconds, %d rows behind: all there %.1f s after it was started again%n",
                20 * ROWS_AT_ONCE,
                (System.nanoTime() - began) / 1e9);
        if (!isRight) {
            System.exit(1);
        }
    }

    private static String options(String replicaUrl) {
        var port = replicaUrl.replaceFirst(".*:(\\d+)/.*", "$1");
        return "-p %s -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=200".formatted(port);
    }

    private static void control(String[] args, String... what) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(java.util.List.of(args[4], "-u", "postgres", "--"));
        }
        command.addAll(java.util.List.of(args[5], "-s", "-D", args[6]));
        command.addAll(Arrays.asList(what));
        if (new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
            throw new IOException(String.join(" ", command));
        }
    }

    private Connection reader() throws SQLException {
        return DriverManager.getConnection(replicaUrl, "samenspel_reporting", "drill");
    }

    private void begin() throws SQLException {
        try (var statement = primary.createStatement()) {
            statement.execute("""
                    insert into access.account (id, sign_in_name, name, created_at)
                    values ('00000000-0000-0000-0000-000000000001', 'drill', 'Drill', now())
                    """);
            statement.execute("create table public.heavy (nth bigint generated always as identity primary key, text text)");
        }
    }

    private UUID publish() throws SQLException {
        var id = UUID.randomUUID();
        version++;
        if (version > 100) {
            version = 1;
            year++;
        }
        try (var statement = primary.prepareStatement("""
                insert into insight.edition (id, year, version, source, taken_at, taken_by, out_at)
                values (?, ?, ?, 'drill', now(), '00000000-0000-0000-0000-000000000001', now())
                """)) {
            statement.setObject(1, id);
            statement.setInt(2, year);
            statement.setInt(3, version);
            statement.execute();
        }
        return id;
    }

    private double[] measure(int times) throws SQLException, InterruptedException {
        var millis = new double[times];
        try (var reader = reader()) {
            for (var i = 0; i < times; i++) {
                var id = publish();
                var committed = System.nanoTime();
                if (!waitFor(reader, id)) {
                    throw new IllegalStateException("It does not come over.");
                }
                millis[i] = (System.nanoTime() - committed) / 1e6;
                Thread.sleep(20);
            }
        }
        Arrays.sort(millis);
        return millis;
    }

    private static boolean waitFor(Connection reader, UUID id) throws SQLException, InterruptedException {
        var until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (var statement = reader.prepareStatement("select year from insight.edition where id = ?")) {
            statement.setObject(1, id);
            while (System.nanoTime() < until) {
                try (var rows = statement.executeQuery()) {
                    if (rows.next()) {
                        return true;
                    }
                }
                Thread.sleep(1);
            }
        }
        return false;
    }

    private boolean refusesWhatItMust() throws SQLException, InterruptedException {
        var id = publish();
        try (var reader = reader()) {
            var isRight = waitFor(reader, id);
            System.out.println("what is published is read from the replica: " + (isRight ? "ok" : "WRONG"));
            for (var sql : new String[] {"select * from people.person", "select * from access.account",
                "insert into insight.figure (edition, line) values (gen_random_uuid(), 1)"}) {
                var refused = refuses(reader, sql);
                System.out.printf("refused, %s: %s%n", sql, refused ? "ok" : "WRONG");
                isRight &= refused;
            }
            var connection = DriverManager.getConnection(replicaUrl, "postgres", "drill");
            try (connection) {
                var refused = refuses(connection, "create table public.never (nth int)");
                System.out.printf("refused, writing by whoever it is: %s%n", refused ? "ok" : "WRONG");
                return isRight && refused;
            }
        }
    }

    private static boolean refuses(Connection reader, String sql) {
        try (var statement = reader.createStatement()) {
            statement.execute(sql);
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    private void write(boolean[] writing) {
        while (writing[0]) {
            try {
                writeOnce();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void writeOnce() throws SQLException {
        try (var connection = DriverManager.getConnection(primaryUrl, "postgres", "drill");
                var statement = connection.createStatement()) {
            statement.execute("insert into public.heavy (text) select repeat(md5(n::text), 8) from generate_series(1, %d) n"
                    .formatted(ROWS_AT_ONCE));
        }
    }

    private static void print(String when, double[] millis) {
        System.out.printf(
                Locale.ROOT,
                "%s, %d published: over after p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                when,
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }
}
