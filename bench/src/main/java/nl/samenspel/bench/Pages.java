package nl.samenspel.bench;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// The workbench and the candidates' page under eight users at once, beside a bare page: a plain
/// HTTP server that reads the same rows under the same row security, writes the same lines in the
/// log of looks, and prints the names. Both are asked in turns, in one run, so that what else the
/// machine does weighs on both.
public final class Pages {

    private static final int USERS = 8;
    private static final int WARM_UP = 150;
    private static final int ROUNDS = 3;
    private static final int ASKED_PER_ROUND = 400;

    private Pages() {}

    public static void main(String[] args) throws Exception {
        var address = URI.create(args[0]);
        var data = Path.of(args[1]);
        try (var database = connect(data)) {
            var viewer = Marieke.find(database);
            var bare = bare(database, viewer);
            try {
                var client = signedIn(address, "MARIEKE");
                var request = viewer.aSearchingRequest();
                var bareAddress = URI.create("http://localhost:" + bare.getAddress().getPort());
                compare(
                        "workbench",
                        client,
                        address.resolve("/workbench"),
                        bareAddress.resolve("/workbench"));
                compare(
                        "candidates",
                        client,
                        address.resolve("/requests/" + request + "/candidates"),
                        bareAddress.resolve("/candidates"));
            } finally {
                bare.stop(0);
            }
        }
    }

    private static void compare(String name, HttpClient client, URI product, URI bare) throws Exception {
        ask(client, product, WARM_UP);
        ask(client, bare, WARM_UP);
        List<Long> ours = new ArrayList<>();
        List<Long> theirs = new ArrayList<>();
        for (var round = 0; round < ROUNDS; round++) {
            ours.addAll(ask(client, product, ASKED_PER_ROUND));
            theirs.addAll(ask(client, bare, ASKED_PER_ROUND));
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d users, %d requests each: p50 %.1f ms (bare %.1f, ratio %.1f), p99 %.1f ms (bare %.1f, ratio %.1f)%n",
                name,
                USERS,
                ours.size(),
                millis(ours, 50),
                millis(theirs, 50),
                millis(ours, 50) / millis(theirs, 50),
                millis(ours, 99),
                millis(theirs, 99),
                millis(ours, 99) / millis(theirs, 99));
    }

    static double millis(List<Long> nanos, int percent) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    private static List<Long> ask(HttpClient client, URI page, int times) throws Exception {
        try (var users = Executors.newFixedThreadPool(USERS)) {
            Callable<Long> once = () -> {
                var began = System.nanoTime();
                var answer = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
                var took = System.nanoTime() - began;
                if (answer.statusCode() != 200) {
                    throw new IOException(page + " answers " + answer.statusCode());
                }
                return took;
            };
            List<Long> took = new ArrayList<>();
            for (var done : users.invokeAll(java.util.Collections.nCopies(times, once))) {
                took.add(done.get());
            }
            return took;
        }
    }

    /// As one of the town's people, through the demo's own door.
    static HttpClient signedIn(URI address, String persona) throws Exception {
        var client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        var page = client.send(HttpRequest.newBuilder(address.resolve("/demo")).build(), BodyHandlers.ofString())
                .body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        if (!token.find()) {
            throw new IOException("The demo's door has no form.");
        }
        client.send(
                HttpRequest.newBuilder(address.resolve("/demo"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + token.group(1) + "&as=" + persona))
                        .build(),
                BodyHandlers.discarding());
        return client;
    }

    static HikariDataSource connect(Path data) throws IOException {
        var config = new HikariConfig();
        config.setJdbcUrl(Installation.address(data));
        config.setUsername("samenspel_app");
        config.setPassword(Installation.secret(data, "app"));
        config.setMaximumPoolSize(10);
        return new HikariDataSource(config);
    }

    /// Who looks: the same coordinator, as the program would set it.
    record Marieke(String account, String organisation, String branch, String aSearchingRequest) {

        static Marieke find(HikariDataSource database) throws SQLException, IOException {
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                set(connection, "samenspel.role", "ADMINISTRATOR");
                var account = one(connection, "select id from access.account where sign_in_name like 'marieke@%'");
                var organisation = one(
                        connection, "select organisation from access.role_held where account = '" + account + "'");
                var branch =
                        one(connection, "select branch from access.role_held where account = '" + account + "'");
                var viewer = new Marieke(account, organisation, branch, "");
                viewer.look(connection);
                var request = one(
                        connection,
                        "select id from requests.help_request where state = 'SEARCHING' order by id limit 1");
                connection.rollback();
                return new Marieke(account, organisation, branch, request);
            }
        }

        void look(Connection connection) throws SQLException {
            set(connection, "samenspel.account", account);
            set(connection, "samenspel.organisation", organisation);
            set(connection, "samenspel.branches", branch);
            set(connection, "samenspel.role", "COORDINATOR");
        }

        private static void set(Connection connection, String name, String value) throws SQLException {
            try (var statement = connection.prepareStatement("select set_config(?, ?, true)")) {
                statement.setString(1, name);
                statement.setString(2, value);
                statement.execute();
            }
        }

        private static String one(Connection connection, String sql) throws SQLException {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    static HttpServer bare(HikariDataSource database, Marieke viewer) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page(server, "/workbench", database, viewer, """
                select r.id, r.words, p.id as person, p.given_name || ' ' || p.family_name as name
                from requests.help_request r join people.person p on p.id = r.participant
                where r.state in ('ASKED', 'SEARCHING', 'MATCHED') and r.holder = '%s'
                order by r.next_date
                """.formatted(viewer.account()));
        page(server, "/candidates", database, viewer, """
                select v.person as id, '' as words, p.id as person, p.given_name || ' ' || p.family_name as name
                from volunteers.volunteer v join people.person p on p.id = v.person
                left join limits.own_limit l on l.volunteer = v.person
                where v.status = 'ACTIVE'
                """);
        page(server, "/insight", database, viewer, """
                select null as person, kind as name, count(*)::text as words from requests.help_request
                where organisation = '%s' and waiting_since between current_date - interval '1 year' and current_date
                group by kind order by count(*) desc
                """.formatted(viewer.organisation()));
        server.start();
        return server;
    }

    private static void page(HttpServer server, String path, HikariDataSource database, Marieke viewer, String sql) {
        server.createContext(path, exchange -> {
            var page = new StringBuilder("<!doctype html><title>bare</title><ul>");
            List<String> seen = new ArrayList<>();
            try (var connection = database.getConnection()) {
                connection.setAutoCommit(false);
                viewer.look(connection);
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        page.append("<li>").append(rows.getString("name")).append(' ').append(rows.getString("words"));
                        if (rows.getString("person") != null && seen.size() < (path.equals("/candidates") ? 10 : Integer.MAX_VALUE)) {
                            seen.add(rows.getString("person"));
                        }
                    }
                }
                try (var statement = connection.prepareStatement("""
                        insert into audit.event (id, at, account, who, role, organisation, handler, purpose)
                        values (?, now(), ?::uuid, '', 'COORDINATOR', ?::uuid, 'bare', 'WORKBENCH')
                        """);
                        var subjects = connection.prepareStatement("""
                        insert into audit.subject (event, account, person, organisation, relation)
                        select ?, ?::uuid, person::uuid, ?::uuid, 'STAFF' from unnest(?) person
                        """)) {
                    var event = UUID.randomUUID();
                    statement.setObject(1, event);
                    statement.setString(2, viewer.account());
                    statement.setString(3, viewer.organisation());
                    statement.execute();
                    subjects.setObject(1, event);
                    subjects.setString(2, viewer.account());
                    subjects.setString(3, viewer.organisation());
                    subjects.setArray(
                            4, connection.createArrayOf("text", seen.stream().distinct().toArray()));
                    subjects.execute();
                }
                connection.commit();
            } catch (SQLException e) {
                page.append(e);
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
                System.err.println(e + " " + Arrays.toString(e.getStackTrace()));
                return;
            }
            var bytes = page.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            try (var out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }
}
