package nl.samenspel.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;

/// Bare pages beside the product's: a plain HTTP server that asks the database the same, as the same roles under the same
/// row security in the same transactions, with the same line in the log of looks, and prints whatever it answers.
final class Bare implements AutoCloseable {

    private static final String UUID_LOOKS = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern PLACE = Pattern.compile("\\$([0-9]+)");

    /// A page only reads with the jobs' role. What writes with it goes on in the background meanwhile.
    private static final Pattern WRITES =
            Pattern.compile("\\b(insert into|update|delete from|pg_advisory_[a-z_]+|pg_notify)\\b", Pattern.CASE_INSENSITIVE);

    /// As whom a page asks: the web's role for who looks, the jobs' for what they may not see the rows of. By name, with
    /// the secret of the same name.
    static final Set<String> ROLES = Set.of("app", "jobs");

    private final Map<String, HikariDataSource> databases = new HashMap<>();
    private final HttpServer server;
    private final AtomicInteger pages = new AtomicInteger();

    Bare(Path data) throws IOException {
        for (var role : ROLES) {
            var config = new HikariConfig();
            config.setJdbcUrl(Installation.address(data));
            config.setUsername("samenspel_" + role);
            config.setPassword(Installation.secret(data, role));
            config.setMaximumPoolSize(10);
            config.setConnectionInitSql("set lock_timeout = '2s'");
            databases.put(role, new HikariDataSource(config));
        }
        // or a page of more than one packet waits 40 ms for the last
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// @param news how many places there are for the number of this look, a new one for each answer
    private record Step(String role, String backend, String sql, int news) {}

    /// A connection for each that the page had, as far as it was asked for.
    private final class Open implements AutoCloseable {

        private final Map<String, Connection> connections = new HashMap<>();

        Connection of(String role, String backend) throws SQLException {
            var known = connections.get(backend);
            if (known != null) {
                return known;
            }
            var one = databases.get(role).getConnection();
            connections.put(backend, one);
            return one;
        }

        @Override
        public void close() throws SQLException {
            for (var connection : connections.values()) {
                connection.close();
            }
        }
    }

    /// A page that was made bare.
    ///
    /// @param leftOut statements that could not be asked again
    record Page(URI address, int statements, int leftOut) {}

    Page serve(List<Recorder.Statement> recorded) throws SQLException {
        var asked = recorded.stream()
                .filter(one -> !(one.role().equals("jobs") && WRITES.matcher(one.sql()).find()))
                .toList();
        var steps = tried(asked);
        var path = "/" + pages.incrementAndGet();
        server.createContext(path, exchange -> answer(exchange, steps));
        return new Page(
                URI.create("http://localhost:" + server.getAddress().getPort() + path),
                steps.size(),
                asked.size() - steps.size());
    }

    private void answer(HttpExchange exchange, List<Step> steps) throws IOException {
        var page = new StringBuilder("<!doctype html><title>bare</title>");
        try (var open = new Open()) {
            for (var step : steps) {
                ask(open.of(step.role(), step.backend()), step, page);
            }
        } catch (SQLException e) {
            System.err.println(e);
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        var bytes = page.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void ask(Connection connection, Step step, StringBuilder page) throws SQLException {
        try (var statement = connection.prepareStatement(step.sql())) {
            var id = UUID.randomUUID();
            for (var place = 1; place <= step.news(); place++) {
                statement.setObject(place, id);
            }
            if (!statement.execute()) {
                return;
            }
            try (var rows = statement.getResultSet()) {
                var columns = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    page.append("<p>");
                    for (var column = 1; column <= columns; column++) {
                        page.append(rows.getString(column)).append(' ');
                    }
                }
            }
        }
    }

    /// Those that can be asked again.
    private List<Step> tried(List<Recorder.Statement> recorded) throws SQLException {
        var steps = new ArrayList<Step>();
        try (var open = new Open()) {
            var within = new HashMap<Connection, Recorder.Statement>();
            for (var one : recorded) {
                var connection = open.of(one.role(), one.backend());
                switch (one.sql().toUpperCase(Locale.ROOT)) {
                    case "BEGIN", "BEGIN READ ONLY" -> within.put(connection, one);
                    case "COMMIT", "ROLLBACK" -> within.remove(connection);
                    default -> {
                        understood(connection, one, within.containsKey(connection)).ifPresent(steps::add);
                        continue;
                    }
                }
                execute(connection, one.sql());
                steps.add(new Step(one.role(), one.backend(), one.sql(), 0));
            }
            // a page whose end was not written down must not leave a transaction to the next
            for (var begun : within.entrySet()) {
                execute(begun.getKey(), "rollback");
                steps.add(new Step(begun.getValue().role(), begun.getValue().backend(), "rollback", 0));
            }
        }
        return steps;
    }

    /// Its parameters with the types they look to have, except where the database says that it is another.
    private static Optional<Step> understood(Connection connection, Recorder.Statement one, boolean within)
            throws SQLException {
        var plain = new HashSet<Integer>();
        while (true) {
            var typed = new TreeMap<Integer, Integer>();
            var step = step(one, plain, typed);
            var refused = refused(connection, step, within);
            if (refused.isEmpty()) {
                return Optional.of(step);
            }
            if (typed.isEmpty()) {
                return Optional.empty();
            }
            var after = typed.tailMap(refused.getAsInt()).values();
            plain.addAll(after.isEmpty() ? typed.values() : List.of(after.iterator().next()));
        }
    }

    /// Where in the statement is what the database does not take; empty when it takes all.
    private static OptionalInt refused(Connection connection, Step step, boolean within) throws SQLException {
        if (within) {
            execute(connection, "savepoint tried");
        }
        try {
            ask(connection, step, new StringBuilder());
            return OptionalInt.empty();
        } catch (PSQLException e) {
            if (within) {
                execute(connection, "rollback to savepoint tried");
            }
            var told = e.getServerErrorMessage();
            return OptionalInt.of(told == null ? Integer.MAX_VALUE : told.getPosition());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// @param plain parameters that get no type, as they come in the statement, from 0
    /// @param typed is filled in with those that do get one, by where they end in the statement
    private static Step step(Recorder.Statement one, Set<Integer> plain, Map<Integer, Integer> typed) {
        var isLook = one.sql().contains("insert into audit.event");
        var news = 0;
        var sql = new StringBuilder();
        var places = PLACE.matcher(one.sql());
        for (var nth = 0; places.find(); nth++) {
            var literal = one.parameters().get(Integer.parseInt(places.group(1)) - 1);
            if (isLook && literal.equals(one.parameters().getFirst())) {
                news++;
                places.appendReplacement(sql, "?");
                continue;
            }
            var type = plain.contains(nth) ? "" : type(literal);
            places.appendReplacement(sql, Matcher.quoteReplacement(literal + type));
            if (!type.isEmpty()) {
                typed.put(sql.length(), nth);
            }
        }
        return new Step(one.role(), one.backend(), places.appendTail(sql).toString(), news);
    }

    private static String type(String literal) {
        var value = literal.replaceAll("^'|'$", "");
        return Stream.of(
                        new String[] {UUID_LOOKS, "::uuid"},
                        new String[] {"\\{" + UUID_LOOKS + "(," + UUID_LOOKS + ")*}", "::uuid[]"},
                        new String[] {"\\{.*}", "::text[]"},
                        new String[] {"[0-9]{4}-[0-9]{2}-[0-9]{2}", "::date"},
                        new String[] {"[0-9]{4}-[0-9]{2}-[0-9]{2} .*", "::timestamptz"})
                .filter(looks -> Pattern.compile(looks[0], Pattern.DOTALL).matcher(value).matches())
                .map(looks -> looks[1])
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        server.stop(0);
        databases.values().forEach(HikariDataSource::close);
    }
}
