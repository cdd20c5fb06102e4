package nl.samenspel.insight;

import java.util.Arrays;
import java.util.OptionalInt;

/// How long people wait until somebody is found, in days. Who still waits, or stopped waiting
/// without, counts for as long as they did: leaving them out would make it look shorter than it is
/// (the estimator of Kaplan and Meier, 1958, https://doi.org/10.1080/01621459.1958.10501452).
///
/// @param people how many it is built on
/// @param longest the longest that anybody of them waited
public record Waiting(int people, OptionalInt median, OptionalInt ninetieth, int longest) {

    /// Collects who waited how long.
    static final class Counted {

        private int[] found = new int[64];
        private int[] stopped = new int[64];
        private int people;
        private int longest;

        /// @param isFound whether somebody was found on that day; otherwise they waited at least so long
        Counted add(int after, boolean isFound, int many) {
            var day = Math.max(0, after);
            if (day >= found.length) {
                var room = Math.max(day + 1, 2 * found.length);
                found = Arrays.copyOf(found, room);
                stopped = Arrays.copyOf(stopped, room);
            }
            (isFound ? found : stopped)[day] += many;
            people += many;
            longest = Math.max(longest, day);
            return this;
        }

        Waiting waiting() {
            var left = people;
            var stillWaiting = 1.0;
            var median = OptionalInt.empty();
            var ninetieth = OptionalInt.empty();
            for (var day = 0; left > 0; day++) {
                stillWaiting *= 1 - (double) found[day] / left;
                // of whom it is exactly so, an inexact sum must not say a little more
                if (median.isEmpty() && stillWaiting <= 0.5 + 1e-9) {
                    median = OptionalInt.of(day);
                }
                if (ninetieth.isEmpty() && stillWaiting <= 0.1 + 1e-9) {
                    ninetieth = OptionalInt.of(day);
                }
                left -= found[day] + stopped[day];
            }
            return new Waiting(people, median, ninetieth, longest);
        }
    }
}
