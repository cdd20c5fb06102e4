package nl.samenspel.matches;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Face;
import org.jspecify.annotations.Nullable;

/// A time that one of the two is asked how it goes, in three questions.
///
/// Each sees their own; the coordinator who guides the match sees both. Always in one of these states: planned,
/// asked by mail, to be asked by phone, and then answered, skipped, or dropped because there is nothing left to
/// ask about.
public sealed interface CheckIn {

    CheckInId id();

    About about();

    /// Whose turn it is. Each has a message `matches.checkIn.side.<NAME>`.
    enum Side {
        VOLUNTEER,
        PARTICIPANT
    }

    /// What makes it a moment to ask. Each has a message `matches.checkIn.moment.<NAME>`.
    enum Moment {
        /// They have met some times.
        FIRST,
        /// The trial is nearly over.
        TRIAL_END,
        /// Now and then.
        REVIEW,
        /// It is over; looking back is free.
        END
    }

    /// Whether they would like to go on so. Each has a message `matches.goOn.<NAME>`.
    enum GoOn {
        YES,
        /// Rather talk about it first.
        TALK,
        NO
    }

    /// The names of the states. Each has a message `matches.checkIn.state.<NAME>`.
    enum State {
        PLANNED,
        ASKED,
        TO_CALL,
        ANSWERED,
        SKIPPED,
        DROPPED
    }

    default State state() {
        return switch (this) {
            case Planned _ -> State.PLANNED;
            case Asked _ -> State.ASKED;
            case ToCall _ -> State.TO_CALL;
            case Answered _ -> State.ANSWERED;
            case Skipped _ -> State.SKIPPED;
            case Dropped _ -> State.DROPPED;
        };
    }

    /// Whom it asks what about.
    ///
    /// @param person who is asked: the volunteer; the participant, or who represents them
    /// @param version counts the transitions
    record About(
            MatchId match,
            OrganisationId organisation,
            PersonId person,
            Side side,
            Moment moment,
            LocalDate dueOn,
            int version) {

        About on(LocalDate otherDay) {
            return new About(match, organisation, person, side, moment, otherDay, version);
        }
    }

    /// The three answers, and what somebody wanted to say with them.
    ///
    /// @param together how it goes between the two
    /// @param self how it goes with themselves: of the volunteer, whether they can keep it up
    record Answers(Face together, Face self, GoOn goOn, String words) {

        /// Whether the coordinator has to hear this today: it is hard, they would rather not go on, or they say
        /// something.
        public boolean asksToBeHeard() {
            return together == Face.HARD || self == Face.HARD || goOn != GoOn.YES || !words.isBlank();
        }
    }

    /// Who said it, when, and whether by phone to the one who wrote it down.
    record Said(Instant at, AccountId by, boolean byPhone) {}

    /// Not answered, and there is still something to answer.
    sealed interface Waiting extends CheckIn {

        default Answered answer(Answers answers, Said said) {
            return new Answered(id(), about(), answers, said, null);
        }

        /// Not this time. That is fine.
        default Skipped skip(Said said) {
            return new Skipped(id(), about(), said);
        }

        default Dropped drop() {
            return new Dropped(id(), about());
        }
    }

    record Planned(CheckInId id, About about) implements Waiting {}

    /// Asked by mail.
    ///
    /// @param remindedOn when the reminder went out
    record Asked(
            CheckInId id,
            About about,
            LocalDate on,
            @Nullable LocalDate remindedOn) implements Waiting {}

    /// The coordinator calls: there is no mail, or no answer.
    ///
    /// @param askedOn when they were asked by mail; null when they have none
    record ToCall(CheckInId id, About about, @Nullable LocalDate askedOn) implements Waiting {}

    /// Somebody said how it goes.
    ///
    /// @param heardAt when the coordinator said they read it; null when there was nothing to hear, or not yet
    record Answered(
            CheckInId id,
            About about,
            Answers answers,
            Said said,
            @Nullable Instant heardAt) implements CheckIn {

        /// Whether the coordinator still has to hear it.
        public boolean isToBeHeard() {
            return heardAt == null && !said.byPhone() && answers.asksToBeHeard();
        }
    }

    record Skipped(CheckInId id, About about, Said said) implements CheckIn {}

    record Dropped(CheckInId id, About about) implements CheckIn {}
}
