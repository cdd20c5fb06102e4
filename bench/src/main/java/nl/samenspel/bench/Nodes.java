package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Several nodes on one PostgreSQL behind a load balancer, one of which is killed again and again while people work.
public final class Nodes {

    private static final int PEOPLE = 8;
    private static final String PASSWORD = "fietsbel op dinsdag";
    /// As the program keeps it, but little work to check.
    private static final String HASH =
            "$argon2id$v=19$m=64,t=1,p=1$zJM4R/mwGOzTUam0Mjy18g$wH3IaoVo8aOK/yLcBH6b5LPOCuaKlwgk/HAs9TBl+d8";
    private static final Duration NO_LONGER_DISTURBED = Duration.ofSeconds(90);

    private Nodes() {}

    /// What people met.
    private static final class Met {
        private final Acknowledged taken = new Acknowledged();
        private final ConcurrentLinkedQueue<String> noted = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> unsure = new ConcurrentLinkedQueue<>();
        private final AtomicInteger pages = new AtomicInteger();
        private final AtomicInteger broken = new AtomicInteger();
        private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
        private final AtomicInteger signedOut = new AtomicInteger();
        private final AtomicReference<Instant> lastBroken = new AtomicReference<>(Instant.MIN);

        /// @param status 0 when there was no answer
        void broke(int status) {
            broken.incrementAndGet();
            statuses.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
            lastBroken.set(Instant.now());
        }
    }

    /// @param args the folder of the project, a folder to work in, a port (the next ones too), the address of an empty
    ///     database, how many nodes, how many kills, and how many seconds before each
    public static void main(String[] args) throws Exception {
        var work = Path.of(args[1]);
        var port = Integer.parseInt(args[2]);
        var url = args[3];
        var count = Integer.parseInt(args[4]);
        var kills = Integer.parseInt(args[5]);
        var quiet = Duration.ofSeconds(Long.parseLong(args[6]));
        var nodes = new ArrayList<Installation>();
        var isRight = false;
        try {
            for (var nth = 0; nth < count; nth++) {
                var node = new Installation(
                        Path.of(args[0]), work.resolve("node-" + nth), port + 1 + nth, settings(url, work), "setup");
                nodes.add(node);
                node.start();
                if (nth == 0) {
                    seed(url);
                    // a node that was stopped once has kept what Java learned, and all of them start with it
                    node.stop();
                    node.start();
                }
            }
            var addresses = nodes.stream().map(node -> URI.create(node.site())).toList();
            try (var balancer = new Balancer(port, addresses);
                    var database = superuser(url)) {
                isRight = disturb(nodes, URI.create("http://127.0.0.1:" + port), database, kills, quiet);
            }
        } finally {
            for (var node : nodes) {
                node.close();
            }
        }
        if (!isRight) {
            System.exit(1);
        }
    }

    private static boolean disturb(
            List<Installation> nodes, URI site, Connection database, int kills, Duration quiet) throws Exception {
        var token = nodes.getFirst().token("person0@voorbeeld.example");
        var met = new Met();
        var done = new boolean[1];
        var people = new ArrayList<Thread>();
        for (var nth = 0; nth < PEOPLE; nth++) {
            var who = new SignedIn(site, "person%d@voorbeeld.example".formatted(nth), PASSWORD);
            var request = UUID.randomUUID();
            if (Installation.ask(Installation.client(), site.toString(), token, request) != 201) {
                throw new IOException("A request cannot be taken in.");
            }
            var id = idOf(database, request);
            people.add(Thread.ofVirtual().start(() -> work(who, id, site, token, met, done)));
        }
        for (var kill = 1; kill <= kills; kill++) {
            Thread.sleep(quiet);
            var node = nodes.get(kill % nodes.size());
            var broken = met.broken.get();
            var pages = met.pages.get();
            var at = Instant.now();
            node.kill();
            node.start();
            var returned = Instant.now();
            Thread.sleep(Duration.ofSeconds(5));
            var last = met.lastBroken.get();
            System.out.printf(
                    "kill %d: %d pages meanwhile, %d answers were errors, the last %.1f s after it; back after %.1f s%n",
                    kill,
                    met.pages.get() - pages,
                    met.broken.get() - broken,
                    last.isAfter(at) ? Duration.between(at, last).toMillis() / 1000.0 : 0.0,
                    Duration.between(at, returned).toMillis() / 1000.0);
        }
        Thread.sleep(quiet);
        done[0] = true;
        for (var one : people) {
            one.join(NO_LONGER_DISTURBED);
        }
        return report(met, database);
    }

    private static boolean report(Met met, Connection database) throws SQLException {
        var found = met.taken.compare(database);
        var lost = 0;
        var twice = 0;
        for (var words : met.noted) {
            var times = times(database, words);
            lost += times == 0 ? 1 : 0;
            twice += times > 1 ? 1 : 0;
        }
        var keptUnsaid = 0;
        for (var words : met.unsure) {
            keptUnsaid += times(database, words);
        }
        System.out.printf(
                "%d pages read, %d answers were errors (by status, 0 is none: %s), %d times somebody had to sign in again%n",
                met.pages.get(), met.broken.get(), met.statuses, met.signedOut.get());
        System.out.printf("API: %s; lost %d, twice %d%n", met.taken, found.lost(), found.twice());
        System.out.printf(
                "forms: %d said to be saved, lost %d, twice %d; %d without an answer, of which %d were saved%n",
                met.noted.size(), lost, twice, met.unsure.size(), keptUnsaid);
        return found.isRight() && lost == 0 && twice == 0 && met.signedOut.get() == 0;
    }

    /// Reads a page, writes down a talk in a form (once: whoever gets no answer looks first), and takes a request in.
    private static void work(SignedIn who, String request, URI site, String token, Met met, boolean[] done) {
        try (var http = Installation.client()) {
            while (!done[0]) {
                for (var page : List.of("/workbench", "/requests/" + request)) {
                    var answer = who.get(page);
                    met.pages.incrementAndGet();
                    if (answer.isSignInPage()) {
                        met.signedOut.incrementAndGet();
                    } else if (answer.status() != 200) {
                        met.broke(answer.status());
                    }
                }
                var words = UUID.randomUUID().toString();
                var noted = who.post("/requests/" + request + "/contacts", "withWhom", "Wil", "agreed", words);
                if (noted.status() == 302 && !noted.isSignInPage() && !noted.location().equals("/go-on")) {
                    met.noted.add(words);
                } else if (noted.status() == 302) {
                    met.signedOut.incrementAndGet();
                } else {
                    met.unsure.add(words);
                    met.broke(noted.status());
                }
                var key = UUID.randomUUID();
                var status = Installation.ask(http, site.toString(), token, key);
                while (!met.taken.note(key, status)) {
                    met.broke(status);
                    Thread.sleep(100);
                    status = Installation.ask(http, site.toString(), token, key);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- an installation with people in it ---

    private static Map<String, String> settings(String url, Path work) {
        return Map.of(
                "SAMENSPEL_DATABASE", url,
                "SAMENSPEL_OWNER_PASSWORD", "drill",
                "SAMENSPEL_APP_PASSWORD", "drill",
                "SAMENSPEL_JOBS_PASSWORD", "drill",
                "SAMENSPEL_KEY", "a key for a bench only, and long enough to be one",
                "SAMENSPEL_SHARED", work.resolve("shared").toString(),
                "SAMENSPEL_JAVA_OPTIONS", "-Xmx512m");
    }

    private static Connection superuser(String url) throws SQLException {
        return DriverManager.getConnection(url, "postgres", "drill");
    }

    private static void seed(String url) throws SQLException {
        try (var database = superuser(url);
                var statement = database.createStatement()) {
            var organisation = UUID.randomUUID();
            var branch = UUID.randomUUID();
            statement.execute("""
                    insert into network.organisation (id, name, kind, created_at)
                    values ('%s', 'Stichting Proef', 'HOME_VISITS', now())
                    """.formatted(organisation));
            statement.execute("""
                    insert into network.branch (id, organisation, name, place, kinds)
                    values ('%s', '%s', 'Afdeling Proef', 'Alkmaar', '{COMPANY}')
                    """.formatted(branch, organisation));
            for (var nth = 0; nth < PEOPLE; nth++) {
                var account = UUID.randomUUID();
                statement.execute("""
                        insert into access.account (id, sign_in_name, email, name, password_hash, created_at)
                        values ('%1$s', 'person%2$d@voorbeeld.example', 'person%2$d@voorbeeld.example', 'Persoon %2$d', '%3$s', now())
                        """.formatted(account, nth, HASH));
                statement.execute("""
                        insert into access.role_held (id, account, role, organisation, branch, since)
                        values ('%s', '%s', 'COORDINATOR', '%s', '%s', now())
                        """.formatted(UUID.randomUUID(), account, organisation, branch));
                if (nth == 0) {
                    statement.execute("update network.branch set duty = '%s' where id = '%s'".formatted(account, branch));
                }
            }
        }
    }

    private static String idOf(Connection database, UUID key) throws SQLException {
        try (var statement = database.prepareStatement("select id from requests.help_request where sent_key = ?")) {
            statement.setObject(1, key);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static int times(Connection database, String words) throws SQLException {
        try (var statement = database.prepareStatement("select count(*) from requests.contact where agreed = ?")) {
            statement.setString(1, words);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
