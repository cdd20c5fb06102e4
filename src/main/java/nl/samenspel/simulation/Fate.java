package nl.samenspel.simulation;

import java.util.SplittableRandom;

/// What befalls people, from a seed. Every throw depends on what it is about, whom it is about and the day, and on
/// nothing that was thrown before: so the same things befall the same people, with protection and without.
final class Fate {

    private final long seed;

    Fate(long seed) {
        this.seed = seed;
    }

    /// Whether something with this chance happens today.
    boolean strikes(String what, Object whom, int day, double chance) {
        return thrown(what, whom, day).nextDouble() < chance;
    }

    /// A number from the one up to the other, both included.
    int between(String what, Object whom, int day, int from, int to) {
        return thrown(what, whom, day).nextInt(from, to + 1);
    }

    private SplittableRandom thrown(String what, Object whom, int day) {
        long mixed = seed;
        for (long part : new long[] {what.hashCode(), whom.toString().hashCode(), day}) {
            mixed = (mixed ^ part) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 29;
        }
        return new SplittableRandom(mixed);
    }
}
