package nl.samenspel.exchange;

import nl.samenspel.limits.Limits;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.network.Areas;
import nl.samenspel.people.People;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.EarlierVisits;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.stereotype.Component;

/// Who writes which list.
@Component
class OutgoingLists {

    private final Areas areas;
    private final Volunteers volunteers;
    private final Limits limits;
    private final HelpRequests requests;
    private final EarlierMatches matches;
    private final EarlierVisits visits;
    private final People people;
    private final Words words;

    OutgoingLists(
            Areas areas,
            Volunteers volunteers,
            Limits limits,
            HelpRequests requests,
            EarlierMatches matches,
            EarlierVisits visits,
            People people,
            Words words) {
        this.areas = areas;
        this.volunteers = volunteers;
        this.limits = limits;
        this.requests = requests;
        this.matches = matches;
        this.visits = visits;
        this.people = people;
        this.words = words;
    }

    Outgoing<?> of(ImportList list) {
        return switch (list) {
            case AREAS -> new AreasOut(areas);
            case VOLUNTEERS -> new VolunteersOut(volunteers, people, limits, words);
            case PARTICIPANTS -> new ParticipantsOut(requests, people, words);
            case REQUESTS -> new RequestsOut(requests, people, words);
            case MATCHES -> new MatchesOut(matches, requests, people, words);
            case TRAININGS -> new TrainingsOut(volunteers, people, words);
            case HOURS -> new HoursOut(visits, matches, people, words);
        };
    }
}
