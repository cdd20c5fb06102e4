package nl.samenspel.visits.web;

import java.util.List;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.visits.Agenda;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the volunteer: when I come.
@Controller
@MayUse(Role.VOLUNTEER)
class MomentPages {

    private final Matches matches;
    private final Agenda moments;
    private final People people;
    private final MomentForm forms;

    MomentPages(Matches matches, Agenda moments, People people, MomentForm forms) {
        this.matches = matches;
        this.moments = moments;
        this.people = people;
        this.forms = forms;
    }

    @GetMapping("/my-matches/{id}/moments")
    ModelAndView show(@PathVariable String id) {
        return page(find(id), forms.proposal(), HttpStatus.OK);
    }

    @PostMapping("/my-matches/{id}/moments")
    Object agree(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        var form = forms.of(typed);
        return forms.agree(match, form, redirect)
                ? "redirect:/my-matches/" + match.id() + "/moments"
                : page(match, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/my-matches/{id}/moments/stop")
    String stop(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = find(id);
        forms.stop(match, typed, redirect);
        return "redirect:/my-matches/" + match.id() + "/moments";
    }

    private ModelAndView page(Match match, Form form, HttpStatus status) {
        return new ModelAndView("visits/moments", status)
                .addObject("form", form)
                .addObject("match", match)
                .addObject("running", match instanceof Together)
                .addObject("moments", forms.running(moments.listOf(match.id())))
                .addObject("rhythms", forms.rhythms())
                .addObject(
                        "with",
                        people.list(List.of(match.duo().participant()), Purpose.MATCH).values().stream()
                                .map(Person::name)
                                .findFirst()
                                .orElse(""));
    }

    private Match find(String id) {
        return Pages.parse(id, MatchId::of)
                .flatMap(matches::find)
                .filter(match -> Viewer.current().persons().contains(match.duo().volunteer()))
                .filter(match -> !(match instanceof Match.Promised))
                .orElseThrow(Pages::notFound);
    }
}
