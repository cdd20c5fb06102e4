package nl.samenspel.limits;

import java.util.List;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;

/// A volunteer wants to do less than what runs. Nothing ends by itself: whoever guides those commitments makes a plan.
/// Published in the transaction that lowers the limit, once for each organisation.
///
/// @param sources what takes their hours, such as matches, by what they were reserved for; the newest first
public record LoweredBelowWhatRuns(PersonId volunteer, OrganisationId organisation, List<UUID> sources) {

    public LoweredBelowWhatRuns {
        sources = List.copyOf(sources);
    }
}
