package nl.samenspel.matching.engine;

import java.util.Arrays;

/// Pairs that must not meet: one of the two said so, it went wrong before, or they are family.
/// Which of these it was is not known here.
public final class Exclusions {

    public static final Exclusions NONE = new Builder().build();

    /// Request in the upper half, volunteer in the lower half; in rising order.
    private final long[] pairs;

    private Exclusions(long[] pairs) {
        this.pairs = pairs;
    }

    boolean contain(int request, int volunteer) {
        return Arrays.binarySearch(pairs, pair(request, volunteer)) >= 0;
    }

    /// Whether the request must stay apart from anybody at all.
    boolean any(int request) {
        int at = Arrays.binarySearch(pairs, pair(request, 0));
        int first = at < 0 ? -at - 1 : at;
        return first < pairs.length && pairs[first] >>> Integer.SIZE == request;
    }

    private static long pair(int request, int volunteer) {
        return (long) request << Integer.SIZE | volunteer;
    }

    /// Takes pairs in any order; one that is given twice counts once.
    public static final class Builder {

        private long[] pairs = new long[16];
        private int count;

        public Builder add(int request, int volunteer) {
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * count);
            }
            pairs[count++] = pair(request, volunteer);
            return this;
        }

        public Exclusions build() {
            long[] sorted = Arrays.copyOf(pairs, count);
            Arrays.sort(sorted);
            return new Exclusions(sorted);
        }
    }
}
