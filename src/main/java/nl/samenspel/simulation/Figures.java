package nl.samenspel.simulation;

import java.util.List;
import java.util.Locale;

/// What a year came to. The same happenings befall people in a year with protection and in one without, as far as the
/// two still have the same people at the same places.
///
/// @param asked requests that came in
/// @param begun matches in which somebody began to come
/// @param signals signals that were raised
/// @param replacements times that somebody else was looked for
/// @param bridged of those, in which somebody else came
/// @param withoutDays days that a participant, who had somebody, was without anyone
/// @param withoutMedian of a stretch of such days, the middle one
/// @param withoutLongest and the longest
/// @param silentDays of the days without, those on which nobody looked for somebody else
/// @param overDays days on which a volunteer did more than they can carry
/// @param stoppedTooMuch volunteers who stopped because it was too much
/// @param gini how unevenly the load is spread over those who do anything, against what each can carry: 0 is even
/// @param lawsExamined how many times a law was examined; none was broken, or the year would have stopped
public record Figures(
        int asked,
        int begun,
        int signals,
        int replacements,
        int bridged,
        int withoutDays,
        int withoutMedian,
        int withoutLongest,
        int silentDays,
        int overDays,
        int stoppedTooMuch,
        double gini,
        int lawsExamined) {

    /// One line of a table.
    public record Line(String what, String figure) {}

    public List<Line> lines() {
        return List.of(
                new Line("requests that came in", String.valueOf(asked)),
                new Line("matches that began", String.valueOf(begun)),
                new Line("signals raised", String.valueOf(signals)),
                new Line("replacements looked for", String.valueOf(replacements)),
                new Line("of those, somebody came", String.valueOf(bridged)),
                new Line("days without anyone", String.valueOf(withoutDays)),
                new Line("a stretch of them: the middle one", String.valueOf(withoutMedian)),
                new Line("the longest", String.valueOf(withoutLongest)),
                new Line("days without on which nobody looked", String.valueOf(silentDays)),
                new Line("volunteers' days over what they can carry", String.valueOf(overDays)),
                new Line("volunteers who stopped: too much", String.valueOf(stoppedTooMuch)),
                new Line("load spread (Gini; 0 is even)", String.format(Locale.ROOT, "%.2f", gini)),
                new Line("laws examined, none broken", String.valueOf(lawsExamined)));
    }

    /// How unevenly these are spread, from 0 (all the same) to nearly 1 (one has all).
    static double gini(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        double sum = sorted.stream().mapToDouble(Double::doubleValue).sum();
        if (sum == 0) {
            return 0;
        }
        double weighted = 0;
        for (int i = 0; i < sorted.size(); i++) {
            weighted += (2.0 * (i + 1) - sorted.size() - 1) * sorted.get(i);
        }
        return weighted / (sorted.size() * sum);
    }
}
