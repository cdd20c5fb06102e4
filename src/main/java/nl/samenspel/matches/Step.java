package nl.samenspel.matches;

/// What came of a step in a match.
public sealed interface Step {

    /// Taken; the match is now so.
    record Done(Match now) implements Step {}

    /// Not possible in the state it is in, for instance because someone else was first. Nothing was changed.
    record NotNow(Match asItIs) implements Step {}

    /// Not for this viewer to take: only the participant, or who represents them by law, consents.
    record NotYours() implements Step {}

    /// There is no such match for this viewer.
    record NotFound() implements Step {}

    default boolean isDone() {
        return this instanceof Done;
    }
}
