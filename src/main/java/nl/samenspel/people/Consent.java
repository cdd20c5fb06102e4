package nl.samenspel.people;

import java.time.Instant;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// What someone agreed to (_toestemming_), in which words, how, and whether it still stands.
///
/// @param text the words agreed to, in the language they were read in; empty where versions were not kept yet
/// @param version of those words
public record Consent(
        UUID id,
        OrganisationId organisation,
        PersonId person,
        Consents.Purpose purpose,
        @Nullable UUID subject,
        PersonId givenBy,
        boolean byPhone,
        Instant givenAt,
        @Nullable Instant withdrawnAt,
        String text,
        @Nullable Integer version) {

    public boolean stands() {
        return withdrawnAt == null;
    }
}
