package nl.samenspel.matches.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Room;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// Where a volunteer begins: what is asked, what they do, what comes next, and what they can still carry.
@Controller
@MayUse(Role.VOLUNTEER)
class MyWeekPage {

    private final Matches matches;
    private final Invitations invitations;
    private final Limits limits;
    private final People people;

    MyWeekPage(Matches matches, Invitations invitations, Limits limits, People people) {
        this.matches = matches;
        this.invitations = invitations;
        this.limits = limits;
        this.people = people;
    }

    /// A match of the volunteer.
    ///
    /// @param with whom they see; empty until both have agreed
    public record Line(Match match, String with) {}

    @GetMapping("/my-week")
    ModelAndView show() {
        var running = matches.listAsVolunteer().stream()
                .filter(match -> !(match instanceof Ended))
                .toList();
        var known = people.list(
                running.stream()
                        .filter(Match.Together.class::isInstance)
                        .map(match -> match.duo().participant())
                        .toList(),
                Purpose.MATCH);
        return new ModelAndView(
                "matches/my-week",
                Map.of(
                        "invitations",
                        invitations.listOfViewer().stream()
                                .filter(Invitation.Open.class::isInstance)
                                .toList(),
                        "lines",
                        running.stream()
                                .map(match ->
                                        new Line(match, name(known, match.duo().participant())))
                                .toList(),
                        "rooms",
                        rooms()));
    }

    private Collection<Room> rooms() {
        return List.copyOf(limits.room(Viewer.current().persons()).values());
    }

    private static String name(Map<PersonId, Person> known, PersonId id) {
        var person = known.get(id);
        return person == null ? "" : person.name();
    }
}
