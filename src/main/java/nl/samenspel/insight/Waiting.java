package nl.samenspel.insight;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/// How long people wait until somebody is found, in days. Who still waits, or stopped waiting
/// without, counts for as long as they did: leaving them out would make it look shorter than it is
/// (the estimator of Kaplan and Meier, 1958, https://doi.org/10.1080/01621459.1958.10501452).
///
/// @param people how many it is built on
/// @param longest the longest that anybody of them waited
public record Waiting(int people, OptionalInt median, OptionalInt ninetieth, int longest) {

    /// Collects who waited how long.
    static final class Counted {

        private final Map<Integer, int[]> days = new TreeMap<>();

        /// @param found whether somebody was found on that day; otherwise they waited at least so long
        Counted add(int after, boolean found, int people) {
            days.computeIfAbsent(Math.max(0, after), _ -> new int[2])[found ? 0 : 1] += people;
            return this;
        }

        Waiting waiting() {
            var people = days.values().stream()
                    .mapToInt(counts -> counts[0] + counts[1])
                    .sum();
            var left = people;
            var stillWaiting = 1.0;
            var median = OptionalInt.empty();
            var ninetieth = OptionalInt.empty();
            var longest = 0;
            for (var day : days.entrySet()) {
                var found = day.getValue()[0];
                stillWaiting *= 1 - (double) found / left;
                // of whom it is exactly so, an inexact sum must not say a little more
                if (median.isEmpty() && stillWaiting <= 0.5 + 1e-9) {
                    median = OptionalInt.of(day.getKey());
                }
                if (ninetieth.isEmpty() && stillWaiting <= 0.1 + 1e-9) {
                    ninetieth = OptionalInt.of(day.getKey());
                }
                left -= found + day.getValue()[1];
                longest = day.getKey();
            }
            return new Waiting(people, median, ninetieth, longest);
        }
    }
}
