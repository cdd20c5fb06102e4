package nl.samenspel.visits.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
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
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.Agenda;
import nl.samenspel.visits.Logged;
import nl.samenspel.visits.NewVisit;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Kind;
import nl.samenspel.visits.Visits;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For the volunteer: what I did, in two taps, and what I did before.
@Controller
@MayUse(Role.VOLUNTEER)
class MyVisitPages {

    private static final int BACK_MONTHS = 12;

    private final Visits visits;
    private final Agenda moments;
    private final Matches matches;
    private final Volunteers volunteers;
    private final People people;
    private final VisitForm forms;
    private final VisitLines lines;
    private final Words words;

    MyVisitPages(
            Visits visits,
            Agenda moments,
            Matches matches,
            Volunteers volunteers,
            People people,
            VisitForm forms,
            VisitLines lines,
            Words words) {
        this.visits = visits;
        this.moments = moments;
        this.matches = matches;
        this.volunteers = volunteers;
        this.people = people;
        this.forms = forms;
        this.lines = lines;
        this.words = words;
    }

    @GetMapping("/my-visits")
    ModelAndView list() {
        var today = forms.today();
        var all = visits.listDoneBy(
                Viewer.current().persons(), today.minusMonths(BACK_MONTHS), today.plusMonths(BACK_MONTHS));
        return new ModelAndView("visits/my-visits")
                .addObject("lines", lines.of(all))
                .addObject("thisYear", sum(all, today.withDayOfYear(1), today))
                .addObject("thisMonth", sum(all, today.withDayOfMonth(1), today));
    }

    private static long sum(List<Visit> all, LocalDate from, LocalDate until) {
        return all.stream()
                .filter(visit -> !visit.day().isBefore(from) && !visit.day().isAfter(until))
                .mapToLong(Visit::minutes)
                .sum();
    }

    /// One tap: it went as agreed.
    @PostMapping("/my-visits/right")
    String right(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed);
        var day = form.date("day");
        var time = form.id("match", MatchId::new)
                .filter(_ -> form.isRight())
                .flatMap(match -> agreed(match, day))
                .orElseThrow(Pages::notFound);
        var outcome = visits.log(NewVisit.done(
                time.moment().match(), day, Kind.VISIT, time.moment().minutes(), ""));
        return after(outcome, redirect, "visits.done.right");
    }

    /// One tap: it did not go on.
    @PostMapping("/my-visits/skipped")
    String skipped(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var form = Form.of(typed);
        var day = form.date("day");
        var time = form.id("match", MatchId::new)
                .filter(_ -> form.isRight())
                .flatMap(match -> agreed(match, day))
                .orElseThrow(Pages::notFound);
        return after(visits.log(NewVisit.skipped(time.moment().match(), day, null)), redirect, "visits.done.skipped");
    }

    /// What of the viewer's own agreements falls on that day in that match, written down or not.
    private Optional<Agenda.Time> agreed(MatchId match, LocalDate day) {
        return moments.listOf(match).stream()
                .filter(moment ->
                        Viewer.current().persons().contains(moment.whose().volunteer()))
                .filter(moment -> !moment.days(day, day).isEmpty())
                .findFirst()
                .map(moment -> new Agenda.Time(moment, day, false));
    }

    private String after(Logged outcome, RedirectAttributes redirect, String done) {
        return switch (outcome) {
            case Logged.Kept(var visit) -> {
                Notice.put(redirect, Notice.Kind.SUCCESS, words.get(done));
                yield visit.came() instanceof Visit.Came.Skipped
                        ? "redirect:/visits/" + visit.id()
                        : "redirect:/my-week";
            }
            case Logged.AlreadyLogged(var visit) -> {
                Notice.put(redirect, Notice.Kind.INFO, words.get("visits.already"));
                yield "redirect:/visits/" + visit.id();
            }
            case Logged.NotYet _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("visits.notYet"));
                yield "redirect:/my-week";
            }
            case Logged.BeforeItBegan _, Logged.AfterItEnded _, Logged.ChangedMeanwhile _, Logged.NotFound _ ->
                throw Pages.notFound();
        };
    }

    @GetMapping("/my-visits/new")
    ModelAndView begin(
            @RequestParam(required = false) @Nullable String match,
            @RequestParam(required = false) @Nullable String day) {
        var chosen = Optional.ofNullable(match).flatMap(id -> Pages.parse(id, MatchId::of));
        var on = Optional.ofNullable(day).flatMap(Form::dateIn).orElseGet(forms::today);
        var minutes =
                chosen.flatMap(id -> agreed(id, on)).map(time -> time.moment().minutes());
        var values = new HashMap<>(forms.proposal(on, minutes.orElse(0)));
        var options = options();
        chosen.map(MatchId::toString)
                .or(() -> options.size() == 1 ? Optional.of(options.getFirst().value()) : Optional.empty())
                .ifPresent(id -> values.put("what", id));
        return page(options, Form.filled(values), Optional.empty(), HttpStatus.OK);
    }

    @PostMapping("/my-visits")
    Object add(@RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var options = options();
        var chosen = Objects.requireNonNullElse(typed.getFirst("what"), "");
        var match = Pages.parse(chosen, MatchId::of);
        var other = match.isPresent() ? Kind.VISIT : kindIn(chosen);
        if (match.isEmpty()) {
            // the choice of what was done with somebody does not count for other work
            typed.set("kind", other.name());
        }
        var form = forms.of(typed);
        var what = form.oneOf("what", options.stream().map(Option::value).toList());
        var visit = forms.done(form, other);
        if (!form.isRight()) {
            return page(options, form, Optional.empty(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var told = new NewVisit(
                match.orElse(null),
                match.isPresent() ? null : volunteerIn(what),
                visit.day(),
                visit.came(),
                visit.words(),
                form.ticked("another"));
        var outcome = visits.log(told);
        if (outcome instanceof Logged.Kept) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.done.kept"));
            return "redirect:/my-week";
        }
        forms.refuse(form, outcome);
        return page(
                options,
                form,
                outcome instanceof Logged.AlreadyLogged(var there) ? Optional.of(there) : Optional.empty(),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(List<Option> options, Form form, Optional<Visit> already, HttpStatus status) {
        return new ModelAndView("visits/new", status)
                .addObject("form", form)
                .addObject("options", options)
                .addObject("kinds", forms.kinds(true))
                .addObject("already", already.map(List::of).orElse(List.of()));
    }

    /// What a volunteer can have done: with the people of their matches, and other work at each organisation.
    private List<Option> options() {
        var mine = matches.listAsVolunteer().stream()
                .filter(Together.class::isInstance)
                .toList();
        var names = people.list(
                mine.stream().map(match -> match.duo().participant()).toList(), Purpose.MATCH);
        var options = new ArrayList<Option>();
        mine.stream()
                .map(match -> new Option(
                        match.id().toString(),
                        named(match, Optional.ofNullable(names.get(match.duo().participant())))))
                .forEach(options::add);
        for (var volunteer : volunteers.list(Viewer.current().persons())) {
            if (volunteer.status() == Volunteer.Status.ACTIVE) {
                Stream.of(Kind.MEETING, Kind.TRAINING, Kind.OTHER_WORK)
                        .map(kind -> new Option(kind + ":" + volunteer.person(), words.of("visits.kind", kind)))
                        .forEach(options::add);
            }
        }
        return options;
    }

    private String named(Match match, Optional<Person> participant) {
        var kind = words.of("network.kind", match.duo().kind());
        return participant
                .map(person -> words.get("visits.with", kind, person.name()))
                .orElse(kind);
    }

    private static Kind kindIn(String what) {
        return Stream.of(Kind.MEETING, Kind.TRAINING)
                .filter(kind -> what.startsWith(kind + ":"))
                .findFirst()
                .orElse(Kind.OTHER_WORK);
    }

    private static PersonId volunteerIn(String what) {
        return PersonId.of(what.substring(what.indexOf(':') + 1));
    }
}
