package nl.samenspel.careplans;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.network.DayParts;
import org.jspecify.annotations.Nullable;

/// Something to be done for the participant, and who said "I do this".
///
/// Always in exactly one of these states; what may happen next is what a state offers. The drawing in
/// `docs/generated/care-task-states.mmd` is compared with this file by a test. Only [Accepted] and [Released] have
/// somebody, and never more than one (law 2).
public sealed interface CareTask {

    CareTaskId id();

    What what();

    /// The names of the states, for programs and lists. Each has a message `careplans.task.<NAME>`.
    enum State {
        PROPOSED,
        ACCEPTED,
        RELEASED,
        DONE,
        WITHDRAWN
    }

    default State state() {
        return switch (this) {
            case Proposed _ -> State.PROPOSED;
            case Accepted _ -> State.ACCEPTED;
            case Released _ -> State.RELEASED;
            case Done _ -> State.DONE;
            case Withdrawn _ -> State.WITHDRAWN;
        };
    }

    /// What is to be done, and who put it on the table.
    ///
    /// @param dayParts when; none: whenever it suits
    record What(CareplanId plan, String words, DayParts dayParts, SeatId proposedBy, Instant proposedAt) {}

    /// Somebody does it.
    sealed interface Somebodys extends CareTask {

        SeatId by();

        Done finish(LocalDate on);

        /// Whoever did it left, pauses, or ended.
        Proposed fallBack(Instant at);
    }

    /// Nobody's: proposed, and not accepted (any more).
    ///
    /// @param asked who was asked to do it; until they say yes it is nobody's
    /// @param since since when nobody does it
    record Proposed(CareTaskId id, What what, @Nullable SeatId asked, Instant since) implements CareTask {

        public Accepted accept(SeatId by, Instant at) {
            return new Accepted(id, what, by, at);
        }

        public Proposed ask(SeatId whom) {
            return new Proposed(id, what, whom, since);
        }

        public Proposed decline() {
            return new Proposed(id, what, null, since);
        }

        public Withdrawn withdraw(LocalDate on) {
            return new Withdrawn(id, what, on);
        }
    }

    /// One party said "I do this".
    record Accepted(CareTaskId id, What what, SeatId by, Instant since) implements Somebodys {

        public Released release(LocalDate until) {
            return new Released(id, what, by, since, until);
        }

        @Override
        public Done finish(LocalDate on) {
            return new Done(id, what, by, on);
        }

        @Override
        public Proposed fallBack(Instant at) {
            return new Proposed(id, what, null, at);
        }
    }

    /// Given back with notice: theirs until this day, and nobody's from then on. Somebody else may take it sooner.
    record Released(CareTaskId id, What what, SeatId by, Instant since, LocalDate until) implements Somebodys {

        public Accepted accept(SeatId other, Instant at) {
            return new Accepted(id, what, other, at);
        }

        @Override
        public Done finish(LocalDate on) {
            return new Done(id, what, by, on);
        }

        @Override
        public Proposed fallBack(Instant at) {
            return new Proposed(id, what, null, at);
        }
    }

    /// Done.
    record Done(CareTaskId id, What what, SeatId by, LocalDate on) implements CareTask {}

    /// Not needed after all.
    record Withdrawn(CareTaskId id, What what, LocalDate on) implements CareTask {}
}
