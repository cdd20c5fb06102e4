package nl.samenspel.network;

import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import org.jspecify.annotations.Nullable;

/// A branch of an organisation: where, reachable how, for which kinds of help, and which coordinator is on duty.
public record Branch(
        BranchId id,
        OrganisationId organisation,
        String name,
        String place,
        String phone,
        String email,
        Set<KindOfHelp> kinds,
        @Nullable AccountId duty) {

    public Branch {
        kinds = Set.copyOf(kinds);
    }
}
