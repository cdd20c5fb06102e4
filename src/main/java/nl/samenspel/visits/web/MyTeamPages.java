package nl.samenspel.visits.web;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Teams;
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
import nl.samenspel.visits.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For a team leader: the volunteers on their list, when they come next and to whom, and their hours, told by phone.
@Controller
@MayUse(Role.TEAM_LEADER)
class MyTeamPages {

    private static final int AHEAD_DAYS = 28;
    private static final int BACK_MONTHS = 3;

    private final Teams teams;
    private final Matches matches;
    private final Agenda moments;
    private final Visits visits;
    private final People people;
    private final TeamNames names;
    private final VisitForm forms;
    private final VisitLines lines;
    private final Words words;

    MyTeamPages(
            Teams teams,
            Matches matches,
            Agenda moments,
            Visits visits,
            People people,
            TeamNames names,
            VisitForm forms,
            VisitLines lines,
            Words words) {
        this.teams = teams;
        this.matches = matches;
        this.moments = moments;
        this.visits = visits;
        this.people = people;
        this.names = names;
        this.forms = forms;
        this.lines = lines;
        this.words = words;
    }

    /// A volunteer on the list.
    ///
    /// @param matches how many run
    /// @param toTell how often something went by that is not written down
    /// @param next when they come next, if that is agreed
    /// @param checkOn when somebody looks at how it goes, the first of all their matches
    public record Member(
            Person person,
            int matches,
            int toTell,
            @Nullable LocalDate next,
            @Nullable LocalDate checkOn) {}

    /// Somebody to whom a volunteer comes.
    public record With(
            Match match, String participant, @Nullable LocalDate next) {}

    @GetMapping("/my-team")
    ModelAndView list() {
        var team = teams.listMine();
        var persons = people.list(team, Purpose.MATCH);
        var running = together(team);
        var toTell = moments.listToTell(team).stream()
                .collect(Collectors.groupingBy(time -> time.moment().whose().volunteer(), Collectors.counting()));
        var next = new HashMap<PersonId, LocalDate>();
        toCome(team).forEach(time -> next.putIfAbsent(time.moment().whose().volunteer(), time.day()));
        var members = persons.values().stream()
                .sorted(Comparator.comparing(Person::familyName).thenComparing(Person::givenName))
                .map(person -> {
                    var mine = running.stream()
                            .filter(match -> match.duo().volunteer().equals(person.id()))
                            .toList();
                    return new Member(
                            person,
                            mine.size(),
                            Math.toIntExact(toTell.getOrDefault(person.id(), 0L)),
                            next.get(person.id()),
                            mine.stream()
                                    .map(Together::nextDate)
                                    .min(Comparator.naturalOrder())
                                    .orElse(null));
                })
                .toList();
        return new ModelAndView("visits/my-team").addObject("members", members).addObject("today", forms.today());
    }

    @GetMapping("/my-team/{id}")
    ModelAndView show(@PathVariable String id) {
        return page(find(id), Form.filled(forms.proposal(forms.today(), 0)), List.of(), HttpStatus.OK);
    }

    @PostMapping("/my-team/{id}/visits")
    Object log(
            @PathVariable String id, @RequestParam MultiValueMap<String, String> typed, RedirectAttributes redirect) {
        var person = find(id);
        var form = forms.of(typed);
        var mine = together(List.of(person.id()));
        var match = form.id("match", MatchId::new);
        var told = forms.doneOrSkipped(form);
        if (form.isRight()
                && match.filter(chosen -> mine.stream().anyMatch(one -> one.id().equals(chosen)))
                        .isEmpty()) {
            form.refuse("match", "ui.form.choose");
        }
        if (!form.isRight()) {
            return page(person, form, List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        var outcome = visits.log(
                new NewVisit(match.orElseThrow(), null, told.day(), told.came(), told.words(), form.ticked("another")));
        if (outcome instanceof Logged.Kept) {
            Notice.put(redirect, Notice.Kind.SUCCESS, words.get("visits.done.kept"));
            return "redirect:/my-team/" + person.id();
        }
        forms.refuse(form, outcome);
        return page(person, form, DeskVisitPages.already(outcome), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView page(Person person, Form form, List<Visit> already, HttpStatus status) {
        var mine = together(List.of(person.id()));
        var participants = names.of(List.copyOf(mine));
        var next = new HashMap<MatchId, LocalDate>();
        toCome(List.of(person.id()))
                .forEach(time -> next.putIfAbsent(time.moment().match(), time.day()));
        var with = mine.stream()
                .map(match ->
                        new With(match, participants.getOrDefault(match.duo().participant(), ""), next.get(match.id())))
                .toList();
        var known = new HashMap<>(participants);
        known.put(person.id(), person.name());
        var today = forms.today();
        var all =
                visits.listDoneBy(List.of(person.id()), today.minusMonths(BACK_MONTHS), today.plusMonths(BACK_MONTHS));
        return new ModelAndView("visits/team-member", status)
                .addObject("form", form)
                .addObject("person", person)
                .addObject("with", with)
                .addObject("toTell", moments.listToTell(List.of(person.id())))
                .addObject("participants", participants)
                .addObject(
                        "options",
                        with.stream()
                                .map(one -> new Option(
                                        one.match().id().toString(),
                                        words.get(
                                                "visits.with",
                                                words.of(
                                                        "network.kind",
                                                        one.match().duo().kind()),
                                                one.participant())))
                                .toList())
                .addObject("lines", lines.of(all, known))
                .addObject("kinds", forms.kinds(true))
                .addObject("cames", forms.cames())
                .addObject("whys", forms.whys())
                .addObject("already", already);
    }

    private List<Agenda.Time> toCome(List<PersonId> team) {
        return moments.listToCome(team, forms.today().plusDays(AHEAD_DAYS)).stream()
                .filter(time -> !time.skipped())
                .toList();
    }

    private List<Together> together(List<PersonId> team) {
        return matches.listDoneBy(team).stream()
                .filter(Together.class::isInstance)
                .map(Together.class::cast)
                .toList();
    }

    private Person find(String id) {
        var wanted = Pages.parse(id, PersonId::of);
        return wanted.filter(teams.listMine()::contains)
                .flatMap(person -> people.find(person, Purpose.MATCH))
                .orElseThrow(Pages::notFound);
    }
}
