package nl.samenspel.access;

import java.util.UUID;

/// An organisation of the network, the owner of rows.
public record OrganisationId(UUID value) {

    public static OrganisationId next() {
        return new OrganisationId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static OrganisationId of(String text) {
        return new OrganisationId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
