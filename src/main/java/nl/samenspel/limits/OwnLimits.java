package nl.samenspel.limits;

import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// How much a volunteer wants to do. Theirs: nobody else raises it.
///
/// @param matchesAtATime how many people they help at the same time
/// @param pauseUntil from this day on they may be asked again; null when they do not pause
public record OwnLimits(
        PersonId volunteer,
        int hoursPerWeek,
        int matchesAtATime,
        @Nullable LocalDate pauseUntil) {

    public static final int MOST_HOURS = 40;
    public static final int MOST_MATCHES = 10;

    public OwnLimits {
        if (hoursPerWeek < 1 || hoursPerWeek > MOST_HOURS) {
            throw new IllegalArgumentException(
                    "A volunteer gives 1 to %d hours a week, not %d. Who wants to stop for a while, pauses."
                            .formatted(MOST_HOURS, hoursPerWeek));
        }
        if (matchesAtATime < 1 || matchesAtATime > MOST_MATCHES) {
            throw new IllegalArgumentException(
                    "A volunteer helps 1 to %d people at a time, not %d. Who wants to stop for a while, pauses."
                            .formatted(MOST_MATCHES, matchesAtATime));
        }
    }

    public OwnLimits pausing(@Nullable LocalDate until) {
        return new OwnLimits(volunteer, hoursPerWeek, matchesAtATime, until);
    }

    /// Whether they pause on this day.
    public boolean pausesOn(LocalDate day) {
        return pauseUntil != null && day.isBefore(pauseUntil);
    }

    /// Whether this asks more of the volunteer than before, in any way.
    public boolean raises(OwnLimits before) {
        return hoursPerWeek > before.hoursPerWeek
                || matchesAtATime > before.matchesAtATime
                || (before.pauseUntil != null && (pauseUntil == null || pauseUntil.isBefore(before.pauseUntil)));
    }
}
