package nl.samenspel.insight.web;

import static nl.samenspel.insight.FigureTable.ALL;
import static nl.samenspel.insight.FigureTable.OTHERS;

import java.text.NumberFormat;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.insight.FigureCell;
import nl.samenspel.insight.FigureEdition;
import nl.samenspel.insight.FigureTable;
import nl.samenspel.insight.Quarter;
import nl.samenspel.ui.Paging;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// A published table in the words of a page, a page of it at a time: the viewer's own municipality first, then all
/// together, and below these the others in order.
///
/// @param top what stands above the others, on each page
/// @param others of this page
/// @param bars of the biggest that are shown, biggest first
/// @param hidden how many cells are not shown
/// @param missesMine whether the viewer's municipality has no line of its own
record FigureLines(
        FigureTable table,
        String title,
        String ofLines,
        List<String> headings,
        List<Line> top,
        List<Line> others,
        Paging paging,
        List<Bar> bars,
        long hidden,
        long cells,
        boolean missesMine) {

    private static final int ON_A_PAGE = 50;

    private static final int BARS = 12;

    /// Whether each of its numbers would tell too much.
    public boolean nothingShown() {
        return hidden == cells;
    }

    /// @param mine of the municipality that the viewer looks after
    record Line(String name, boolean mine, List<Shown> cells) {}

    /// @param value null: not shown
    record Shown(String heading, @Nullable Long value, String text) {}

    record Bar(long value, long most, String words) {}

    /// Only what is seen is put into words: a country has hundreds of municipalities.
    ///
    /// @param asked which page, from 1
    static FigureLines of(FigureTable table, List<FigureCell> cells, Optional<String> mine, String asked, Words words) {
        Map<String, List<FigureCell>> byLine = cells.stream()
                .collect(Collectors.groupingBy(FigureCell::line, LinkedHashMap::new, Collectors.toList()));
        var rows = byLine.entrySet().stream()
                .map(line -> new Row(line.getKey(), name(table, line.getKey(), words), line.getValue()))
                .toList();
        var own = mine.filter(_ -> table.lines() == FigureTable.Lines.MUNICIPALITIES);
        var ownRow =
                own.flatMap(name -> rows.stream().filter(row -> row.is(name)).findFirst());
        var others = rows.stream()
                .filter(row -> !row.is(ALL) && ownRow.filter(row::equals).isEmpty())
                .sorted(Comparator.comparing((Row row) -> row.is(OTHERS))
                        .thenComparing(Row::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        var paging = Paging.of(asked, others.size(), ON_A_PAGE);
        var drawn = new Cells(table, words);
        Function<Row, Line> line =
                row -> new Line(row.name(), ownRow.filter(row::equals).isPresent(), drawn.shown(row.cells()));
        return new FigureLines(
                table,
                title(table, words),
                words.get("insight.figures.lines." + table.lines()),
                drawn.headings(),
                Stream.concat(ownRow.stream(), rows.stream().filter(row -> row.is(ALL)))
                        .map(line)
                        .toList(),
                others.stream()
                        .skip(paging.skip())
                        .limit(paging.each())
                        .map(line)
                        .toList(),
                paging,
                bars(rows, words),
                cells.stream().filter(cell -> cell.value() == null).count(),
                cells.size(),
                own.isPresent() && ownRow.isEmpty());
    }

    /// @param line what it is called in the table itself
    private record Row(String line, String name, List<FigureCell> cells) {

        boolean is(String other) {
            return line.equals(other);
        }
    }

    private static List<Bar> bars(List<Row> rows, Words words) {
        record Total(String name, long value) {}
        var biggest = rows.stream()
                .filter(row -> !row.is(ALL) && !row.is(OTHERS))
                .flatMap(row -> row.cells().stream()
                        .filter(cell -> cell.heading().equals(ALL))
                        .flatMap(cell -> Stream.ofNullable(cell.value()))
                        .map(value -> new Total(row.name(), value)))
                .sorted(Comparator.comparingLong(Total::value).reversed())
                .limit(BARS)
                .toList();
        return biggest.stream()
                .map(one -> new Bar(
                        one.value(),
                        biggest.getFirst().value(),
                        words.get("insight.figures.bar", one.name(), one.value())))
                .toList();
    }

    static String title(FigureTable table, Words words) {
        return words.get("insight.figures.table." + table);
    }

    static String name(FigureTable table, String line, Words words) {
        if (line.equals(ALL)) {
            return words.get("insight.figures.all");
        }
        if (line.equals(OTHERS)) {
            return words.get("insight.figures.others");
        }
        if (table.lines() == FigureTable.Lines.KINDS) {
            return words.get("network.kind." + line);
        }
        return line.isEmpty() ? words.get("insight.figures.placeUnknown") : line;
    }

    /// The cells of a table's lines: there are hundreds on a page, so their words are looked up once.
    static final class Cells {

        private final Map<String, String> headings = new LinkedHashMap<>();
        private final String hidden;
        private final NumberFormat format;

        Cells(FigureTable table, Words words) {
            table.headings()
                    .forEach(heading -> headings.put(
                            heading,
                            words.get(
                                    heading.equals(ALL)
                                            ? "insight.figures.total." + table
                                            : "insight.figures.heading." + heading)));
            this.hidden = words.get("insight.figures.hidden");
            this.format = NumberFormat.getIntegerInstance(words.locale());
        }

        List<String> headings() {
            return List.copyOf(headings.values());
        }

        /// @param inLine the cells of one line
        List<Shown> shown(List<FigureCell> inLine) {
            var byHeading = new HashMap<String, FigureCell>();
            inLine.forEach(cell -> byHeading.put(cell.heading(), cell));
            return headings.entrySet().stream()
                    .map(heading -> {
                        var cell = byHeading.get(heading.getKey());
                        var value = cell == null ? null : cell.value();
                        return new Shown(heading.getValue(), value, value == null ? hidden : format.format(value));
                    })
                    .toList();
        }
    }

    static String quarter(Quarter quarter, Words words) {
        return words.get("insight.quarter." + quarter.number(), String.valueOf(quarter.year()));
    }

    static String title(FigureEdition edition, Words words) {
        return words.get("insight.figures.of", quarter(edition.quarter(), words));
    }
}
