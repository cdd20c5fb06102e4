package nl.samenspel.visits.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.PartOfTheWeek;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.visits.Agenda;
import org.springframework.stereotype.Component;

/// On a volunteer's week: what went by and is to be written down in one tap, what is to come, and who guides them.
@Component
class WeekPart implements PartOfTheWeek {

    private static final int AHEAD_DAYS = 14;

    private final Agenda moments;
    private final People people;
    private final Teams teams;
    private final Accounts accounts;
    private final Clock clock;

    WeekPart(Agenda moments, People people, Teams teams, Accounts accounts, Clock clock) {
        this.moments = moments;
        this.people = people;
        this.teams = teams;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// One time, with whom.
    ///
    /// @param today whether it is today
    public record Line(Agenda.Time time, String with, boolean today) {}

    /// What the fragment shows.
    ///
    /// @param teamLeader the name of who guides the volunteer, if anyone
    public record Week(List<Line> toTell, List<Line> toCome, Optional<String> teamLeader) {}

    @Override
    public String template() {
        return "visits/week";
    }

    @Override
    public Object content() {
        var me = Viewer.current().persons();
        var toTell = moments.listToTell(me);
        var toCome = moments.listToCome(me, LocalDate.now(clock).plusDays(AHEAD_DAYS));
        var whom = new LinkedHashSet<PersonId>();
        Stream.concat(toTell.stream(), toCome.stream())
                .map(time -> time.moment().whose().participant())
                .filter(Objects::nonNull)
                .forEach(whom::add);
        var names = people.list(whom, Purpose.MATCH);
        return new Week(lines(toTell, names), lines(toCome, names), teamLeader(me));
    }

    private Optional<String> teamLeader(Collection<PersonId> me) {
        return teams.leaderOf(List.copyOf(me))
                .map(leader -> accounts.names(List.of(leader)).getOrDefault(leader, ""))
                .filter(name -> !name.isEmpty());
    }

    private List<Line> lines(List<Agenda.Time> times, Map<PersonId, Person> names) {
        var today = LocalDate.now(clock);
        return times.stream()
                .map(time -> new Line(
                        time,
                        Optional.ofNullable(time.moment().whose().participant())
                                .map(names::get)
                                .map(Person::name)
                                .orElse(""),
                        time.day().equals(today)))
                .toList();
    }
}
