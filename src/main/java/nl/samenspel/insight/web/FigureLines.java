package nl.samenspel.insight.web;

import static nl.samenspel.insight.FigureTable.ALL;
import static nl.samenspel.insight.FigureTable.OTHERS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import nl.samenspel.insight.FigureCell;
import nl.samenspel.insight.FigureEdition;
import nl.samenspel.insight.FigureTable;
import nl.samenspel.insight.Quarter;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;

/// A published table in the words of a page: the viewer's own municipality first, then all together, then the
/// others in order.
///
/// @param top the lines one sees at once; the rest is folded when there are many
/// @param bars of the biggest that are shown, biggest first
/// @param hidden how many cells are not shown
/// @param missesMine whether the viewer's municipality has no line of its own
record FigureLines(
        FigureTable table,
        String title,
        String ofLines,
        List<String> headings,
        List<Line> top,
        List<Line> rest,
        List<Bar> bars,
        long hidden,
        long cells,
        boolean missesMine) {

    /// More lines than this are folded away.
    private static final int FEW = 14;

    private static final int BARS = 12;

    /// Whether each of its numbers would tell too much.
    public boolean nothingShown() {
        return hidden == cells;
    }

    /// @param mine of the municipality that the viewer looks after
    /// @param others of those that have no line of their own
    record Line(String name, boolean mine, boolean all, boolean others, List<Shown> cells) {

        @Nullable
        Long together() {
            return cells.getFirst().value();
        }
    }

    /// @param value null: not shown
    record Shown(@Nullable Long value, String text) {}

    record Bar(long value, long most, String words) {}

    static FigureLines of(FigureTable table, List<FigureCell> cells, Optional<String> mine, Words words) {
        Map<String, Map<String, @Nullable Long>> values = new LinkedHashMap<>();
        for (var cell : cells) {
            values.computeIfAbsent(cell.line(), _ -> new LinkedHashMap<>()).put(cell.heading(), cell.value());
        }
        var top = new ArrayList<Line>();
        var rest = new ArrayList<Line>();
        values.forEach((name, byHeading) -> {
            var line = new Line(
                    name(table, name, words),
                    mine.filter(name::equals).isPresent() && table.lines() == FigureTable.Lines.MUNICIPALITIES,
                    name.equals(ALL),
                    name.equals(OTHERS),
                    table.headings().stream()
                            .map(heading -> shown(byHeading.get(heading), words))
                            .toList());
            (line.mine() || line.all() ? top : rest).add(line);
        });
        top.sort(Comparator.comparing(Line::mine).reversed());
        rest.sort(Comparator.comparing(Line::others).thenComparing(Line::name, String.CASE_INSENSITIVE_ORDER));
        var many = rest.size() > FEW;
        var most = Stream.concat(top.stream(), rest.stream())
                .filter(line -> line.together() != null && !line.all() && !line.others())
                .sorted(Comparator.comparing((Line line) -> Objects.requireNonNull(line.together()))
                        .reversed())
                .limit(BARS)
                .toList();
        if (!many) {
            top.addAll(rest);
        }
        return new FigureLines(
                table,
                title(table, words),
                words.get("insight.figures.lines." + table.lines()),
                table.headings().stream()
                        .map(heading -> heading(table, heading, words))
                        .toList(),
                top,
                many ? rest : List.of(),
                most.stream()
                        .map(line -> new Bar(
                                Objects.requireNonNull(line.together()),
                                Objects.requireNonNull(most.getFirst().together()),
                                words.get("insight.figures.bar", line.name(), line.together())))
                        .toList(),
                cells.stream().filter(cell -> cell.value() == null).count(),
                cells.size(),
                mine.isPresent()
                        && table.lines() == FigureTable.Lines.MUNICIPALITIES
                        && top.stream().noneMatch(Line::mine));
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

    static String heading(FigureTable table, String heading, Words words) {
        return words.get(heading.equals(ALL) ? "insight.figures.total." + table : "insight.figures.heading." + heading);
    }

    static Shown shown(@Nullable Long value, Words words) {
        return new Shown(
                value, value == null ? words.get("insight.figures.hidden") : words.get("insight.figures.value", value));
    }

    static String quarter(Quarter quarter, Words words) {
        return words.get("insight.quarter." + quarter.number(), String.valueOf(quarter.year()));
    }

    static String title(FigureEdition edition, Words words) {
        return words.get("insight.figures.of", quarter(edition.quarter(), words));
    }
}
