package nl.samenspel.limits;

/// What came of changing a volunteer's limits.
public sealed interface LimitChange {

    record Kept(OwnLimits limits) implements LimitChange {}

    /// Somebody else wanted to ask more of them. Nothing changed.
    record OnlyTheVolunteerRaises(OwnLimits asTheyAre) implements LimitChange {}
}
