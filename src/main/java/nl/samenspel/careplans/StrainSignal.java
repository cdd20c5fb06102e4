package nl.samenspel.careplans;

import java.time.Instant;

/// That it is heavy for a relative. Nothing of what they answered.
///
/// @param relative what the table calls them
public record StrainSignal(SignalId id, CareplanId plan, String relative, Instant at) {}
