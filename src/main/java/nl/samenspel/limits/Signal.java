package nl.samenspel.limits;

import java.time.Instant;
import java.util.List;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// Something that shows it may become too much for a volunteer. For help, never a rating.
///
/// @param now what it is now, as [Why] says
/// @param before what it was before or was meant to be; 0 where there is nothing to compare
/// @param said what the volunteer said with it; may be empty
/// @param settled what was done; null while nothing was
public record Signal(
        SignalId id,
        PersonId volunteer,
        OrganisationId organisation,
        Why why,
        int now,
        int before,
        String said,
        Instant raisedAt,
        @Nullable Settled settled) {

    /// What was done about it.
    public record Settled(Instant at, AccountId by, Step step, String words) {}

    /// Why it was raised. Each has messages `limits.signal.<NAME>` and `limits.signal.<NAME>.why`.
    public enum Why {
        /// Did more each week than before, or more than they want: minutes a week now, and before.
        CREEPING_HOURS(Step.TALK, Step.SHARE_TASK, Step.SECOND_VOLUNTEER, Step.FORMAL_CARE, Step.PAUSE),
        /// Did not answer several check-ins in a row: how many.
        SKIPPED_CHECK_INS(Step.TALK, Step.PAUSE),
        /// Has several complex cases at a time: how many.
        HEAVY_CASES(Step.TALK, Step.SECOND_VOLUNTEER, Step.TRAINING, Step.FORMAL_CARE, Step.SHARE_TASK),
        /// Said that it is hard, or not so good twice in a row: how many times.
        HARD_TO_CARRY(Step.TALK, Step.SECOND_VOLUNTEER, Step.SHARE_TASK, Step.PAUSE, Step.TRAINING, Step.FORMAL_CARE),
        /// Somebody they went to has died: how many in half a year.
        AFTER_A_DEATH(Step.TALK, Step.PAUSE, Step.TRAINING),
        /// Wants to do less than what runs: hours a week that run, and that are wanted.
        OVER_LIMIT(Step.SHARE_TASK, Step.SECOND_VOLUNTEER, Step.TALK, Step.FORMAL_CARE, Step.PAUSE);

        @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
        private final List<Step> steps;

        Why(Step... steps) {
            this.steps = List.of(steps);
        }

        /// What is likely to help, the likeliest first.
        public List<Step> steps() {
            return steps;
        }
    }

    public boolean isOpen() {
        return settled == null;
    }
}
