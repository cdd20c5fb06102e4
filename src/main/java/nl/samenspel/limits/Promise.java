package nl.samenspel.limits;

import java.util.Set;
import java.util.UUID;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Situation;

/// What a volunteer says yes to, as their limits count it: every week, until it ends.
///
/// @param hours a week
/// @param dayParts on how many parts of the week they come
/// @param nights how many of those are nights
/// @param fixed the parts of the week that are certain; none as long as there is a choice
/// @param heavy whether it is a complex case, as triage says: trouble in three parts of life or more, not solvable
///     within a year
/// @param situations what they meet there
/// @param source what takes the hours, such as an invitation that became a match
public record Promise(
        int hours, int dayParts, int nights, DayParts fixed, boolean heavy, Set<Situation> situations, UUID source) {

    public Promise {
        situations = Set.copyOf(situations);
        if (hours < 1) {
            throw new IllegalArgumentException(
                    "A promise takes at least an hour a week, but %d was asked.".formatted(hours));
        }
        if (dayParts < 1 || dayParts > 28 || nights < 0 || nights > 7 || nights > dayParts) {
            throw new IllegalArgumentException(
                    "A week has 28 parts and 7 nights, but a promise of %d parts and %d nights was made."
                            .formatted(dayParts, nights));
        }
    }

    /// By day, nothing heavy about it.
    public Promise(int hours, UUID source) {
        this(hours, 1, 0, DayParts.NONE, false, Set.of(), source);
    }

    /// So many nights a week, each counting as a part of the week of its own.
    public Promise(int hours, int nights, boolean heavy, UUID source) {
        this(hours, Math.max(1, nights), nights, DayParts.NONE, heavy, Set.of(), source);
    }

    /// A promise to come on so many of these parts of the week. A night counts only where there is no other choice.
    ///
    /// @param possible when both can
    public static Promise on(
            DayParts possible, int needed, int hours, boolean heavy, Set<Situation> situations, UUID source) {
        var parts = Math.clamp(needed, 1, 28);
        return new Promise(
                hours,
                parts,
                nights(possible, parts),
                possible.count() <= parts ? possible : DayParts.NONE,
                heavy,
                situations,
                source);
    }

    /// How many nights it takes at least to come on so many of these parts of the week.
    public static int nights(DayParts possible, int needed) {
        var all = possible.nights().count();
        return Math.clamp((long) needed - (possible.count() - all), 0, all);
    }
}
