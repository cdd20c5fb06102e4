package nl.samenspel.privacy.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.privacy.Erasure;
import nl.samenspel.privacy.Erasure.Outcome;
import nl.samenspel.privacy.ErasureId;
import nl.samenspel.privacy.Forgetting;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Forgetting someone: what would go, preparing it, and a second colleague who confirms.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class ForgettingPages {

    private static final int MOST_DONE = 20;

    private final Forgetting forgetting;
    private final People people;
    private final Accounts accounts;
    private final CopyWords copyWords;
    private final Words words;

    ForgettingPages(Forgetting forgetting, People people, Accounts accounts, CopyWords copyWords, Words words) {
        this.forgetting = forgetting;
        this.people = people;
        this.accounts = accounts;
        this.copyWords = copyWords;
        this.words = words;
    }

    @GetMapping("/privacy/persons/{id}/forget")
    ModelAndView preview(@PathVariable PersonId id) {
        var preview = forgetting.preview(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var page = new ModelAndView("privacy/forget");
        page.addObject("preview", preview);
        page.addObject("person", preview.person());
        page.addObject("copyWords", copyWords);
        return page;
    }

    @PostMapping("/privacy/persons/{id}/forget")
    String ask(@PathVariable PersonId id, RedirectAttributes redirect) {
        return switch (forgetting.ask(id)) {
            case Outcome.Waits _ -> told(redirect, Notice.Kind.SUCCESS, "privacy.forget.waits");
            case Outcome.StillRuns _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("privacy.forget.stillRuns"));
                yield "redirect:/privacy/persons/" + id + "/forget";
            }
            case Outcome.NotByYou _, Outcome.Forgotten _ ->
                told(redirect, Notice.Kind.WARNING, "privacy.forget.already");
            case Outcome.NotThere _ -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        };
    }

    @GetMapping("/privacy/erasures")
    ModelAndView list() {
        var waiting = forgetting.listWaiting();
        var done = forgetting.listDone(MOST_DONE);
        var page = new ModelAndView("privacy/erasures");
        page.addObject("waiting", waiting);
        page.addObject("done", done);
        page.addObject("people", people(waiting));
        page.addObject(
                "colleagues",
                accounts.names(Stream.of(waiting, done)
                        .flatMap(List::stream)
                        .map(Erasure::askedBy)
                        .collect(Collectors.toSet())));
        page.addObject("forgetting", forgetting);
        page.addObject("zone", ZoneId.of("Europe/Amsterdam"));
        return page;
    }

    @PostMapping("/privacy/erasures/{id}/confirm")
    String confirm(@PathVariable ErasureId id, RedirectAttributes redirect) {
        var name = forgetting.listWaiting().stream()
                .filter(erasure -> erasure.id().equals(id))
                .findFirst()
                .flatMap(erasure -> people.find(erasure.person(), Purpose.RECORD))
                .map(Person::name)
                .orElse("");
        return switch (forgetting.confirm(id)) {
            case Outcome.Forgotten _ -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get("privacy.erasures.forgotten", name));
                yield "redirect:/privacy/erasures";
            }
            case Outcome.NotByYou _, Outcome.Waits _ ->
                told(redirect, Notice.Kind.WARNING, "privacy.erasures.notByYou");
            case Outcome.StillRuns _ -> told(redirect, Notice.Kind.WARNING, "privacy.forget.stillRuns");
            case Outcome.NotThere _ -> told(redirect, Notice.Kind.WARNING, "privacy.erasures.notThere");
        };
    }

    @PostMapping("/privacy/erasures/{id}/stop")
    String stop(@PathVariable ErasureId id, RedirectAttributes redirect) {
        return forgetting.stop(id)
                ? told(redirect, Notice.Kind.SUCCESS, "privacy.erasures.stopped")
                : told(redirect, Notice.Kind.WARNING, "privacy.erasures.notThere");
    }

    private String told(RedirectAttributes redirect, Notice.Kind kind, String key) {
        Notice.put(redirect, kind, words.get(key));
        return "redirect:/privacy/erasures";
    }

    private Map<PersonId, Person> people(List<Erasure> erasures) {
        return people.list(erasures.stream().map(Erasure::person).collect(Collectors.toSet()), Purpose.RECORD);
    }
}
