package nl.samenspel.limits.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Signal;
import nl.samenspel.limits.SignalId;
import nl.samenspel.limits.Signals;
import nl.samenspel.limits.Step;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
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

/// Who may need a hand, why, and what was done. In the order in which it was heard: nobody is ranked.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class SignalPages {

    private final Signals signals;
    private final People people;
    private final Words words;

    SignalPages(Signals signals, People people, Words words) {
        this.signals = signals;
        this.people = people;
        this.words = words;
    }

    /// A signal and whom it is about.
    public record Line(Signal signal, String name) {}

    @GetMapping("/signals")
    ModelAndView list() {
        var open = signals.listOpen();
        var names = people.list(open.stream().map(Signal::volunteer).collect(Collectors.toSet()), Purpose.WORKBENCH);
        var page = new ModelAndView("limits/signals");
        page.addObject(
                "lines",
                open.stream()
                        .filter(signal -> names.containsKey(signal.volunteer()))
                        .map(signal -> new Line(
                                signal,
                                Objects.requireNonNull(names.get(signal.volunteer()))
                                        .name()))
                        .toList());
        return page;
    }

    @GetMapping("/signals/{id}")
    ModelAndView show(@PathVariable SignalId id) {
        return page(find(id), Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/signals/{id}")
    Object settle(
            @PathVariable SignalId id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var signal = find(id);
        var form = Form.of(typed, "limits.settle");
        var step = form.one("step", Step.class);
        var said = form.optionalWords("words", Signals.MOST_WORDS).orElse("");
        if (!form.isRight()) {
            return page(signal, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (signals.settle(id, step, said)) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("limits.settle.done"));
        } else {
            Notice.put(redirect, Notice.Kind.INFO, words.get("limits.settle.before"));
        }
        return "redirect:/signals/" + id;
    }

    /// Of the viewer's desk: a volunteer's own are on their own page.
    private Signal find(SignalId id) {
        return signals.find(id)
                .filter(signal -> Viewer.current()
                        .organisation()
                        .filter(signal.organisation()::equals)
                        .isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(Signal signal, Form form, HttpStatus status) {
        var person = people.find(signal.volunteer(), Purpose.RECORD)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var page = new ModelAndView("limits/signal", status);
        page.addObject("form", form);
        page.addObject("signal", signal);
        page.addObject("person", person);
        page.addObject(
                "phone",
                List.of(person).stream()
                        .map(Person::phone)
                        .filter(one -> one != null)
                        .toList());
        page.addObject(
                "steps",
                signal.why().steps().stream()
                        .map(step -> new Option(step.name(), words.of("limits.step", step)))
                        .toList());
        return page;
    }
}
