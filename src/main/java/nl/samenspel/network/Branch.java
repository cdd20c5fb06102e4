package nl.samenspel.network;

import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import org.jspecify.annotations.Nullable;

/// A branch of an organisation: where, reachable how, for which kinds of help, and which coordinator is on duty.
///
/// @param niche what it is good at, in its own words; may be empty
public record Branch(
        BranchId id,
        OrganisationId organisation,
        String name,
        String place,
        String phone,
        String email,
        Set<KindOfHelp> kinds,
        @Nullable AccountId duty,
        String niche) {

    public Branch {
        kinds = Set.copyOf(kinds);
    }

    /// A branch that does not say yet what it is good at.
    public Branch(
            BranchId id,
            OrganisationId organisation,
            String name,
            String place,
            String phone,
            String email,
            Set<KindOfHelp> kinds,
            @Nullable AccountId duty) {
        this(id, organisation, name, place, phone, email, kinds, duty, "");
    }
}
