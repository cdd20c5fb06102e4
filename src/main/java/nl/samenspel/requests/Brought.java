package nl.samenspel.requests;

import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// A request as another system had it.
///
/// @param participant someone with a record at the organisation
/// @param externalId the number the other system knows it by
/// @param searching whether it was decided there that a volunteer can do this; otherwise it waits for
///     triage
/// @param over how it ended there, where it did
public record Brought(
        HelpRequestId id,
        PersonId participant,
        Ask.Through through,
        Need need,
        LocalDate waitingSince,
        @Nullable String externalId,
        boolean searching,
        @Nullable Over over) {

    /// It is over since this day.
    public record Over(HelpRequest.CloseReason reason, LocalDate on) {}
}
