package nl.samenspel.visits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Signals;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.MatchId;
import nl.samenspel.matches.Matches;
import nl.samenspel.visits.Logged.AfterItEnded;
import nl.samenspel.visits.Logged.AlreadyLogged;
import nl.samenspel.visits.Logged.BeforeItBegan;
import nl.samenspel.visits.Logged.ChangedMeanwhile;
import nl.samenspel.visits.Logged.Kept;
import nl.samenspel.visits.Logged.NotFound;
import nl.samenspel.visits.Logged.NotYet;
import nl.samenspel.visits.Visit.Came;
import nl.samenspel.visits.Visit.Earlier;
import nl.samenspel.visits.Visit.Told;
import nl.samenspel.visits.Visit.Whose;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what was done.
///
/// A volunteer writes down their own; the desk and their team leader do it for them, as told by phone. What is asked
/// here is answered as far as the viewer may see.
@Service
public class Visits {

    /// Further ahead nobody says that something will not go on.
    static final int SKIPPED_AHEAD_DAYS = 366;

    private final VisitStore store;
    private final Tellers tellers;
    private final Matches matches;
    private final Volunteers volunteers;
    private final Limits limits;
    private final Signals signals;
    private final Clock clock;

    Visits(
            VisitStore store,
            Tellers tellers,
            Matches matches,
            Volunteers volunteers,
            Limits limits,
            Signals signals,
            Clock clock) {
        this.store = store;
        this.tellers = tellers;
        this.matches = matches;
        this.volunteers = volunteers;
        this.limits = limits;
        this.signals = signals;
        this.clock = clock;
    }

    /// Where a visit must lie: whose it is, and from and until which day.
    private record Room(
            Whose whose, LocalDate from, @Nullable LocalDate until) {}

    /// Writes down what was done, or that it did not go on.
    public Logged log(NewVisit told) {
        var found = room(told.match(), told.volunteer()).filter(room -> tellers.mayTell(room.whose()));
        if (found.isEmpty()) {
            return new NotFound();
        }
        var room = found.get();
        var outside = outside(room, told.day(), told.came());
        if (outside.isPresent()) {
            return outside.get();
        }
        return tellers.step(room.whose(), () -> {
            var visit = new Visit(
                    VisitId.next(), room.whose(), told.day(), 1, told.came(), told.words(), by(room.whose()), 1);
            if (told.another()) {
                visit = numbered(visit, Math.min(store.next(visit), Visit.MOST_A_DAY));
            }
            if (!store.add(visit, today())) {
                return new AlreadyLogged(store.findSame(visit).orElseThrow());
            }
            tell(visit);
            return new Kept(visit);
        });
    }

    /// Puts it right: another day, longer or shorter, after all not, or by mistake. What it was stays readable.
    ///
    /// @param version of the visit that was looked at
    public Logged correct(VisitId id, int version, LocalDate day, Came came, String words) {
        var found = tellers.look(() -> store.find(id)).filter(visit -> tellers.mayTell(visit.whose()));
        if (found.isEmpty()) {
            return new NotFound();
        }
        var seen = found.get();
        var room = room(
                seen.whose().match(),
                seen.whose().match() == null ? seen.whose().volunteer() : null);
        var outside = came instanceof Came.TakenBack ? Optional.<Logged>empty() : outside(room, day, came);
        if (outside.isPresent()) {
            return outside.get();
        }
        var after = new Visit(
                id,
                seen.whose(),
                day,
                day.equals(seen.day()) ? seen.nth() : 1,
                came,
                words,
                by(seen.whose()),
                version + 1);
        try {
            return tellers.step(seen.whose(), () -> {
                var before = store.find(id).orElseThrow();
                if (before.version() != version || !store.replace(before, after, today())) {
                    return new ChangedMeanwhile(before);
                }
                tell(after);
                return new Kept(after);
            });
        } catch (DuplicateKeyException _) {
            return tellers.step(
                    seen.whose(), () -> new AlreadyLogged(store.findSame(after).orElse(seen)));
        }
    }

    private Optional<Logged> outside(Optional<Room> room, LocalDate day, Came came) {
        return room.map(one -> outside(one, day, came)).orElseGet(() -> Optional.of(new NotFound()));
    }

    private Optional<Logged> outside(Room room, LocalDate day, Came came) {
        var latest = came instanceof Came.Done ? today() : today().plusDays(SKIPPED_AHEAD_DAYS);
        if (day.isAfter(latest)) {
            return Optional.of(new NotYet(today()));
        }
        if (day.isBefore(room.from())) {
            return Optional.of(new BeforeItBegan(room.from()));
        }
        return room.until() != null && day.isAfter(room.until())
                ? Optional.of(new AfterItEnded(room.until()))
                : Optional.empty();
    }

    private Optional<Room> room(@Nullable MatchId match, @Nullable PersonId volunteer) {
        if (match != null) {
            return matches.find(match)
                    .flatMap(found -> Tellers.whose(found)
                            .map(whose -> new Room(
                                    whose, tellers.began(found), found instanceof Ended ended ? ended.on() : null)));
        }
        return Optional.ofNullable(volunteer)
                .flatMap(volunteers::find)
                .map(found -> new Room(
                        new Whose(found.person(), null, null, found.organisation(), found.branch()),
                        LocalDate.EPOCH,
                        null));
    }

    private static Visit numbered(Visit visit, int nth) {
        return new Visit(
                visit.id(),
                visit.whose(),
                visit.day(),
                nth,
                visit.came(),
                visit.words(),
                visit.told(),
                visit.version());
    }

    private Told by(Whose whose) {
        return new Told(Viewer.current().me(), clock.instant(), !Tellers.isOneself(whose));
    }

    /// Hours that creep up are heard where limits are kept; who never said what they can carry has none.
    private void tell(Visit visit) {
        var volunteer = visit.whose().volunteer();
        if (limits.find(volunteer).isPresent()) {
            signals.worked(volunteer, visit.id().value(), visit.day(), visit.minutes());
        }
    }

    /// Whether the viewer may put this visit right, or write one down for whose it is.
    public boolean mayTell(Whose whose) {
        return tellers.mayTell(whose);
    }

    @Transactional(readOnly = true)
    public Optional<Visit> find(VisitId id) {
        return store.find(id);
    }

    /// What a visit was told to be before, the newest first.
    @Transactional(readOnly = true)
    public List<Earlier> listEarlier(VisitId id) {
        return store.listEarlier(id);
    }

    /// What these volunteers did between these days, both included, the newest first.
    @Transactional(readOnly = true)
    public List<Visit> listDoneBy(Collection<PersonId> volunteers, LocalDate from, LocalDate until) {
        return store.listDoneBy(volunteers, from, until);
    }

    /// What was done in a match, the newest first.
    @Transactional(readOnly = true)
    public List<Visit> listOf(MatchId match, int most) {
        return store.listOf(match, most);
    }

    /// A page of what was done at the viewer's desk, in order of days.
    @Transactional(readOnly = true)
    public List<Visit> listDone(LocalDate from, LocalDate until, int skip, int most) {
        return store.listDone(Viewer.current().myDesk().organisation(), from, until, skip, most);
    }

    /// What was done at the viewer's desk, counted.
    ///
    /// @param most of how many of those who did most it is told how much
    @Transactional(readOnly = true)
    public Hours sum(LocalDate from, LocalDate until, int most) {
        return store.sum(Viewer.current().myDesk().organisation(), from, until, most);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
