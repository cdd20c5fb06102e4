package nl.samenspel.insight;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import nl.samenspel.insight.Moves.Move;

/// Looks for short moves by hand: a cell goes one up, a sum is not right any more, another cell
/// of that sum makes up for it, and so on until all sums are right again. Most are four cells at
/// the corners of a rectangle. It gives up soon; what it does not find may be there.
final class Steps {

    private static final int LONGEST = 14;
    private static final int TRIED_AT_EACH_STEP = 6;
    private static final int TRIED_IN_ALL = 600;

    private final Moves moves;
    private final BitSet suppressed;
    private final int[] change;
    private final int[] balance;
    private final int[] path = new int[LONGEST];
    private final int[] wrong;
    private int length;
    private int wrongSums;
    private int left;

    /// @param cells of how many cells the tables are
    Steps(Moves moves, BitSet suppressed, int cells) {
        this.moves = moves;
        this.suppressed = suppressed;
        this.change = new int[cells];
        this.balance = new int[moves.sums()];
        this.wrong = new int[moves.sums()];
    }

    /// A move in which a cell changes, and that can be made at least once.
    ///
    /// @param room as much as what goes down is asked to have, if it can be
    /// @param from tables that agree with everything published
    Optional<Move> find(int cell, boolean up, long room, long[] from) {
        left = TRIED_IN_ALL;
        step(cell, up ? 1 : -1);
        var move = close(room, from);
        back();
        return move;
    }

    private Optional<Move> close(long room, long[] from) {
        if (wrongSums == 0) {
            var cells = Arrays.copyOf(path, length);
            return moves.add(
                    cells, Arrays.stream(cells).mapToLong(one -> change[one]).toArray(), suppressed);
        }
        if (length == LONGEST || left-- <= 0) {
            return Optional.empty();
        }
        var sum = narrowest();
        var candidates = new long[TRIED_AT_EACH_STEP];
        var many = 0;
        for (var cell : moves.cellsOf(sum)) {
            if (!suppressed.get(cell) || change[cell] != 0) {
                continue;
            }
            var by = -balance[sum] * moves.sign(sum, cell);
            if (by < 0 && from[cell] < -by) {
                continue;
            }
            many = keep(candidates, many, order(cell, by, room, from));
        }
        for (var i = 0; i < many; i++) {
            var cell = (int) (candidates[i] & 0xffffff);
            step(cell, -balance[sum] * moves.sign(sum, cell));
            var move = close(room, from);
            back();
            if (move.isPresent()) {
                return move;
            }
        }
        return Optional.empty();
    }

    private int narrowest() {
        var best = -1;
        for (var i = 0; i < wrongSums; i++) {
            if (best < 0 || moves.cellsOf(wrong[i]).length < moves.cellsOf(best).length) {
                best = wrong[i];
            }
        }
        return best;
    }

    /// The smaller, the better: first how many sums are wrong then, then how much room there is.
    private long order(int cell, int by, long room, long[] from) {
        var more = 0;
        for (var sum : moves.sumsOf(cell)) {
            var after = balance[sum] + by * moves.sign(sum, cell);
            more += balance[sum] == 0 ? 1 : after == 0 ? -1 : 0;
        }
        var shortfall = by < 0 ? Math.max(0, room * -by - from[cell]) : 0;
        return ((long) (more + 64) << 48) | (Math.min(shortfall, 0xffffff) << 24) | cell;
    }

    /// In order, the best few.
    private static int keep(long[] best, int many, long one) {
        if (many == best.length && one >= best[many - 1]) {
            return many;
        }
        var at = many == best.length ? many - 1 : many;
        for (; at > 0 && best[at - 1] > one; at--) {
            best[at] = best[at - 1];
        }
        best[at] = one;
        return Math.min(best.length, many + 1);
    }

    private void step(int cell, int by) {
        path[length++] = cell;
        change(cell, by);
    }

    private void back() {
        var cell = path[--length];
        change(cell, -change[cell]);
    }

    private void change(int cell, int by) {
        change[cell] += by;
        for (var sum : moves.sumsOf(cell)) {
            var before = balance[sum];
            balance[sum] = before + by * moves.sign(sum, cell);
            if (before == 0) {
                wrong[wrongSums++] = sum;
            } else if (balance[sum] == 0) {
                forget(sum);
            }
        }
    }

    private void forget(int sum) {
        for (var i = 0; ; i++) {
            if (wrong[i] == sum) {
                wrong[i] = wrong[--wrongSums];
                return;
            }
        }
    }
}
