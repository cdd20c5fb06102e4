package nl.samenspel.exchange;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How often something is done, as people write it: `wekelijks`, `2x per week`, `om de week`, `once a
/// month`.
final class Frequency {

    private static final double WEEKS_A_MONTH = 52.0 / 12;

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("een", 1),
            Map.entry("eens", 1),
            Map.entry("one", 1),
            Map.entry("once", 1),
            Map.entry("twee", 2),
            Map.entry("tweemaal", 2),
            Map.entry("two", 2),
            Map.entry("twice", 2),
            Map.entry("drie", 3),
            Map.entry("three", 3),
            Map.entry("vier", 4),
            Map.entry("four", 4),
            Map.entry("vijf", 5),
            Map.entry("five", 5),
            Map.entry("zes", 6),
            Map.entry("six", 6));

    private static final String NUMBER = "([0-9]+|" + String.join("|", NUMBERS.keySet()) + ")";

    private static final Pattern TIMES = Pattern.compile(
            NUMBER
                    + "?\\s*-?(?:x|keer|maal|times?)?\\s*(?:per|p/|/|in de|a|each|every|elke)\\s*(dag|day|week|weken|w|maand|month|m)\\b");

    private static final Pattern EVERY_SO_MANY = Pattern.compile(
            "(?:per|elke|every|om de|in de|iedere)\\s*" + NUMBER + "\\s*(weken|weeks|maanden|months|dagen|days)");

    private static final List<Map.Entry<Pattern, Double>> SAID = List.of(
            said(
                    "om de week|om de andere week|om de 2 weken|twee-?wekelijks|2-?wekelijks|veertiendaags|14-?daags|fortnightly"
                            + "|every other week|bi-?weekly|even weken|oneven weken",
                    0.5),
            said("drie-?wekelijks|3-?wekelijks", 1 / 3.0),
            said("vier-?wekelijks|4-?wekelijks", 0.25),
            said("wekelijks|iedere week|elke week|weekly|every week|each week", 1.0),
            said("maandelijks|iedere maand|elke maand|monthly|every month", 1 / WEEKS_A_MONTH),
            said("dagelijks|iedere dag|elke dag|daily|every day", 7.0));

    private Frequency() {}

    private static Map.Entry<Pattern, Double> said(String words, double perWeek) {
        return Map.entry(Pattern.compile("\\b(" + words + ")\\b"), perWeek);
    }

    /// How many times a week; less than one where it is more seldom.
    static Optional<Double> perWeek(String text) {
        var said = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
        if (said.matches("[1-7]")) {
            return Optional.of(Double.valueOf(said));
        }
        for (var one : SAID) {
            if (one.getKey().matcher(said).find()) {
                return Optional.of(one.getValue());
            }
        }
        var every = EVERY_SO_MANY.matcher(said);
        if (every.find() && number(every.group(1)) > 0) {
            return Optional.of(timesAWeek(every.group(2)) / number(every.group(1)));
        }
        var times = TIMES.matcher(said);
        return times.find()
                ? Optional.of(timesAWeek(times.group(2)) * (times.group(1) == null ? 1 : number(times.group(1))))
                : Optional.empty();
    }

    private static double timesAWeek(String span) {
        return switch (span.charAt(0)) {
            case 'd' -> 7;
            case 'w' -> 1;
            default -> 1 / WEEKS_A_MONTH;
        };
    }

    private static int number(String word) {
        return Character.isDigit(word.charAt(0)) ? Integer.parseInt(word) : NUMBERS.getOrDefault(word, 1);
    }
}
