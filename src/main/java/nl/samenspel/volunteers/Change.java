package nl.samenspel.volunteers;

/// What came of changing a volunteer's record.
public sealed interface Change {

    record Kept() implements Change {}

    /// Somebody else changed it since it was shown. Nothing is kept, nothing is lost.
    record ChangedMeanwhile() implements Change {}
}
