package nl.samenspel.insight;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import nl.samenspel.insight.Grid.Cell;
import nl.samenspel.ui.Words;

/// Tables of figures in the words of whoever reads: as a page shows them, and as a file keeps them.
public final class GridText {

    private static final Locale DUTCH_NUMBERS = Locale.of("nl", "NL");

    private final Words words;

    public GridText(Words words) {
        this.words = words;
    }

    /// What a row is called.
    public String name(Grouping part, String name) {
        return switch (part) {
            case KIND -> words.get("network.kind." + name);
            case MUNICIPALITY, POSTCODE -> name.isEmpty() ? words.get("insight.placeUnknown") : name;
            case ORIGIN -> words.get("requests.through." + name);
            case LANGUAGE ->
                name.isEmpty() ? words.get("insight.languageUnknown") : words.get("people.language." + name);
            case QUARTER -> {
                var parts = name.split("-", 2);
                yield words.get("insight.quarter", parts[1], parts[0]);
            }
            case KIND_IN_MUNICIPALITY ->
                throw new IllegalArgumentException("A row has a name for each part of %s.".formatted(part));
        };
    }

    /// A figure on a page: a part of a whole with what chance may have moved it, and "more than" where
    /// it is not known yet.
    public String cell(Cell cell) {
        return switch (cell) {
            case Grid.Count(var value) -> number(value);
            case Grid.Decimal(var value) -> decimal(value);
            case Grid.Part(var share) ->
                share.of() == 0
                        ? words.get("insight.nothingKnown")
                        : words.get(
                                "insight.share", percent(share.value()), percent(share.low()), percent(share.high()));
            case Grid.Days(var days, var waiting) ->
                days.isPresent()
                        ? words.get("insight.days", days.getAsInt())
                        : waiting.people() == 0
                                ? words.get("insight.nothingKnown")
                                : words.get("insight.longer", waiting.longest());
            case Grid.Shortage which -> words.of("insight.short", which);
        };
    }

    /// Above the columns of a file: a part of a whole takes three.
    public List<String> fileHeads(Grid grid) {
        return Stream.concat(
                        grid.by().parts().stream().map(part -> words.of("insight.of", part)),
                        grid.topic().columns().stream().flatMap(column -> {
                            var head = words.of("insight.column", column);
                            return isPart(column)
                                    ? Stream.of(
                                            words.get("insight.file.percent", head),
                                            words.get("insight.file.low", head),
                                            words.get("insight.file.high", head))
                                    : Stream.of(head);
                        }))
                .toList();
    }

    /// A row of a file, in figures that a spreadsheet can count with.
    public List<String> fileRow(Grid grid, Grid.Row row) {
        var parts = grid.by().parts();
        var names = Stream.iterate(0, i -> i < parts.size(), i -> i + 1)
                .map(i -> name(parts.get(i), row.names().get(i)));
        return Stream.concat(names, row.cells().stream().flatMap(this::fileCells))
                .toList();
    }

    private Stream<String> fileCells(Cell cell) {
        return switch (cell) {
            case Grid.Count(var value) -> Stream.of(String.valueOf(value));
            case Grid.Decimal(var value) -> Stream.of(plain(value));
            case Grid.Part(var share) ->
                share.of() == 0
                        ? Stream.of("", "", "")
                        : Stream.of(share.value(), share.low(), share.high()).map(part -> plain(part * 100));
            case Grid.Days(var days, var waiting) ->
                Stream.of(
                        days.isPresent()
                                ? String.valueOf(days.getAsInt())
                                : waiting.people() == 0 ? "" : words.get("insight.file.longer", waiting.longest()));
            case Grid.Shortage which -> Stream.of(words.of("insight.short", which));
        };
    }

    private static boolean isPart(Column column) {
        return switch (column) {
            case FOUND, PAID_BEFORE, COMPLEX, REFUSED, GLAD, SO_SO, HARD -> true;
            default -> false;
        };
    }

    /// As a spreadsheet of whoever reads expects it.
    private String plain(double value) {
        return words.locale().getLanguage().equals("nl")
                ? String.format(DUTCH_NUMBERS, "%.1f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private String number(long value) {
        return NumberFormat.getIntegerInstance(locale()).format(value);
    }

    private String decimal(double value) {
        return String.format(locale(), "%,.1f", value);
    }

    private Locale locale() {
        return words.locale().getLanguage().equals("nl") ? DUTCH_NUMBERS : Locale.UK;
    }

    private static long percent(double part) {
        return Math.round(part * 100);
    }
}
