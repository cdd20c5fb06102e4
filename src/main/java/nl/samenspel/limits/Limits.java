package nl.samenspel.limits;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
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

    /// Sets a volunteer's limits. The first may be typed in at the desk, as the volunteer told
    /// them; after that only the volunteer makes them wider. Lowering below what runs is fine:
    /// nothing new begins, what runs goes on, and whoever guides it hears of it
    /// ([LoweredBelowWhatRuns]).
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
        var limits = asTheyMayBe(wanted, before.get());
        if (limits.isEmpty()) {
            return new OnlyTheVolunteerRaises(before.get());
        }
        change(before.get(), limits.get());
        return new Kept(limits.get());
    }

    /// What becomes of someone's limits; nothing where only the volunteer may raise them so.
    private Optional<OwnLimits> asTheyMayBe(OwnLimits wanted, OwnLimits asTheyAre) {
        var limits = wanted.nightsPerWeek() == null ? wanted.nights(asTheyAre.nightsPerWeek()) : wanted;
        if (!isViewers(wanted.volunteer())) {
            if (wanted.pauseUntil() == null && !asTheyAre.pausesOn(LocalDate.now(clock))) {
                limits = limits.pausing(asTheyAre.pauseUntil());
            }
            if (limits.raises(asTheyAre)) {
                return Optional.empty();
            }
        }
        return Optional.of(limits);
    }

    /// The same for many volunteers of the viewer's organisation: a list that comes in. In a fixed
    /// number of statements, but for who now does more than they want.
    ///
    /// @return who may not be changed so, and why; nothing of theirs is
    @Transactional
    public Map<PersonId, LimitChange> setAll(Collection<OwnLimits> wanted) {
        var volunteers = wanted.stream().map(OwnLimits::volunteer).toList();
        store.holdAll(volunteers);
        var known =
                store.list(volunteers).stream().collect(Collectors.toMap(OwnLimits::volunteer, Function.identity()));
        Map<PersonId, LimitChange> refused = new HashMap<>();
        List<OwnLimits> first = new ArrayList<>();
        List<OwnLimits> changed = new ArrayList<>();
        List<PersonId> lowered = new ArrayList<>();
        for (var one : wanted) {
            var before = known.get(one.volunteer());
            if (before == null) {
                first.add(one);
                continue;
            }
            var after = asTheyMayBe(one, before);
            if (after.isEmpty()) {
                refused.put(one.volunteer(), new OnlyTheVolunteerRaises(before));
                continue;
            }
            changed.add(after.get());
            if (after.get().asksLess(before)) {
                lowered.add(one.volunteer());
            }
        }
        store.addAll(Viewer.current().myDesk().organisation(), first, clock.instant());
        store.changeAll(changed, clock.instant());
        store.rooms(lowered, LocalDate.now(clock)).forEach((volunteer, room) -> {
            if (room.isOver()) {
                tellOver(volunteer, room);
            }
        });
        return refused;
    }

    /// Takes limits away again that a list brought, which is being undone, and all that was kept of
    /// them; the database lets no other go.
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
            tellOver(volunteer, room);
        }
    }

    private void tellOver(PersonId volunteer, Room room) {
        signals.wantsLess(volunteer, room);
        events.publishEvent(new LoweredBelowWhatRuns(volunteer, organisationOf(volunteer), store.sources(volunteer)));
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

    /// The same, whosever volunteers they are. For a program that keeps only numbers of it: read
    /// with the jobs' role, not on anybody's behalf, and shown to nobody.
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

    /// What a volunteer takes on.
    public record Taking(PersonId volunteer, Promise promise) {}

    /// As [#reserve], for many of one organisation that comes in with a list, in order: each leaves less
    /// for the next one of the same volunteer.
    ///
    /// @return what could not be reserved, by its source; nothing of that was
    @Transactional
    public Map<UUID, Reservation> reserveAll(Collection<Taking> takings) {
        var volunteers = takings.stream().map(Taking::volunteer).toList();
        store.holdAll(volunteers);
        var reserved = store.listReserved(
                takings.stream().map(taking -> taking.promise().source()).toList());
        var rooms = new HashMap<>(store.rooms(volunteers, LocalDate.now(clock)));
        Map<UUID, Reservation> refused = new HashMap<>();
        List<LimitStore.Committing> toCommit = new ArrayList<>();
        for (var taking : takings) {
            var promise = taking.promise();
            var room = rooms.getOrDefault(taking.volunteer(), Room.NONE);
            if (reserved.contains(promise.source())) {
                continue;
            }
            var no = room.refuses(promise);
            if (no.isPresent()) {
                refused.put(promise.source(), no.get());
                continue;
            }
            toCommit.add(new LimitStore.Committing(taking.volunteer(), promise, room));
            rooms.put(taking.volunteer(), room.after(promise));
            if (promise.heavy()) {
                signals.carriesHeavy(taking.volunteer(), room.further().heavyTaken() + 1);
            }
        }
        store.commitAll(toCommit, LocalDate.now(clock));
        return refused;
    }

    /// What took the hours is over. Nothing happens when it was over already.
    @Transactional
    public void release(UUID source) {
        store.release(source, LocalDate.now(clock));
    }

    /// Takes promises away again that came in with a list, which is being undone, as if they were
    /// never made; the database lets no other go.
    @Transactional
    public void removePromises(Collection<UUID> sources) {
        store.removePromises(sources);
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
