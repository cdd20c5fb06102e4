package nl.samenspel.limits;

import java.time.LocalDate;

/// What came of reserving a volunteer's hours.
public sealed interface Reservation {

    record Reserved() implements Reservation {}

    /// It would be more than the volunteer wants to do.
    record Full(int hoursFree, int placesFree) implements Reservation {}

    /// They are having a rest.
    record Paused(LocalDate until) implements Reservation {}
}
