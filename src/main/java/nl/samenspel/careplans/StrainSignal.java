package nl.samenspel.careplans;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;

/// That it is heavy for a relative. Nothing of what they answered.
///
/// @param relative what the table calls them
public record StrainSignal(
        SignalId id, CareplanId plan, PersonId participant, AccountId holder, String relative, Instant at) {}
