package nl.samenspel.matches.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Room;
import nl.samenspel.matches.CheckIn;
import nl.samenspel.matches.CheckIns;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.matches.PartOfTheWeek;
import nl.samenspel.matches.Replacement;
import nl.samenspel.matches.Replacements;
import nl.samenspel.matching.Explanations;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// Where a volunteer begins: what is asked, what they do, what comes next, and what they can still carry.
@Controller
@MayUse(Role.VOLUNTEER)
class MyWeekPage {

    private final Matches matches;
    private final CheckIns checkIns;
    private final Replacements replacements;
    private final Invitations invitations;
    private final Limits limits;
    private final People people;
    private final Explanations explanations;
    private final Words words;
    private final List<PartOfTheWeek> parts;

    MyWeekPage(
            Matches matches,
            CheckIns checkIns,
            Replacements replacements,
            Invitations invitations,
            Limits limits,
            People people,
            Explanations explanations,
            Words words,
            List<PartOfTheWeek> parts) {
        this.matches = matches;
        this.checkIns = checkIns;
        this.replacements = replacements;
        this.invitations = invitations;
        this.limits = limits;
        this.people = people;
        this.explanations = explanations;
        this.words = words;
        this.parts = List.copyOf(parts);
    }

    /// What another room shows here.
    public record Part(String template, Object content) {}

    /// A match of the volunteer.
    ///
    /// @param with whom they see; empty until both have agreed
    public record Line(Match match, String with) {}

    /// Something the volunteer is asked about a match.
    public record Question(MatchId id, String text, String why) {}

    /// All that is read for it is read in one transaction: it asks ten rooms, and each would begin its own.
    @GetMapping("/my-week")
    @Transactional
    ModelAndView show() {
        var all = matches.listAsVolunteer();
        var running = all.stream().filter(match -> !(match instanceof Ended)).toList();
        var known = people.list(
                running.stream()
                        .filter(Match.Together.class::isInstance)
                        .map(match -> match.duo().participant())
                        .toList(),
                Purpose.MATCH);
        var labels = all.stream().collect(Collectors.toMap(Match::id, match -> label(match, known)));
        var model = new HashMap<String, Object>();
        model.put(
                "invitations",
                invitations.listOfViewer().stream()
                        .filter(Invitation.Open.class::isInstance)
                        .toList());
        model.put(
                "lines",
                running.stream()
                        .map(match -> new Line(match, name(known, match.duo().participant())))
                        .toList());
        model.put(
                "checkIns",
                checkIns.listMine().stream()
                        .map(CheckIn::about)
                        .filter(about -> about.side() == CheckIn.Side.VOLUNTEER)
                        .map(about -> new Question(
                                about.match(),
                                words.get(
                                        about.moment() == CheckIn.Moment.END
                                                ? "matches.week.checkIn.end"
                                                : "matches.week.checkIn",
                                        labels.getOrDefault(about.match(), "")),
                                ""))
                        .toList());
        model.put(
                "toDecide",
                replacements.listToDecide().stream()
                        .map(Replacement.ToDecide::gap)
                        .map(gap -> new Question(
                                gap.match(),
                                words.get("matches.week.decide", labels.getOrDefault(gap.match(), "")),
                                gap.metres() == null
                                        ? words.get("matches.week.decide.tooMuch")
                                        : words.get("matches.week.decide.far", explanations.metres(gap.metres()))))
                        .toList());
        model.put("certified", all.stream().anyMatch(MyWeekPage::isCertified));
        model.put(
                "parts",
                parts.stream()
                        .map(part -> new Part(part.template(), part.content()))
                        .toList());
        model.put("rooms", rooms());
        return new ModelAndView("matches/my-week", model);
    }

    /// Whether they came for somebody; what ended before that is no effort to show.
    private static boolean isCertified(Match match) {
        return match instanceof Match.Coming
                || match instanceof Match.Awaited
                || (match instanceof Ended it && it.participantConsent() != null);
    }

    private String label(Match match, Map<PersonId, Person> known) {
        var kind = words.of("network.kind", match.duo().kind());
        var name = name(known, match.duo().participant());
        return name.isEmpty() ? kind : words.get("matches.week.with", kind, name);
    }

    private Collection<Room> rooms() {
        return List.copyOf(limits.room(Viewer.current().persons()).values());
    }

    private static String name(Map<PersonId, Person> known, PersonId id) {
        var person = known.get(id);
        return person == null ? "" : person.name();
    }
}
