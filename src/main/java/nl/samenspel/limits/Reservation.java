package nl.samenspel.limits;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.network.Situation;

/// What came of reserving a volunteer's hours. Whatever refuses it, only the volunteer, or what their organisation
/// agreed with all of them, makes room.
public sealed interface Reservation {

    record Reserved() implements Reservation {}

    /// It would be more than the volunteer wants to do.
    record Full(int hoursFree, int placesFree) implements Reservation {}

    /// They are having a rest.
    record Paused(LocalDate until) implements Reservation {}

    /// More nights a week than they wake, or than their organisation asks.
    record TooManyNights(int nightsFree) implements Reservation {}

    /// It would come in the rest after a night, or be a night before something else.
    record NeedsRest() implements Reservation {}

    /// As many complex cases at a time as their organisation asks of one.
    record TooHeavy(int heavyAtMost) implements Reservation {}

    /// It would bring them where they would rather not be.
    record RatherNot(Set<Situation> situations) implements Reservation {

        public RatherNot {
            situations = Set.copyOf(situations);
        }
    }

    /// More parts of the week than are for one volunteer: several share it.
    record ForSeveral(int dayPartsEach) implements Reservation {}
}
