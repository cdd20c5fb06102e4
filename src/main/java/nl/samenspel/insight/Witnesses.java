package nl.samenspel.insight;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.samenspel.insight.Moves.Move;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/// Looks for other tables that agree with everything published, as one reader has it: whole
/// numbers, not negative, every sum right. Each one that was ever found stays a proof, since
/// leaving out more takes none away.
final class Witnesses {

    private static final double NEARLY_WHOLE = 1e-4;
    /// How many cells a search by linear programming moves, one after the other. Where hundreds
    /// are not enough, one more cell is left out: that costs a figure, and a search among
    /// thousands would cost minutes.
    private static final int[] NEAR = {60, 400};

    private static final int OF_A_SUM = 8;
    /// No table is asked to differ by more than that.
    private static final long FAR = 1_000_000;

    private final Moves moves;
    private final BitSet suppressed;
    private final long[] values;
    private final long[] least;
    private final long[] most;
    private final Steps steps;
    private int known;

    Witnesses(LinkedTables tables, Moves moves, BitSet suppressed) {
        this.moves = moves;
        this.suppressed = suppressed;
        this.values =
                tables.cells().stream().mapToLong(LinkedTables.Cell::value).toArray();
        this.least = values.clone();
        this.most = values.clone();
        this.steps = new Steps(moves, suppressed, values.length);
    }

    /// Whether two of them differ so much in a cell.
    boolean differBy(long spread, int cell) {
        // what was found for others first
        for (; known < moves.size(); known++) {
            take(moves.get(known));
        }
        return isEnough(spread, cell)
                || (!isPlain(spread, cell) && (isFoundByHand(spread, cell) || isFoundBySolving(spread, cell)));
    }

    private boolean isEnough(long spread, int cell) {
        return most[cell] - least[cell] >= spread;
    }

    /// One move after another, as far as each goes.
    private boolean isFoundByHand(long spread, int cell) {
        for (var up : new boolean[] {true, false}) {
            var at = values.clone();
            while (true) {
                var move = mayMove(cell, up, at)
                        ? steps.find(cell, up, spread - most[cell] + least[cell], at)
                        : Optional.<Move>empty();
                if (move.isEmpty()) {
                    break;
                }
                go(move.get(), at, up == move.get().raises(cell), spread);
                if (isEnough(spread, cell)) {
                    keep(at);
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean mayMove(int cell, boolean up, long[] at) {
        return up || at[cell] > 0;
    }

    private void go(Move move, long[] at, boolean forth, long spread) {
        var sign = forth ? 1 : -1;
        var times = spread;
        for (var i = 0; i < move.size(); i++) {
            if (sign * move.by(i) < 0) {
                times = Math.min(times, at[move.cell(i)] / Math.abs(move.by(i)));
            }
        }
        for (var i = 0; i < move.size(); i++) {
            var one = move.cell(i);
            at[one] += sign * times * move.by(i);
            least[one] = Math.min(least[one], at[one]);
            most[one] = Math.max(most[one], at[one]);
        }
    }

    /// For other readers.
    private void keep(long[] at) {
        var cells = IntStream.range(0, at.length)
                .filter(one -> at[one] != values[one])
                .toArray();
        moves.add(
                cells,
                IntStream.of(cells).mapToLong(one -> at[one] - values[one]).toArray(),
                suppressed);
    }

    /// Whether a sum alone tells the cell more closely, whatever the others are: then there is
    /// nothing to look for.
    private boolean isPlain(long spread, int cell) {
        return Arrays.stream(moves.sumsOf(cell))
                .filter(sum -> !suppressed.get(moves.cellsOf(sum)[0]))
                .anyMatch(sum -> Arrays.stream(moves.cellsOf(sum))
                                .filter(suppressed::get)
                                .mapToLong(one -> values[one])
                                .sum()
                        < spread);
    }

    private boolean isFoundBySolving(long spread, int cell) {
        var before = 0;
        for (var atMost : NEAR) {
            var around = near(cell, atMost);
            if (around.length == before) {
                break;
            }
            before = around.length;
            // whole numbers come by themselves nearly always; asking for them takes much longer
            for (var whole : new boolean[] {false, true}) {
                var highest = search(cell, around, spread, true, whole);
                if (isEnough(spread, cell)) {
                    return true;
                }
                var lowest = search(cell, around, spread, false, whole);
                if (isEnough(spread, cell)) {
                    return true;
                }
                if (highest - lowest < spread - NEARLY_WHOLE) {
                    // not even with parts of people
                    break;
                }
            }
        }
        return false;
    }

    /// As often as leaves nothing below zero, and as often the other way round.
    private void take(Move move) {
        var times = FAR;
        var back = FAR;
        for (var i = 0; i < move.size(); i++) {
            var value = values[move.cell(i)];
            if (move.by(i) < 0) {
                times = Math.min(times, value / -move.by(i));
            } else {
                back = Math.min(back, value / move.by(i));
            }
        }
        if (times == 0 && back == 0) {
            return;
        }
        for (var i = 0; i < move.size(); i++) {
            var cell = move.cell(i);
            var one = values[cell] + times * move.by(i);
            var other = values[cell] - back * move.by(i);
            least[cell] = Math.min(least[cell], Math.min(one, other));
            most[cell] = Math.max(most[cell], Math.max(one, other));
        }
    }

    /// Some of what is left out and hangs together with the cell by sums, the nearest first; of a
    /// wide sum a few cells.
    private int[] near(int cell, int atMost) {
        var seen = new BitSet();
        seen.set(cell);
        var ahead = new ArrayDeque<Integer>();
        ahead.add(cell);
        for (var many = 1; !ahead.isEmpty() && many < atMost; ) {
            for (var sum : moves.sumsOf(ahead.poll())) {
                var fresh = Arrays.stream(moves.cellsOf(sum))
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

    /// What is left out and hangs together by sums with any of these cells, which count as well.
    BitSet connected(int[] cells) {
        var seen = new BitSet();
        var done = new BitSet();
        var ahead = new ArrayDeque<Integer>();
        for (var cell : cells) {
            seen.set(cell);
            ahead.add(cell);
        }
        while (!ahead.isEmpty()) {
            for (var sum : moves.sumsOf(ahead.poll())) {
                if (done.get(sum)) {
                    continue;
                }
                done.set(sum);
                for (var other : moves.cellsOf(sum)) {
                    if (suppressed.get(other) && !seen.get(other)) {
                        seen.set(other);
                        ahead.add(other);
                    }
                }
            }
        }
        return seen;
    }

    /// The highest or the lowest that the cell can be; what is found may prove other cells as
    /// well.
    private double search(int cell, int[] around, long spread, boolean up, boolean whole) {
        var model = new ExpressionsBasedModel();
        var variables = new Variable[values.length];
        var sums = new BitSet();
        for (var one : around) {
            var room = Math.max(values[one], spread);
            variables[one] = model.newVariable("v" + one)
                    .lower(Math.max(0, values[one] - room))
                    // nothing is gained by moving further than that
                    .upper(values[one] + room)
                    .integer(whole)
                    .weight(one == cell ? 1 : 0);
            Arrays.stream(moves.sumsOf(one)).forEach(sums::set);
        }
        sums.stream().forEach(sum -> {
            var rest = 0L;
            var expression = model.newExpression("s" + sum);
            for (var one : moves.cellsOf(sum)) {
                var variable = variables[one];
                if (variable != null) {
                    expression.set(variable, moves.sign(sum, one));
                    rest += moves.sign(sum, one) * values[one];
                }
            }
            expression.level(rest);
        });
        var found = up ? model.maximise() : model.minimise();
        take(around, found);
        return found.getState().isFeasible() ? found.getValue() : up ? Double.POSITIVE_INFINITY : 0;
    }

    private void take(int[] around, Optimisation.Result found) {
        if (!found.getState().isFeasible()) {
            return;
        }
        var change = new long[around.length];
        for (var i = 0; i < around.length; i++) {
            var value = found.doubleValue(i);
            change[i] = Math.round(value) - values[around[i]];
            if (Math.abs(value - Math.round(value)) > NEARLY_WHOLE || Math.round(value) < 0) {
                return;
            }
        }
        moves.add(around, change, suppressed).ifPresent(this::take);
    }
}
