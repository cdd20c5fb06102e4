package nl.samenspel.exchange;

import java.util.List;
import java.util.Optional;

/// The row of names above a list. Above it there may be a title, a date, or nothing at all: it is the row of which we
/// know most names.
///
/// @param at its place among the first rows, counted from 0
/// @param recognised how many of its names we know
record HeaderRow(int at, List<String> names, int recognised) {

    static final int WITHIN = 30;

    HeaderRow {
        names = List.copyOf(names);
    }

    /// @param skipped rows at the beginning that are something else
    static Optional<HeaderRow> find(List<List<String>> rows, ImportList list, int skipped) {
        var headerAt = -1;
        var recognised = -1;
        for (var at = skipped; at < Math.min(rows.size(), WITHIN); at++) {
            var known = (int) rows.get(at).stream()
                    .map(cell -> HeaderMeaning.of(list, cell))
                    .flatMap(Optional::stream)
                    .distinct()
                    .count();
            var something = rows.get(at).stream().anyMatch(cell -> !cell.isBlank());
            if (something && known > Math.max(recognised, headerAt < 0 ? -1 : 1)) {
                headerAt = at;
                recognised = known;
            }
        }
        return headerAt < 0
                ? Optional.empty()
                : Optional.of(new HeaderRow(
                        headerAt, rows.get(headerAt).stream().map(String::strip).toList(), recognised));
    }
}
