package nl.samenspel.visits.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Agenda;
import nl.samenspel.visits.Hours;
import nl.samenspel.visits.Logged;
import nl.samenspel.visits.NewVisit;
import nl.samenspel.visits.Rhythm;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visits;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
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

/// For the desk: the visits of a match and of a volunteer, written down as told by phone; and all hours, counted.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class DeskVisitPages {

    private static final int MOST = 100;

    private final Visits visits;
    private final Agenda moments;
    private final Matches matches;
    private final Volunteers volunteers;
    private final Organisations organisations;
    private final People people;
    private final VisitForm forms;
    private final MomentForm momentForms;
    private final VisitLines lines;
    private final VisitWords visitWords;
    private final HoursSoFar hoursSoFar;
    private final Words words;

    DeskVisitPages(
            Visits visits,
            Agenda moments,
            Matches matches,
            Volunteers volunteers,
            Organisations organisations,
            People people,
            VisitForm forms,
            MomentForm momentForms,
            VisitLines lines,
            VisitWords visitWords,
            HoursSoFar hoursSoFar,
            Words words) {
        this.visits = visits;
        this.moments = moments;
        this.matches = matches;
        this.volunteers = volunteers;
        this.organisations = organisations;
        this.people = people;
        this.forms = forms;
        this.momentForms = momentForms;
        this.lines = lines;
        this.visitWords = visitWords;
        this.hoursSoFar = hoursSoFar;
        this.words = words;
    }

    // --- a match ---

    @GetMapping("/matches/{id}/visits")
    ModelAndView ofMatch(@PathVariable String id) {
        var match = match(id);
        return page(match, Form.filled(proposals(match)), List.of(), HttpStatus.OK);
    }

    @PostMapping("/matches/{id}/visits")
    Object log(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = match(id);
        var form = form(match, typed);
        var told = forms.doneOrSkipped(form);
        if (!form.isRight()) {
            return page(match, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var outcome = visits.log(
                new NewVisit(match.id(), null, told.day(), told.came(), told.words(), form.ticked("another")));
        if (outcome instanceof Logged.Kept) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.done.kept"));
            return "redirect:/matches/" + match.id() + "/visits";
        }
        forms.refuse(form, outcome);
        return page(match, form, already(outcome), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/moments")
    Object agree(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = match(id);
        var form = form(match, typed);
        return momentForms.agree(match, form, redirect)
                ? "redirect:/matches/" + match.id() + "/visits"
                : page(match, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/matches/{id}/moments/stop")
    String stop(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var match = match(id);
        momentForms.stop(match, typed, redirect);
        return "redirect:/matches/" + match.id() + "/visits";
    }

    static List<Visit> already(Logged outcome) {
        return outcome instanceof Logged.AlreadyLogged(var there) ? List.of(there) : List.of();
    }

    /// What was typed, on top of what is proposed: the page has two forms, and one of them was sent.
    private Form form(Match match, MultiValueMap<String, String> typed) {
        var all = new LinkedMultiValueMap<String, String>();
        proposals(match).forEach((field, value) -> all.add(field, value.toString()));
        typed.forEach((field, values) -> all.put(field, List.copyOf(values)));
        return forms.of(all);
    }

    private Map<String, Object> proposals(Match match) {
        var agreed = momentForms.running(moments.listOf(match.id()));
        var values = new HashMap<>(forms.proposal(
                forms.today(), agreed.isEmpty() ? 0 : agreed.getFirst().minutes()));
        values.put("came", "DONE");
        values.put("rhythm", Rhythm.WEEKLY);
        values.put("momentHours", 2);
        return values;
    }

    private ModelAndView page(Match match, Form form, List<Visit> already, HttpStatus status) {
        var all = visits.listOf(match.id(), MOST);
        var names = people.list(List.of(match.duo().participant(), match.duo().volunteer()), Purpose.MATCH);
        var known = names.values().stream().collect(Collectors.toMap(Person::id, Person::name));
        return new ModelAndView("visits/of-match", status)
                .addObject("form", form)
                .addObject("match", match)
                .addObject("running", match instanceof Match.Together)
                .addObject("participant", known.getOrDefault(match.duo().participant(), ""))
                .addObject("volunteer", known.getOrDefault(match.duo().volunteer(), ""))
                .addObject("lines", lines.of(all, known))
                .addObject("total", all.stream().mapToLong(Visit::minutes).sum())
                .addObject("moments", momentForms.running(moments.listOf(match.id())))
                .addObject("rhythms", momentForms.rhythms())
                .addObject("kinds", forms.kinds(true))
                .addObject("cames", forms.cames())
                .addObject("whys", forms.whys())
                .addObject("already", already);
    }

    private Match match(String id) {
        return Pages.parse(id, MatchId::of)
                .flatMap(matches::find)
                .filter(match -> Viewer.current()
                        .organisation()
                        .filter(match.duo().holder().organisation()::equals)
                        .isPresent())
                .filter(match -> !(match instanceof Match.Promised))
                .orElseThrow(Pages::notFound);
    }

    // --- a volunteer ---

    @GetMapping("/volunteers/{id}/visits")
    ModelAndView ofVolunteer(@PathVariable String id) {
        return page(volunteer(id), Form.filled(forms.proposal(forms.today(), 0)), List.of(), HttpStatus.OK);
    }

    @PostMapping("/volunteers/{id}/visits")
    Object logOtherWork(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var volunteer = volunteer(id);
        var form = forms.of(typed);
        var told = forms.done(form, Kind.OTHER_WORK);
        if (!form.isRight()) {
            return page(volunteer, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var outcome = visits.log(
                new NewVisit(null, volunteer.person(), told.day(), told.came(), told.words(), form.ticked("another")));
        if (outcome instanceof Logged.Kept) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.done.kept"));
            return "redirect:/volunteers/" + volunteer.person() + "/visits";
        }
        forms.refuse(form, outcome);
        return page(volunteer, form, already(outcome), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(Volunteer volunteer, Form form, List<Visit> already, HttpStatus status) {
        var today = forms.today();
        var all = visits.listDoneBy(List.of(volunteer.person()), today.minusYears(1), today.plusYears(1));
        var name = people.find(volunteer.person(), Purpose.RECORD)
                .map(Person::name)
                .orElseThrow(Pages::notFound);
        return new ModelAndView("visits/of-volunteer", status)
                .addObject("form", form)
                .addObject("id", volunteer.person().toString())
                .addObject("name", name)
                .addObject("lines", lines.of(all, Map.of(volunteer.person(), name)))
                .addObject("total", all.stream().mapToLong(Visit::minutes).sum())
                .addObject("kinds", forms.kinds(false))
                .addObject("already", already);
    }

    private Volunteer volunteer(String id) {
        var here = Viewer.current().myDesk().organisation();
        return Pages.parse(id, PersonId::of)
                .flatMap(volunteers::find)
                .filter(found -> found.organisation().equals(here))
                .orElseThrow(Pages::notFound);
    }

    // --- all hours ---

    /// A line of a table of hours.
    public record Line(String name, @Nullable String link, Hours.Sum sum) {}

    @GetMapping("/hours")
    ModelAndView hours(@RequestParam MultiValueMap<String, String> asked) {
        var today = forms.today();
        var form = Form.of(asked);
        var from = form.optionalDate("from", today.minusYears(10), today.plusYears(1))
                .orElse(HoursSoFar.first(today));
        var until = form.optionalDate("until", from, today.plusYears(1)).orElse(today);
        var counted = hoursSoFar.count(from, until);
        var hours = counted.hours();
        var names = people.list(hours.most().keySet(), Purpose.RECORD);
        var branches = organisations.listBranches(Viewer.current().myDesk().organisation()).stream()
                .collect(Collectors.toMap(Branch::id, Branch::name));
        return new ModelAndView("visits/hours")
                .addObject("form", asked.containsKey("from") ? form : Form.filled(Map.of("from", from, "until", until)))
                .addObject("from", from)
                .addObject("until", until)
                .addObject(
                        "counted",
                        counted.at()
                                .map(at -> words.get("visits.hours.counted", words.time(at)))
                                .orElse(""))
                .addObject("total", hours.total())
                .addObject("couples", hours.matches())
                .addObject("people", hours.volunteers())
                .addObject("shown", hours.most().size())
                .addObject(
                        "months",
                        hours.perMonth().entrySet().stream()
                                .map(one -> new Line(visitWords.month(one.getKey()), null, one.getValue()))
                                .toList())
                .addObject(
                        "branches",
                        hours.perBranch().entrySet().stream()
                                .map(one -> new Line(branches.getOrDefault(one.getKey(), ""), null, one.getValue()))
                                .toList())
                .addObject(
                        "volunteers",
                        hours.most().entrySet().stream()
                                .map(one -> new Line(
                                        Optional.ofNullable(names.get(one.getKey()))
                                                .map(Person::name)
                                                .orElseGet(() -> words.get("visits.somebody")),
                                        names.containsKey(one.getKey())
                                                ? "/volunteers/" + one.getKey() + "/visits"
                                                : null,
                                        one.getValue()))
                                .toList());
    }
}
