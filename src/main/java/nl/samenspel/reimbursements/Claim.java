package nl.samenspel.reimbursements;

import java.time.Instant;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.reimbursements.law.Asked;
import nl.samenspel.reimbursements.law.Cents;
import org.jspecify.annotations.Nullable;

/// What a volunteer asks back.
///
/// @param words what it was for, in the words of who asked
/// @param askedBy the volunteer, or who wrote it down for them
/// @param paid what was paid of it so far: less than asked after it was put right to more, more after it was put right
///     to less
/// @param version counts the changes, so that of two people who decide at once nobody decides about something else
public record Claim(
        ClaimId id,
        OrganisationId organisation,
        BranchId branch,
        PersonId volunteer,
        Asked asked,
        int nth,
        String words,
        AccountId askedBy,
        Instant askedAt,
        State state,
        Cents paid,
        int version) {

    /// Where it stands. Each has a message `reimbursements.state.<name>`.
    public sealed interface State {

        /// Nobody decided yet, or it was put right to more.
        record Waiting() implements State {}

        /// It may be paid.
        ///
        /// @param second who looked too; needed above the amount of the organisation
        record Approved(AccountId by, Instant at, @Nullable AccountId second) implements State {}

        /// It is in a payment.
        record Paid(AccountId by, Instant at, PaymentId in) implements State {}

        /// It will not be paid.
        record Refused(String because) implements State {}

        /// The volunteer took it back.
        record TakenBack() implements State {}
    }

    public Cents amount() {
        return asked.amount();
    }
}
