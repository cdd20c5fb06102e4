package nl.samenspel.insight.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.samenspel.insight.FigureCell;
import nl.samenspel.insight.FigureTable;
import nl.samenspel.insight.Quarter;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// One line of a published table over the quarters, in the words of a page.
///
/// @param lines the newest quarter first
/// @param trend of the total; null when there are fewer than two quarters in which it is shown
record FiguresOverTime(
        List<String> headings, List<Line> lines, @Nullable Trend trend) {

    record Line(String quarter, String path, List<FigureLines.Shown> cells) {}

    static FiguresOverTime of(FigureTable table, Map<Quarter, List<FigureCell>> quarters, Words words) {
        var cellsOf = new FigureLines.Cells(table, words);
        var lines = new ArrayList<Line>();
        var points = new ArrayList<Trend.Point>();
        quarters.forEach((quarter, cells) -> {
            var line = new Line(
                    words.get("insight.quarter", quarter.number(), String.valueOf(quarter.year())),
                    quarter.toString(),
                    cellsOf.shown(cells));
            lines.add(line);
            var total = line.cells().getFirst();
            double height = total.value() == null ? 0 : total.value();
            points.add(new Trend.Point(
                    words.get(
                            "insight.quarter.short",
                            quarter.number(),
                            String.valueOf(quarter.year()).substring(2)),
                    total.value() == null ? "?" : total.text(),
                    height,
                    height,
                    height));
        });
        var drawn = lines.stream()
                .filter(line -> line.cells().getFirst().value() != null)
                .count();
        return new FiguresOverTime(cellsOf.headings(), lines.reversed(), drawn > 1 ? Trend.of(points) : null);
    }
}
