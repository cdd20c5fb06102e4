package nl.samenspel.insight;

import java.time.Instant;
import java.util.Optional;
import nl.samenspel.rounds.RoundId;

/// How evenly help is spread over the municipalities, and what a round would do about it.
///
/// @param helped for how many somebody was found
/// @param moved see [NeedOverview#moved]
/// @param round what the newest round proposes; empty: there was none
public record Spread(int helped, double moved, Optional<WithRound> round) {

    /// When everybody says yes who is proposed.
    ///
    /// @param requests for how many that still wait somebody is proposed
    public record WithRound(RoundId id, Instant endedAt, int requests, double moved) {}
}
