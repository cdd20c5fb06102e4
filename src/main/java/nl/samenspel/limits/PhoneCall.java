package nl.samenspel.limits;

import java.time.Instant;
import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.Situation;
import org.jspecify.annotations.Nullable;

/// Limits that a volunteer lifted by phone, and who took that down. The volunteer sees it and can say that it was not
/// them: then it is as before, and the manager hears.
///
/// @param lifted situations that they would rather not before
/// @param undoneAt when the volunteer said that it was not them
/// @param seenAt when a manager had heard of that
public record PhoneCall(
        PhoneCallId id,
        PersonId volunteer,
        OrganisationId organisation,
        AccountId recordedBy,
        Instant at,
        OwnLimits before,
        OwnLimits after,
        Set<Situation> lifted,
        @Nullable Instant undoneAt,
        @Nullable Instant seenAt) {

    public PhoneCall {
        lifted = Set.copyOf(lifted);
    }
}
