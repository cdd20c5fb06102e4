package nl.samenspel.exchange;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import nl.samenspel.access.BranchId;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.network.Areas;
import nl.samenspel.people.People;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.ui.Words;
import nl.samenspel.visits.EarlierVisits;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who reads which list.
@Component
class IncomingLists {

    private final Areas areas;
    private final HelpRequests requests;
    private final Reception reception;
    private final Volunteers volunteers;
    private final Limits limits;
    private final EarlierMatches matches;
    private final EarlierVisits visits;
    private final People people;
    private final Vocabulary vocabulary;
    private final Words words;
    private final Clock clock;

    IncomingLists(
            Areas areas,
            HelpRequests requests,
            Reception reception,
            Volunteers volunteers,
            Limits limits,
            EarlierMatches matches,
            EarlierVisits visits,
            People people,
            Vocabulary vocabulary,
            Words words,
            Clock clock) {
        this.areas = areas;
        this.requests = requests;
        this.reception = reception;
        this.volunteers = volunteers;
        this.limits = limits;
        this.matches = matches;
        this.visits = visits;
        this.people = people;
        this.vocabulary = vocabulary;
        this.words = words;
        this.clock = clock;
    }

    /// For one reading of one file.
    ///
    /// @param branch where what comes in belongs; areas belong to none
    Incoming<?> of(ImportList list, @Nullable BranchId branch) {
        return switch (list) {
            case AREAS -> new AreasIn(areas);
            case PARTICIPANTS -> new ParticipantsIn(people, areas.list(), vocabulary, words);
            case REQUESTS ->
                new RequestsIn(
                        requests,
                        reception,
                        people,
                        areas.list(),
                        vocabulary,
                        words,
                        Objects.requireNonNull(branch),
                        LocalDate.now(clock));
            case VOLUNTEERS ->
                new VolunteersIn(
                        volunteers,
                        limits,
                        people,
                        areas.list(),
                        vocabulary,
                        words,
                        Objects.requireNonNull(branch),
                        LocalDate.now(clock));
            case MATCHES ->
                new MatchesIn(
                        matches,
                        requests,
                        volunteers,
                        limits,
                        people,
                        vocabulary,
                        words,
                        Objects.requireNonNull(branch),
                        LocalDate.now(clock));
            case TRAININGS ->
                new TrainingsIn(
                        volunteers, limits, people, vocabulary, Objects.requireNonNull(branch), LocalDate.now(clock));
            case HOURS ->
                new HoursIn(
                        visits,
                        matches,
                        volunteers,
                        people,
                        vocabulary,
                        Objects.requireNonNull(branch),
                        LocalDate.now(clock));
        };
    }
}
