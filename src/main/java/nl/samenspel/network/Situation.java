package nl.samenspel.network;

/// What a volunteer may meet where they go, and may rather not. Plain words about the place and the visit, never about
/// anybody's health. Each has a message `network.situation.<NAME>`.
///
/// The place in the list is the bit that stands for it in masks, so a new one is added at the end; at most 16.
public enum Situation {
    PETS,
    SMOKING,
    STAIRS,
    LIFTING,
    UNTIDY_HOME,
    /// Somebody who forgets much.
    MEMORY,
    /// Somebody who can be angry, anxious or very sad.
    STRONG_FEELINGS,
    MOURNING,
    END_OF_LIFE;

    public int bit() {
        return 1 << ordinal();
    }
}
