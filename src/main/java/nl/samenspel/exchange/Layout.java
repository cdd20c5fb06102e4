package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import nl.samenspel.exchange.Sheet.Row;

/// How a list is laid out: what its columns are called, what they mean, and what every row says that is in no column.
///
/// @param monthFirst the columns with dates that can only be read with the month first, as Americans write them
/// @param first the first rows, for a look
record Layout(
        List<String> header,
        char separator,
        Set<Integer> monthFirst,
        List<Row> first,
        List<Optional<KnownColumn>> columns,
        Map<KnownColumn, String> fixed) {

    private static final Pattern MONTH_FIRST =
            Pattern.compile("(0?[1-9]|1[0-2])[-/. ](1[3-9]|2[0-9]|3[01])[-/. ][0-9]{4}.*");

    private static final int LONGEST_DATE = 30;

    Layout {
        header = List.copyOf(header);
        monthFirst = Set.copyOf(monthFirst);
        first = List.copyOf(first);
        columns = List.copyOf(columns);
        fixed = Map.copyOf(fixed);
    }

    /// The place of each meaning; a meaning that is given twice keeps its first place.
    Map<KnownColumn, Integer> places() {
        Map<KnownColumn, Integer> places = new EnumMap<>(KnownColumn.class);
        for (var place = 0; place < columns.size(); place++) {
            var at = place;
            columns.get(place).ifPresent(column -> places.putIfAbsent(column, at));
        }
        return places;
    }

    Set<KnownColumn> columnsMonthFirst() {
        var found = EnumSet.noneOf(KnownColumn.class);
        monthFirst.forEach(place -> {
            if (place < columns.size()) {
                columns.get(place).ifPresent(found::add);
            }
        });
        return found;
    }

    /// What a row says, by what it means.
    Map<KnownColumn, String> texts(Row row, Map<KnownColumn, Integer> places) {
        Map<KnownColumn, String> texts = new EnumMap<>(KnownColumn.class);
        texts.putAll(fixed);
        places.forEach((column, place) -> texts.put(column, row.cell(place)));
        return texts;
    }

    /// Notes in which columns dates stand with the month first.
    static void noteMonthFirst(Row row, BitSet found) {
        for (var column = 0; column < row.cells().size(); column++) {
            var cell = row.cells().get(column);
            if (cell.length() > 7
                    && cell.length() < LONGEST_DATE
                    && !found.get(column)
                    && MONTH_FIRST.matcher(cell.strip()).matches()) {
                found.set(column);
            }
        }
    }

    static List<String> names(Collection<Optional<KnownColumn>> columns) {
        Set<KnownColumn> taken = new HashSet<>();
        return columns.stream()
                .map(column -> column.filter(taken::add).map(Enum::name).orElse(""))
                .toList();
    }

    static List<Optional<KnownColumn>> ofNames(Collection<String> names) {
        List<Optional<KnownColumn>> columns = new ArrayList<>();
        names.forEach(name -> columns.add(name.isEmpty() ? Optional.empty() : Optional.of(KnownColumn.valueOf(name))));
        return columns;
    }
}
