package nl.samenspel.people;

import java.util.UUID;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// Someone took a consent back. Heard in the same transaction: whatever rests on it ends there and then.
///
/// @param subject what it was about: a match, a request, an organisation
public record ConsentWithdrawn(
        UUID consent,
        PersonId person,
        Consents.Purpose purpose,
        @Nullable UUID subject) {}
