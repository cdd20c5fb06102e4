package nl.samenspel.matching;

import java.time.LocalDate;

/// What came of an answer to an invitation.
public sealed interface Answer {

    /// The request is theirs, and their hours are reserved: now the participant is asked.
    record Yes() implements Answer {}

    /// Kept as it was said: no, later, or reserve.
    record Noted() implements Answer {}

    /// Someone else said yes just before. They may stay as a reserve.
    record JustBefore() implements Answer {}

    /// It does not fit within the volunteer's own limits; only they can make more room.
    record NoRoom(int hoursAsked, int hoursFree, int placesFree) implements Answer {}

    /// The volunteer is taking a break, by their own wish, up to and including this day.
    record OnPause(LocalDate until) implements Answer {}

    /// It does not fit within another limit: nights, rest, heavy cases, or what is for one volunteer.
    record Beyond(Obstacle limit) implements Answer {}

    /// The question is not open any more: answered, expired or withdrawn.
    record Over() implements Answer {}
}
