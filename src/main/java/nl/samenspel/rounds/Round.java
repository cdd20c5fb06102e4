package nl.samenspel.rounds;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.matching.Distributed.Load;
import nl.samenspel.matching.Fairness;
import org.jspecify.annotations.Nullable;

/// A round in one of its states.
public sealed interface Round {

    Order order();

    default RoundId id() {
        return order().id();
    }

    /// What was asked for.
    ///
    /// @param branch null: all of the organisation
    /// @param renews the round from whose proposals it goes on
    /// @param joint the round over all organisations of which this is this one's part
    record Order(
            RoundId id,
            OrganisationId organisation,
            @Nullable BranchId branch,
            Fairness fairness,
            @Nullable RoundId renews,
            @Nullable JointRoundId joint,
            AccountId startedBy,
            Instant startedAt) {}

    /// What the best division so far is worth, and what no division can exceed as far as proven. Points.
    record Worth(long value, long bound) {

        /// How much better a division could be at most, as a part of this one: 0.014 is 1.4 %.
        public double possible() {
            return value <= 0 ? 0 : Math.max(0, bound - value) / (double) value;
        }
    }

    /// A program works on it.
    ///
    /// @param seenAt when that program last said so
    /// @param done from 0 to 1
    record Running(Order order, Instant seenAt, double done, Worth soFar, boolean stopAsked) implements Round {}

    /// Its proposals are there.
    ///
    /// @param stopped whether somebody told it to stop: the best so far was taken
    /// @param fairnessCost points that the policy of fairness cost
    /// @param afresh of a renewed round: what dividing everything anew would be worth
    /// @param volunteers how many were looked at
    record Ready(
            Order order,
            Instant endedAt,
            boolean stopped,
            Worth worth,
            long fairnessCost,
            @Nullable Long afresh,
            int volunteers,
            Load load)
            implements Round {

        /// How much more dividing everything anew would be worth, as a part of this division.
        public double afreshShare() {
            return afresh == null || worth.value() <= 0
                    ? 0
                    : Math.max(0, afresh - worth.value()) / (double) worth.value();
        }
    }

    /// The program that worked on it stopped. Nothing of it was sent; one begins again.
    record Interrupted(Order order, Instant endedAt) implements Round {}
}
