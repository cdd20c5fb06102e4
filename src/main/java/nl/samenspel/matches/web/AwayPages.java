package nl.samenspel.matches.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Absence;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Running;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Part;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matches.Reported;
import nl.samenspel.matches.Step;
import nl.samenspel.matching.Explanations;
import nl.samenspel.people.People;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A volunteer tells in two taps that they cannot come: ill, on holiday, moving, stopping, too much. What is the matter
/// is not asked.
@Controller
@MayUse(Role.VOLUNTEER)
class AwayPages {

    private final Replacements replacements;
    private final Matches matches;
    private final People people;
    private final Explanations explanations;
    private final Words words;
    private final Clock clock;

    AwayPages(
            Replacements replacements,
            Matches matches,
            People people,
            Explanations explanations,
            Words words,
            Clock clock) {
        this.replacements = replacements;
        this.matches = matches;
        this.people = people;
        this.explanations = explanations;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/away/ill")
    ModelAndView ill() {
        return page("ill", Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/away/ill")
    Object sayIll(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matches.away.field");
        return whenRight("ill", form, AbsenceForm.ill(form, today()), redirect);
    }

    @GetMapping("/away/holiday")
    ModelAndView holiday() {
        return page("holiday", Form.empty(), HttpStatus.OK);
    }

    @PostMapping("/away/holiday")
    Object sayHoliday(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matches.away.field");
        return whenRight("holiday", form, AbsenceForm.holiday(form, today()), redirect);
    }

    @GetMapping("/away/stop")
    ModelAndView stop() {
        return page("stop", Form.filled(Map.of("lastDay", today().plusWeeks(4))), HttpStatus.OK);
    }

    @PostMapping("/away/stop")
    Object sayStop(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matches.away.field");
        return whenRight("stop", form, AbsenceForm.forGood(form, Why.STOPS, today()), redirect);
    }

    @GetMapping("/away/too-much")
    ModelAndView tooMuch() {
        return page("too-much", Form.filled(Map.of("lastDay", today().plusWeeks(2))), HttpStatus.OK);
    }

    @PostMapping("/away/too-much")
    Object sayTooMuch(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matches.away.field");
        return whenRight("too-much", form, AbsenceForm.forGood(form, Why.TOO_MUCH, today()), redirect);
    }

    /// First the new postcode; then which matches are too far from there.
    @GetMapping("/away/move")
    ModelAndView move(@RequestParam(required = false) @Nullable String postcode) {
        if (postcode == null) {
            return page("move", Form.empty(), HttpStatus.OK);
        }
        var typed = new LinkedMultiValueMap<String, String>();
        typed.add("postcode", postcode);
        var form = Form.of(typed, "matches.away.field");
        var read = form.postcode("postcode");
        if (!form.isRight()) {
            return page("move", form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return moving(Form.filled(Map.of("postcode", read, "lastDay", today().plusWeeks(4))), read, HttpStatus.OK);
    }

    @PostMapping("/away/move")
    Object sayMove(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed, "matches.away.field");
        var postcode = form.postcode("postcode");
        var absence = AbsenceForm.forGood(form, Why.MOVES, today());
        return form.isRight() ? told(absence, redirect) : moving(form, postcode, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /// A match as seen from a new home.
    public record Far(String text, boolean known, boolean tooFar) {}

    private ModelAndView moving(Form form, String postcode, HttpStatus status) {
        var names = names();
        var model = page("move", form, status);
        model.addObject("running", choices(names));
        model.addObject(
                "reaches",
                replacements.reach(postcode).stream()
                        .map(reach -> new Far(
                                reach.metres() == null
                                        ? words.get("matches.away.reach.unknown", label(reach.match(), names))
                                        : words.get(
                                                "matches.away.reach",
                                                label(reach.match(), names),
                                                explanations.metres(reach.metres()),
                                                explanations.metres(reach.radius())),
                                reach.metres() != null,
                                reach.isTooFar()))
                        .toList());
        return model;
    }

    private Object whenRight(String what, Form form, Absence absence, RedirectAttributes redirect) {
        return form.isRight() ? told(absence, redirect) : page(what, form, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private String told(Absence absence, RedirectAttributes redirect) {
        switch (replacements.report(absence)) {
            case Reported.Heard(var away, var toPlanAnew) ->
                Notice.put(
                        redirect,
                        Notice.Kind.SUCCESS,
                        words.get(
                                absence instanceof ForAWhile && absence.why() == Why.ILL
                                        ? "matches.away.heard.ill"
                                        : absence instanceof ForGood
                                                ? "matches.away.heard.forGood"
                                                : "matches.away.heard",
                                away.size() + toPlanAnew.size()));
            case Reported.NothingRuns _ ->
                Notice.put(redirect, Notice.Kind.INFO, words.get("matches.away.nothingRuns"));
        }
        return "redirect:/my-week";
    }

    @PostMapping("/my-matches/{id}/back")
    String back(@PathVariable String id, RedirectAttributes redirect) {
        return after(replacements.back(find(id)), redirect, "matches.away.done.back");
    }

    @PostMapping("/my-matches/{id}/stay")
    String stay(@PathVariable String id, RedirectAttributes redirect) {
        return after(replacements.stay(find(id)), redirect, "matches.away.done.stays");
    }

    private String after(Step step, RedirectAttributes redirect, String done) {
        switch (step) {
            case Step.Done _ -> Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
            case Step.NotNow _ -> Notice.put(redirect, Notice.Kind.INFO, words.get("matches.mine.notNow"));
            case Step.NotYours _, Step.NotFound _ -> throw Pages.notFound();
        }
        return "redirect:/my-week";
    }

    private MatchId find(String id) {
        return Pages.parse(id, MatchId::of)
                .flatMap(matches::find)
                .filter(match -> matches.partOfViewer(match)
                        .filter(part -> part == Part.VOLUNTEER)
                        .isPresent())
                .map(Match::id)
                .orElseThrow(Pages::notFound);
    }

    /// Whose match it is, is looked up only where one has to choose.
    private ModelAndView page(String what, Form form, HttpStatus status) {
        var model = new HashMap<String, Object>();
        model.put("form", form);
        model.put("what", what);
        model.put("reaches", List.of());
        model.put("running", what.equals("stop") || what.equals("too-much") ? choices(names()) : List.of());
        return new ModelAndView("matches/away", model, status);
    }

    private List<Option> choices(Map<PersonId, String> names) {
        return running().stream()
                .map(match -> new Option(match.id().toString(), label(match, names)))
                .toList();
    }

    private List<Match> running() {
        return matches.listAsVolunteer().stream()
                .filter(match -> match instanceof Running && !(match instanceof Match.Leaving))
                .toList();
    }

    private Map<PersonId, String> names() {
        Set<PersonId> met = running().stream()
                .filter(Match.Together.class::isInstance)
                .map(match -> match.duo().participant())
                .collect(Collectors.toSet());
        return people.list(met, Purpose.MATCH).values().stream()
                .collect(Collectors.toMap(person -> person.id(), person -> person.name()));
    }

    private String label(Match match, Map<PersonId, String> names) {
        var kind = words.of("network.kind", match.duo().kind());
        var name = names.get(match.duo().participant());
        return name == null ? kind : words.get("matches.week.with", kind, name);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
