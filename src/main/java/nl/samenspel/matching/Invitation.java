package nl.samenspel.matching;

import java.time.Instant;
import java.time.LocalDate;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequestId;

/// A volunteer is asked for a request (_uitnodiging_), and is free to say no, or nothing.
///
/// Always in exactly one of these states; what may happen next is what a state offers. The drawing in
/// `docs/generated/invitation-states.mmd` is compared with this file by a test.
public sealed interface Invitation {

    InvitationId id();

    Question question();

    /// The names of the states, for lists and for the database. Each has a message `matching.state.<NAME>`.
    enum State {
        SENT,
        LATER,
        ACCEPTED,
        DECLINED,
        EXPIRED,
        WITHDRAWN,
        JUST_MISSED,
        RESERVE;

        /// Whether an answer is still awaited.
        public boolean isOpen() {
            return this == SENT || this == LATER;
        }
    }

    default State state() {
        return switch (this) {
            case Sent _ -> State.SENT;
            case Later _ -> State.LATER;
            case Accepted _ -> State.ACCEPTED;
            case Declined _ -> State.DECLINED;
            case Expired _ -> State.EXPIRED;
            case Withdrawn _ -> State.WITHDRAWN;
            case JustMissed _ -> State.JUST_MISSED;
            case Reserve _ -> State.RESERVE;
        };
    }

    /// What is asked, of whom, on behalf of which desk: all that the volunteer sees of the request.
    ///
    /// @param words in the coordinator's own words; never a name or an address
    /// @param mailed false when the volunteer has no mail with us, so somebody has to phone
    record Question(
            HelpRequestId request,
            OrganisationId organisation,
            BranchId branch,
            PersonId volunteer,
            KindOfHelp kind,
            String place,
            int hours,
            DayParts dayParts,
            LocalDate from,
            String words,
            boolean mailed,
            AccountId invitedBy,
            Instant invitedAt) {

        public Question {
            if (words.isBlank()) {
                throw new IllegalArgumentException("An invitation must say what is asked, but its words are empty.");
            }
        }
    }

    /// Who gave the answer and when.
    ///
    /// @param byPhone told to a coordinator, who recorded it
    record Said(AccountId by, Instant at, boolean byPhone) {}

    /// Still waiting for an answer, from these the volunteer can choose.
    sealed interface Open extends Invitation {

        Accepted accept(Said said);

        Declined decline(Said said);

        Later askLater(LocalDate until, Said said);

        /// The request went to someone who said yes before.
        JustMissed miss();

        /// The desk does not ask any more: the request ended.
        Withdrawn withdraw();
    }

    /// Asked, with a day to answer by.
    record Sent(InvitationId id, Question question, LocalDate answerBy) implements Open {

        @Override
        public Accepted accept(Said said) {
            return new Accepted(id, question, said);
        }

        @Override
        public Declined decline(Said said) {
            return new Declined(id, question, said);
        }

        @Override
        public Later askLater(LocalDate until, Said said) {
            return new Later(id, question, until, said);
        }

        @Override
        public JustMissed miss() {
            return new JustMissed(id, question);
        }

        @Override
        public Withdrawn withdraw() {
            return new Withdrawn(id, question);
        }

        /// The day to answer by went past without a word. That is all right.
        public Expired expire() {
            return new Expired(id, question);
        }
    }

    /// "Ask me later": on this day the question comes back. An earlier answer is welcome.
    record Later(InvitationId id, Question question, LocalDate until, Said said) implements Open {

        @Override
        public Accepted accept(Said said) {
            return new Accepted(id, question, said);
        }

        @Override
        public Declined decline(Said said) {
            return new Declined(id, question, said);
        }

        @Override
        public Later askLater(LocalDate until, Said said) {
            return new Later(id, question, until, said);
        }

        @Override
        public JustMissed miss() {
            return new JustMissed(id, question);
        }

        @Override
        public Withdrawn withdraw() {
            return new Withdrawn(id, question);
        }

        /// The day has come.
        public Sent askAgain(LocalDate answerBy) {
            return new Sent(id, question, answerBy);
        }
    }

    /// Yes. From here on it is a match.
    record Accepted(InvitationId id, Question question, Said said) implements Invitation {}

    /// No. Kept only so as not to ask again for this request.
    record Declined(InvitationId id, Question question, Said said) implements Invitation {}

    record Expired(InvitationId id, Question question) implements Invitation {}

    record Withdrawn(InvitationId id, Question question) implements Invitation {}

    /// Someone else was first. The volunteer may stay as a reserve.
    record JustMissed(InvitationId id, Question question) implements Invitation {

        public Reserve stayAsReserve(Said said) {
            return new Reserve(id, question, said);
        }

        /// The request ended; or it is open once more, and they are asked anew.
        public Withdrawn withdraw() {
            return new Withdrawn(id, question);
        }
    }

    /// Gladly comes when it does not work out with the other.
    record Reserve(InvitationId id, Question question, Said said) implements Invitation {

        /// The volunteer would rather not wait any longer.
        public Declined decline(Said said) {
            return new Declined(id, question, said);
        }

        public Withdrawn withdraw() {
            return new Withdrawn(id, question);
        }
    }
}
