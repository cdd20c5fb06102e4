package nl.samenspel.careplans;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;

/// A task that nobody does, as a line for the desk that holds the plan.
///
/// @param since since when nobody does it
public record NobodysTask(
        CareTaskId id, CareplanId plan, PersonId participant, AccountId holder, String words, Instant since) {}
