package nl.samenspel.visits.web;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Teams;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Matches;
import nl.samenspel.people.People;
import nl.samenspel.visits.Visit;
import org.springframework.stereotype.Component;

/// What a team leader knows of participants: the names of those to whom the volunteers on their list come now.
@Component
class TeamNames {

    private final Teams teams;
    private final Matches matches;
    private final People people;

    TeamNames(Teams teams, Matches matches, People people) {
        this.teams = teams;
        this.matches = matches;
        this.people = people;
    }

    Map<PersonId, String> of(Collection<Match> running) {
        return people.listNamesForTeamLeader(
                running.stream().map(match -> match.duo().participant()).collect(Collectors.toSet()), Purpose.MATCH);
    }

    /// The names in these visits, for who sees no more of the participants than that.
    Map<PersonId, String> ofMatches(Collection<Visit> visits) {
        var viewer = Viewer.current();
        if (!viewer.is(Role.TEAM_LEADER) || viewer.desk() != null) {
            return Map.of();
        }
        var wanted = visits.stream()
                .map(visit -> visit.whose().match())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return of(matches.listDoneBy(teams.listMine()).stream()
                .filter(match -> wanted.contains(match.id()))
                .toList());
    }
}
