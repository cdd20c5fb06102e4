package nl.samenspel.rounds;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// One volunteer proposed for one request, and what a coordinator did with that. Never an assignment.
public sealed interface Proposal {

    Made made();

    default ProposalId id() {
        return made().id();
    }

    /// What the round proposed.
    ///
    /// @param hours a week; less than asked when several share the request
    /// @param points what the first hour was worth when the round was made
    /// @param metres between the middles of their postcode areas; null when unknown
    /// @param known whether this volunteer helped the participant already
    record Made(
            ProposalId id,
            RoundId round,
            HelpRequestId request,
            PersonId volunteer,
            int hours,
            int points,
            @Nullable Integer metres,
            boolean known) {}

    /// Waits for somebody's yes or no.
    record Waiting(Made made) implements Proposal {}

    /// The volunteer was asked.
    record Sent(Made made, AccountId by, Instant at) implements Proposal {}

    /// Not this one. Why is kept for the next time this round is renewed, and nowhere else.
    record Aside(Made made, Reason reason, AccountId by, Instant at) implements Proposal {}

    /// Why a proposal was put aside. Each has a message `rounds.aside.<NAME>`. Words of one's own are not asked for:
    /// they
    /// would tell of people.
    enum Reason {
        /// The coordinator knows both, and it does not suit.
        KNOW_BETTER,
        /// Somebody else is in mind.
        OTHER_PLAN,
        /// Not at this moment.
        NOT_NOW
    }
}
