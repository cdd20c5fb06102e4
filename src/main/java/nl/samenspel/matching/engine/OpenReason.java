package nl.samenspel.matching.engine;

/// Why a request is left open after a round. In the order in which they are asked: the first that holds is the reason.
public enum OpenReason {
    /// Nobody who does this kind of help lives near enough, with or without room.
    NO_ONE_IN_REACH,
    /// There are people who may help, but every one of them does more good elsewhere, or is full by now.
    PLACED_ELSEWHERE,
    /// Capacity: who could help had no room before the round began.
    EVERYONE_FULL,
    /// Expertise: who has room lacks a qualification that is needed.
    QUALIFICATION_MISSING,
    /// Language, gender, day-parts or the starting day do not go together.
    WISHES,
    /// Who could help may not be called on by this organisation.
    NOT_SHARED,
    /// Only people who must not meet the participant.
    KEPT_APART,
    /// Someone has room, but helping would cost more than it is worth by the weights.
    NOT_WORTHWHILE
}
