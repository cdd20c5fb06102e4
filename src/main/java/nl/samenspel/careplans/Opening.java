package nl.samenspel.careplans;

/// What came of opening a table.
public sealed interface Opening {

    record Opened(CareplanId id) implements Opening {}

    /// There is one around this participant.
    record OpenBefore(CareplanId id) implements Opening {}

    /// The request has ended; a table begins with something that is asked.
    record RequestEnded() implements Opening {}

    /// There is no such request at this desk.
    record NotFound() implements Opening {}
}
