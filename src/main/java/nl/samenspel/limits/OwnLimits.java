package nl.samenspel.limits;

import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// How much a volunteer wants to do. Theirs: nobody else raises it.
///
/// @param matchesAtATime how many people they help at the same time
/// @param nightsPerWeek how many nights they wake with somebody; null when they never said, and then it is as their
///     organisation says. Leaving it out of a change leaves it as it was
/// @param pauseUntil from this day on they may be asked again; null when they do not pause
public record OwnLimits(
        PersonId volunteer,
        int hoursPerWeek,
        int matchesAtATime,
        @Nullable Integer nightsPerWeek,
        @Nullable LocalDate pauseUntil) {

    public static final int MOST_HOURS = 40;
    public static final int MOST_MATCHES = 10;
    public static final int MOST_NIGHTS = 7;

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
        if (nightsPerWeek != null && (nightsPerWeek < 0 || nightsPerWeek > MOST_NIGHTS)) {
            throw new IllegalArgumentException("A week has %d nights, not %d.".formatted(MOST_NIGHTS, nightsPerWeek));
        }
    }

    /// Nothing said about nights.
    public OwnLimits(PersonId volunteer, int hoursPerWeek, int matchesAtATime, @Nullable LocalDate pauseUntil) {
        this(volunteer, hoursPerWeek, matchesAtATime, null, pauseUntil);
    }

    public OwnLimits pausing(@Nullable LocalDate until) {
        return new OwnLimits(volunteer, hoursPerWeek, matchesAtATime, nightsPerWeek, until);
    }

    public OwnLimits nights(@Nullable Integer nights) {
        return new OwnLimits(volunteer, hoursPerWeek, matchesAtATime, nights, pauseUntil);
    }

    /// Whether they pause on this day.
    public boolean pausesOn(LocalDate day) {
        return pauseUntil != null && day.isBefore(pauseUntil);
    }

    /// Whether this asks more of the volunteer than before, in any way.
    public boolean raises(OwnLimits before) {
        return hoursPerWeek > before.hoursPerWeek
                || matchesAtATime > before.matchesAtATime
                || most(nightsPerWeek) > most(before.nightsPerWeek)
                || (before.pauseUntil != null && (pauseUntil == null || pauseUntil.isBefore(before.pauseUntil)));
    }

    /// Whether they want fewer hours, people or nights than before. A pause ends nothing that runs, so it does not
    /// count.
    boolean asksLess(OwnLimits before) {
        return hoursPerWeek < before.hoursPerWeek
                || matchesAtATime < before.matchesAtATime
                || most(nightsPerWeek) < most(before.nightsPerWeek);
    }

    /// The least of both in everything: what is undone makes no more room than there is, and what was tightened since
    /// stays.
    OwnLimits orLess(OwnLimits other) {
        var pause = pauseUntil == null ? other.pauseUntil : pauseUntil;
        return new OwnLimits(
                volunteer,
                Math.min(hoursPerWeek, other.hoursPerWeek),
                Math.min(matchesAtATime, other.matchesAtATime),
                most(nightsPerWeek) <= most(other.nightsPerWeek) && nightsPerWeek != null
                        ? nightsPerWeek
                        : other.nightsPerWeek,
                other.pauseUntil != null && pause != null && pause.isBefore(other.pauseUntil)
                        ? other.pauseUntil
                        : pause);
    }

    private static int most(@Nullable Integer nights) {
        return nights == null ? MOST_NIGHTS : nights;
    }
}
