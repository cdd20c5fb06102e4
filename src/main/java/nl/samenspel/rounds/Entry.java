package nl.samenspel.rounds;

import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.matching.WhyOpen;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// What a round made of one request, with what it takes to count by.
///
/// @param municipality empty when the postcode is unknown
/// @param served how many of the hours are proposed
/// @param reason why it stays open; only then
/// @param elsewhere at which organisation somebody fits best; only then
public record Entry(
        HelpRequestId request,
        BranchId branch,
        String municipality,
        int hours,
        int served,
        int waitingDays,
        Outcome outcome,
        @Nullable WhyOpen reason,
        @Nullable OrganisationId elsewhere) {

    /// Each has a message `rounds.outcome.<NAME>`.
    public enum Outcome {
        /// Somebody is proposed for it.
        PROPOSED,
        /// An invitation was out already: it was left in peace.
        ASKED,
        /// In a joint round: somebody of another organisation, where the coordinator phones.
        ELSEWHERE,
        /// Nobody.
        OPEN
    }
}
