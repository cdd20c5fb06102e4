package nl.samenspel.privacy;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// Two records of one person, made one by a colleague (_samenvoegen_).
///
/// @param until the last day on which it can be undone
public record Joining(
        JoiningId id,
        PersonId kept,
        PersonId joined,
        AccountId by,
        Instant at,
        LocalDate until,
        @Nullable Instant undoneAt) {

    /// What came of joining two records, or of undoing it. Each refusal has a message `privacy.joining.<NAME>`.
    public sealed interface Outcome {

        record Joined(JoiningId id) implements Outcome {}

        record Undone() implements Outcome {}

        /// Not there, or not of this organisation, or too long ago.
        record NotThere() implements Outcome {}

        record Refused(Reason why) implements Outcome {}
    }

    /// Why two records are not made one.
    public enum Reason {
        /// They were matched with each other, or stand beside each other as two: hardly one person.
        TWO_PEOPLE,
        /// A paid carer in one record, a volunteer in the other: somebody decides first what is right.
        PAID_AND_VOLUNTEER,
        /// Both promised hours; together that may be more than they can carry.
        BOTH_PROMISED,
        /// The one to be joined promised hours within limits of its own: keep that one.
        KEEP_THE_OTHER,
        /// Something changed since, so what was cannot be given back exactly.
        CHANGED_SINCE
    }
}
