package nl.samenspel.limits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.LimitChange.Kept;
import nl.samenspel.limits.LimitChange.OnlyTheVolunteerRaises;
import nl.samenspel.limits.Reservation.Reserved;
import nl.samenspel.network.Situation;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what volunteers can carry.
@Service
public class Limits {

    private final LimitStore store;
    private final Signals signals;
    private final People people;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Limits(LimitStore store, Signals signals, People people, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.signals = signals;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    /// Sets a volunteer's limits. The first may be typed in at the desk, as the volunteer told them; after that only
    /// the volunteer makes them wider. Lowering below what runs is fine: nothing new begins, what runs goes on, and
    /// whoever guides it hears of it ([LoweredBelowWhatRuns]).
    ///
    /// A pause that is over is no limit anymore, so leaving it out at the desk is not raising.
    @Transactional
    public LimitChange set(OwnLimits wanted) {
        store.hold(wanted.volunteer());
        var before = store.find(wanted.volunteer());
        if (before.isEmpty()) {
            store.add(organisationOf(wanted.volunteer()), wanted, clock.instant());
            return new Kept(wanted);
        }
        var asTheyAre = before.get();
        var limits = wanted.nightsPerWeek() == null ? wanted.nights(asTheyAre.nightsPerWeek()) : wanted;
        if (!isViewers(wanted.volunteer())) {
            if (wanted.pauseUntil() == null && !asTheyAre.pausesOn(LocalDate.now(clock))) {
                limits = limits.pausing(asTheyAre.pauseUntil());
            }
            if (limits.raises(asTheyAre)) {
                return new OnlyTheVolunteerRaises(asTheyAre);
            }
        }
        change(asTheyAre, limits);
        return new Kept(limits);
    }

    /// The same for many volunteers of the viewer's organisation: a list that comes in. Those who never said any are
    /// written in one go.
    ///
    /// @return who may not be changed so, and why; nothing of theirs is
    @Transactional
    public Map<PersonId, LimitChange> setAll(Collection<OwnLimits> wanted) {
        store.holdAll(wanted.stream().map(OwnLimits::volunteer).toList());
        var known = store.list(wanted.stream().map(OwnLimits::volunteer).toList()).stream()
                .map(OwnLimits::volunteer)
                .collect(Collectors.toSet());
        var mine = Viewer.current().organisation();
        var first = wanted.stream()
                .filter(_ -> mine.isPresent())
                .filter(one -> !known.contains(one.volunteer()) && !isViewers(one.volunteer()))
                .toList();
        if (!first.isEmpty()) {
            store.addAll(mine.orElseThrow(), first, clock.instant());
        }
        var written = Set.copyOf(first);
        Map<PersonId, LimitChange> refused = new HashMap<>();
        for (var one : wanted) {
            if (!written.contains(one) && !(set(one) instanceof Kept)) {
                refused.put(one.volunteer(), new OnlyTheVolunteerRaises(one));
            }
        }
        return refused;
    }

    /// Takes limits away again that a list brought, which is being undone, and all that was kept of them; the database
    /// lets no other go.
    ///
    /// @return on whose limits something rests, such as a promise; theirs stay
    @Transactional
    public Set<PersonId> removeAll(Collection<PersonId> volunteers) {
        return store.removeAll(volunteers);
    }

    /// Inside the transaction of who may: the volunteer, or a call of theirs.
    void change(OwnLimits before, OwnLimits after) {
        store.change(after, clock.instant());
        if (after.asksLess(before)) {
            tellIfOver(after.volunteer());
        }
    }

    /// How much the viewer carries at all organisations together, as they know it themselves.
    @Transactional(readOnly = true)
    public Load loadOfViewer() {
        return store.rooms(Viewer.current().persons(), LocalDate.now(clock)).values().stream()
                .map(Room::load)
                .reduce(Load.NONE, Load::plus);
    }

    /// The situations that this volunteer would rather not meet.
    @Transactional(readOnly = true)
    public Set<Situation> ratherNot(PersonId volunteer) {
        return roomToday(volunteer).further().ratherNot();
    }

    /// Sets those. The desk adds one; only the volunteer takes one away.
    @Transactional
    public LimitChange setRatherNot(PersonId volunteer, Set<Situation> situations) {
        store.hold(volunteer);
        var asTheyAre = store.find(volunteer)
                .orElseThrow(() -> new IllegalStateException("%s has no limits yet.".formatted(volunteer)));
        var lifted = EnumSet.noneOf(Situation.class);
        lifted.addAll(ratherNot(volunteer));
        lifted.removeAll(situations);
        if (!lifted.isEmpty() && !isViewers(volunteer)) {
            return new OnlyTheVolunteerRaises(asTheyAre);
        }
        store.liftRatherNot(volunteer, lifted);
        store.addRatherNot(volunteer, situations);
        return new Kept(asTheyAre);
    }

    private void tellIfOver(PersonId volunteer) {
        var room = roomToday(volunteer);
        if (room.isOver()) {
            signals.wantsLess(volunteer, room);
            events.publishEvent(
                    new LoweredBelowWhatRuns(volunteer, organisationOf(volunteer), store.sources(volunteer)));
        }
    }

    private Room roomToday(PersonId volunteer) {
        return store.rooms(List.of(volunteer), LocalDate.now(clock)).getOrDefault(volunteer, Room.NONE);
    }

    @Transactional(readOnly = true)
    public Optional<OwnLimits> find(PersonId volunteer) {
        return store.find(volunteer);
    }

    /// The limits of these people, as far as they have said any.
    @Transactional(readOnly = true)
    public List<OwnLimits> list(Collection<PersonId> volunteers) {
        return store.list(volunteers);
    }

    /// What these volunteers could still begin today; who never said what they want to do is left out.
    @Transactional(readOnly = true)
    public Map<PersonId, Room> room(Collection<PersonId> volunteers) {
        return store.rooms(volunteers, LocalDate.now(clock));
    }

    /// The same, whosever volunteers they are. For a program that keeps only numbers of it: read with the jobs' role,
    /// not on anybody's behalf, and shown to nobody.
    public Map<PersonId, Room> roomOfAnyone(Collection<PersonId> volunteers) {
        return store.roomsOfAnyone(volunteers, LocalDate.now(clock));
    }

    /// Reserves what they said yes to, inside the caller's transaction, at the desk of the volunteer's
    /// organisation. Of two at the same moment one waits for the other, and is then told plainly. Reserving again
    /// for the same source changes nothing.
    ///
    /// [#release] frees it by its source.
    @Transactional
    public Reservation reserve(PersonId volunteer, Promise promise) {
        store.hold(volunteer);
        if (store.isReserved(promise.source())) {
            return new Reserved();
        }
        var room = roomToday(volunteer);
        var refused = room.refuses(promise);
        if (refused.isPresent()) {
            return refused.get();
        }
        store.commit(volunteer, promise, room, LocalDate.now(clock));
        if (promise.heavy()) {
            signals.carriesHeavy(volunteer, room.further().heavyTaken() + 1);
        }
        return new Reserved();
    }

    /// What took the hours is over. Nothing happens when it was over already.
    @Transactional
    public void release(UUID source) {
        store.release(source, LocalDate.now(clock));
    }

    private OrganisationId organisationOf(PersonId volunteer) {
        return Viewer.current()
                .organisation()
                .filter(_ -> !isViewers(volunteer))
                .or(() -> people.find(volunteer, Purpose.RECORD).map(Person::organisation))
                .orElseThrow(() -> new IllegalStateException(
                        "The limits of %s cannot be set by who may not see their record.".formatted(volunteer)));
    }

    private static boolean isViewers(PersonId volunteer) {
        return Viewer.current().persons().contains(volunteer);
    }
}
