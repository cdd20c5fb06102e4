package nl.samenspel.trust;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.people.People;
import nl.samenspel.trust.Browser.Answer;
import nl.samenspel.trust.Doors.Door;
import nl.samenspel.trust.Doors.Kind;
import nl.samenspel.trust.World.Household;
import nl.samenspel.trust.World.Relationship;
import nl.samenspel.trust.World.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every handler of the running program, as every role, with a record in every relation, over HTTP: compared with the
/// table that people read (docs/explanation/who-may-what.md). A handler that is not in the table fails here.
///
/// Beside each answer: no refusal holds a byte of what was refused; nobody sees a word of an organisation that shared
/// nothing with theirs, in no answer of any kind, nor in a log; what is there and foreign answers as what is not there;
/// and who is shown on a page is who its event in the log of looks names.
///
/// What was measured is written to target/who-may-what.md, to compare and to copy from after thinking.
@TrustTest
@NullUnmarked
class WhoMayWhatTest {

    private static final Path TABLE = Path.of("docs/explanation/who-may-what.md");
    private static final List<String> COLUMNS = List.of(
            "guest",
            "volunteer",
            "participant",
            "relative",
            "professional",
            "team leader",
            "coordinator",
            "manager",
            "administrator",
            "municipality",
            "national office");

    /// Lists with something in them: filters and searches, for the log of looks.
    private static final List<String> MORE_PAGES = List.of(
            "/search?q=q",
            "/requests?state=ALL",
            "/requests?q=q&state=ALL",
            "/volunteers?q=q",
            "/volunteers?name=q",
            "/matches?state=ENDED",
            "/team-leaders?q=q",
            "/hours?from=1-1-2026&until=31-12-2026",
            "/requests/new?q=q",
            "/requests/REQUEST/candidates?name=q",
            "/requests/SEARCHING/candidates",
            "/requests/SEARCHING/candidates?name=q",
            "/requests/SEARCHING",
            "/api/v1/help-requests/SEARCHING/candidates",
            "/emergency/ELSEWHERE");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    World.Builder builder;

    @Autowired
    People people;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    private World world;
    private int cells;

    /// Whether a handler was reached, past every guard on its door.
    private final AtomicBoolean opened = new AtomicBoolean();

    private final HandlerInterceptor opening = new HandlerInterceptor() {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            // a refusal goes on to the page for errors
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                opened.set(true);
            }
            return true;
        }
    };

    @BeforeEach
    void stand_behind_the_guards() throws ReflectiveOperationException {
        interceptors().add(opening);
    }

    @AfterEach
    void go_away() throws ReflectiveOperationException {
        interceptors().remove(opening);
    }

    private final List<String> troubles = new ArrayList<>();

    // --- the table ---

    @Test
    void everyone_may_do_what_the_table_says_and_nothing_else() {
        var log = listen();
        var measured = new TreeMap<String, Map<String, String>>();
        var doors = Doors.all(mapping);
        fresh();
        var before = fingerprints();
        for (var door : doors.stream().filter(Door::isGet).toList()) {
            measured.put(door.key(), measure(door));
        }
        var looked = looksOnMorePages();
        fingerprints().forEach((table, rows) -> {
            if (!rows.equals(before.get(table))) {
                troubles.add("reading pages changed " + table);
            }
        });
        String lastController = null;
        for (var door : doors.stream().filter(door -> !door.isGet()).toList()) {
            // what the buttons of one screen change does not reach those of the next
            if (door.kind() != Kind.NOTHING
                    && !door.handler().getBeanType().getName().equals(lastController)) {
                fresh();
                lastController = door.handler().getBeanType().getName();
            }
            measured.put(door.key(), measure(door));
        }
        mail();
        log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> !canariesIn(line, everything).isEmpty())
                .forEach(line -> troubles.add("in the log: " + line));
        write(doors, measured);
        System.out.printf(
                "Who may what: %d handlers, %d cells tried, %d pages compared with the log of looks, %d troubles%n",
                doors.size(), cells, looked, troubles.size());
        troubles.stream().limit(60).forEach(System.out::println);
        var table = readTable();
        var differences = new ArrayList<String>();
        measured.forEach((key, row) -> {
            if (!table.containsKey(key)) {
                differences.add(key + " is not in " + TABLE);
            } else {
                row.forEach((who, cell) -> {
                    if (!cell.equals(table.get(key).get(who))) {
                        differences.add("%s as %s: measured \"%s\", the table says \"%s\""
                                .formatted(key, who, cell, table.get(key).get(who)));
                    }
                });
            }
        });
        table.keySet().stream()
                .filter(key -> !measured.containsKey(key))
                .forEach(key -> differences.add(key + " is in the table and not in the program"));
        assertThat(differences).isEmpty();
        assertThat(troubles).isEmpty();
        assertThat(cells).isGreaterThan(2_000);
    }

    /// What each table holds, but for what every visit changes by its nature: the logs of looks and of files,
    /// and who is signed in.
    private Map<String, String> fingerprints() {
        var db = builder.superuser();
        return db.sql("""
                select format('%I.%I', table_schema, table_name) from information_schema.tables
                where table_schema not in ('pg_catalog', 'information_schema', 'audit') and table_type = 'BASE TABLE'
                """).query(String.class).list().stream()
                .filter(
                        table -> !table.matches(
                                "access\\.(session|session_attributes|sign_in|device)|insight\\.taken_out|database\\.scheduled_tasks|.*flyway.*"))
                .collect(Collectors.toMap(
                        table -> table,
                        table -> db.sql("select coalesce(md5(string_agg(t::text, ',' order by t::text)), '') from "
                                        + table + " t")
                                .query(String.class)
                                .single()));
    }

    /// A page that shows somebody without logging it is found out.
    @Test
    void a_page_that_forgets_its_look_is_noticed() throws Exception {
        fresh();
        var info = RequestMappingInfo.paths("/forgetful")
                .methods(org.springframework.web.bind.annotation.RequestMethod.GET)
                .options(mapping.getBuilderConfiguration())
                .build();
        var whom = world.at(Relationship.OWN).participant().person();
        mapping.registerMapping(info, new Forgetful(people, whom), Forgetful.class.getDeclaredMethod("show"));
        try {
            var coordinator = world.visitors.get("coordinator");
            assertThat(world.visitors.get("guest").browser().get("/forgetful").status())
                    .isNotEqualTo(200);
            visit(coordinator, "/forgetful", null);
            assertThat(troubles).singleElement().asString().contains("shown without a line in the log");
        } finally {
            mapping.unregisterMapping(info);
        }
    }

    @Controller
    @nl.samenspel.access.MayUse(Role.COORDINATOR)
    static class Forgetful {

        private final People people;
        private final PersonId whom;

        Forgetful(People people, PersonId whom) {
            this.people = people;
            this.whom = whom;
        }

        @ResponseBody
        String show() {
            return people.listFacts(List.of(whom)).values().toString();
        }
    }

    /// The table has one column for both.
    @Test
    void a_researcher_may_what_a_municipality_may() {
        for (var door : Doors.all(mapping)) {
            if (door.rule() != null) {
                var roles = List.of(door.rule().value());
                assertThat(roles.contains(Role.RESEARCHER)).as(door.key()).isEqualTo(roles.contains(Role.MUNICIPALITY));
            }
        }
    }

    // --- each guard taken away: -Dmutations=true ---

    /// Takes the rule from each handler in turn, and sees whether the table notices. Not in the usual run: it
    /// tries every cell of every handler once more.
    @Test
    @EnabledIfSystemProperty(named = "mutations", matches = "true")
    void each_guard_that_is_taken_away_is_noticed() throws Exception {
        var table = readTable();
        var survived = new ArrayList<String>();
        var tried = 0;
        var interceptors = interceptors();
        var at = interceptors.stream()
                .map(one -> one.getClass().getSimpleName())
                .toList()
                .indexOf("MayUseInterceptor");
        var guard = interceptors.get(at);
        fresh();
        String lastController = null;
        for (var door : Doors.all(mapping)) {
            if (door.rule() == null || door.rule().everyone()) {
                continue;
            }
            if (door.isApi() && door.rule().value().length == 0) {
                // for everyone with a key: the key is the guard, and ApiTest takes that away
                continue;
            }
            if (door.kind() != Kind.NOTHING
                    && !door.handler().getBeanType().getName().equals(lastController)) {
                fresh();
                lastController = door.handler().getBeanType().getName();
            }
            tried++;
            interceptors.set(at, new Without(guard, door.handler()));
            try {
                var noticed = measure(door).entrySet().stream()
                        .anyMatch(cell ->
                                !cell.getValue().equals(table.get(door.key()).get(cell.getKey())));
                if (!noticed) {
                    survived.add(door.key());
                }
            } finally {
                interceptors.set(at, guard);
            }
        }
        System.out.printf(
                "Guards: %d taken away, %d noticed; not noticed: %s%n", tried, tried - survived.size(), survived);
        assertThat(survived).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private List<HandlerInterceptor> interceptors() throws ReflectiveOperationException {
        var field = AbstractHandlerMapping.class.getDeclaredField("adaptedInterceptors");
        field.setAccessible(true);
        return (List<HandlerInterceptor>) field.get(mapping);
    }

    private record Without(HandlerInterceptor guard, HandlerMethod open) implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                throws Exception {
            return (handler instanceof HandlerMethod method
                            && method.getMethod().equals(open.getMethod()))
                    || guard.preHandle(request, response, handler);
        }
    }

    // --- trying ---

    private final Set<String> everything = new HashSet<>();

    private void fresh() {
        world = builder.build("http://localhost:" + port);
        everything.addAll(World.canaries(world.households.values()));
    }

    /// What each role may with this handler, in the table's words.
    private Map<String, String> measure(Door door) {
        var row = new LinkedHashMap<String, String>();
        for (var name : COLUMNS) {
            var visitor = world.visitors.get(name);
            var allowed = EnumSet.noneOf(Relationship.class);
            var cameIn = false;
            Answer foreign = null;
            for (var relationship : door.relationships()) {
                var household = world.at(relationship);
                var path = door.path(door.kind().of(household), household);
                opened.set(false);
                var answer = tryOut(visitor, door, path);
                cameIn |= opened.get();
                if (!isRefused(door, visitor, answer)) {
                    allowed.add(relationship);
                } else {
                    leaksNothing(visitor, door, answer, household);
                    if (relationship == Relationship.PARTNER) {
                        foreign = answer;
                    }
                }
            }
            row.put(name, words(door, allowed, cameIn));
            if (foreign != null && door.kind() != Kind.NOTHING && door.kind() != Kind.MINE) {
                alike(visitor, door, foreign);
            }
        }
        var suspended = world.visitors.get("suspended");
        var own = world.at(Relationship.OWN);
        var answer = tryOut(suspended, door, door.path(door.kind().of(own), own));
        // a program is told that its key is no longer good, also where nobody needs one
        var keyRefused = answer.status() == 401 && door.key().contains(" /api/");
        if (!keyRefused
                && isRefused(door, suspended, answer) == row.get("guest").equals("ja")) {
            troubles.add("%s: who is suspended is no guest: %d".formatted(door.key(), answer.status()));
        }
        return row;
    }

    private Answer tryOut(Visitor visitor, Door door, String path) {
        cells++;
        if (door.isGet()) {
            return visit(visitor, path, door);
        }
        var answer = door.isApi()
                ? visitor.browser().json(path, "{}")
                : visitor.browser().form(path, fields(door, visitor));
        judge(visitor, door.method() + " " + path, answer);
        return answer;
    }

    /// What a form must name before its guard can say anything.
    private Map<String, String> fields(Door door, Visitor visitor) {
        if (door.pattern().equals("/my-data/contact")) {
            return visitor.self().stream()
                    .findFirst()
                    .map(person -> Map.of("person", person.toString()))
                    .orElse(Map.of());
        }
        return Set.of("/my-limits", "/my-limits/rather-not", "/my-limits/together", "/my-offer")
                        .contains(door.pattern())
                ? Map.of(
                        "person",
                        world.at(Relationship.OWN).volunteer().person().toString())
                : Map.of();
    }

    /// A page about a request is a look at who asked it, also where it does not name them.
    private Set<PersonId> about(String path) {
        var persons = new HashSet<PersonId>();
        world.households.values().forEach(household -> {
            if (path.contains(household.request().toString())) {
                persons.add(household.participant().person());
            }
            if (path.contains(household.searching().toString())) {
                persons.add(household.another().person());
            }
            // the photo of a receipt names nobody, and is a look at whose it is
            if (path.contains(
                            World.idOf("claim", household.volunteer().person()).toString())
                    && path.endsWith("/receipt")) {
                persons.add(household.volunteer().person());
            }
        });
        return persons;
    }

    /// A look at a page: who is on it is who the log says.
    private Answer visit(Visitor visitor, String path, Door door) {
        var before = clock.instant();
        var answer = visitor.browser().get(path);
        judge(visitor, "GET " + path, answer);
        if (visitor.account() == null) {
            return answer;
        }
        record Line(UUID event, PersonId person, String handler) {}
        var lines = jobs.sql("""
                select e.id, s.person, e.handler from audit.event e join audit.subject s on s.event = e.id
                where e.account = :account and e.at >= :before
                """)
                .param("account", visitor.account().value())
                .param("before", Timestamp.from(before))
                .query((rs, _) -> new Line(
                        rs.getObject("id", UUID.class),
                        new PersonId(rs.getObject("person", UUID.class)),
                        rs.getString("handler")))
                .list();
        var shown = new HashSet<PersonId>();
        world.names().forEach((name, person) -> {
            if (lower(answer.body()).contains(name) && !visitor.self().contains(person)) {
                shown.add(person);
            }
        });
        var logged = lines.stream().map(Line::person).collect(Collectors.toSet());
        var where = "%s as %s".formatted(path, visitor.name());
        logged.removeAll(
                about(path).stream().filter(person -> !shown.contains(person)).toList());
        if (path.startsWith("/who-looked")) {
            // names who looked at oneself: what one is told of others there is that, not their record
            shown.clear();
        }
        if (!logged.containsAll(shown)) {
            troubles.add(where + ": shown without a line in the log: " + namesOf(shown, logged));
        }
        if (!shown.containsAll(logged)) {
            troubles.add(where + ": in the log without being shown: " + namesOf(logged, shown));
        }
        if (lines.stream().map(Line::event).distinct().count() > 1) {
            troubles.add(where + ": more than one event");
        }
        if (door != null && lines.stream().anyMatch(line -> !line.handler().equals(door.handlerName()))) {
            troubles.add(where + ": the event names " + lines.getFirst().handler());
        }
        return answer;
    }

    private Set<String> namesOf(Set<PersonId> some, Set<PersonId> without) {
        var names = new TreeSet<String>();
        world.households.forEach((relationship, household) -> household.names().forEach((name, person) -> {
            if (some.contains(person) && !without.contains(person)) {
                names.add(relationship + " "
                        + (person.equals(household.participant().person())
                                ? "participant"
                                : person.equals(household.relative().person())
                                        ? "relative"
                                        : person.equals(household.volunteer().person())
                                                ? "volunteer"
                                                : "other participant"));
            }
        }));
        if (names.isEmpty()) {
            names.add("somebody of another world");
        }
        return names;
    }

    private int looksOnMorePages() {
        var own = world.at(Relationship.OWN);
        var pages = 0;
        for (var page : MORE_PAGES) {
            for (var name : COLUMNS) {
                var path = page.replace("REQUEST", own.request().toString())
                        .replace("SEARCHING", own.searching().toString())
                        .replace(
                                "ELSEWHERE",
                                world.at(Relationship.ELSEWHERE)
                                        .another()
                                        .person()
                                        .toString());
                visit(world.visitors.get(name), path, null);
                cells++;
                pages++;
            }
        }
        return pages + (int) Doors.all(mapping).stream().filter(Door::isGet).count() * COLUMNS.size();
    }

    /// What no answer may hold, whatever it is: words of those who shared nothing with whoever asks.
    private void judge(Visitor visitor, String what, Answer answer) {
        if (answer.status() >= 500) {
            troubles.add("%s as %s: %d".formatted(what, visitor.name(), answer.status()));
        }
        var kind = answer.headers()
                .getOrDefault("content-type", List.of(""))
                .getFirst()
                .toLowerCase(Locale.ROOT);
        if (!answer.body().isEmpty()
                && !kind.matches(
                        "(text/.*|.*javascript);\\s*charset=utf-8|application/(problem\\+)?json(;.*)?|application/(pdf|vnd\\.openxmlformats-officedocument\\.spreadsheetml\\.sheet)|image/.*|font/.*")) {
            troubles.add("%s as %s: the answer is said to be \"%s\"".formatted(what, visitor.name(), kind));
        }
        for (var cookie : answer.headers().getOrDefault("set-cookie", List.of())) {
            if (!cookie.contains("HttpOnly") || !cookie.contains("SameSite=")) {
                troubles.add(
                        "%s as %s: a cookie for scripts or other sites: %s".formatted(what, visitor.name(), cookie));
            }
        }
        var hidden = new ArrayList<Household>();
        hidden.add(world.at(Relationship.PARTNER));
        hidden.add(world.at(Relationship.STRANGER));
        if (visitor.role() == null
                || visitor.role() == Role.ADMINISTRATOR
                || visitor.role().isOutside()) {
            hidden.addAll(world.households.values());
        } else if (!visitor.role().isStaff()) {
            hidden.add(world.at(Relationship.ELSEWHERE));
        }
        var found = canariesIn(answer.headers() + answer.body(), World.canaries(hidden));
        if (!found.isEmpty()) {
            troubles.add("%s as %s: shows what is not theirs: %s".formatted(what, visitor.name(), found));
        }
    }

    private void leaksNothing(Visitor visitor, Door door, Answer answer, Household household) {
        var found = canariesIn(answer.headers() + answer.body(), World.canaries(List.of(household)));
        if (!found.isEmpty()) {
            troubles.add("%s as %s: refuses and shows it all the same".formatted(door.key(), visitor.name()));
        }
    }

    private static Set<String> canariesIn(String text, Set<String> canaries) {
        var lower = lower(text);
        return canaries.stream().filter(lower::contains).collect(Collectors.toSet());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static boolean isRefused(Door door, Visitor visitor, Answer answer) {
        if (visitor.role() == null) {
            return answer.status() == 401
                    || answer.status() == 404
                    || (answer.status() == 302
                            && (answer.location().contains("/sign-in?to=")
                                    || answer.location().contains("/sign-in?ended")))
                    || (answer.status() == 302
                            && answer.location().endsWith("/go-on")
                            && !door.pattern().equals("/go-on"));
        }
        return answer.status() == 404 || answer.status() == 403;
    }

    /// What is foreign answers as what is not there.
    private void alike(Visitor visitor, Door door, Answer foreign) {
        var nobody = UUID.randomUUID();
        var household = world.at(Relationship.PARTNER);
        var path = door.path(nobody, household);
        cells++;
        var absent = door.isGet()
                ? visitor.browser().get(path)
                : door.isApi()
                        ? visitor.browser().json(path, "{}")
                        : visitor.browser().form(path, Map.of());
        var there = plain(foreign, door.kind().of(household));
        var notThere = plain(absent, nobody);
        if (!there.equals(notThere)) {
            troubles.add("%s as %s: what is foreign answers otherwise than what is not there: %s"
                    .formatted(door.key(), visitor.name(), difference(there, notThere)));
        }
    }

    private static String difference(String one, String other) {
        var at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return "%s | %s"
                .formatted(
                        one.substring(Math.max(0, at - 30), Math.min(one.length(), at + 60)),
                        other.substring(Math.max(0, at - 30), Math.min(other.length(), at + 60)));
    }

    /// Without what differs each time.
    private static String plain(Answer answer, UUID id) {
        var headers = new HashMap<>(answer.headers());
        headers.keySet().removeAll(Set.of("date", "set-cookie", "content-length", "connection", "keep-alive"));
        return (answer.status() + " " + new TreeMap<>(headers) + answer.body())
                .replace(id.toString(), "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "CSRF")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?", "NOW");
    }

    /// Mail names who it is to, and nobody else.
    private void mail() {
        var letters = builder.superuser()
                .sql(
                        "select lower(to_address) || ' ' || lower(to_name), lower(subject || ' ' || body) from mail.outbox")
                .query((rs, _) -> List.of(rs.getString(1), rs.getString(2)))
                .list();
        assertThat(letters).isNotEmpty();
        for (var letter : letters) {
            var found = canariesIn(letter.getLast(), everything);
            found.removeIf(canary -> letter.getFirst().contains(canary));
            if (!found.isEmpty()) {
                troubles.add("mail to %s names %s".formatted(letter.getFirst(), found));
            }
        }
    }

    private static ListAppender<ILoggingEvent> listen() {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
        return appender;
    }

    // --- the file ---

    private static final Map<Relationship, String> WORDS = new TreeMap<>(Map.of(
            Relationship.OWN, "eigen",
            Relationship.ELSEWHERE, "elders",
            Relationship.SHARED, "gedeeld",
            Relationship.PARTNER, "partner",
            Relationship.STRANGER, "vreemd"));

    /// @param cameIn whether the handler was reached at all: past the rule on it
    private static String words(Door door, Set<Relationship> allowed, boolean cameIn) {
        if (allowed.isEmpty()) {
            return cameIn ? "geen" : "–";
        }
        if (door.kind() == Kind.NOTHING || door.kind() == Kind.MINE) {
            return "ja";
        }
        if (allowed.size() == door.relationships().size()) {
            return "alle";
        }
        return allowed.stream().sorted().map(WORDS::get).collect(Collectors.joining(", "));
    }

    /// By handler, what the table says of each role.
    private static Map<String, Map<String, String>> readTable() {
        var table = new TreeMap<String, Map<String, String>>();
        for (var cells : rows()) {
            var row = new LinkedHashMap<String, String>();
            for (var i = 0; i < COLUMNS.size(); i++) {
                row.put(COLUMNS.get(i), cells.get(3 + i));
            }
            table.put(cells.get(2).replace("`", ""), row);
        }
        return table;
    }

    /// The cells of each row that is about a handler.
    private static List<List<String>> rows() {
        try {
            return Files.exists(TABLE)
                    ? Files.readAllLines(TABLE).stream()
                            .filter(line -> line.startsWith("| ") && line.contains("| `"))
                            .map(line -> List.of(
                                    line.strip().replaceAll("^\\| | \\|$", "").split(" \\| ", -1)))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(List<Door> doors, Map<String, Map<String, String>> measured) {
        var words = new HashMap<String, List<String>>();
        rows().forEach(row -> words.put(row.get(2).replace("`", ""), row.subList(0, 2)));
        var text = new StringBuilder();
        for (var door : doors) {
            var said = words.getOrDefault(door.key(), List.of("?", "?"));
            text.append("| %s | %s | `%s` | %s |%n"
                    .formatted(
                            said.get(0),
                            said.get(1),
                            door.key(),
                            String.join(
                                    " | ",
                                    Objects.requireNonNull(measured.get(door.key()))
                                            .values())));
        }
        try {
            Files.writeString(Path.of("target/who-may-what.md"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
