package nl.samenspel.requests;

import org.jspecify.annotations.Nullable;

/// A task in its place among the others of what was asked. It is a help request of its own: with a holder and a next
/// date, and a volunteer of its own.
///
/// @param whole the request that was divided; its first part kept the name
/// @param nth its place among the parts, counted from 1
/// @param title what it is, in a few words; empty where the kind of help says enough
/// @param follows the part that it takes over from
/// @param besides the part in which somebody goes along here, for a volunteer who does not go alone
public record Part(
        HelpRequest request,
        HelpRequestId whole,
        int nth,
        String title,
        @Nullable HelpRequestId follows,
        @Nullable HelpRequestId besides) {

    public HelpRequestId id() {
        return request.id();
    }
}
