package nl.samenspel.privacy.web;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.privacy.Doubles;
import nl.samenspel.privacy.Joining;
import nl.samenspel.privacy.Joining.Outcome;
import nl.samenspel.privacy.JoiningId;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Two records that may be of one person: beside each other, joined, undone.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class DoublesPages {

    private static final int MOST = 50;
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");

    private final Doubles doubles;
    private final People people;
    private final Accounts accounts;
    private final CopyWords copyWords;
    private final Words words;

    DoublesPages(Doubles doubles, People people, Accounts accounts, CopyWords copyWords, Words words) {
        this.doubles = doubles;
        this.people = people;
        this.accounts = accounts;
        this.copyWords = copyWords;
        this.words = words;
    }

    @GetMapping("/privacy/doubles")
    ModelAndView list() {
        var joinings = doubles.listJoinings();
        var page = new ModelAndView("privacy/doubles");
        var found = doubles.list(MOST);
        page.addObject("doubles", found.pairs());
        page.addObject("at", found.at().atZone(ZONE));
        page.addObject("joinings", joinings);
        page.addObject(
                "people",
                people.list(joinings.stream().map(Joining::kept).collect(Collectors.toSet()), Purpose.RECORD));
        page.addObject(
                "colleagues", accounts.names(joinings.stream().map(Joining::by).collect(Collectors.toSet())));
        page.addObject("zone", ZONE);
        return page;
    }

    @PostMapping("/privacy/doubles/again")
    String lookAgain(RedirectAttributes redirect) {
        doubles.lookAgain();
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.doubles.again.done"));
        return "redirect:/privacy/doubles";
    }

    @GetMapping("/privacy/doubles/{one}/{other}")
    ModelAndView compare(@PathVariable PersonId one, @PathVariable PersonId other) {
        return page(one, other, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/privacy/doubles/{one}/{other}/join")
    Object join(
            @PathVariable PersonId one,
            @PathVariable PersonId other,
            @RequestParam MultiValueMap<String, String> typed,
            RedirectAttributes redirect) {
        var form = Form.of(typed, "privacy.doubles");
        var kept = form.oneOf("keep", List.of(one.toString(), other.toString()));
        if (!form.isRight()) {
            return page(one, other, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var keepsFirst = kept.equals(one.toString());
        return switch (doubles.join(keepsFirst ? one : other, keepsFirst ? other : one)) {
            case Outcome.Joined _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.doubles.joined", until()));
                yield "redirect:/privacy/doubles";
            }
            case Outcome.Refused refused -> {
                form.refuse("keep", "privacy.joining." + refused.why());
                yield page(one, other, form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Outcome.NotThere _, Outcome.Undone _ -> told(redirect, "privacy.doubles.notThere");
        };
    }

    private String until() {
        return doubles.listJoinings().stream()
                .findFirst()
                .map(joining -> DateTimeFormatter.ofPattern("d MMMM yyyy", words.locale())
                        .format(joining.until()))
                .orElse("");
    }

    @PostMapping("/privacy/doubles/{one}/{other}/two")
    String areTwo(@PathVariable PersonId one, @PathVariable PersonId other, RedirectAttributes redirect) {
        if (!doubles.areTwo(one, other)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.doubles.areTwo"));
        return "redirect:/privacy/doubles";
    }

    @PostMapping("/privacy/joinings/{id}/undo")
    String undo(@PathVariable JoiningId id, RedirectAttributes redirect) {
        return switch (doubles.undo(id)) {
            case Outcome.Undone _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.doubles.undone"));
                yield "redirect:/privacy/doubles";
            }
            case Outcome.Refused refused -> told(redirect, "privacy.joining." + refused.why());
            case Outcome.NotThere _, Outcome.Joined _ -> told(redirect, "privacy.doubles.notThere");
        };
    }

    private String told(RedirectAttributes redirect, String key) {
        Notice.put(redirect, Notice.Kind.WARNING, words.get(key));
        return "redirect:/privacy/doubles";
    }

    private ModelAndView page(PersonId one, PersonId other, Form form, HttpStatus status) {
        var sides = doubles.compare(one, other).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var page = new ModelAndView("privacy/compare", status);
        page.addObject("form", form);
        page.addObject("sides", sides);
        page.addObject("one", one);
        page.addObject("other", other);
        page.addObject("copyWords", copyWords);
        page.addObject(
                "records",
                sides.stream()
                        .map(side -> new Option(
                                side.person().id().toString(),
                                side.person().name()
                                        + (side.person().address().isEmpty()
                                                ? ""
                                                : ", " + side.person().address())
                                        + (side.person().email() == null
                                                ? ""
                                                : ", " + side.person().email())))
                        .toList());
        return page;
    }
}
