package nl.samenspel.matching.engine;

import java.util.function.LongSupplier;

/// How much work a round may be: an amount in units of the engine's own, with which a run can be repeated exactly, or
/// what can be done within a time, of which the amount is told afterwards.
public sealed interface Effort {

    /// Good for every day: a town in seconds, a province in half a minute, the country in a few minutes.
    int USUAL = 100;

    int MOST = 1_000_000;

    record Amount(int units) implements Effort {

        public Amount {
            Range.check("An effort", units, 1, MOST);
        }
    }

    /// What can be done until a clock has gone on so far.
    ///
    /// @param nanoseconds of the clock until the round must be ready, counted from the moment it begins
    /// @param clock any clock that counts nanoseconds
    record Time(long nanoseconds, LongSupplier clock) implements Effort {}

    static Effort usual() {
        return new Amount(USUAL);
    }
}
