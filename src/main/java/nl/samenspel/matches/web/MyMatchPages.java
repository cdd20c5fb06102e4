package nl.samenspel.matches.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.access.MayUse;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Part;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matches.SmallGroups;
import nl.samenspel.matches.Step;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For those whose match it is: the participant (or who stands beside them) and the volunteer. Consent, what happens
/// next, whom to call, and stopping.
@Controller
@MayUse
class MyMatchPages {

    private static final int MOST_WORDS = 1000;

    private final Matches matches;
    private final CheckIns checkIns;
    private final Replacements replacements;
    private final People people;
    private final Organisations organisations;
    private final SmallGroups groups;
    private final Words words;

    MyMatchPages(
            Matches matches,
            CheckIns checkIns,
            Replacements replacements,
            People people,
            Organisations organisations,
            SmallGroups groups,
            Words words) {
        this.matches = matches;
        this.checkIns = checkIns;
        this.replacements = replacements;
        this.people = people;
        this.organisations = organisations;
        this.groups = groups;
        this.words = words;
    }

    @GetMapping("/my-matches")
    ModelAndView list() {
        return new ModelAndView("matches/my-matches", Map.of("matches", matches.listAsParticipant()));
    }

    @GetMapping("/my-matches/{id}")
    ModelAndView show(@PathVariable String id) {
        var mine = find(id);
        return page(mine, Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/my-matches/{id}/yes")
    String agree(@PathVariable String id, RedirectAttributes redirect) {
        return after(matches.agree(find(id).match().id()), id, redirect, "matches.mine.done.agreed");
    }

    @PostMapping("/my-matches/{id}/no")
    String refuse(@PathVariable String id, RedirectAttributes redirect) {
        return after(matches.refuse(find(id).match().id()), id, redirect, "matches.mine.done.refused");
    }

    @PostMapping("/my-matches/{id}/stop")
    Object stop(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var mine = find(id);
        var form = Form.of(typed, "matches.mine");
        var said = form.optionalWords("stopWords", MOST_WORDS);
        return form.isRight()
                ? after(matches.askToStop(mine.match().id(), said.orElse("")), id, redirect, "matches.mine.done.stop")
                : page(mine, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private String after(Step step, String id, RedirectAttributes redirect, String done) {
        switch (step) {
            case Step.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Step.NotNow _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("matches.mine.notNow"));
            case Step.NotYours _ -> Notice.put(redirect, Notice.Kind.WARNING, words.get("matches.mine.notYours"));
            case Step.NotFound _ -> throw Pages.notFound();
        }
        return "redirect:/my-matches/" + id;
    }

    /// A match, and what the viewer is in it.
    private record Mine(Match match, Part part) {}

    private ModelAndView page(Mine mine, Form form, HttpStatus status) {
        var match = mine.match();
        var duo = match.duo();
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("match", match);
        model.put("state", match.state().name());
        model.put("running", match instanceof Match.Running);
        model.put("part", mine.part().name());
        model.put("asked", checkIns.findMine(match.id()).isPresent());
        model.put(
                "handOver",
                replacements
                        .findRunning(match.id())
                        .map(one -> one.gap().handOver())
                        .orElse(null));
        var other = mine.part() == Part.VOLUNTEER ? duo.participant() : duo.volunteer();
        // whom one may see is not decided here: without a share the database shows nobody
        model.put(
                "other",
                match instanceof Match.Together
                        ? people.find(other, Purpose.MATCH).map(List::of).orElse(List.<Person>of())
                        : List.<Person>of());
        model.put("beside", groups.beside(match));
        model.put(
                "branch",
                organisations.findBranch(duo.holder().branch()).map(List::of).orElse(List.<Branch>of()));
        return new ModelAndView("matches/my-match", model, status);
    }

    private Mine find(String id) {
        Optional<Match> match = Pages.parse(id, MatchId::of).flatMap(matches::find);
        return match.flatMap(found -> matches.partOfViewer(found).map(part -> new Mine(found, part)))
                .orElseThrow(Pages::notFound);
    }
}
