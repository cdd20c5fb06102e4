package nl.samenspel.story;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Face;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.PhoneCalls;
import nl.samenspel.limits.Room;
import nl.samenspel.limits.Signal;
import nl.samenspel.limits.Signals;
import nl.samenspel.limits.Step;
import nl.samenspel.network.Situation;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// It becomes much for some: Henk lost somebody he walked with, another does more and more hours, one does not answer,
/// one says it is hard, one wants to do less than what runs. Marieke spoke with Henk; the others wait for her.
@Component
@Order(9)
class TheSignals implements Chapter {

    private final Signals signals;
    private final Limits limits;
    private final PhoneCalls calls;
    private final Volunteers volunteers;
    private final Townspeople townspeople;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TheSignals(
            Signals signals,
            Limits limits,
            PhoneCalls calls,
            Volunteers volunteers,
            Townspeople townspeople,
            TransactionTemplate transaction,
            Clock clock) {
        this.signals = signals;
        this.limits = limits;
        this.calls = calls;
        this.volunteers = volunteers;
        this.townspeople = townspeople;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void tell() {
        townspeople
                .as(Persona.MARIEKE)
                .run(() -> transaction.executeWithoutResult(_ -> {
                    var henk = TheVolunteers.idOf(Persona.HENK);
                    if (signals.listOf(henk).isEmpty()) {
                        tellOfHenk(henk);
                        tellOfOthers(henk);
                    }
                }));
    }

    private void tellOfHenk(PersonId henk) {
        signals.endedByDeath(henk, Keys.of("Henk walked with somebody"), today().minusDays(24));
        signals.listOf(henk).stream()
                .filter(Signal::isOpen)
                .findFirst()
                .ifPresent(signal -> signals.settle(
                        signal.id(),
                        Step.TALK,
                        "Samen koffie gedronken. Henk wil graag door, maar even niets nieuws erbij."));
        limits.setRatherNot(henk, Set.of(Situation.SMOKING));
        calls.take(new OwnLimits(henk, 10, 5, null), Set.of(Situation.SMOKING));
    }

    /// Four of Marieke's branch who have a match, and one who has room.
    private void tellOfOthers(PersonId henk) {
        var branches = Viewer.current().myDesk().branches();
        var active = volunteers.list(Viewer.current().myDesk().organisation()).stream()
                .filter(one -> one.status() == Volunteer.Status.ACTIVE
                        && branches.contains(one.branch())
                        && !one.person().equals(henk))
                .map(Volunteer::person)
                .sorted(Comparator.comparing(PersonId::toString))
                .toList();
        var rooms = limits.room(active);
        Function<PersonId, Room> room = one -> rooms.getOrDefault(one, Room.NONE);
        var busy =
                active.stream().filter(one -> room.apply(one).placesTaken() > 0).toList();
        if (busy.size() < 4) {
            throw new IllegalStateException("The story is not true any more: nobody is busy.");
        }
        doesMoreAndMore(busy.get(0), room.apply(busy.get(0)));
        for (var weeks : List.of(6, 2)) {
            signals.skipped(busy.get(1), Keys.of("skipped " + weeks), today().minusWeeks(weeks));
        }
        signals.heard(
                busy.get(2),
                Face.HARD,
                "Ik neem het 's avonds mee naar huis.",
                Keys.of("it is hard"),
                clock.instant().minus(Duration.ofDays(2)));
        busy.stream()
                .skip(3)
                .filter(one -> room.apply(one).hoursLoad() > 1)
                .findFirst()
                .ifPresent(one -> limits.set(new OwnLimits(one, room.apply(one).hoursLoad() - 1, 1, null)));
    }

    private void doesMoreAndMore(PersonId volunteer, Room room) {
        for (var weeks = 0; weeks < 8; weeks++) {
            var hours = weeks < 4 ? room.hoursBudget() + 1 : Math.max(1, room.hoursLoad());
            signals.worked(volunteer, visit(weeks), today().minusWeeks(weeks), hours * 60);
        }
    }

    private static UUID visit(int weeks) {
        return Keys.of("a visit of " + weeks + " weeks ago");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
