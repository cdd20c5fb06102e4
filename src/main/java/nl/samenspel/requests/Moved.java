package nl.samenspel.requests;

/// What came of a step with a request: withdrawing, closing, reopening, handing over, another date, a correction.
public sealed interface Moved {

    /// Done; the request is now so.
    record Done(HelpRequest now) implements Moved {}

    /// Not possible in the state it is in, for instance because someone else was first. Nothing was changed.
    record NotNow(HelpRequest asItIs) implements Moved {}

    /// There is no such request for this viewer.
    record NotFound() implements Moved {}

    default boolean isDone() {
        return this instanceof Done;
    }
}
