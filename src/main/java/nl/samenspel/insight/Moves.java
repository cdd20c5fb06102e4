package nl.samenspel.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nl.samenspel.insight.LinkedTables.Sum;

/// Changes of cells that are left out, by which every sum stays right. Added to tables that agree
/// with everything published, one gives other tables that do. The same sums hold for what is left
/// when an organisation takes its own figures away, so what was found once is a proof for every
/// reader in whose tables it leaves nothing below zero.
final class Moves {

    /// Each of these cells changes by so much, all at once; also so many times, and the other way
    /// round.
    static final class Move {

        private final int[] cells;
        private final int[] by;

        private Move(int[] cells, int[] by) {
            this.cells = cells;
            this.by = by;
        }

        int size() {
            return cells.length;
        }

        int cell(int nth) {
            return cells[nth];
        }

        int by(int nth) {
            return by[nth];
        }

        boolean raises(int cell) {
            return IntStream.range(0, cells.length).anyMatch(nth -> cells[nth] == cell && by[nth] > 0);
        }
    }

    private final int[][] cellsOf;
    private final int[][] sumsOf;
    private final List<Move> found = new ArrayList<>();

    Moves(LinkedTables tables) {
        var sums = tables.sums();
        cellsOf = new int[sums.size()][];
        var inside = new ArrayList<List<Integer>>();
        tables.cells().forEach(_ -> inside.add(new ArrayList<>()));
        for (var i = 0; i < cellsOf.length; i++) {
            cellsOf[i] = cellsOf(sums.get(i));
            for (var cell : cellsOf[i]) {
                inside.get(cell).add(i);
            }
        }
        sumsOf = inside.stream()
                .map(all -> all.stream().mapToInt(sum -> sum).toArray())
                .toArray(int[][]::new);
    }

    private static int[] cellsOf(Sum sum) {
        var cells = new int[sum.parts().size() + 1];
        cells[0] = sum.total();
        for (var i = 1; i < cells.length; i++) {
            cells[i] = sum.parts().get(i - 1);
        }
        return cells;
    }

    /// The cells of a sum, its total first.
    int[] cellsOf(int sum) {
        return cellsOf[sum];
    }

    /// In which sums a cell stands.
    int[] sumsOf(int cell) {
        return sumsOf[cell];
    }

    int sums() {
        return cellsOf.length;
    }

    /// What a sum becomes more by when this cell does: its total counts the other way.
    int sign(int sum, int cell) {
        return cellsOf[sum][0] == cell ? -1 : 1;
    }

    /// How many were found.
    int size() {
        return found.size();
    }

    Move get(int nth) {
        return found.get(nth);
    }

    /// Believes nothing: every sum is done again, and a change of a cell that is shown is none.
    ///
    /// @param change of each cell that changes
    Optional<Move> add(int[] cells, long[] change, BitSet suppressed) {
        var together = new long[cellsOf.length];
        var most = 0L;
        for (var i = 0; i < cells.length; i++) {
            if (change[i] == 0) {
                continue;
            }
            if (!suppressed.get(cells[i]) || Math.abs(change[i]) > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            for (var sum : sumsOf[cells[i]]) {
                together[sum] += sign(sum, cells[i]) * change[i];
            }
            most = gcd(most, Math.abs(change[i]));
        }
        if (most == 0 || Arrays.stream(together).anyMatch(sum -> sum != 0)) {
            return Optional.empty();
        }
        var moving = 0;
        var which = new int[cells.length];
        var by = new int[cells.length];
        for (var i = 0; i < cells.length; i++) {
            if (change[i] != 0) {
                which[moving] = cells[i];
                by[moving++] = (int) (change[i] / most);
            }
        }
        var move = new Move(Arrays.copyOf(which, moving), Arrays.copyOf(by, moving));
        found.add(move);
        return Optional.of(move);
    }

    private static long gcd(long one, long other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
