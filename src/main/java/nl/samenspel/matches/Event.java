package nl.samenspel.matches;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import org.jspecify.annotations.Nullable;

/// Something that happened in a match: what, told by whom, when.
///
/// @param byPhone told to the one who recorded it
/// @param onDay the day it is about: the meeting, the end of the trial, the next review
/// @param words what was said of it, for the desk only
public record Event(
        What what,
        Instant at,
        AccountId by,
        boolean byPhone,
        @Nullable LocalDate onDay,
        @Nullable String words) {

    /// Each has a message `matches.event.<NAME>` in every language.
    public enum What {
        PROMISED,
        AGREED,
        MEETING,
        TRIAL,
        ACTIVE,
        REVIEWED,
        GOES_ON,
        NEXT_DATE,
        HANDED,
        VOLUNTEER_ASKS_TO_STOP,
        PARTICIPANT_ASKS_TO_STOP,
        AWAY,
        LEAVING,
        BACK,
        STAYS,
        TO_DECIDE,
        CANNOT_COME,
        INFORMED,
        HAND_OVER,
        ENDED,
        /// It began before it was kept here, and came in with a list.
        BROUGHT
    }
}
