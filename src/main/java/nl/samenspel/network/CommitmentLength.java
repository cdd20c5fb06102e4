package nl.samenspel.network;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// For how long somebody binds themselves. What is asked tends to be long and what people offer short, so a long
/// request can be a chain of short ones. Each has a message `network.length.<NAME>`.
public enum CommitmentLength {
    /// One day, and no promise after it.
    ONCE,
    /// Up to [#WEEKS] weeks.
    SOME_WEEKS,
    /// Longer, or for as long as it is needed.
    LASTING;

    /// What lasts no longer than so many weeks is not lasting.
    public static final int WEEKS = 13;

    /// How long it is from the first day to the last.
    ///
    /// @param until the last day; none means: for as long as it is needed
    public static CommitmentLength of(LocalDate from, @Nullable LocalDate until) {
        if (until == null) {
            return LASTING;
        }
        if (!until.isAfter(from)) {
            return ONCE;
        }
        return until.isBefore(from.plusWeeks(WEEKS)) ? SOME_WEEKS : LASTING;
    }
}
