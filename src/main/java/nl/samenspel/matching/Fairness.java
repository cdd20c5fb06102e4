package nl.samenspel.matching;

/// What a distribution does about places where little of what is asked can be filled. A place is a municipality. Each
/// has a message `rounds.fairness.<NAME>`.
public enum Fairness {
    /// The highest total value, wherever it falls.
    NONE,
    /// No place far below the others: at least nine tenths of the share that all places together get.
    PROPORTIONAL,
    /// The worst-off place first, until none can be lifted any further.
    WORST_FIRST;

    nl.samenspel.matching.engine.Fairness asNumbers() {
        return switch (this) {
            case NONE -> nl.samenspel.matching.engine.Fairness.NONE;
            case PROPORTIONAL -> nl.samenspel.matching.engine.Fairness.PROPORTIONAL;
            case WORST_FIRST -> nl.samenspel.matching.engine.Fairness.WORST_FIRST;
        };
    }
}
