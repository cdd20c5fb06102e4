package nl.samenspel.insight.web;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.insight.Counting;
import nl.samenspel.insight.Doubt;
import nl.samenspel.insight.Edition;
import nl.samenspel.insight.Figure;
import nl.samenspel.insight.Named;
import nl.samenspel.insight.Qualifier;
import nl.samenspel.insight.Total;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// An edition in the words of a page.
///
/// @param sources where figures come from and of which day they are
/// @param bars own volunteers of each organisation that gave an exact or approximate number, most
///        first
record FactsheetLines(
        Edition edition,
        List<Organisation> organisations,
        List<SumLine> totals,
        List<DoubtLine> doubts,
        List<String> sources,
        List<Bar> bars) {

    private static final String VOLUNTEERS = "volunteers";

    record Organisation(String name, List<Line> lines, String programmes, String activities) {

        public boolean isDoubtful() {
            return lines.stream().anyMatch(Line::isDoubtful);
        }
    }

    record Line(String measure, String value, String more, boolean isDoubtful) {}

    record SumLine(String measure, String value, String withOthers, String made) {}

    record DoubtLine(String organisation, String measure, String what, String why) {}

    record Bar(String organisation, long volunteers, long most, String words) {}

    static FactsheetLines of(Edition edition, List<Doubt> doubts, List<Named> named, Words words) {
        var sheet = new Sheet(words);
        var figures = edition.factsheet().figures();
        return new FactsheetLines(
                edition,
                sheet.organisations(figures, doubts, named),
                edition.factsheet().totals().stream().map(sheet::total).toList(),
                doubts.stream().map(sheet::doubt).toList(),
                figures.stream()
                        .filter(figure -> !figure.source().isEmpty())
                        .map(figure -> figure.date() == null
                                ? figure.source()
                                : words.get("insight.source.of", figure.source(), sheet.day(figure)))
                        .distinct()
                        .toList(),
                sheet.bars(figures));
    }

    /// Finds the words.
    private record Sheet(Words words) {

        List<Organisation> organisations(List<Figure> figures, List<Doubt> doubts, List<Named> named) {
            var doubtful = doubts.stream().map(Doubt::line).collect(Collectors.toSet());
            Map<String, List<Line>> lines = new LinkedHashMap<>();
            for (var figure : figures) {
                lines.computeIfAbsent(figure.organisation(), _ -> new ArrayList<>())
                        .add(new Line(
                                said(figure.measure()), value(figure), more(figure), doubtful.contains(figure.line())));
            }
            named.forEach(one -> lines.computeIfAbsent(one.organisation(), _ -> new ArrayList<>()));
            return lines.entrySet().stream()
                    .map(entry -> new Organisation(
                            entry.getKey(),
                            entry.getValue(),
                            names(named, entry.getKey(), Named.What.PROGRAMME),
                            names(named, entry.getKey(), Named.What.ACTIVITY)))
                    .toList();
        }

        private String names(List<Named> named, String organisation, Named.What what) {
            var english = words.locale().getLanguage().equals("en");
            return named.stream()
                    .filter(one -> one.what() == what && one.organisation().equals(organisation))
                    .map(one -> english && !one.inEnglish().isEmpty() ? one.inEnglish() : one.name())
                    .collect(Collectors.joining(", "));
        }

        private String value(Figure figure) {
            return figure.value() == null
                    ? words.get("insight.qualified." + figure.qualifier())
                    : words.get("insight.qualified." + figure.qualifier(), figure.value());
        }

        private String more(Figure figure) {
            var counting = figure.counting();
            return Stream.of(
                            figure.scope(),
                            figure.note(),
                            counting == null || counting == Counting.DIRECT ? "" : "counting " + counting.inFiles())
                    .filter(text -> !text.isBlank())
                    .map(this::said)
                    .collect(Collectors.joining("; "));
        }

        /// Words that we know in both languages; others stay as they were given.
        String said(String text) {
            var key =
                    text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            return words.find("insight.said." + key).orElse(text);
        }

        SumLine total(Total total) {
            var additive = total.additive();
            var others = total.withOthers();
            var made = new ArrayList<String>();
            // what only others count has no sum, and that is no nought
            var isNoSum = additive.organisations() == 0 && !total.leftOut().isEmpty();
            if (!isNoSum) {
                made.add(words.get("insight.total.made", additive.organisations()));
            }
            if (!additive.notGiven().isEmpty()) {
                made.add(words.get("insight.total.notGiven", String.join(", ", additive.notGiven())));
            }
            if (!total.leftOut().isEmpty()) {
                made.add(words.get(
                        "insight.total.leftOut",
                        total.leftOut().stream().map(Figure::organisation).collect(Collectors.joining(", "))));
            }
            return new SumLine(
                    said(total.measure()),
                    additive.organisations() == 0 ? "–" : sum(additive),
                    others.equals(additive) || others.organisations() == 0 ? "" : sum(others),
                    String.join(" ", made));
        }

        private String sum(Total.Sum sum) {
            var key = sum.isAbout() && sum.isMoreThan()
                    ? "insight.qualified.ABOUT_MORE_THAN"
                    : "insight.qualified."
                            + (sum.isAbout()
                                    ? Qualifier.ABOUT
                                    : sum.isMoreThan() ? Qualifier.MORE_THAN : Qualifier.EXACTLY);
            return words.get(key, sum.value());
        }

        DoubtLine doubt(Doubt doubt) {
            return new DoubtLine(
                    doubt.organisation(),
                    said(doubt.measure()),
                    words.get("insight.what." + doubt.what()),
                    words.get("insight.doubt." + doubt.what(), doubt.words(words.locale())));
        }

        String day(Figure figure) {
            return words.get("insight.day", Date.valueOf(Objects.requireNonNull(figure.date())));
        }

        List<Bar> bars(List<Figure> figures) {
            var own = figures.stream()
                    .filter(figure -> figure.measure().equals(VOLUNTEERS)
                            && figure.counting() == Counting.DIRECT
                            && isShownAsBar(figure.value())
                            && figure.scope().isEmpty())
                    .sorted(Comparator.comparing((Figure figure) -> Objects.requireNonNull(figure.value()))
                            .reversed())
                    .toList();
            var most = own.isEmpty() ? 1 : Objects.requireNonNull(own.getFirst().value());
            return own.stream()
                    .map(figure -> new Bar(
                            figure.organisation(),
                            Objects.requireNonNull(figure.value()),
                            most,
                            words.get("insight.bar", figure.organisation(), value(figure))))
                    .toList();
        }

        private static boolean isShownAsBar(@Nullable Long value) {
            return value != null && value > 0;
        }
    }
}
