package nl.samenspel.limits;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.limits.Reservation.ForSeveral;
import nl.samenspel.limits.Reservation.Full;
import nl.samenspel.limits.Reservation.NeedsRest;
import nl.samenspel.limits.Reservation.Paused;
import nl.samenspel.limits.Reservation.RatherNot;
import nl.samenspel.limits.Reservation.TooHeavy;
import nl.samenspel.limits.Reservation.TooManyNights;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Situation;
import org.jspecify.annotations.Nullable;

/// What a volunteer wants to do, what of it is taken, and so what is free today. Where their organisation asks less of
/// everyone, that is the limit. Of what they do elsewhere only shows that there is less room left.
///
/// @param hoursBudget hours a week they want to give
/// @param hoursLoad hours a week promised; more than the budget when the limit was lowered since
/// @param places people they want to help at a time
/// @param placesTaken matches that run
/// @param pausedUntil while they pause: until when; nothing is free then
/// @param further what limits them beside hours and people
/// @param inAll what is left in all, where they have it counted together with other organisations
/// @param load how much they carry here
public record Room(
        int hoursBudget,
        int hoursLoad,
        int places,
        int placesTaken,
        @Nullable LocalDate pausedUntil,
        Further further,
        @Nullable InAllLeft inAll,
        Load load) {

    /// What is asked beside hours and people.
    ///
    /// @param fixed parts of the week that are certainly taken
    /// @param restAfter parts of the day after a night on which they rest
    /// @param dayPartsEach how many parts of the week of one request are for one volunteer
    public record Further(
            int nights,
            int nightsTaken,
            int heavyAtMost,
            int heavyTaken,
            int dayPartsEach,
            DayParts fixed,
            int restAfter,
            Set<Situation> ratherNot) {

        static final Further NONE = new Further(0, 0, 0, 0, 1, DayParts.NONE, 0, Set.of());

        public Further {
            ratherNot = Set.copyOf(ratherNot);
        }
    }

    /// What is left of what somebody does at all organisations together; below zero when that was lowered since.
    public record InAllLeft(int hours, int places, int nights) {}

    /// Of someone who never said: nothing may be asked of them.
    public static final Room NONE = new Room(0, 0, 0, 0, null, Further.NONE, null, Load.NONE);

    /// What is left of their hours, a pause aside; below zero when a limit was lowered since.
    public int hoursLeft() {
        var here = hoursBudget - hoursLoad;
        return inAll == null ? here : Math.min(here, inAll.hours);
    }

    /// As [#hoursLeft], for people.
    public int placesLeft() {
        var here = places - placesTaken;
        return inAll == null ? here : Math.min(here, inAll.places);
    }

    /// As [#hoursLeft], for nights.
    public int nightsLeft() {
        var here = further.nights - further.nightsTaken;
        return inAll == null ? here : Math.min(here, inAll.nights);
    }

    public int hoursFree() {
        return pausedUntil != null ? 0 : Math.max(0, hoursLeft());
    }

    public int placesFree() {
        return pausedUntil != null ? 0 : Math.max(0, placesLeft());
    }

    /// Whether they could begin something new today.
    public boolean isFree() {
        return hoursFree() > 0 && placesFree() > 0;
    }

    /// Whether more runs here than they want, since they lowered a limit.
    public boolean isOver() {
        return hoursLoad > hoursBudget || placesTaken > places || further.nightsTaken > further.nights;
    }

    /// What is left when this is promised too.
    public Room after(Promise promise) {
        return new Room(
                hoursBudget,
                hoursLoad + promise.hours(),
                places,
                placesTaken + 1,
                pausedUntil,
                new Further(
                        further.nights,
                        further.nightsTaken + promise.nights(),
                        further.heavyAtMost,
                        further.heavyTaken + (promise.heavy() ? 1 : 0),
                        further.dayPartsEach,
                        new DayParts(further.fixed.mask() | promise.fixed().mask()),
                        further.restAfter,
                        further.ratherNot),
                inAll == null
                        ? null
                        : new InAllLeft(
                                inAll.hours - promise.hours(), inAll.places - 1, inAll.nights - promise.nights()),
                load);
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

    /// As [#refuses], of everything but hours, people and a pause.
    public Optional<Reservation> refusesKindOf(Promise promise) {
        var met = EnumSet.noneOf(Situation.class);
        met.addAll(promise.situations());
        met.retainAll(further.ratherNot);
        if (!met.isEmpty()) {
            return Optional.of(new RatherNot(met));
        }
        if (promise.nights() > 0 && promise.nights() > nightsLeft()) {
            return Optional.of(new TooManyNights(Math.max(0, nightsLeft())));
        }
        if (promise.heavy() && further.heavyTaken >= further.heavyAtMost) {
            return Optional.of(new TooHeavy(further.heavyAtMost));
        }
        if (promise.dayParts() > further.dayPartsEach) {
            return Optional.of(new ForSeveral(further.dayPartsEach));
        }
        var all = new DayParts(further.fixed.mask() | promise.fixed().mask());
        var clash = further.fixed
                        .restAfterNights(further.restAfter)
                        .and(promise.fixed())
                        .mask()
                | promise.fixed().restAfterNights(further.restAfter).and(all).mask();
        return clash == 0 ? Optional.empty() : Optional.of(new NeedsRest());
    }
}
