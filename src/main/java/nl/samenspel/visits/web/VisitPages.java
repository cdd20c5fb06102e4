package nl.samenspel.visits.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.matching.Explanations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Logged;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.VisitId;
import nl.samenspel.visits.Visits;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One visit: putting it right, and what it was before. For the volunteer, and for who was told by phone.
@Controller
@MayUse({Role.VOLUNTEER, Role.TEAM_LEADER, Role.COORDINATOR, Role.MANAGER})
class VisitPages {

    private final Visits visits;
    private final TeamNames teamNames;
    private final VisitLines lines;
    private final VisitForm forms;
    private final VisitWords visitWords;
    private final Accounts accounts;
    private final Explanations explanations;
    private final Words words;

    VisitPages(
            Visits visits,
            TeamNames teamNames,
            VisitLines lines,
            VisitForm forms,
            VisitWords visitWords,
            Accounts accounts,
            Explanations explanations,
            Words words) {
        this.visits = visits;
        this.teamNames = teamNames;
        this.lines = lines;
        this.forms = forms;
        this.visitWords = visitWords;
        this.accounts = accounts;
        this.explanations = explanations;
        this.words = words;
    }

    /// What it was told to be, by whom and when.
    public record Before(String day, String came, String words, String by, String at, boolean byPhone) {}

    @GetMapping("/visits/{id}")
    ModelAndView show(@PathVariable String id) {
        var visit = find(id);
        return page(visit, Form.filled(forms.filled(visit)), List.of(), HttpStatus.OK);
    }

    @PostMapping("/visits/{id}")
    Object correct(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var visit = find(id);
        var form = forms.of(typed);
        var version = form.whole("version", 1, Integer.MAX_VALUE);
        var told = visit.whose().match() == null ? forms.done(form, kindOf(visit)) : forms.doneOrSkipped(form);
        if (!form.isRight()) {
            return page(visit, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var outcome = visits.correct(visit.id(), version, told.day(), told.came(), told.words());
        if (outcome instanceof Logged.Kept) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.done.corrected"));
            return "redirect:/visits/" + visit.id();
        }
        forms.refuse(form, outcome);
        return page(
                visit,
                form,
                outcome instanceof Logged.AlreadyLogged(var there) ? List.of(there) : List.of(),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/visits/{id}/take-back")
    String takeBack(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var visit = find(id);
        var version = Form.of(typed).whole("version", 1, Integer.MAX_VALUE);
        switch (visits.correct(visit.id(), version, visit.day(), new Came.TakenBack(), visit.words())) {
            case Logged.Kept _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.done.takenBack"));
            case Logged.ChangedMeanwhile _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("visits.meanwhile"));
            case Logged.AlreadyLogged _,
                    Logged.NotYet _,
                    Logged.BeforeItBegan _,
                    Logged.AfterItEnded _,
                    Logged.NotFound _ -> throw Pages.notFound();
        }
        return "redirect:/visits/" + visit.id();
    }

    private static Visit.Kind kindOf(Visit visit) {
        return visit.came() instanceof Came.Done done ? done.kind() : Visit.Kind.OTHER_WORK;
    }

    /// A participant sees that somebody came; putting it right is not theirs.
    private Visit find(String id) {
        return Pages.parse(id, VisitId::of)
                .flatMap(visits::find)
                .filter(visit -> visits.mayTell(visit.whose()))
                .orElseThrow(Pages::notFound);
    }

    private ModelAndView page(Visit visit, Form form, List<Visit> already, HttpStatus status) {
        var earlier = visits.listEarlier(visit.id());
        var names = accounts.names(Stream.concat(
                        earlier.stream().map(before -> before.told().by()),
                        Stream.of(visit.told().by()))
                .collect(Collectors.toSet()));
        var history = new ArrayList<Before>();
        history.add(new Before(
                visitWords.day(visit.day()),
                visitWords.came(visit.came()),
                visit.words(),
                names.getOrDefault(visit.told().by(), ""),
                explanations.moment(visit.told().at()),
                visit.told().byPhone()));
        earlier.stream()
                .map(before -> new Before(
                        visitWords.day(before.day()),
                        visitWords.came(before.came()),
                        before.words(),
                        names.getOrDefault(before.told().by(), ""),
                        explanations.moment(before.told().at()),
                        before.told().byPhone()))
                .forEach(history::add);
        return new ModelAndView("visits/visit", status)
                .addObject("form", form)
                .addObject("visit", visit)
                .addObject(
                        "mine",
                        Viewer.current().persons().contains(visit.whose().volunteer()))
                .addObject(
                        "line",
                        lines.of(List.of(visit), teamNames.ofMatches(List.of(visit)))
                                .getFirst())
                .addObject("takenBack", visit.came() instanceof Came.TakenBack)
                .addObject("kinds", forms.kinds(visit.whose().match() != null))
                .addObject("whys", forms.whys())
                .addObject("cames", forms.cames())
                .addObject("history", history)
                .addObject("already", already)
                .addObject("back", back(visit));
    }

    private static String back(Visit visit) {
        var viewer = Viewer.current();
        if (viewer.persons().contains(visit.whose().volunteer())) {
            return "/my-visits";
        }
        if (viewer.desk() == null) {
            return "/my-team/" + visit.whose().volunteer();
        }
        return visit.whose().match() == null
                ? "/volunteers/" + visit.whose().volunteer() + "/visits"
                : "/matches/" + visit.whose().match() + "/visits";
    }
}
