package nl.samenspel.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Linked tables as an edition has them, with many small cells: places by kinds, the same places by
/// origin, places within regions; and an edition before with some people fewer.
final class RandomTables {

    private final Random random;
    private final LinkedTables tables = new LinkedTables();

    private RandomTables(long seed) {
        this.random = new Random(seed);
    }

    /// One table of places by kinds, with totals.
    static LinkedTables oneTable(long seed, int places, int kinds, int most) {
        var made = new RandomTables(seed);
        made.table("place", "kind", made.counts(places, kinds, most));
        return made.tables;
    }

    /// Two tables over the same places and the same people, and the places within regions.
    static LinkedTables linked(long seed, int places, int kinds, int origins, int most) {
        var made = new RandomTables(seed);
        var byKind = made.counts(places, kinds, most);
        made.table("place", "kind", byKind);
        made.table("place", "origin", made.spreadAnew(byKind, origins));
        made.regions(byKind);
        return made.tables;
    }

    /// The first edition, suppressed and out, and a second one of the same period with a few people
    /// more.
    static LinkedTables twoEditions(long seed, int places, int kinds, int most, int threshold) {
        var made = new RandomTables(seed);
        var before = made.counts(places, kinds, most);
        var first = new RandomTables(seed);
        first.table("place", "kind", before);
        var outcome = Suppression.of(first.tables, threshold);
        var after = new long[places][kinds];
        var added = new long[places][kinds];
        for (var p = 0; p < places; p++) {
            for (var k = 0; k < kinds; k++) {
                added[p][k] = made.random.nextInt(4) == 0 ? made.random.nextInt(6) : 0;
                after[p][k] = before[p][k] + added[p][k];
            }
        }
        made.table("place", "kind", after);
        made.editionBefore(first.tables, outcome);
        return made.tables;
    }

    private long[][] counts(int places, int kinds, int most) {
        var counts = new long[places][kinds];
        for (var row : counts) {
            for (var k = 0; k < kinds; k++) {
                row[k] = random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt(most);
            }
        }
        return counts;
    }

    private long[][] spreadAnew(long[][] counts, int columns) {
        var anew = new long[counts.length][columns];
        for (var p = 0; p < counts.length; p++) {
            for (var people = sum(counts[p]); people > 0; people--) {
                anew[p][Math.min(random.nextInt(columns), random.nextInt(columns))]++;
            }
        }
        return anew;
    }

    private static long sum(long[] row) {
        return IntStream.range(0, row.length).mapToLong(i -> row[i]).sum();
    }

    private void table(String rows, String columns, long[][] counts) {
        var width = counts[0].length;
        var all = new ArrayList<String>();
        for (var r = 0; r < counts.length; r++) {
            var row = rows + r;
            all.add(row);
            cell(row, sum(counts[r]));
            var parts = new ArrayList<String>();
            for (var c = 0; c < width; c++) {
                parts.add(row + "/" + columns + c);
                cell(row + "/" + columns + c, counts[r][c]);
            }
            tables.sum(row, parts);
        }
        var columnTotals = new ArrayList<String>();
        var total = 0L;
        for (var c = 0; c < width; c++) {
            var column = columns + c;
            var count = 0L;
            var parts = new ArrayList<String>();
            for (var r = 0; r < counts.length; r++) {
                count += counts[r][c];
                parts.add(rows + r + "/" + column);
            }
            cell(column, count);
            tables.sum(column, parts);
            columnTotals.add(column);
            total += count;
        }
        cell("all", total);
        tables.sum("all", all);
        tables.sum("all", columnTotals);
    }

    private void regions(long[][] counts) {
        var regions = new ArrayList<String>();
        for (var from = 0; from < counts.length; from += 3) {
            var places =
                    IntStream.range(from, Math.min(from + 3, counts.length)).toArray();
            var region = "region" + from;
            cell(region, IntStream.of(places).mapToLong(p -> sum(counts[p])).sum());
            tables.sum(region, IntStream.of(places).mapToObj(p -> "place" + p).toList());
            regions.add(region);
        }
        tables.sum("all", regions);
    }

    private void cell(String name, long people) {
        tables.cell(name, people, (int) people, 0);
    }

    private void editionBefore(LinkedTables first, Suppression.Outcome outcome) {
        var now = List.copyOf(tables.cells());
        for (var cell : first.cells()) {
            var before = "before/" + cell.name();
            if (outcome.mayShow(cell.name())) {
                tables.published(before, cell.value());
            } else {
                tables.unpublished(before, cell.value(), cell.people());
            }
        }
        for (var sum : first.sums()) {
            tables.sum(
                    "before/" + first.cells().get(sum.total()).name(),
                    sum.parts().stream()
                            .map(part -> "before/" + first.cells().get(part).name())
                            .toList());
        }
        for (var cell : now) {
            var was = first.cells().get(first.find(cell.name()).orElseThrow()).value();
            var more = cell.value() - was;
            if (more == 0) {
                // a reader may guess that nothing changed
                tables.published("more/" + cell.name(), 0);
            } else {
                tables.unpublished("more/" + cell.name(), more, (int) more);
            }
            tables.sum(cell.name(), List.of("before/" + cell.name(), "more/" + cell.name()));
        }
    }
}
