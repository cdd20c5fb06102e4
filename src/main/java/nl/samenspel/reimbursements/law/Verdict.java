package nl.samenspel.reimbursements.law;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the law and the house say of what is asked.
public sealed interface Verdict {

    /// It may be paid.
    ///
    /// @param left what could still be given after this; null for real costs, which have no maximum
    /// @param toVerify whether an amount it was measured by still has to be looked up
    record Allowed(@Nullable Left left, boolean toVerify) implements Verdict {}

    /// It may not, for every one of these grounds.
    record Refused(List<Ground> grounds) implements Verdict {

        public Refused {
            grounds = List.copyOf(grounds);
            if (grounds.isEmpty()) {
                throw new IllegalArgumentException("A refusal says why.");
            }
        }

        /// For one reason without figures.
        public static Refused of(Reason reason) {
            return new Refused(List.of(Ground.of(reason)));
        }

        public List<Reason> reasons() {
            return grounds.stream().map(Ground::reason).toList();
        }
    }

    /// Room that is left.
    record Left(Cents inMonth, Cents inYear) {}

    /// One reason with its figures.
    ///
    /// @param limit what is at most possible; null where it is not about an amount
    /// @param wouldBe what it would become
    /// @param atRisk what would then be income that has to be told to the tax office: all of it, not only what is
    ///     above (S72, S79, S90); null when nothing would
    record Ground(
            Reason reason,
            @Nullable Cents limit,
            @Nullable Cents wouldBe,
            @Nullable Cents atRisk) {

        static Ground of(Reason reason) {
            return new Ground(reason, null, null, null);
        }
    }
}
