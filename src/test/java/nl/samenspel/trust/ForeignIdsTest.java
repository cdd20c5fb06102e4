package nl.samenspel.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.samenspel.trust.Browser.Answer;
import nl.samenspel.trust.Doors.Door;
import nl.samenspel.trust.World.Household;
import nl.samenspel.trust.World.Relationship;
import nl.samenspel.trust.World.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

/// Numbers of somebody else where [WhoMayWhatTest] does not put them: in a field of a form, in a body of the API, in
/// the
/// second place of an address. They answer as numbers of nobody, and show nothing.
///
/// The forms are those on the pages that each role sees, with everything filled in; each field that holds a number is
/// tried with the same kind of number of a partner and of a stranger.
@TrustTest
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForeignIdsTest {

    private static final List<String> WHO =
            List.of("volunteer", "participant", "relative", "professional", "coordinator", "manager");
    private static final Set<Relationship> FOREIGN = Set.of(Relationship.PARTNER, Relationship.STRANGER);

    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern FORM = Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("<(input|select|textarea)\\b([^>]*)>");
    private static final Pattern OPTION = Pattern.compile("<option\\b([^>]*)>");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    World.Builder builder;

    /// Fields that choose from the public directory: organisations and branches of others may stand there by name.
    private static final Set<String> DIRECTORY = Set.of(
            "/refer branch",
            "/requests/new branch",
            "/requests/…/triage nextOrganisation",
            "/hand-over to",
            "/requests/…/refer to");

    private World world;

    @BeforeAll
    void one_world() {
        world = builder.build("http://localhost:" + port);
    }

    private final List<String> troubles = new ArrayList<>();
    private final Set<String> fields = new TreeSet<>();
    private int tried;

    /// The last, as forms that are right change the world.
    @Test
    @Order(3)
    void a_number_of_somebody_else_in_a_form_answers_as_one_of_nobody() {
        troubles.clear();
        fields.clear();
        tried = 0;
        var taken = 0;
        var forms = new LinkedHashMap<Visitor, List<Form>>();
        for (var name : WHO) {
            var visitor = world.visitors.get(name);
            forms.put(visitor, formsOf(visitor));
            forms.get(visitor).forEach(form -> swap(visitor, form));
        }
        for (var visitor : forms.keySet()) {
            for (var form : forms.get(visitor)) {
                var answer = send(visitor, form.action(), form.fields());
                taken += answer.status() == 302 || answer.status() == 200 ? 1 : 0;
            }
        }
        System.out.printf(
                "Numbers of others in forms: %d tried in %s; as they are, %d forms were taken; %d troubles%n",
                tried, fields, taken, troubles.size());
        assertThat(troubles).isEmpty();
        assertThat(fields).contains("person", "to", "toBranch", "colleague", "holder", "cover", "at", "as", "asked");
        assertThat(tried).isGreaterThan(50);
        assertThat(taken).as("forms that are right but for the number").isGreaterThan(15);
    }

    @Test
    @Order(1)
    void a_number_of_somebody_else_in_the_second_place_of_an_address_answers_as_one_of_nobody() {
        var own = world.at(Relationship.OWN);
        var seconds = Pattern.compile("\\{(other|branch|account|route|volunteerId|task|line|seat|signal)}");
        for (var door : Doors.all(mapping)) {
            var second = seconds.matcher(door.pattern());
            if (!second.find()) {
                continue;
            }
            fields.add(door.key());
            for (var name : WHO) {
                for (var relationship : FOREIGN) {
                    var foreign = numberOf(second.group(1), world.at(relationship));
                    var path = door.path(door.kind().of(own), own);
                    var mine = numberOf(second.group(1), own);
                    compare(
                            world.visitors.get(name),
                            door.key(),
                            foreign,
                            id -> send(world.visitors.get(name), door, path.replace(mine.toString(), id.toString())));
                }
            }
        }
        System.out.printf("Numbers of others in addresses: %d tried at %s%n", tried, fields);
        assertThat(troubles).isEmpty();
        assertThat(fields).hasSizeGreaterThan(10);
    }

    @Test
    @Order(2)
    void a_number_of_somebody_else_in_a_body_of_the_API_answers_as_one_of_nobody() {
        troubles.clear();
        var own = world.at(Relationship.OWN);
        for (var name : WHO) {
            var visitor = world.visitors.get(name);
            for (var relationship : FOREIGN) {
                var foreign = world.at(relationship);
                compare(
                        visitor,
                        "helpRequest",
                        foreign.searching().value(),
                        id -> invite(visitor, id, own.volunteer().person().value()));
                compare(
                        visitor,
                        "volunteers",
                        foreign.volunteer().person().value(),
                        id -> invite(visitor, own.searching().value(), id));
                // all that is wrong is told at once, so what else is missing hides nothing; branches are in the
                // directory
                compare(
                        visitor,
                        "participant.id",
                        foreign.participant().person().value(),
                        id -> visitor.browser()
                                .json("/api/v1/help-requests", "{\"participant\": {\"id\": \"%s\"}}".formatted(id)));
                compare(
                        visitor,
                        "saidBy",
                        foreign.participant().person().value(),
                        id -> visitor.browser()
                                .json(
                                        "/api/v1/matches/%s/consent".formatted(own.match()),
                                        "{\"answer\": \"YES\", \"saidBy\": \"%s\"}".formatted(id)));
            }
        }
        assertThat(troubles).isEmpty();
        assertThat(invite(
                                world.visitors.get("coordinator"),
                                own.searching().value(),
                                own.volunteer().person().value())
                        .status())
                .as("the same with numbers of their own is no 404")
                .isNotEqualTo(404);
    }

    private static Answer invite(Visitor visitor, UUID request, UUID volunteer) {
        return visitor.browser()
                .json(
                        "/api/v1/invitations",
                        "{\"helpRequest\": \"%s\", \"volunteers\": [\"%s\"]}".formatted(request, volunteer));
    }

    // --- comparing ---

    private interface Asking {
        Answer with(UUID id);
    }

    private void compare(Visitor visitor, String what, UUID foreign, Asking asking) {
        if (DIRECTORY.contains(what)) {
            return;
        }
        tried++;
        var nobody = UUID.randomUUID();
        var there = asking.with(foreign);
        var notThere = asking.with(nobody);
        var one = plain(there, foreign);
        var other = plain(notThere, nobody);
        if (!one.equals(other)) {
            var at = 0;
            while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
                at++;
            }
            troubles.add("%s as %s: foreign %d, nobody's %d: …%s | …%s"
                    .formatted(
                            what,
                            visitor.name(),
                            there.status(),
                            notThere.status(),
                            one.substring(Math.max(0, at - 40), Math.min(one.length(), at + 60)),
                            other.substring(Math.max(0, at - 40), Math.min(other.length(), at + 60))));
        }
        var hidden = World.canaries(FOREIGN.stream().map(world::at).toList());
        var said = (there.headers() + there.body()).toLowerCase(Locale.ROOT);
        if (hidden.stream().map(word -> word.toLowerCase(Locale.ROOT)).anyMatch(said::contains)) {
            troubles.add("%s as %s: shows what is not theirs".formatted(what, visitor.name()));
        }
        if (there.status() >= 500) {
            troubles.add("%s as %s: %d".formatted(what, visitor.name(), there.status()));
        }
    }

    private static String plain(Answer answer, UUID id) {
        var headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(Set.of("date", "set-cookie", "content-length", "connection", "keep-alive"));
        return (answer.status() + " " + headers + answer.body())
                .replace(id.toString(), "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "CSRF")
                // a form that is not there yet gets a number of its own
                .replaceAll("name=\"key\" value=\"[^\"]*\"", "KEY")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?", "NOW");
    }

    /// Reads where it leads, too, or what was said there would be told at another page.
    private static Answer send(Visitor visitor, String action, Map<String, String> fields) {
        var answer = visitor.browser().form(action, fields);
        follow(visitor, answer);
        return answer;
    }

    private static Answer follow(Visitor visitor, Answer answer) {
        return answer.status() == 302
                ? visitor.browser().get(answer.location().replaceFirst("^https?://[^/]*", ""))
                : answer;
    }

    private static Answer send(Visitor visitor, Door door, String path) {
        if (door.isGet()) {
            return visitor.browser().get(path);
        }
        return door.isApi()
                ? visitor.browser().json(path, "{}")
                : visitor.browser().form(path, Map.of());
    }

    // --- numbers ---

    private static UUID numberOf(String place, Household household) {
        return switch (place) {
            case "other" -> household.another().person().value();
            case "branch" -> household.team().branch().value();
            case "account" -> household.team().coordinator().value();
            case "route" -> household.route();
            case "task", "line", "signal" ->
                World.idOf(place, household.participant().person());
            case "seat" -> World.idOf("relative seat", household.participant().person());
            default -> household.volunteer().person().value();
        };
    }

    /// All numbers of a household, in one order.
    private static List<UUID> numbers(Household household) {
        var all = new ArrayList<UUID>();
        for (var someone :
                List.of(household.participant(), household.relative(), household.volunteer(), household.another())) {
            all.add(someone.person().value());
            all.add(
                    someone.account() == null
                            ? new UUID(0, 0)
                            : someone.account().value());
        }
        all.add(household.request().value());
        all.add(household.searching().value());
        all.add(household.invitation().value());
        all.add(household.match().value());
        all.add(household.file());
        all.add(household.route());
        all.add(household.team().organisation().value());
        all.add(household.team().branch().value());
        all.add(household.team().coordinator().value());
        for (var seat : List.of("participant seat", "relative seat", "volunteer seat", "desk seat")) {
            all.add(World.idOf(seat, household.participant().person()));
        }
        return all;
    }

    // --- forms ---

    private record Form(String action, Map<String, String> fields) {}

    private void swap(Visitor visitor, Form form) {
        var mine = new HashMap<UUID, Integer>();
        for (var relationship : List.of(Relationship.SHARED, Relationship.ELSEWHERE, Relationship.OWN)) {
            var numbers = numbers(world.at(relationship));
            for (var i = 0; i < numbers.size(); i++) {
                mine.put(numbers.get(i), i);
            }
        }
        form.fields().forEach((name, value) -> {
            if (!UUIDS.matcher(value).matches() || !mine.containsKey(UUID.fromString(value))) {
                return;
            }
            fields.add(name);
            for (var relationship : FOREIGN) {
                compare(
                        visitor,
                        form.action().replaceAll(UUIDS.pattern(), "…") + " " + name,
                        numbers(world.at(relationship)).get(mine.get(UUID.fromString(value))),
                        id -> {
                            var changed = new LinkedHashMap<>(form.fields());
                            changed.put(name, id.toString());
                            return send(visitor, form.action(), changed);
                        });
            }
        });
    }

    /// The forms on all pages that somebody sees of their own, each once, filled in.
    private List<Form> formsOf(Visitor visitor) {
        var own = world.at(Relationship.OWN);
        var paths = new LinkedHashSet<String>();
        for (var door : Doors.all(mapping)) {
            if (door.isGet() && !door.isApi()) {
                paths.add(door.path(door.kind().of(own), own));
                if (door.pattern().startsWith("/requests/{id}")) {
                    paths.add(door.path(own.searching().value(), own));
                }
            }
        }
        paths.add("/requests/new?q=q");
        var forms = new LinkedHashMap<String, Form>();
        for (var path : paths) {
            var page = follow(visitor, visitor.browser().get(path));
            if (page.status() != 200) {
                continue;
            }
            FORM.matcher(page.body()).results().forEach(found -> {
                var action = attribute(found.group(1), "action");
                var filled = filledIn(found.group(2));
                if ("post".equals(attribute(found.group(1), "method"))
                        && !action.startsWith("/sign-")
                        && !action.startsWith("/my-access")
                        && filled.values().stream()
                                .anyMatch(value -> UUIDS.matcher(value).matches())) {
                    forms.putIfAbsent(action + filled.keySet(), new Form(action, filled));
                }
            });
        }
        return List.copyOf(forms.values());
    }

    private static Map<String, String> filledIn(String form) {
        var fields = new LinkedHashMap<String, String>();
        for (var found : FIELD.matcher(form).results().toList()) {
            var name = attribute(found.group(2), "name");
            var value = attribute(found.group(2), "value");
            if (name.isEmpty() || name.equals("_csrf")) {
                continue;
            }
            switch (found.group(1)) {
                case "select" -> {
                    var rest = form.substring(found.end());
                    var options = OPTION.matcher(rest.substring(0, rest.indexOf("</select>")))
                            .results()
                            .map(option -> attribute(option.group(1), "value"))
                            .filter(one -> !one.isEmpty())
                            .toList();
                    options.stream().findFirst().ifPresent(one -> fields.put(name, one));
                }
                case "textarea" -> fields.put(name, "Gewone woorden die lang genoeg zijn");
                default -> {
                    var type = attribute(found.group(2), "type");
                    var said = value.isEmpty() ? example(type, name) : value;
                    switch (type) {
                        case "radio" -> fields.putIfAbsent(name, said);
                        case "checkbox" -> fields.putIfAbsent(name, said);
                        case "submit", "file" -> {}
                        default -> fields.put(name, said);
                    }
                }
            }
        }
        return fields;
    }

    private static String example(String type, String name) {
        return switch (type) {
            case "date" ->
                LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(7).toString();
            case "time" -> "10:00";
            case "number" -> "1";
            case "email" -> "iemand@voorbeeld.example";
            case "tel" -> "0201234567";
            case "hidden" -> "";
            default -> name.toLowerCase(Locale.ROOT).contains("postcode") ? "1000" : "Gewone woorden";
        };
    }

    private static String attribute(String tag, String name) {
        var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? HtmlUtils.htmlUnescape(Objects.requireNonNull(found.group(1))) : "";
    }
}
