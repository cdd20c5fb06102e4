package nl.samenspel.privacy.web;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matching.Desks;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.Consent;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.privacy.Rights;
import nl.samenspel.privacy.RightsRequest.Right;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// My data: all that is kept of me, wherever; changing it, taking it along, withdrawing consent, asking to be
/// forgotten.
@Controller
@MayUse
class MyDataPages {

    private static final int MOST_WORDS = 1000;

    private final Rights rights;
    private final Consents consents;
    private final People people;
    private final Organisations organisations;
    private final Desks desks;
    private final CopyWords copyWords;
    private final Words words;

    MyDataPages(
            Rights rights,
            Consents consents,
            People people,
            Organisations organisations,
            Desks desks,
            CopyWords copyWords,
            Words words) {
        this.rights = rights;
        this.consents = consents;
        this.people = people;
        this.organisations = organisations;
        this.desks = desks;
        this.copyWords = copyWords;
        this.words = words;
    }

    /// A record of mine, and at which organisation.
    public record Mine(Person person, String organisation) {}

    /// A consent, and with whom.
    public record Agreed(Consent consent, String organisation) {}

    // --- everything ---

    @GetMapping("/my-data")
    ModelAndView show() {
        return page(Form.empty(), HttpStatus.OK);
    }

    @GetMapping(path = "/my-data/file", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> file() {
        return copyWords.json(rights.copyOfMine());
    }

    @PostMapping("/my-data/ask")
    Object ask(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "privacy.mine.ask");
        var at = form.id("at", PersonId::new);
        var right = form.one("what", Right.class);
        var asked = form.optionalWords("words", MOST_WORDS).orElse("");
        if (!form.isRight() || !rights.ask(at.orElseThrow(), right, asked)) {
            return page(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.mine.asked"));
        return "redirect:/my-data";
    }

    private ModelAndView page(Form form, HttpStatus status) {
        var mine = mine();
        var page = new ModelAndView("privacy/my-data", status);
        page.addObject("form", form);
        page.addObject("sections", copyWords.sections(rights.newestOfMine()));
        page.addObject("requests", rights.listMine());
        page.addObject(
                "records",
                mine.stream()
                        .map(one -> new Option(one.person().id().toString(), one.organisation()))
                        .toList());
        page.addObject("rights", words.options("privacy.right", Right.class));
        return page;
    }

    // --- how to reach me ---

    @GetMapping("/my-data/contact")
    ModelAndView contact(@RequestParam(required = false) @Nullable String at) {
        var mine = mine();
        var shown = mine.stream()
                .filter(one -> one.person().id().toString().equals(at))
                .findFirst()
                .or(() -> mine.stream().findFirst());
        return contactPage(mine, shown, shown.map(one -> filled(one.person())).orElse(Form.empty()), HttpStatus.OK);
    }

    @PostMapping("/my-data/contact")
    Object change(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "people");
        var wanted = form.id("person", PersonId::new);
        var mine = mine();
        var changed = mine.stream()
                .filter(one -> wanted.filter(one.person().id()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var before = changed.person();
        var after = new Person(
                before.id(),
                before.organisation(),
                before.externalId(),
                form.text("givenName", 100),
                form.optionalText("familyName", 100).orElse(""),
                form.optionalEmail("email").orElse(null),
                form.optionalPhone("phone").orElse(null),
                form.optionalPostcode("postcode").orElse(""),
                form.optionalText("place", 100).orElse(""),
                form.optionalText("address", 200).orElse(""),
                before.gender(),
                before.languages());
        if (!form.isRight()) {
            return contactPage(mine, Optional.of(changed), form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        people.change(after);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.contact.kept"));
        return "redirect:/my-data/contact?at=" + before.id();
    }

    private static ModelAndView contactPage(List<Mine> mine, Optional<Mine> shown, Form form, HttpStatus status) {
        var page = new ModelAndView("privacy/my-contact", status);
        page.addObject("form", form);
        page.addObject("records", mine);
        page.addObject("shown", shown.orElse(null));
        return page;
    }

    private static Form filled(Person person) {
        var values = new HashMap<String, Object>();
        values.put("givenName", person.givenName());
        values.put("familyName", person.familyName());
        values.put("email", Optional.ofNullable(person.email()));
        values.put("phone", Optional.ofNullable(person.phone()));
        values.put("postcode", person.postcode());
        values.put("place", person.place());
        values.put("address", person.address());
        return Form.filled(values);
    }

    private List<Mine> mine() {
        return people.list(Viewer.current().persons(), Purpose.RECORD).values().stream()
                .map(person -> new Mine(person, organisations.nameOf(person.organisation())))
                .sorted(Comparator.comparing(Mine::organisation)
                        .thenComparing(one -> one.person().id().toString()))
                .toList();
    }

    // --- consent ---

    @GetMapping("/my-data/consents")
    ModelAndView consents() {
        return new ModelAndView(
                "privacy/my-consents",
                Map.of(
                        "zone",
                        ZoneId.of("Europe/Amsterdam"),
                        "consents",
                        consents.listMine().stream()
                                .map(consent -> new Agreed(consent, organisations.nameOf(consent.organisation())))
                                .toList()));
    }

    /// First seen to be the viewer's, as the viewer alone; then taken in at the organisation's desk.
    @PostMapping("/my-data/consents/withdraw")
    String withdraw(@RequestParam UUID consent, RedirectAttributes redirect) {
        var viewer = Viewer.current();
        var alone = new Viewer(viewer.account(), viewer.name(), viewer.persons(), viewer.roles(), null);
        var mine = alone.call(() -> consents.listMine()).stream()
                .filter(one -> one.id().equals(consent))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        desks.at(mine.organisation(), () -> {
            consents.withdraw(consent);
            return true;
        });
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.consents.done"));
        return "redirect:/my-data/consents";
    }
}
