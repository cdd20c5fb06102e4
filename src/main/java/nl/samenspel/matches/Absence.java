package nl.samenspel.matches;

import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.matches.Replacement.Why;
import org.jspecify.annotations.Nullable;

/// What a volunteer tells: they do not come for a while, or not any more.
public sealed interface Absence {

    Why why();

    /// For a while, for everyone they come for.
    ///
    /// @param from the first day they do not come
    /// @param backOn the day they come again; null when nobody knows yet
    record ForAWhile(Why why, LocalDate from, @Nullable LocalDate backOn) implements Absence {

        public ForAWhile {
            if (backOn != null && !backOn.isAfter(from)) {
                throw new IllegalArgumentException(
                        "One is back after one went: from %s, back on %s.".formatted(from, backOn));
            }
        }
    }

    /// For good, for those they say.
    ///
    /// @param lastDay the last day they come
    record ForGood(Why why, LocalDate lastDay, Set<MatchId> matches) implements Absence {

        public ForGood {
            matches = Set.copyOf(matches);
        }
    }
}
