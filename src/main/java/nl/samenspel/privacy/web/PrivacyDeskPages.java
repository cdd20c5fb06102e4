package nl.samenspel.privacy.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.privacy.Copy;
import nl.samenspel.privacy.Forgetting;
import nl.samenspel.privacy.Register;
import nl.samenspel.privacy.Rights;
import nl.samenspel.privacy.RightsRequest;
import nl.samenspel.privacy.RightsRequest.Outcome;
import nl.samenspel.privacy.RightsRequest.Right;
import nl.samenspel.privacy.RightsRequest.Through;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// What people asked about their data, and a copy to give them.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class PrivacyDeskPages {

    private static final int MOST = 100;
    private static final int MOST_FOUND = 20;
    private static final int MOST_WORDS = 2000;

    private final Rights rights;
    private final Forgetting forgetting;
    private final Register register;
    private final People people;
    private final CopyWords copyWords;
    private final Words words;
    private final ITemplateEngine templates;
    private final Clock clock;
    /// The tables of the register, as they stand in the page: they are in the program, and so never change.
    private final Map<Locale, String> drawn = new ConcurrentHashMap<>();

    PrivacyDeskPages(
            Rights rights,
            Forgetting forgetting,
            Register register,
            People people,
            CopyWords copyWords,
            Words words,
            ITemplateEngine templates,
            Clock clock) {
        this.rights = rights;
        this.forgetting = forgetting;
        this.register = register;
        this.people = people;
        this.copyWords = copyWords;
        this.words = words;
        this.templates = templates;
        this.clock = clock;
    }

    @GetMapping("/privacy/desk")
    ModelAndView desk(@RequestParam(defaultValue = "") String q) {
        var requests = rights.list(MOST);
        var page = new ModelAndView("privacy/desk");
        page.addObject("requests", requests);
        page.addObject("names", names(requests));
        page.addObject("today", LocalDate.now(clock));
        page.addObject("waiting", forgetting.listWaiting().size());
        page.addObject("q", q.strip());
        page.addObject(
                "found",
                q.isBlank()
                        ? List.of()
                        : people.search(Viewer.current().myDesk().organisation(), q, MOST_FOUND, Purpose.RECORD));
        return page;
    }

    private Map<PersonId, Person> names(List<RightsRequest> requests) {
        return people.list(requests.stream().map(RightsRequest::person).collect(Collectors.toSet()), Purpose.RECORD);
    }

    // --- a copy ---

    @GetMapping("/privacy/persons/{id}")
    ModelAndView person(@PathVariable PersonId id, @RequestParam(defaultValue = "") String all) {
        var copy = (all.isEmpty() ? rights.newestOf(id) : rights.copyOf(id)).orElseThrow(PrivacyDeskPages::notThere);
        var page = new ModelAndView("privacy/person");
        page.addObject("person", person(id, Purpose.RECORD));
        page.addObject("sections", copyWords.sections(copy));
        page.addObject("isWhole", copy.parts().stream().allMatch(Copy.Part::isAll));
        return page;
    }

    @GetMapping(path = "/privacy/persons/{id}/file", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> file(@PathVariable PersonId id) {
        return copyWords.json(rights.copyOf(id).orElseThrow(PrivacyDeskPages::notThere));
    }

    private Person person(PersonId id, Purpose purpose) {
        return people.findOurs(id, purpose).orElseThrow(PrivacyDeskPages::notThere);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    // --- requests ---

    @GetMapping("/privacy/persons/{id}/request")
    ModelAndView newRequest(@PathVariable PersonId id) {
        return requestPage(id, Form.filled(Map.of("askedOn", LocalDate.now(clock))), HttpStatus.OK);
    }

    @PostMapping("/privacy/persons/{id}/request")
    Object record(
            @PathVariable PersonId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "privacy.request");
        var right = form.one("right", Right.class);
        var through = form.one("through", Through.class);
        var today = LocalDate.now(clock);
        var askedOn = form.date("askedOn", today.minusYears(1), today);
        var said = form.optionalWords("words", MOST_WORDS).orElse("");
        if (!form.isRight()) {
            return requestPage(id, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!rights.record(id, right, through, said, askedOn)) {
            throw notThere();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.request.recorded"));
        return "redirect:/privacy/desk";
    }

    private ModelAndView requestPage(PersonId id, Form form, HttpStatus status) {
        var page = new ModelAndView("privacy/request", status);
        page.addObject("form", form);
        page.addObject("person", person(id, Purpose.RECORD));
        page.addObject("rights", words.options("privacy.right", Right.class));
        page.addObject("ways", words.options("privacy.through", Through.class));
        page.addObject("today", LocalDate.now(clock));
        return page;
    }

    @GetMapping("/privacy/requests/{id}")
    ModelAndView answer(@PathVariable UUID id) {
        return answerPage(id, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/privacy/requests/{id}")
    Object answer(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "privacy.request");
        var outcome = form.one("outcome", Outcome.class);
        var answer = form.optionalWords("answer", MOST_WORDS).orElse("");
        if (outcome == Outcome.REFUSED && answer.isEmpty()) {
            form.refuse("answer", "privacy.request.answer.missing");
        }
        if (!form.isRight()) {
            return answerPage(id, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!rights.answer(id, outcome, answer)) {
            throw notThere();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.request.answered"));
        return "redirect:/privacy/desk";
    }

    @PostMapping("/privacy/requests/{id}/extend")
    Object extend(
            @PathVariable UUID id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "privacy.request.extend");
        var why = form.words("why", MOST_WORDS);
        if (!form.isRight()) {
            return answerPage(id, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (!rights.extend(id, why)) {
            throw notThere();
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.request.extended"));
        return "redirect:/privacy/desk";
    }

    private ModelAndView answerPage(UUID id, Form form, HttpStatus status) {
        var request = rights.list(MOST).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(PrivacyDeskPages::notThere);
        var page = new ModelAndView("privacy/answer", status);
        page.addObject("form", form);
        page.addObject("request", request);
        page.addObject("person", person(request.person(), Purpose.RECORD));
        page.addObject("outcomes", words.options("privacy.outcome", Outcome.class));
        return page;
    }

    // --- the register ---

    @GetMapping("/privacy/register")
    ModelAndView register() {
        var page = new ModelAndView("privacy/register");
        page.addObject("tables", drawn.computeIfAbsent(words.locale(), this::draw));
        return page;
    }

    private String draw(Locale language) {
        var tables = register.tables().stream()
                .filter(Register.Table::isAboutPeople)
                .sorted(Comparator.comparing(Register.Table::purpose))
                .toList();
        return templates.process(
                "privacy/register-tables", new Context(language, Map.of("tables", tables, "copyWords", copyWords)));
    }
}
