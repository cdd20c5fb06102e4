package nl.samenspel.matching.engine;

/// What a round does about areas where little of what is asked can be filled.
public enum Fairness {
    /// The highest total value, wherever it falls.
    NONE,
    /// No area far below what the country as a whole gets: at least nine tenths of that share.
    PROPORTIONAL,
    /// The worst-off first: hours in the areas with the lowest shares count for more, until none can be lifted.
    WORST_FIRST
}
