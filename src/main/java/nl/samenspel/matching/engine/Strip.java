package nl.samenspel.matching.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of one activity and one class of radius whose homes lie between two lines of latitude, from west to east,
/// in one array that never changes.
///
/// Rows lie in blocks of [#BLOCK], from west to east; within a block the best standing comes first, so that a search
/// may leave a block as soon as the rest cannot matter. First stands the number of rows, then for each block how far
/// west and east it reaches and its best standing, then the rows: of each block first the numbers by which most are
/// turned away, then the others.
final class Strip {

    static final int BLOCK = 16;

    static final int HOT = 4;
    static final int COLD = Row.SIZE - HOT;

    /// Numbers in the directory for each block: reach, and best standing.
    static final int ENTRY = 2;

    private Strip() {}

    static int rows(long[] strip) {
        return (int) strip[0];
    }

    static int blocks(int rows) {
        return (rows + BLOCK - 1) / BLOCK;
    }

    static int entry(int block) {
        return 1 + block * ENTRY;
    }

    static int west(long[] strip, int block) {
        return Row.upper(strip[entry(block)]);
    }

    static int east(long[] strip, int block) {
        return Row.lower(strip[entry(block)]);
    }

    static int best(long[] strip, int block) {
        return (int) strip[entry(block) + 1];
    }

    /// The first block that reaches as far east as this.
    static int firstBlock(long[] strip, long x) {
        int from = 0;
        int to = blocks(rows(strip));
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (east(strip, middle) < x) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    static int hot(int rows, int block) {
        return entry(blocks(rows)) + block * BLOCK * Row.SIZE;
    }

    static int inBlock(int rows, int block) {
        return Math.min(BLOCK, rows - block * BLOCK);
    }

    /// Packs so many loose rows, in any order.
    static long[] pack(long[] loose, int from, int rows) {
        long[] order = new long[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = Row.pair(Row.upper(loose[from + i * Row.SIZE + Row.PLACE]), i);
        }
        Arrays.sort(order);
        int blocks = blocks(rows);
        long[] strip = new long[entry(blocks) + rows * Row.SIZE];
        strip[0] = rows;
        for (int block = 0; block < blocks; block++) {
            int first = block * BLOCK;
            int size = inBlock(rows, block);
            int west = Row.upper(order[first]);
            int east = Row.upper(order[first + size - 1]);
            for (int i = first; i < first + size; i++) {
                int at = from + (int) order[i] * Row.SIZE;
                order[i] = Row.pair(-Row.standing(loose[at + Row.WHO]), (int) order[i]);
            }
            Arrays.sort(order, first, first + size);
            strip[entry(block)] = Row.pair(west, east);
            strip[entry(block) + 1] = -(order[first] >> 32);
            int hot = hot(rows, block);
            int cold = hot + size * HOT;
            for (int i = 0; i < size; i++) {
                int at = from + (int) order[first + i] * Row.SIZE;
                System.arraycopy(loose, at, strip, hot + i * HOT, HOT);
                System.arraycopy(loose, at + HOT, strip, cold + i * COLD, COLD);
            }
        }
        return strip;
    }

    /// The same strip without some volunteers and with some more rows; null when nobody is left.
    static long @Nullable [] relaid(long @Nullable [] strip, Set<Integer> gone, List<long[]> more) {
        int rows = strip == null ? 0 : rows(strip);
        long[] loose = new long[(rows + more.size()) * Row.SIZE];
        int kept = 0;
        if (strip != null) {
            for (int block = 0; block < blocks(rows); block++) {
                int size = inBlock(rows, block);
                int hot = hot(rows, block);
                int cold = hot + size * HOT;
                for (int i = 0; i < size; i++) {
                    if (!gone.contains(Row.upper(strip[hot + i * HOT + Row.WHO]))) {
                        System.arraycopy(strip, hot + i * HOT, loose, kept * Row.SIZE, HOT);
                        System.arraycopy(strip, cold + i * COLD, loose, kept * Row.SIZE + HOT, COLD);
                        kept++;
                    }
                }
            }
        }
        for (var row : more) {
            System.arraycopy(row, 0, loose, kept * Row.SIZE, Row.SIZE);
            kept++;
        }
        return kept == 0 ? null : pack(loose, 0, kept);
    }
}
