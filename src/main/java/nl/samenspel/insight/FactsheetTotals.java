package nl.samenspel.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Adds up the figures of organisations, each counted once.
final class FactsheetTotals {

    private FactsheetTotals() {}

    static List<Total> of(List<Figure> figures) {
        record Of(String measure, String unit) {}
        var measures = figures.stream()
                .filter(figure -> figure.qualifier() != Qualifier.NOT_APPLICABLE)
                .collect(Collectors.groupingBy(
                        figure -> new Of(Figure.key(figure.measure()), Figure.key(figure.unit())),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return measures.entrySet().stream()
                .map(entry -> total(entry.getKey().measure(), entry.getKey().unit(), onceEach(entry.getValue())))
                .toList();
    }

    private static Total total(String measure, String unit, List<Figure> terms) {
        return new Total(
                measure,
                unit,
                sum(terms.stream().filter(Figure::isAdditive).toList()),
                sum(terms.stream()
                        .filter(figure -> figure.counting() != Counting.REPRESENTED)
                        .toList()),
                terms.stream().filter(figure -> !figure.isAdditive()).toList());
    }

    /// Where an organisation gives the total of its parts, the parts are left out; a row that stands
    /// there twice counts once.
    private static List<Figure> onceEach(List<Figure> figures) {
        Map<Figure.Subject, Figure> once = new LinkedHashMap<>();
        figures.forEach(figure -> once.putIfAbsent(figure.subject(), figure));
        var withTotal = once.values().stream()
                .filter(figure -> figure.isTotal() && figure.hasValue())
                .map(Figure::place)
                .collect(Collectors.toSet());
        return once.values().stream()
                .filter(figure -> figure.isTotal() ? figure.hasValue() : !withTotal.contains(figure.place()))
                .toList();
    }

    static Total.Sum sum(List<Figure> terms) {
        var value = 0L;
        var isMoreThan = false;
        var isAbout = false;
        var gave = new LinkedHashSet<String>();
        var notGiven = new ArrayList<String>();
        for (var term : terms) {
            isMoreThan |= term.qualifier() == Qualifier.MORE_THAN || term.value() == null;
            isAbout |= term.qualifier() == Qualifier.ABOUT;
            if (term.value() == null) {
                notGiven.add(term.organisation());
            } else {
                value = Math.addExact(value, term.value());
                gave.add(term.place().organisation());
            }
        }
        return new Total.Sum(value, isMoreThan, isAbout, gave.size(), notGiven);
    }
}
