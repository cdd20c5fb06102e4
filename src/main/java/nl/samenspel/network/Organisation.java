package nl.samenspel.network;

import java.util.Set;
import nl.samenspel.access.OrganisationId;

/// An organisation of the network, as the directory shows it.
///
/// @param stricter names of boundaries this organisation keeps on top of the base
public record Organisation(
        OrganisationId id, String name, Kind kind, String about, String phone, String email, Set<String> stricter) {

    /// What sort of organisation it is. Each has a message `network.organisation.kind.<NAME>`.
    public enum Kind {
        BUDDIES,
        HOME_VISITS,
        HOSPICE,
        PRACTICAL_HELP,
        WELFARE,
        OUTINGS,
        CARE,
        MUNICIPALITY
    }

    public Organisation {
        stricter = Set.copyOf(stricter);
    }
}
