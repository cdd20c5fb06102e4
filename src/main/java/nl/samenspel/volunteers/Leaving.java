package nl.samenspel.volunteers;

/// What came of stopping.
public sealed interface Leaving {

    record Left() implements Leaving {}

    record LeftBefore() implements Leaving {}

    /// People count on them: these end first, and kindly.
    record StillPromised(int matches) implements Leaving {}
}
