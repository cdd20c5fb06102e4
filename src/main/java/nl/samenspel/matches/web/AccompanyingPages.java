package nl.samenspel.matches.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.Customs;
import nl.samenspel.matches.DaysWithout;
import nl.samenspel.matches.DaysWithout.OfBranch;
import nl.samenspel.matches.DaysWithout.Stretch;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How an organisation accompanies: who is without anybody and for how long, and when both are asked how it goes.
@Controller
class AccompanyingPages {

    private final DaysWithout without;
    private final CheckIns checkIns;
    private final HelpRequests requests;
    private final People people;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    AccompanyingPages(
            DaysWithout without,
            CheckIns checkIns,
            HelpRequests requests,
            People people,
            Organisations organisations,
            Words words,
            Clock clock) {
        this.without = without;
        this.checkIns = checkIns;
        this.requests = requests;
        this.people = people;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    /// Somebody who is without anybody now.
    public record Now(String path, String name, String kind, LocalDate since, int days) {}

    /// A branch, by name.
    public record Row(String name, OfBranch figures) {}

    @GetMapping("/days-without")
    @MayUse({COORDINATOR, MANAGER})
    ModelAndView daysWithout() {
        var today = LocalDate.now(clock);
        var running = without.listRunning();
        var asked = requests.list(running.stream().map(Stretch::request).toList()).stream()
                .collect(Collectors.toMap(HelpRequest::id, Function.identity()));
        var names = people.list(
                asked.values().stream()
                        .map(request -> request.ask().participant())
                        .collect(Collectors.toSet()),
                Purpose.WORKBENCH);
        var branches = organisations.listBranches(Viewer.current().myDesk().organisation()).stream()
                .collect(Collectors.toMap(Branch::id, Branch::name));
        var model = new HashMap<String, Object>();
        model.put(
                "running",
                running.stream()
                        .filter(stretch -> asked.containsKey(stretch.request()))
                        .map(stretch -> {
                            var ask = Objects.requireNonNull(asked.get(stretch.request()))
                                    .ask();
                            var person = names.get(ask.participant());
                            return new Now(
                                    "/requests/" + stretch.request(),
                                    person == null ? "" : person.name(),
                                    words.of("network.kind", ask.kind()),
                                    stretch.since(),
                                    stretch.days(today));
                        })
                        .toList());
        model.put(
                "branches",
                without.countSince(today.minusYears(1)).stream()
                        .map(one -> new Row(branches.getOrDefault(one.branch(), ""), one))
                        .toList());
        return new ModelAndView("matches/days-without", model);
    }

    @GetMapping("/match-customs")
    @MayUse(MANAGER)
    ModelAndView customs() {
        return customsPage(filled(checkIns.customs()), HttpStatus.OK);
    }

    @PostMapping("/match-customs")
    @MayUse(MANAGER)
    Object keepCustoms(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matches.customs.field");
        var wanted = new Customs(
                form.whole("firstAfterDays", 1, 60),
                form.whole("reviewMonths", 1, 24),
                form.whole("remindDays", 1, 60),
                form.whole("callDays", 1, 60),
                form.optionalWords("thanks", Customs.LONGEST_THANKS).orElse(""));
        if (!form.isRight()) {
            return customsPage(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        checkIns.keepCustoms(wanted);
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("matches.customs.kept"));
        return "redirect:/match-customs";
    }

    private static Form filled(Customs customs) {
        return Form.filled(Map.of(
                "firstAfterDays", customs.firstAfterDays(),
                "reviewMonths", customs.reviewMonths(),
                "remindDays", customs.remindDays(),
                "callDays", customs.callDays(),
                "thanks", customs.thanks()));
    }

    private static ModelAndView customsPage(Form form, HttpStatus status) {
        return new ModelAndView("matches/customs", Map.of("form", form, "usual", Customs.DEFAULT), status);
    }
}
