package nl.samenspel.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Match.Awaited;
import nl.samenspel.matches.Match.Together;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.visits.Agreeing.Agreed;
import nl.samenspel.visits.Agreeing.AgreedBefore;
import nl.samenspel.visits.Agreeing.BeforeItBegan;
import nl.samenspel.visits.Agreeing.NotFound;
import nl.samenspel.visits.Agreeing.NotRunning;
import nl.samenspel.visits.Visit.Came;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to when somebody comes: what volunteer and participant agreed, set by the volunteer, their team
/// leader or the desk.
@Service
public class Agenda {

    /// What went by longer ago is not asked about any more.
    public static final int ASK_BACK_DAYS = 14;

    private final MomentStore store;
    private final VisitStore visits;
    private final Tellers tellers;
    private final Matches matches;
    private final Clock clock;

    Agenda(MomentStore store, VisitStore visits, Tellers tellers, Matches matches, Clock clock) {
        this.store = store;
        this.visits = visits;
        this.tellers = tellers;
        this.matches = matches;
        this.clock = clock;
    }

    /// One time that an agreed moment falls.
    ///
    /// @param skipped whether it was said that it does not go on
    public record Time(Moment moment, LocalDate day, boolean skipped) {

        public LocalDateTime at() {
            return day.atTime(moment.at());
        }
    }

    /// Agrees when somebody comes, from a first day on.
    public Agreeing agree(MatchId id, LocalDate firstDay, LocalTime at, int minutes, Rhythm rhythm) {
        var match = matches.find(id);
        var whose = match.flatMap(Tellers::whose).filter(tellers::mayTell);
        if (match.isPresent() && !(match.get() instanceof Together)) {
            return new NotRunning();
        }
        if (whose.isEmpty()) {
            return new NotFound();
        }
        var began = tellers.began(match.get());
        if (firstDay.isBefore(began)) {
            return new BeforeItBegan(began);
        }
        var moment =
                new Moment(MomentId.next(), id, whose.get(), firstDay, at, minutes, rhythm, null, clock.instant(), 1);
        return tellers.step(
                whose.get(),
                () -> store.add(moment, Viewer.current().me())
                        ? new Agreed(moment)
                        : new AgreedBefore(store.findSame(moment).orElseThrow()));
    }

    /// Nobody comes at this moment any more, after this day. Ending it twice changes nothing.
    public Agreeing end(MatchId match, MomentId id, LocalDate lastDay) {
        var found = tellers.look(() -> store.listOf(match)).stream()
                .filter(moment -> moment.id().equals(id) && tellers.mayTell(moment.whose()))
                .findFirst();
        if (found.isEmpty()) {
            return new NotFound();
        }
        return tellers.step(found.get().whose(), () -> {
            store.end(id, lastDay, clock.instant());
            return new Agreed(store.find(id).orElseThrow());
        });
    }

    /// What is agreed in a match, and was.
    @Transactional(readOnly = true)
    public List<Moment> listOf(MatchId match) {
        return store.listOf(match);
    }

    /// What went by of what these volunteers agreed, in matches that run, and is not written down yet; the oldest
    /// first.
    @Transactional(readOnly = true)
    public List<Time> listToTell(Collection<PersonId> volunteers) {
        var now = LocalDateTime.now(clock);
        var today = now.toLocalDate();
        return times(volunteers, today.minusDays(ASK_BACK_DAYS), today).stream()
                .filter(time -> !time.skipped() && !time.at().isAfter(now))
                .toList();
    }

    /// What is to come of what these volunteers agreed, in matches that run, until this day, in order. What was
    /// said not to go on is in it.
    @Transactional(readOnly = true)
    public List<Time> listToCome(Collection<PersonId> volunteers, LocalDate until) {
        var now = LocalDateTime.now(clock);
        return times(volunteers, now.toLocalDate(), until).stream()
                .filter(time -> time.at().isAfter(now))
                .toList();
    }

    /// Every time between these days that is not written down as done. Of two on one day in one match, what is written
    /// down first stands for the earlier.
    private List<Time> times(Collection<PersonId> volunteers, LocalDate from, LocalDate until) {
        record Written(MatchId match, LocalDate day) {}
        var done = new HashMap<Written, Integer>();
        var skipped = new HashMap<Written, Integer>();
        for (var visit : visits.listDoneBy(volunteers, from, until)) {
            if (visit.whose().match() != null) {
                (visit.came() instanceof Came.Skipped ? skipped : done)
                        .merge(new Written(visit.whose().match(), visit.day()), 1, Integer::sum);
            }
        }
        var together = together(volunteers);
        var agreed = new ArrayList<Time>();
        for (var moment : store.listOfVolunteers(volunteers, from)) {
            var match = together.get(moment.match());
            if (match != null) {
                moment.days(from, until).stream()
                        .filter(day -> comes(match, day))
                        .forEach(day -> agreed.add(new Time(moment, day, false)));
            }
        }
        agreed.sort(Comparator.comparing(Time::at)
                .thenComparing(time -> time.moment().id().value()));
        var times = new ArrayList<Time>();
        for (var time : agreed) {
            var written = new Written(time.moment().match(), time.day());
            if (take(done, written)) {
                continue;
            }
            times.add(take(skipped, written) ? new Time(time.moment(), time.day(), true) : time);
        }
        return times;
    }

    private static <K> boolean take(Map<K, Integer> from, K key) {
        var left = from.getOrDefault(key, 0);
        if (left > 0) {
            from.put(key, left - 1);
        }
        return left > 0;
    }

    private Map<MatchId, Match> together(Collection<PersonId> volunteers) {
        return matches.listDoneBy(volunteers).stream()
                .filter(Together.class::isInstance)
                .collect(Collectors.toMap(Match::id, Function.identity()));
    }

    /// Whether the volunteer is there on that day: who is away for a while, or leaves, is not.
    static boolean comes(Match match, LocalDate day) {
        return !(match instanceof Awaited awaited) || awaited.comesOn(day);
    }
}
