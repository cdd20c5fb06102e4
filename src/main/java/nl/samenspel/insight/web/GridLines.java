package nl.samenspel.insight.web;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import nl.samenspel.insight.Grid;
import nl.samenspel.insight.Grid.Cell;
import nl.samenspel.insight.GridText;
import nl.samenspel.insight.Grouping;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// A table of figures in the words of a page, a page of it at a time, with a picture.
///
/// @param names above the columns that name a row
/// @param heads above the figures
/// @param bars the most telling rows; empty where quarters are drawn
/// @param trend only of quarters
record GridLines(
        List<String> names,
        List<String> heads,
        List<Line> lines,
        List<Bar> bars,
        @Nullable Trend trend,
        int total,
        int page,
        int pages) {

    static final int ON_A_PAGE = 25;

    /// What is drawn at most: a picture of more tells less.
    private static final int DRAWN = 10;

    record Line(List<String> names, List<String> cells) {}

    /// @param of how much a whole bar is
    record Bar(String text, double points, double of) {}

    /// Only what is seen is put into words: a large organisation has a row for each of 1,700 postcodes.
    ///
    /// @param asked which page, from 1
    static GridLines of(Grid grid, int asked, Words words) {
        var text = new GridText(words);
        var rows = grid.rows();
        var pages = Math.max(1, (rows.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        var page = Math.clamp(asked, 1, pages);
        var quarters = grid.by() == Grouping.QUARTER;
        return new GridLines(
                grid.by().parts().stream()
                        .map(part -> words.of("insight.of", part))
                        .toList(),
                grid.topic().columns().stream()
                        .map(column -> words.of("insight.column", column))
                        .toList(),
                rows.subList((page - 1) * ON_A_PAGE, Math.min(rows.size(), page * ON_A_PAGE)).stream()
                        .map(row -> new Line(
                                names(grid, row, text),
                                row.cells().stream().map(text::cell).toList()))
                        .toList(),
                quarters ? List.of() : bars(grid, text),
                quarters ? Trend.of(points(grid, text, words)) : null,
                rows.size(),
                page,
                pages);
    }

    private static List<String> names(Grid grid, Grid.Row row, GridText text) {
        return IntStream.range(0, row.names().size())
                .mapToObj(i -> text.name(grid.by().parts().get(i), row.names().get(i)))
                .toList();
    }

    private static List<Bar> bars(Grid grid, GridText text) {
        var most = grid.rows().stream()
                .mapToDouble(row -> points(drawn(grid, row)))
                .max()
                .orElse(0);
        return grid.rows().stream()
                .filter(row -> points(drawn(grid, row)) > 0)
                .sorted(Comparator.comparingDouble(row -> -points(drawn(grid, row))))
                .limit(DRAWN)
                .map(row -> {
                    var cell = drawn(grid, row);
                    return new Bar(
                            "%s: %s".formatted(String.join(", ", names(grid, row, text)), text.cell(cell)),
                            points(cell),
                            cell instanceof Grid.Part ? 100 : most);
                })
                .toList();
    }

    private static List<Trend.Point> points(Grid grid, GridText text, Words words) {
        return grid.rows().stream()
                .map(row -> {
                    var quarter = row.names().getFirst().split("-", 2);
                    var cell = drawn(grid, row);
                    var points = points(cell);
                    return new Trend.Point(
                            words.get("insight.quarter.short", quarter[1], quarter[0].substring(2)),
                            drawnText(cell, text, words),
                            points,
                            cell instanceof Grid.Part(var share) ? share.low() * 100 : points,
                            cell instanceof Grid.Part(var share) ? share.high() * 100 : points);
                })
                .toList();
    }

    private static Cell drawn(Grid grid, Grid.Row row) {
        return row.cells().get(grid.topic().columns().indexOf(grid.topic().drawn()));
    }

    /// What a map shows of each place, by its name.
    static Map<String, MapPicture.Figure> figures(Grid grid, Words words) {
        var text = new GridText(words);
        var figures = new LinkedHashMap<String, MapPicture.Figure>();
        for (var row : grid.rows()) {
            var cell = drawn(grid, row);
            figures.put(
                    row.names().getFirst(), new MapPicture.Figure(points(cell), () -> drawnText(cell, text, words)));
        }
        return figures;
    }

    /// Above a column there is no room for more than a figure.
    private static String drawnText(Cell cell, GridText text, Words words) {
        return switch (cell) {
            case Grid.Part(var share) ->
                share.of() == 0 ? "" : words.get("insight.percent", Math.round(share.value() * 100));
            case Grid.Days(var days, var waiting) ->
                days.isPresent()
                        ? String.valueOf(days.getAsInt())
                        : words.get("insight.file.longer", waiting.longest());
            case Grid.Decimal(var value) -> String.valueOf(Math.round(value));
            case Grid.Count _, Grid.Shortage _ -> text.cell(cell);
        };
    }

    private static double points(Cell cell) {
        return switch (cell) {
            case Grid.Count(var value) -> value;
            case Grid.Decimal(var value) -> value;
            case Grid.Part(var share) -> share.of() == 0 ? 0 : share.value() * 100;
            case Grid.Days(var days, var waiting) -> days.orElse(waiting.longest());
            case Grid.Shortage _ -> 0;
        };
    }
}
