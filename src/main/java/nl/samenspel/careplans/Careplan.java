package nl.samenspel.careplans;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.Holder;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// A shared plan around one participant.
///
/// @param request the help request with which it began; the plan follows it to whoever holds it
/// @param fromTheStart whether a volunteer organisation was at the table when it began
/// @param closedOn since when it is over; null while it runs
public record Careplan(
        CareplanId id,
        HelpRequestId request,
        Holder holder,
        PersonId participant,
        FromTheStart fromTheStart,
        Instant openedAt,
        @Nullable LocalDate closedOn) {

    /// Was a volunteer organisation at the table when what was needed was first talked over? Asked once, when the table
    /// is opened, and counted. Each has a message `careplans.fromTheStart.<NAME>`.
    public enum FromTheStart {
        YES,
        NO,
        UNKNOWN
    }

    public boolean isOpen() {
        return closedOn == null;
    }
}
