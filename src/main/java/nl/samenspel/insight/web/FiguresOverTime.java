package nl.samenspel.insight.web;

import static nl.samenspel.insight.FigureTable.ALL;

import java.util.ArrayList;
import java.util.HashMap;
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
        var lines = new ArrayList<Line>();
        var points = new ArrayList<Trend.Point>();
        quarters.forEach((quarter, cells) -> {
            var values = new HashMap<String, @Nullable Long>();
            cells.forEach(cell -> values.put(cell.heading(), cell.value()));
            lines.add(new Line(
                    words.get("insight.quarter", quarter.number(), String.valueOf(quarter.year())),
                    quarter.toString(),
                    table.headings().stream()
                            .map(heading -> FigureLines.shown(values.get(heading), words))
                            .toList()));
            var total = values.get(ALL);
            double height = total == null ? 0 : total;
            points.add(new Trend.Point(
                    words.get(
                            "insight.quarter.short",
                            quarter.number(),
                            String.valueOf(quarter.year()).substring(2)),
                    total == null ? "?" : words.get("insight.figures.value", total),
                    height,
                    height,
                    height));
        });
        var drawn = lines.stream()
                .filter(line -> line.cells().getFirst().value() != null)
                .count();
        return new FiguresOverTime(
                table.headings().stream()
                        .map(heading -> FigureLines.heading(table, heading, words))
                        .toList(),
                lines.reversed(),
                drawn > 1 ? Trend.of(points) : null);
    }
}
