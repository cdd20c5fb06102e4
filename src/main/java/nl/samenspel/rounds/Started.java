package nl.samenspel.rounds;

/// What came of beginning a round, or renewing one.
public sealed interface Started {

    record Begun(RoundId id) implements Started {}

    /// One is running here already: one at a time for a branch, and for an organisation.
    record OneRuns(RoundId id) implements Started {}

    /// No request waits for a volunteer.
    record NothingWaits() implements Started {}

    /// Not for this desk: another branch, or all of the organisation.
    record NotHere() implements Started {}
}
