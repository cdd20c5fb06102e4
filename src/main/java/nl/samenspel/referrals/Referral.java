package nl.samenspel.referrals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.Nullable;

/// A request on its way to another organisation, in one of the ten states of the HL7 social-referral profile (task
/// status without _ready_ and _received_). What may happen next is what the state's type offers.
public sealed interface Referral {

    ReferralId id();

    int version();

    Case what();

    /// What it rests on; none while a draft waits for consent.
    @Nullable
    Ground ground();

    /// The two ways. Each has a message `referrals.way.<NAME>`.
    enum Way {
        /// The receiver holds the request from its yes on.
        HAND_OVER,
        /// The sender holds it, and the receiver helps.
        JOIN
    }

    /// The names of the states. Each has a message `referrals.state.<NAME>`.
    enum State {
        DRAFT,
        REQUESTED,
        ACCEPTED,
        REJECTED,
        CANCELLED,
        IN_PROGRESS,
        ON_HOLD,
        FAILED,
        COMPLETED,
        ENTERED_IN_ERROR
    }

    /// Which request, from whom to whom, and why; the same in every state.
    ///
    /// @param by who refers, for the sender
    /// @param asAmbassador the team for which they did so as its ambassador; empty for who did not
    /// @param participant as the sender knows them
    /// @param broughtBy the professional who brought the request, and follows it
    /// @param because why it is referred
    /// @param note from colleague to colleague, without anything that tells who asks
    /// @param scope what may go along
    record Case(
            Way way,
            HelpRequestId request,
            OrganisationId from,
            BranchId fromBranch,
            AccountId by,
            String asAmbassador,
            OrganisationId to,
            BranchId toBranch,
            PersonId participant,
            @Nullable AccountId broughtBy,
            Reason because,
            String note,
            Set<Scope> scope,
            Glimpse glimpse,
            Instant draftedAt) {

        public Case {
            scope = Set.copyOf(scope);
            if (from.equals(to)) {
                throw new IllegalArgumentException("Nobody refers to themselves, but %s would.".formatted(from));
            }
        }

        /// Whether who joins may see the participant's record. It is shown as a whole, so only when all of it was
        /// agreed.
        public boolean showsTheirRecord() {
            return scope.contains(Scope.REACH) && scope.contains(Scope.ADDRESS);
        }
    }

    /// When it was asked, and until when an answer is waited for.
    ///
    /// @param remindOn half-way; the receiver is reminded once
    record Term(LocalDate respondBy, LocalDate remindOn, boolean reminded) {}

    /// Who said yes or no, and when.
    record Answer(AccountId by, Instant at) {}

    /// The receiver has not answered.
    sealed interface Waiting extends Referral {

        /// It need not be answered any more.
        Cancelled cancel(Reason why, LocalDate on);

        /// It should never have been made: a wrong request, a wrong organisation.
        EnteredInError enterInError(String words, LocalDate on);
    }

    /// The receiver said yes, and it goes on.
    sealed interface Running extends Referral {

        Term term();

        Answer answer();

        Completed complete(LocalDate on);

        /// The receiver cannot after all.
        Failed fail(Reason why, String words, LocalDate on);

        /// The sender, or the participant, ends it.
        Cancelled cancel(Reason why, LocalDate on);
    }

    /// Nothing comes after it.
    sealed interface Ended extends Referral {

        LocalDate on();
    }

    default State state() {
        return switch (this) {
            case Draft _ -> State.DRAFT;
            case Requested _ -> State.REQUESTED;
            case Accepted _ -> State.ACCEPTED;
            case Rejected _ -> State.REJECTED;
            case Cancelled _ -> State.CANCELLED;
            case InProgress _ -> State.IN_PROGRESS;
            case OnHold _ -> State.ON_HOLD;
            case Failed _ -> State.FAILED;
            case Completed _ -> State.COMPLETED;
            case EnteredInError _ -> State.ENTERED_IN_ERROR;
        };
    }

    /// Prepared; it waits for the participant's consent, and the receiver sees nothing of it.
    record Draft(ReferralId id, int version, Case what) implements Waiting {

        @Override
        public @Nullable Ground ground() {
            return null;
        }

        public Requested request(Ground on, Term term) {
            return new Requested(id, version + 1, what, on, term);
        }

        @Override
        public Cancelled cancel(Reason why, LocalDate on) {
            return new Cancelled(id, version + 1, what, null, null, null, why, on);
        }

        @Override
        public EnteredInError enterInError(String words, LocalDate on) {
            return new EnteredInError(id, version + 1, what, null, null, words, on);
        }
    }

    /// The receiver was asked. The sender holds the request.
    record Requested(ReferralId id, int version, Case what, Ground ground, Term term) implements Waiting {

        /// Only the receiver.
        public Accepted accept(Answer answer) {
            return new Accepted(id, version + 1, what, ground, term, answer);
        }

        /// Only the receiver.
        public Rejected reject(Reason why, String words, Answer answer, LocalDate on) {
            return new Rejected(id, version + 1, what, ground, term, answer, why, words, on);
        }

        /// The term passed without an answer.
        public Failed lapse(LocalDate on) {
            return new Failed(id, version + 1, what, ground, term, null, Reason.NO_ANSWER, "", on);
        }

        @Override
        public Cancelled cancel(Reason why, LocalDate on) {
            return new Cancelled(id, version + 1, what, ground, term, null, why, on);
        }

        @Override
        public EnteredInError enterInError(String words, LocalDate on) {
            return new EnteredInError(id, version + 1, what, ground, term, words, on);
        }

        Requested reminded() {
            return new Requested(id, version + 1, what, ground, new Term(term.respondBy(), term.remindOn(), true));
        }
    }

    /// The receiver said yes.
    record Accepted(ReferralId id, int version, Case what, Ground ground, Term term, Answer answer) implements Running {

        /// Somebody is found, or begins.
        public InProgress start() {
            return new InProgress(id, version + 1, what, ground, term, answer);
        }

        /// It rests for a while.
        public OnHold hold(String words) {
            return new OnHold(id, version + 1, what, ground, term, answer, words);
        }

        @Override
        public Completed complete(LocalDate on) {
            return new Completed(id, version + 1, what, ground, term, answer, on);
        }

        @Override
        public Failed fail(Reason why, String words, LocalDate on) {
            return new Failed(id, version + 1, what, ground, term, answer, why, words, on);
        }

        @Override
        public Cancelled cancel(Reason why, LocalDate on) {
            return new Cancelled(id, version + 1, what, ground, term, answer, why, on);
        }
    }

    /// Help is given, or about to be.
    record InProgress(ReferralId id, int version, Case what, Ground ground, Term term, Answer answer)
            implements Running {

        /// It rests for a while.
        public OnHold hold(String words) {
            return new OnHold(id, version + 1, what, ground, term, answer, words);
        }

        @Override
        public Completed complete(LocalDate on) {
            return new Completed(id, version + 1, what, ground, term, answer, on);
        }

        @Override
        public Failed fail(Reason why, String words, LocalDate on) {
            return new Failed(id, version + 1, what, ground, term, answer, why, words, on);
        }

        @Override
        public Cancelled cancel(Reason why, LocalDate on) {
            return new Cancelled(id, version + 1, what, ground, term, answer, why, on);
        }
    }

    /// It rests for a while; words say why.
    record OnHold(ReferralId id, int version, Case what, Ground ground, Term term, Answer answer, String words)
            implements Running {

        public InProgress resume() {
            return new InProgress(id, version + 1, what, ground, term, answer);
        }

        @Override
        public Completed complete(LocalDate on) {
            return new Completed(id, version + 1, what, ground, term, answer, on);
        }

        @Override
        public Failed fail(Reason why, String newWords, LocalDate on) {
            return new Failed(id, version + 1, what, ground, term, answer, why, newWords, on);
        }

        @Override
        public Cancelled cancel(Reason why, LocalDate on) {
            return new Cancelled(id, version + 1, what, ground, term, answer, why, on);
        }
    }

    /// The receiver said no, and why.
    record Rejected(
            ReferralId id,
            int version,
            Case what,
            Ground ground,
            Term term,
            Answer answer,
            Reason why,
            String words,
            LocalDate on)
            implements Ended {}

    /// Taken back before it was answered, or ended by the sender or the participant.
    record Cancelled(
            ReferralId id,
            int version,
            Case what,
            @Nullable Ground ground,
            @Nullable Term term,
            @Nullable Answer answer,
            Reason why,
            LocalDate on)
            implements Ended {}

    /// No answer came, or the receiver could not after all.
    record Failed(
            ReferralId id,
            int version,
            Case what,
            Ground ground,
            Term term,
            @Nullable Answer answer,
            Reason why,
            String words,
            LocalDate on)
            implements Ended {}

    /// What was asked was done.
    record Completed(ReferralId id, int version, Case what, Ground ground, Term term, Answer answer, LocalDate on)
            implements Ended {}

    /// It should never have been made.
    record EnteredInError(
            ReferralId id,
            int version,
            Case what,
            @Nullable Ground ground,
            @Nullable Term term,
            String words,
            LocalDate on)
            implements Ended {}
}
