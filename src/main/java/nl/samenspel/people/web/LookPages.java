package nl.samenspel.people.web;

import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.PARTICIPANT;
import static nl.samenspel.access.Role.RELATIVE;
import static nl.samenspel.access.Role.VOLUNTEER;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Emergencies;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Look;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Paging;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/// Who looked at whose record: everyone's own, and for the manager the organisation's. NEN 7513 asks for both: in
/// plain words, by period, with emergency access marked.
@Controller
class LookPages {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");
    private static final LocalDate EARLIEST = LocalDate.of(2020, 1, 1);
    private static final int ON_A_PAGE = 50;

    private final Looks looks;
    private final Emergencies emergencies;
    private final People people;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    LookPages(
            Looks looks,
            Emergencies emergencies,
            People people,
            Organisations organisations,
            Words words,
            Clock clock) {
        this.looks = looks;
        this.emergencies = emergencies;
        this.people = people;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    /// One look, in words.
    ///
    /// @param who name, role and organisation of who looked
    /// @param whom whose record; empty on one's own page
    /// @param reason why it was opened in an emergency
    public record Line(
            ZonedDateTime at,
            String who,
            String whom,
            String why,
            @Nullable String reason) {}

    /// An emergency, in words.
    public record Opened(ZonedDateTime at, String who, String whom, String reason) {}

    /// The days asked for, and which page.
    private record Asked(Form form, Instant from, Instant until, Paging paging) {}

    @GetMapping("/who-looked")
    @MayUse({VOLUNTEER, PARTICIPANT, RELATIVE})
    ModelAndView atMine(@RequestParam MultiValueMap<String, String> typed) {
        var asked = asked(typed);
        var page = asked.form().isRight()
                ? looks.listAtMine(asked.from(), asked.until(), asked.paging().skip(), ON_A_PAGE)
                : new Looks.Page(List.of(), 0);
        return isPastTheLast(asked, page)
                ? new ModelAndView("redirect:" + address("/who-looked", asked))
                : page("people/who-looked", "/who-looked", asked, page, Map.of());
    }

    @GetMapping("/looks")
    @MayUse(MANAGER)
    ModelAndView atOurs(@RequestParam MultiValueMap<String, String> typed) {
        var asked = asked(typed);
        var right = asked.form().isRight();
        var page = right
                ? looks.listAtOurs(asked.from(), asked.until(), asked.paging().skip(), ON_A_PAGE)
                : new Looks.Page(List.of(), 0);
        if (isPastTheLast(asked, page)) {
            return new ModelAndView("redirect:" + address("/looks", asked));
        }
        var opened = right ? emergencies.listOfOurs(asked.from(), asked.until()) : List.<Emergencies.Emergency>of();
        var whom = new HashSet<PersonId>();
        page.looks().forEach(look -> whom.add(look.person()));
        opened.forEach(one -> whom.add(one.person()));
        // who reads the log sees people too, so this is a look like any other
        var names = people.list(whom, Purpose.LOG);
        var answer = page("people/looks", "/looks", asked, page, names);
        answer.addObject(
                "opened",
                opened.stream()
                        .map(one ->
                                new Opened(one.at().atZone(HERE), one.who(), name(one.person(), names), one.reason()))
                        .toList());
        return answer;
    }

    private Asked asked(MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "people.looks");
        var today = LocalDate.now(clock);
        var from = form.optionalDate("from", EARLIEST, today).orElse(EARLIEST);
        var until = form.optionalDate("until", EARLIEST, today).orElse(today);
        var paging = Paging.of(Objects.requireNonNullElse(typed.getFirst("page"), ""), Looks.MOST, ON_A_PAGE);
        if (form.isRight() && until.isBefore(from)) {
            form.refuse("until", "people.looks.until.early");
        }
        return new Asked(
                form,
                from.atStartOfDay(HERE).toInstant(),
                until.plusDays(1).atStartOfDay(HERE).toInstant(),
                paging);
    }

    private ModelAndView page(String template, String path, Asked asked, Looks.Page page, Map<PersonId, Person> names) {
        var of = namesOf(page.looks());
        var model = new HashMap<String, Object>();
        model.put("form", asked.form());
        model.put(
                "lines",
                page.looks().stream().map(look -> line(look, of, names)).toList());
        model.put("found", page.total());
        model.put("page", asked.paging().page());
        model.put("pages", (Math.min(page.total(), Looks.MOST) + ON_A_PAGE - 1) / ON_A_PAGE);
        model.put("path", address(path, asked));
        return new ModelAndView(
                template, model, asked.form().isRight() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// How many there are comes with the looks themselves, so past the last page that is not known.
    private static boolean isPastTheLast(Asked asked, Looks.Page page) {
        return page.looks().isEmpty() && asked.paging().page() > 1;
    }

    /// The first page of these days.
    private static String address(String path, Asked asked) {
        var here = UriComponentsBuilder.fromPath(path);
        for (var field : List.of("from", "until")) {
            asked.form().chosen(field).forEach(value -> here.queryParam(field, value));
        }
        return here.encode().build().toUriString();
    }

    private Line line(Look look, Map<OrganisationId, String> organisations, Map<PersonId, Person> names) {
        var who = look.who().isEmpty() ? words.get("people.looks.nameless") : look.who();
        var role = look.role().map(it -> words.of("access.role", it)).orElse("");
        var at = look.organisation() == null ? "" : organisations.getOrDefault(look.organisation(), "");
        return new Line(
                look.at().atZone(HERE),
                at.isEmpty()
                        ? role.isEmpty() ? who : words.get("people.looks.who", who, role)
                        : words.get("people.looks.who.at", who, role, at),
                name(look.person(), names),
                words.of("audit.purpose", look.purpose()),
                look.reason());
    }

    private static String name(PersonId person, Map<PersonId, Person> names) {
        return Optional.ofNullable(names.get(person)).map(Person::name).orElse("");
    }

    private Map<OrganisationId, String> namesOf(List<Look> looks) {
        Set<OrganisationId> wanted =
                looks.stream().map(Look::organisation).filter(Objects::nonNull).collect(Collectors.toSet());
        return organisations.list().stream()
                .filter(one -> wanted.contains(one.id()))
                .collect(Collectors.toMap(Organisation::id, Organisation::name));
    }
}
