package nl.samenspel.referrals;

import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.BranchId;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest.Newcomer;

/// Somebody whom a professional, or an ambassador, brings to an organisation.
///
/// @param key made with the form: the same form sent twice is one request
/// @param consent whether they told who brings them that they agree; without it, why it cannot wait
/// @param asAmbassador the team; empty for who is none
public record Introduction(
        UUID key,
        Newcomer whom,
        Need need,
        BranchId to,
        Reason because,
        Set<Scope> scope,
        boolean consent,
        String without,
        String asAmbassador,
        String language) {

    public Introduction {
        scope = Set.copyOf(scope);
    }
}
