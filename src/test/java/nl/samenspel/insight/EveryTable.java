package nl.samenspel.insight;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Fills in what was left out in every possible way, in whole numbers, and remembers how low and
/// how high each cell can be. Knows nothing of linear programming.
final class EveryTable {

    private final LinkedTables tables;
    private final int[] hidden;
    private final long[] values;
    private final boolean[] isKnown;
    private final long[] least;
    private final long[] most;

    EveryTable(LinkedTables tables, Set<String> hidden) {
        this.tables = tables;
        this.hidden = IntStream.range(0, tables.cells().size())
                .filter(cell -> hidden.contains(tables.cells().get(cell).name()))
                .toArray();
        this.values =
                tables.cells().stream().mapToLong(LinkedTables.Cell::value).toArray();
        this.isKnown = new boolean[values.length];
        Arrays.fill(isKnown, true);
        for (var cell : this.hidden) {
            isKnown[cell] = false;
        }
        this.least = new long[values.length];
        Arrays.fill(least, Long.MAX_VALUE);
        this.most = new long[values.length];
    }

    /// Small cells that can be only one of fewer than `threshold` values or a little more.
    List<String> uncovered(int threshold) {
        fill(0);
        return Arrays.stream(hidden)
                .filter(cell -> tables.cells().get(cell).isTooSmall(threshold) && most[cell] - least[cell] < threshold)
                .mapToObj(cell -> tables.cells().get(cell).name())
                .toList();
    }

    private void fill(int from) {
        if (from == hidden.length) {
            for (var cell : hidden) {
                least[cell] = Math.min(least[cell], values[cell]);
                most[cell] = Math.max(most[cell], values[cell]);
            }
            return;
        }
        var cell = hidden[from];
        isKnown[cell] = true;
        // higher than this nobody needs to look: it is more than the true tables hold, and more than a threshold
        for (var value = 0L; value <= HIGHEST; value++) {
            values[cell] = value;
            if (isPossible(cell)) {
                fill(from + 1);
            }
        }
        isKnown[cell] = false;
    }

    private static final int HIGHEST = 60;

    private boolean isPossible(int cell) {
        for (var sum : tables.sums()) {
            if (sum.total() != cell && !sum.parts().contains(cell)) {
                continue;
            }
            var together = 0L;
            var all = true;
            for (var part : sum.parts()) {
                together += isKnown[part] ? values[part] : 0;
                all &= isKnown[part];
            }
            if (isKnown[sum.total()] && (all ? together != values[sum.total()] : together > values[sum.total()])) {
                return false;
            }
        }
        return true;
    }
}
