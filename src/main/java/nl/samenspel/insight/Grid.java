package nl.samenspel.insight;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// A table of figures: the same on a page, in a picture and in a file. In words: [GridText].
public record Grid(Topic topic, Grouping by, List<Row> rows) {

    public Grid {
        rows = List.copyOf(rows);
    }

    /// One row.
    ///
    /// @param names one for each of [Grouping#parts]: the name of a kind, of a municipality (empty: not known), a
    ///        quarter such as `2026-3` …
    /// @param cells one for each of [Topic#columns]
    public record Row(List<String> names, List<Cell> cells) {

        public Row {
            names = List.copyOf(names);
            cells = List.copyOf(cells);
        }
    }

    /// One figure.
    public sealed interface Cell {}

    public record Count(long value) implements Cell {}

    /// On average, or a number of hours: one figure after the comma.
    public record Decimal(double value) implements Cell {}

    public record Part(Share share) implements Cell {}

    /// A waiting time.
    ///
    /// @param days empty: fewer were helped than it takes to know
    public record Days(OptionalInt days, Waiting waiting) implements Cell {}

    /// Which is short. Each has a message `insight.short.<NAME>`.
    public enum Shortage implements Cell {
        PEOPLE,
        REQUESTS,
        BOTH,
        NEITHER;

        static Shortage of(int waiting, int idle) {
            return waiting > 0 ? (idle > 0 ? BOTH : PEOPLE) : idle > 0 ? REQUESTS : NEITHER;
        }
    }

    static <T> Grid of(Topic topic, Grouping by, List<T> counted, Function<T, List<String>> names, Cells<T> cells) {
        return new Grid(
                topic,
                by,
                counted.stream()
                        .map(one -> new Row(
                                names.apply(one),
                                topic.columns().stream()
                                        .map(column -> cells.of(one, column))
                                        .toList()))
                        .toList());
    }

    interface Cells<T> {
        Cell of(T counted, Column column);
    }
}
