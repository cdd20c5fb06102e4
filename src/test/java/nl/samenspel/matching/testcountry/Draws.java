package nl.samenspel.matching.testcountry;

/// Reproducible chance (SplitMix64), written out so that a seed gives the same country on every JDK.
final class Draws {

    private long state;

    /// Everyone in a country has a stream of their own, so that one more draw for one changes nobody else.
    Draws(long seed, long kind, long number) {
        state = seed ^ kind * 0x9E3779B97F4A7C15L ^ number * 0xC2B2AE3D27D4EB4FL;
        next();
        next();
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }

    /// From 0 to just below 1.
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    boolean chance(double probability) {
        return fraction() < probability;
    }

    double gauss() {
        double u = 1 - fraction();
        double v = fraction();
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    /// An index, drawn in proportion to its weight.
    int pick(double[] cumulative) {
        double drawn = fraction() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > drawn) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static double[] cumulative(double[] weights) {
        var sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            sums[i] = sum;
        }
        return sums;
    }
}
