package nl.samenspel.referrals;

import java.time.LocalDate;
import nl.samenspel.access.OrganisationId;

/// What came of referring a request.
public sealed interface Handing {

    /// The receiver was asked; until it says yes the request stays with the sender.
    record Asked(ReferralId id, LocalDate respondBy) implements Handing {}

    /// Prepared: the participant is asked first.
    record WaitsForConsent(ReferralId id) implements Handing {}

    /// To oneself: that is handing over to a colleague.
    record ToOneself() implements Handing {}

    /// The receiver is closed, or nobody is on duty there.
    record NobodyThere() implements Handing {}

    /// It waits for an answer elsewhere already.
    record WaitsElsewhere(OrganisationId at) implements Handing {}

    /// This organisation helps with it already.
    record JoinedAlready() implements Handing {}

    /// This organisation handed the request over before: it would go round.
    record InACircle() implements Handing {}

    /// A volunteer said yes: first that match, or another who joins.
    record MatchRuns() implements Handing {}

    /// The request is over.
    record RequestEnded() implements Handing {}

    /// There is no such request for this viewer.
    record NotFound() implements Handing {}
}
