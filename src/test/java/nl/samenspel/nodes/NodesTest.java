package nl.samenspel.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.database.CannotStart;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Memory;
import nl.samenspel.matching.Stage;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Two whole programs on one database, behind a load balancer that knows nothing; then a newer one comes beside
/// them, and one goes.
@NullUnmarked
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesTest {

    private static final Duration A_WHILE = Duration.ofSeconds(90);

    /// What both nodes can do in the background, and how often each was done.
    @Configuration(proxyBeanMethods = false)
    static class Chore {

        static final Map<String, AtomicInteger> DONE = new ConcurrentHashMap<>();
        static final OneTimeTask<Void> TASK = Tasks.oneTime("chore")
                .execute((one, _) -> DONE.computeIfAbsent(one.getId(), _ -> new AtomicInteger())
                        .incrementAndGet());

        @Bean
        OneTimeTask<Void> chore() {
            return TASK;
        }
    }

    @TempDir
    static Path folder;

    static final GreenMail MAIL =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
    static Database database;
    static JdbcClient rows;
    static Balancer balancer;
    static Node one;
    static Node other;

    @BeforeAll
    static void both_start_at_once_on_a_database_without_tables() throws Exception {
        MAIL.start();
        database = TestDatabase.empty();
        rows = JdbcClient.create(TestDatabase.asSuperuser(database));
        var first = CompletableFuture.supplyAsync(() -> start("one", Map.of()));
        other = start("other", Map.of());
        one = first.get();
        balancer = new Balancer();
        balancer.add(one.address());
        balancer.add(other.address());
    }

    @AfterAll
    static void stop() {
        balancer.close();
        one.close();
        other.close();
        database.close();
        MAIL.stop();
    }

    private static Node start(String name, Map<String, String> more) {
        var settings = new java.util.HashMap<>(Map.of(
                "spring.mail.host",
                "127.0.0.1",
                "spring.mail.port",
                Integer.toString(MAIL.getSmtp().getPort())));
        settings.putAll(more);
        return Node.start(name, TestDatabase.url(database), folder, settings, Chore.class);
    }

    // --- people ---

    @Test
    @Order(1)
    void who_comes_in_at_one_is_in_at_the_other_and_who_leaves_at_one_has_left_at_both() throws Exception {
        var team = coordinator();
        var marieke = new Somebody().signIn(team.email(), one.address(), other.address());

        assertThat(marieke.get(one.address(), "/workbench").status()).isEqualTo(200);
        assertThat(marieke.get(other.address(), "/workbench").status()).isEqualTo(200);
        for (var i = 0; i < 6; i++) {
            assertThat(marieke.get(balancer.address(), "/workbench").status()).isEqualTo(200);
        }

        // the form came from the one, and goes to the other
        marieke.get(one.address(), "/my-access");
        assertThat(marieke.post(other.address(), "/sign-out").location()).startsWith("/?goodbye");
        assertThat(marieke.get(one.address(), "/workbench").location()).startsWith("/sign-in");
        assertThat(marieke.get(other.address(), "/workbench").location()).startsWith("/sign-in");
    }

    @Test
    @Order(2)
    void who_asks_for_help_step_by_step_may_go_to_another_node_at_each_step() throws Exception {
        var guest = new Somebody();
        var asked = guest.get(balancer.address(), "/ask");
        for (var step = 0; step < 3 && asked.status() == 302; step++) {
            asked = guest.get(balancer.address(), asked.location());
        }
        assertThat(asked.status()).isEqualTo(200);

        // without the token of the form nothing is taken in, at either
        var forged = new Somebody();
        assertThat(forged.post(one.address(), "/sign-in", "name", "x", "password", "y")
                        .location())
                .isEqualTo("/go-on");
    }

    @Test
    @Order(3)
    void guessing_at_one_uses_up_what_may_be_guessed_at_the_other() throws Exception {
        var team = coordinator();
        var thief = new Somebody();
        var said = new ArrayList<String>();
        for (var i = 0; i < 9; i++) {
            var node = i % 2 == 0 ? one.address() : other.address();
            thief.get(node, "/sign-in");
            said.add(thief.post(node, "/sign-in", "name", team.email(), "password", "mis")
                    .location());
        }
        assertThat(said.subList(0, 8)).allMatch(to -> to.startsWith("/sign-in?wrong"));
        assertThat(said.getLast()).startsWith("/sign-in?often");

        var late = new Somebody();
        late.get(one.address(), "/sign-in");
        assertThat(late.post(one.address(), "/sign-in", "name", team.email(), "password", Neighbourhood.PASSWORD)
                        .location())
                .startsWith("/sign-in?often");
    }

    // --- what is kept in memory ---

    @Test
    @Order(4)
    void a_volunteer_who_comes_at_one_is_found_at_the_other_at_once() {
        var stage = stage(one);
        var request = stage.searching(stage.participant("Jan").person(), 1);
        var wanted = stage.desk(() -> one.bean(HelpRequests.class).findWanted(request))
                .orElseThrow();
        eventually(() -> Memory.fitting(other.program(), wanted, stage.today()).isPresent());

        for (var count = 1; count <= 5; count++) {
            var nth = count;
            var ria = stage.volunteer("Ria" + nth);
            // the first answer that it gives knows of her; on a busy machine it may rather not give one
            eventually(() -> Memory.fitting(other.program(), wanted, stage.today())
                    .map(fitting -> assertThat(fitting).hasSize(nth).contains(ria.person()))
                    .isPresent());
            assertThat(stage.team
                            .viewer()
                            .call(() -> other.bean(Candidates.class).topTen(request))
                            .orElseThrow()
                            .candidates())
                    .hasSize(nth);
        }
    }

    // --- work in the background ---

    @Test
    @Order(5)
    void a_chore_is_done_once_whoever_does_it() {
        var scheduler = one.bean(SchedulerClient.class);
        for (var nth = 0; nth < 60; nth++) {
            scheduler.scheduleIfNotExists(Chore.TASK.instance("chore " + nth), Instant.now());
        }

        eventually(() -> Chore.DONE.size() == 60);
        eventually(() -> left("chore") == 0);
        assertThat(Chore.DONE.values()).allMatch(times -> times.get() == 1);
    }

    @Test
    @Order(6)
    void a_mail_is_brought_once() throws Exception {
        var outbox = one.bean(Outbox.class);
        var team = coordinator();
        team.viewer()
                .run(() -> IntStream.range(0, 40)
                        .forEach(nth -> outbox.send(Letter.to("zoe." + nth + "@voorbeeld.example", "Zoë", "nl")
                                .saying("access.mail.enrol", "Zoë", "https://voorbeeld.example/enrol"))));

        eventually(() -> rows.sql("select count(*) from mail.outbox where sent_at is null")
                        .query(Integer.class)
                        .single()
                == 0);
        // longer than until the next round
        Thread.sleep(6_000);
        var received = new HashSet<String>();
        for (var mail : MAIL.getReceivedMessages()) {
            assertThat(received.add(mail.getHeader("Message-ID")[0])).isTrue();
        }
        assertThat(received)
                .hasSize(rows.sql("select count(*) from mail.outbox")
                        .query(Integer.class)
                        .single());
    }

    @Test
    @Order(7)
    void what_a_program_sends_to_both_at_once_under_one_key_is_one_request() throws Exception {
        var team = coordinator();
        var postcode = neighbourhood(one).takesIn(team).postcode();
        var token = one.bean(ApiTokens.class).issue(team.email()).orElseThrow().value();

        try (var http = HttpClient.newHttpClient()) {
            for (var nth = 0; nth < 10; nth++) {
                var key = UUID.randomUUID();
                var answers = List.of(one, other, one, other).stream()
                        .map(node ->
                                CompletableFuture.supplyAsync(() -> ask(http, node.address(), token, key, postcode)))
                        .toList();

                assertThat(answers)
                        .extracting(CompletableFuture::join)
                        .containsOnlyOnce(201)
                        .containsOnly(200, 201);
                assertThat(requests(key)).isEqualTo(1);
                assertThat(rows.sql("select count(*) from people.person where family_name = :name")
                                .param("name", key.toString())
                                .query(Integer.class)
                                .single())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    @Order(8)
    void what_a_node_that_died_had_in_hand_is_done_by_another_within_a_minute() {
        // as it looks when the program is gone between taking a chore and doing it
        one.bean(SchedulerClient.class)
                .scheduleIfNotExists(Chore.TASK.instance("left"), Instant.now().plusSeconds(3_600));
        rows.sql("""
                update database.scheduled_tasks
                set picked = true, picked_by = 'gone', execution_time = now(), last_heartbeat = now() - interval '25 seconds',
                    version = version + 1
                where task_instance = 'left'
                """).update();
        var before = Instant.now();

        eventually(() -> Chore.DONE.containsKey("left"));
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(60));
    }

    // --- a newer program ---

    @Test
    @Order(9)
    void a_newer_program_starts_beside_an_older_one_that_goes_on_and_nobody_notices() throws Exception {
        var team = coordinator();
        var postcode = neighbourhood(one).takesIn(team).postcode();
        var token = one.bean(ApiTokens.class).issue(team.email()).orElseThrow().value();
        var marieke = new Somebody().signIn(team.email(), one.address(), other.address());
        var wrong = new ConcurrentLinkedQueue<String>();
        var kept = new ConcurrentLinkedQueue<UUID>();
        var over = new AtomicBoolean();
        var pages = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                for (var page : List.of("/workbench", "/requests", "/volunteers", "/my-access")) {
                    try {
                        var answer = marieke.get(balancer.address(), page);
                        if (answer.status() != 200) {
                            wrong.add("%s: %d %s".formatted(page, answer.status(), answer.location()));
                        }
                    } catch (Exception e) {
                        wrong.add(page + ": " + e);
                    }
                }
            }
        });
        var calls = Thread.ofVirtual().start(() -> {
            try (var http = HttpClient.newHttpClient()) {
                while (!over.get()) {
                    var key = UUID.randomUUID();
                    var status = ask(http, balancer.address(), token, key, postcode);
                    if (status == 201) {
                        kept.add(key);
                    } else {
                        wrong.add("a call: " + status);
                    }
                }
            }
        });
        // often enough that the database keeps the plans of its questions
        eventually(() -> kept.size() > 20);

        var newer = start("newer", Map.of("spring.flyway.locations", "classpath:db/migration,classpath:db/later"));
        try {
            balancer.add(newer.address());
            var before = kept.size();
            eventually(() -> kept.size() > before + 20);
            over.set(true);
            pages.join();
            calls.join();

            assertThat(wrong).isEmpty();
            assertThat(kept).allMatch(key -> requests(key) == 1);
            assertThat(rows.sql("""
                    select count(*) from information_schema.columns where column_name = 'added_later'
                    """).query(Integer.class).single()).isEqualTo(6);
            // who starts now must be the newer one
            assertThatThrownBy(() -> start("one too late", Map.of()))
                    .rootCause()
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("V9999__one_more.sql")
                    .hasMessageContaining("Start the newer program");
        } finally {
            over.set(true);
            balancer.remove(newer.address());
            newer.close();
        }
    }

    // --- a node goes ---

    @Test
    @Order(10)
    void a_list_sent_at_one_is_seen_at_the_other_which_goes_on_with_it_when_the_one_is_gone() throws Exception {
        var team = coordinator();
        neighbourhood(one).takesIn(team);
        var marieke = new Somebody().signIn(team.email(), other.address());
        var list = new StringBuilder("nummer;voornaam;achternaam;postcode;plaats;doet ook;dagdelen;uren per week\n");
        for (var nth = 1; nth <= 3_000; nth++) {
            list.append("V%d;Vrijwilliger;Nummer%d;18%02d AB;Alkmaar;boodschappen;ma ochtend;%d%n"
                    .formatted(nth, nth, nth % 100, nth % 8 + 1));
        }

        marieke.get(one.address(), "/import");
        var columns = marieke.postFile(one.address(), "/import", "VOLUNTEERS", list.toString())
                .location();
        var file = columns.replace("/columns", "");
        var shown = marieke.get(other.address(), columns).body();
        var fields = Pattern.compile("<select[^>]*name=\"(column-\\d+)\"")
                .matcher(shown)
                .results()
                .map(found -> found.group(1))
                .toList();
        var meaning =
                List.of("EXTERNAL_ID", "GIVEN_NAME", "FAMILY_NAME", "POSTCODE", "PLACE", "DOES", "DAY_PARTS", "HOURS");
        var chosen = new ArrayList<String>();
        for (var i = 0; i < fields.size(); i++) {
            chosen.addAll(List.of(fields.get(i), meaning.get(i)));
        }
        marieke.post(one.address(), columns, chosen.toArray(String[]::new));
        eventually(() -> isTried(marieke, file));
        rows.sql("""
                create function volunteers.linger() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(0.01);
                    return null;
                end $$""").update();
        rows.sql("""
                create trigger zz_lingers after insert on volunteers.volunteer
                for each row execute function volunteers.linger()""").update();
        marieke.post(one.address(), file, "keepGood", "yes");

        var percent = percent(marieke, file);
        assertThat(percent).as("how far it is, seen at the other").isBetween(0, 99);
        balancer.remove(one.address());
        one.close();
        assertThat(rows.sql("select state from exchange.import_file where id = cast(:id as uuid)")
                        .param("id", file.replace("/import/", ""))
                        .query(String.class)
                        .single())
                .as("left half-way")
                .isEqualTo("BRINGING");
        rows.sql("drop function volunteers.linger cascade").update();

        eventually(() -> marieke.get(other.address(), file).location().endsWith("/done"));
        assertThat(rows.sql("select count(*) from volunteers.volunteer where organisation = :organisation")
                        .param("organisation", team.organisation().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3_000);
        assertThat(marieke.get(balancer.address(), "/workbench").status()).isEqualTo(200);
    }

    private static boolean isTried(Somebody who, String file) throws Exception {
        var page = who.get(other.address(), file);
        return page.status() == 200 && !page.body().contains("data-watch");
    }

    private static int percent(Somebody who, String file) throws Exception {
        var found = Pattern.compile("data-watch=\"(\\d+)\"")
                .matcher(who.get(other.address(), file).body());
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
    }

    // --- what they all need ---

    private static Neighbourhood neighbourhood(Node node) {
        return node.bean(Neighbourhood.class);
    }

    private static Team coordinator() {
        var team = neighbourhood(one).team();
        neighbourhood(one).canSignIn(team.coordinator());
        return team;
    }

    private static Stage stage(Node node) {
        return new Stage(new Stage.Doors(
                neighbourhood(node),
                node.bean(Volunteers.class),
                node.bean(Limits.class),
                node.bean(HelpRequests.class),
                node.bean(Reception.class),
                node.bean(TransactionTemplate.class),
                node.bean(Clock.class)));
    }

    private static int ask(HttpClient http, URI node, String token, UUID key, String postcode) {
        var call = HttpRequest.newBuilder(node.resolve("/api/v1/help-requests"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(BodyPublishers.ofString("""
                        {"participant": {"givenName": "Wil", "familyName": "%s", "phone": "0612345678"},
                         "kind": "COMPANY", "words": "Een praatje", "postcode": "%s", "hoursPerWeek": 2}
                        """.formatted(key, postcode)))
                .build();
        try {
            return http.send(call, BodyHandlers.discarding()).statusCode();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int requests(UUID key) {
        return rows.sql("select count(*) from requests.help_request where sent_key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    private static int left(String task) {
        return rows.sql("select count(*) from database.scheduled_tasks where task_name = :task")
                .param("task", task)
                .query(Integer.class)
                .single();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void eventually(Condition condition) {
        var until = Instant.now().plus(A_WHILE);
        try {
            while (!condition.holds()) {
                assertThat(Instant.now()).as("in time").isBefore(until);
                Thread.sleep(100);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
