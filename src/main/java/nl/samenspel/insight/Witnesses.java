package nl.samenspel.insight;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import nl.samenspel.insight.LinkedTables.Sum;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// Looks for other tables that agree with everything published: whole numbers, not negative, every
/// sum right. Each one that was ever found stays a proof, since leaving out more takes none away.
final class Witnesses {

    private static final double NEARLY_WHOLE = 1e-4;
    /// How many cells a search moves, one after the other; at last all that hang together.
    private static final int[] NEAR = {60, 600, Integer.MAX_VALUE};
    private static final int OF_A_SUM = 8;

    private final LinkedTables tables;
    private final List<List<Sum>> sumsOf;
    private final long[] least;
    private final long[] most;

    Witnesses(LinkedTables tables, List<List<Sum>> sumsOf) {
        this.tables = tables;
        this.sumsOf = sumsOf;
        this.least = tables.cells().stream().mapToLong(LinkedTables.Cell::value).toArray();
        this.most = least.clone();
    }

    /// Whether two of them differ so much in a cell.
    boolean differBy(long spread, int cell, BitSet suppressed) {
        if (most[cell] - least[cell] >= spread) {
            return true;
        }
        // most proofs are found close by, and a small search is over in a moment; what lies further stays as it is then
        var before = 0;
        for (var atMost : NEAR) {
            var around = near(cell, suppressed, atMost);
            if (around.length == before) {
                break;
            }
            before = around.length;
            // whole numbers come by themselves nearly always; asking for them takes much longer
            for (var whole : new boolean[] {false, true}) {
                for (var up : new boolean[] {true, false}) {
                    search(cell, around, spread, up, whole);
                    if (most[cell] - least[cell] >= spread) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Some of what is left out and hangs together with the cell by sums, the nearest first; of a wide sum a few cells.
    private int[] near(int cell, BitSet suppressed, int atMost) {
        if (atMost == Integer.MAX_VALUE) {
            return connected(cell, suppressed);
        }
        var seen = new BitSet();
        seen.set(cell);
        var ahead = new ArrayDeque<Integer>(List.of(cell));
        for (var many = 1; !ahead.isEmpty() && many < atMost; ) {
            for (var sum : sumsOf.get(ahead.poll())) {
                var fresh = Suppression.cellsOf(sum)
                        .filter(other -> suppressed.get(other) && !seen.get(other))
                        .limit(OF_A_SUM)
                        .toArray();
                for (var other : fresh) {
                    seen.set(other);
                    ahead.add(other);
                }
                many += fresh.length;
            }
        }
        return seen.stream().toArray();
    }

    /// What is left out and hangs together with the cell by sums; the rest of the tables can stay as it
    /// is.
    int[] connected(int cell, BitSet suppressed) {
        return connected(new int[] {cell}, suppressed).stream().toArray();
    }

    /// The same of several cells together.
    BitSet connected(int[] cells, BitSet suppressed) {
        var seen = new BitSet();
        var ahead = new ArrayDeque<Integer>();
        for (var cell : cells) {
            seen.set(cell);
            ahead.add(cell);
        }
        while (!ahead.isEmpty()) {
            sumsOf.get(ahead.poll()).stream()
                    .flatMapToInt(Suppression::cellsOf)
                    .filter(other -> suppressed.get(other) && !seen.get(other))
                    .forEach(other -> {
                        seen.set(other);
                        ahead.add(other);
                    });
        }
        return seen;
    }

    /// The highest or the lowest that the cell can be; what is found may prove other cells as well.
    private void search(int cell, int[] around, long spread, boolean up, boolean whole) {
        var model = new ExpressionsBasedModel();
        var variables = new Variable[tables.cells().size()];
        for (var one : around) {
            var value = tables.cells().get(one).value();
            variables[one] = model.newVariable("v" + one)
                    .lower(Math.max(0, value - room(value, spread)))
                    .upper(value + room(value, spread))
                    .integer(whole)
                    .weight(one == cell ? 1 : 0);
        }
        var sums = new HashSet<Sum>();
        for (var one : around) {
            sums.addAll(sumsOf.get(one));
        }
        var number = 0;
        for (var sum : sums) {
            var moving = Suppression.cellsOf(sum)
                    .filter(one -> variables[one] != null)
                    .toArray();
            var rest = 0L;
            var expression = model.newExpression("s" + number++);
            for (var one : moving) {
                var sign = one == sum.total() ? -1 : 1;
                expression.set(variables[one], sign);
                rest += sign * tables.cells().get(one).value();
            }
            expression.level(rest);
        }
        take(around, sums, up ? model.maximise() : model.minimise());
    }

    /// Nothing is gained by moving further than that.
    private static long room(long value, long spread) {
        return Math.max(value, spread);
    }

    /// Believes nothing: what was found is made whole, and every sum is done again.
    private void take(int[] around, Set<Sum> sums, Optimisation.Result found) {
        if (!found.getState().isFeasible()) {
            return;
        }
        var values = tables.cells().stream().mapToLong(LinkedTables.Cell::value).toArray();
        for (var i = 0; i < around.length; i++) {
            var value = found.doubleValue(i);
            values[around[i]] = Math.round(value);
            if (Math.abs(value - Math.round(value)) > NEARLY_WHOLE || Math.round(value) < 0) {
                return;
            }
        }
        var isRight = sums.stream()
                .allMatch(sum ->
                        sum.parts().stream().mapToLong(part -> values[part]).sum() == values[sum.total()]);
        if (isRight) {
            IntStream.of(around).forEach(one -> {
                least[one] = Math.min(least[one], values[one]);
                most[one] = Math.max(most[one], values[one]);
            });
        }
    }
}
