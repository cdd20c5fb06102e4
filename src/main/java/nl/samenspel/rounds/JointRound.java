package nl.samenspel.rounds;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import nl.samenspel.matching.Fairness;
import nl.samenspel.rounds.Round.Worth;
import org.jspecify.annotations.Nullable;

/// A round over the requests and volunteers of all organisations at once, in one of its states. It tells sums only;
/// what
/// it proposes stands in a [Round] of each organisation, which alone decides on it.
public sealed interface JointRound {

    Order order();

    default JointRoundId id() {
        return order().id();
    }

    /// What was asked for.
    ///
    /// @param municipality of the requests; null: everywhere
    record Order(
            JointRoundId id,
            @Nullable String municipality,
            Fairness fairness,
            AccountId startedBy,
            Instant startedAt) {}

    /// What it came to.
    ///
    /// @param organisations that had requests or volunteers
    /// @param volunteers how many were looked at
    /// @param requests that waited
    /// @param asked of those, for how many an invitation was out
    /// @param served for how many somebody of their own organisation is proposed
    /// @param elsewhere for how many somebody of another organisation fits best
    record Sums(int organisations, int volunteers, int requests, int asked, int served, int elsewhere) {

        /// For how many nobody was found.
        public int open() {
            return requests - asked - served - elsewhere;
        }
    }

    /// A program works on it.
    ///
    /// @param seenAt when that program last said so
    /// @param done from 0 to 1
    record Running(Order order, Instant seenAt, double done, boolean stopAsked) implements JointRound {}

    /// Every organisation has its part.
    ///
    /// @param stopped whether somebody told it to stop: the best so far was taken
    record Ready(Order order, Instant endedAt, boolean stopped, Worth worth, long fairnessCost, Sums sums)
            implements JointRound {}

    /// The program that worked on it stopped. No organisation got anything of it; one begins again.
    record Interrupted(Order order, Instant endedAt) implements JointRound {}
}
