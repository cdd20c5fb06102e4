package nl.samenspel.visits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import nl.samenspel.matches.MatchId;
import org.jspecify.annotations.Nullable;

/// When a volunteer comes, as agreed in a match. Changing it is ending it and agreeing another: what was, stays.
///
/// @param match in which, and who they are
/// @param firstDay the first day; the weekday follows from it
/// @param at when, by the clock in the Netherlands
/// @param minutes how long it usually lasts
/// @param lastDay after it nobody comes any more; none as long as it goes on
/// @param changedAt when it was agreed, or ended
/// @param version counts the changes, for calendars
public record Moment(
        MomentId id,
        MatchId match,
        Visit.Whose whose,
        LocalDate firstDay,
        LocalTime at,
        int minutes,
        Rhythm rhythm,
        @Nullable LocalDate lastDay,
        Instant changedAt,
        int version) {

    /// The days on which it falls, both included.
    public List<LocalDate> days(LocalDate from, LocalDate until) {
        return rhythm.days(firstDay, from, lastDay != null && lastDay.isBefore(until) ? lastDay : until);
    }

    /// Whether it may still come, from this day on.
    public boolean runsOn(LocalDate day) {
        return !days(day, day.plusMonths(3)).isEmpty();
    }
}
