package nl.samenspel.visits.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.Matches.Part;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.visits.Agenda;
import nl.samenspel.visits.Moment;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visits;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/// For the participant, and who decides for them by law: who came and how long, and who will come. What the volunteer
/// said with it is not on this page.
@Controller
@MayUse({Role.PARTICIPANT, Role.RELATIVE})
class WhoCamePage {

    private static final int MOST = 50;
    private static final int AHEAD_DAYS = 28;

    private final Matches matches;
    private final Visits visits;
    private final Agenda moments;
    private final People people;
    private final VisitWords words;
    private final Clock clock;

    WhoCamePage(Matches matches, Visits visits, Agenda moments, People people, VisitWords words, Clock clock) {
        this.matches = matches;
        this.visits = visits;
        this.moments = moments;
        this.people = people;
        this.words = words;
        this.clock = clock;
    }

    /// A day on which somebody came, or not.
    public record Came(String day, String what, boolean skipped) {}

    @GetMapping("/my-matches/{id}/visits")
    ModelAndView show(@PathVariable String id) {
        var match = Pages.parse(id, MatchId::of)
                .flatMap(matches::find)
                .filter(found -> !(found instanceof Match.Promised))
                .filter(found ->
                        matches.partOfViewer(found).filter(Part.DECIDES::equals).isPresent())
                .orElseThrow(Pages::notFound);
        var all = visits.listOf(match.id(), MOST);
        var today = LocalDate.now(clock);
        var skipped = all.stream()
                .filter(visit -> visit.came() instanceof Visit.Came.Skipped)
                .map(Visit::day)
                .toList();
        return new ModelAndView("visits/who-came")
                .addObject("match", match)
                .addObject(
                        "who",
                        people.list(List.of(match.duo().volunteer()), Purpose.MATCH).values().stream()
                                .map(Person::givenName)
                                .findFirst()
                                .orElse(""))
                .addObject(
                        "came",
                        all.stream()
                                .filter(visit -> !visit.day().isAfter(today))
                                .map(this::line)
                                .toList())
                .addObject(
                        "comes",
                        match instanceof Match.Together
                                ? moments.listOf(match.id()).stream()
                                        .flatMap(moment -> moment.days(today, today.plusDays(AHEAD_DAYS)).stream()
                                                .map(day -> coming(
                                                        moment, day, skipped.contains(day) || isAway(match, day))))
                                        .sorted(Comparator.comparing(Coming::day)
                                                .thenComparing(Coming::at))
                                        .toList()
                                : List.of());
    }

    private static boolean isAway(Match match, LocalDate day) {
        return match instanceof Match.Awaited awaited && !awaited.comesOn(day);
    }

    /// A day on which somebody will come, or would have.
    public record Coming(LocalDate day, String words, String at, boolean skipped) {}

    private Coming coming(Moment moment, LocalDate day, boolean skipped) {
        return new Coming(day, words.day(day), moment.at().toString(), skipped);
    }

    private Came line(Visit visit) {
        return new Came(
                words.day(visit.day()),
                visit.came() instanceof Visit.Came.Skipped ? "" : words.came(visit.came()),
                visit.came() instanceof Visit.Came.Skipped);
    }
}
