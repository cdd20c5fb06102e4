package nl.samenspel.privacy;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// The forgetting of someone (_vergeten_): prepared by one colleague, done by another.
///
/// @param notBefore where an organisation has one colleague: the day from which they may confirm it themselves
public record Erasure(
        ErasureId id,
        PersonId person,
        AccountId askedBy,
        Instant askedAt,
        @Nullable LocalDate notBefore,
        @Nullable AccountId confirmedBy,
        @Nullable Instant doneAt) {

    /// What came of a step towards forgetting someone.
    public sealed interface Outcome {

        /// A colleague has to confirm, or the day has to come.
        record Waits(Erasure erasure) implements Outcome {}

        /// It is done; nothing of them is left but what has to stay.
        record Forgotten() implements Outcome {}

        /// Something still runs, and is rounded off by people first.
        record StillRuns() implements Outcome {}

        /// Whoever prepared it cannot confirm it too, or not yet.
        record NotByYou() implements Outcome {}

        /// It is not there (any more).
        record NotThere() implements Outcome {}
    }
}
