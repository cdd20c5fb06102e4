package nl.samenspel.limits;

import java.time.LocalDate;
import java.util.Optional;
import nl.samenspel.limits.Reservation.ForSeveral;
import nl.samenspel.limits.Reservation.Full;
import nl.samenspel.limits.Reservation.NeedsRest;
import nl.samenspel.limits.Reservation.Paused;
import nl.samenspel.limits.Reservation.TooHeavy;
import nl.samenspel.limits.Reservation.TooManyNights;
import nl.samenspel.network.DayParts;
import org.jspecify.annotations.Nullable;

/// What a volunteer wants to do, what of it is taken, and so what is free today. Where their organisation asks less of
/// everyone, that is the limit.
///
/// @param hoursBudget hours a week they want to give
/// @param hoursLoad hours a week promised; more than the budget when the limit was lowered since
/// @param places people they want to help at a time
/// @param placesTaken matches that run
/// @param pausedUntil while they pause: until when; nothing is free then
/// @param nights nights a week and complex cases, and what of them is taken
public record Room(
        int hoursBudget,
        int hoursLoad,
        int places,
        int placesTaken,
        @Nullable LocalDate pausedUntil,
        Nights nights) {

    /// What is asked beside hours and people.
    ///
    /// @param fixed parts of the week that are certainly taken
    /// @param restAfter parts of the day after a night on which they rest
    /// @param dayPartsEach how many parts of the week of one request are for one volunteer
    public record Nights(
            int nights, int taken, int heavyAtMost, int heavy, int dayPartsEach, DayParts fixed, int restAfter) {

        static final Nights NONE = new Nights(0, 0, 0, 0, 1, DayParts.NONE, 0);
    }

    /// Of someone who never said: nothing may be asked of them.
    public static final Room NONE = new Room(0, 0, 0, 0, null, Nights.NONE);

    public int hoursFree() {
        return pausedUntil != null ? 0 : Math.max(0, hoursBudget - hoursLoad);
    }

    public int placesFree() {
        return pausedUntil != null ? 0 : Math.max(0, places - placesTaken);
    }

    public int nightsFree() {
        return pausedUntil != null ? 0 : Math.max(0, nights.nights - nights.taken);
    }

    /// Whether they could begin something new today.
    public boolean isFree() {
        return hoursFree() > 0 && placesFree() > 0;
    }

    /// Whether more runs than they want, since they lowered a limit.
    public boolean isOver() {
        return hoursLoad > hoursBudget || placesTaken > places || nights.taken > nights.nights;
    }

    /// Why this cannot be added, if it cannot.
    public Optional<Reservation> refuses(Promise promise) {
        if (pausedUntil != null) {
            return Optional.of(new Paused(pausedUntil));
        }
        if (hoursFree() < promise.hours() || placesFree() < 1) {
            return Optional.of(new Full(hoursFree(), placesFree()));
        }
        return refusesKindOf(promise);
    }

    /// As [#refuses], of everything but hours, places and a pause.
    public Optional<Reservation> refusesKindOf(Promise promise) {
        if (promise.nights() > 0 && nights.taken + promise.nights() > nights.nights) {
            return Optional.of(new TooManyNights(nightsFree()));
        }
        if (promise.heavy() && nights.heavy >= nights.heavyAtMost) {
            return Optional.of(new TooHeavy(nights.heavyAtMost));
        }
        if (promise.dayParts() > nights.dayPartsEach) {
            return Optional.of(new ForSeveral(nights.dayPartsEach));
        }
        var all = new DayParts(nights.fixed.mask() | promise.fixed().mask());
        var clash = nights.fixed
                        .restAfterNights(nights.restAfter)
                        .and(promise.fixed())
                        .mask()
                | promise.fixed().restAfterNights(nights.restAfter).and(all).mask();
        return clash == 0 ? Optional.empty() : Optional.of(new NeedsRest());
    }
}
