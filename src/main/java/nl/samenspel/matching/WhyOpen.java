package nl.samenspel.matching;

import nl.samenspel.matching.engine.OpenReason;

/// Why a distribution leaves a request open. Each has a message `rounds.open.<NAME>`, and one that says what can be
/// done.
public enum WhyOpen {
    /// Nobody who does this kind of help lives near enough, with or without room.
    NO_ONE_IN_REACH,
    /// Who could help, helps somebody else in this distribution.
    PLACED_ELSEWHERE,
    /// Capacity: all who could help are full, or take a break.
    EVERYONE_FULL,
    /// Expertise: who has room lacks what is needed.
    QUALIFICATION_MISSING,
    /// Language, wishes, parts of the week or the first day do not go together.
    WISHES,
    /// All who could help were asked for this very request, and said no or later.
    ASKED_ALREADY,
    /// Only people who are close to the participant, or with whom it was agreed that they do not meet.
    KEPT_APART,
    /// Someone has room, but by the weights of the organisation it costs more than it is worth.
    NOT_WORTHWHILE;

    static WhyOpen of(OpenReason reason) {
        return switch (reason) {
            case NO_ONE_IN_REACH -> NO_ONE_IN_REACH;
            case PLACED_ELSEWHERE -> PLACED_ELSEWHERE;
            case EVERYONE_FULL -> EVERYONE_FULL;
            case QUALIFICATION_MISSING -> QUALIFICATION_MISSING;
            case WISHES -> WISHES;
            case KEPT_APART -> KEPT_APART;
            case NOT_WORTHWHILE -> NOT_WORTHWHILE;
            // only an organisation's own volunteers take part
            case NOT_SHARED -> NO_ONE_IN_REACH;
        };
    }
}
