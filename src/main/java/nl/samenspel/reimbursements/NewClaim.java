package nl.samenspel.reimbursements;

import java.time.LocalDate;
import nl.samenspel.access.PersonId;
import nl.samenspel.reimbursements.law.Cents;

/// What somebody asks back, as they tell it.
///
/// @param another whether it is really another one, beside the same of that day
public record NewClaim(PersonId volunteer, LocalDate day, What what, String words, boolean another) {

    /// What it is for.
    public sealed interface What {

        /// Driven with one's own car; what a kilometre is paid, the organisation and the law know.
        record Ride(int kilometres) implements What {}

        /// Paid for, with the photo of the receipt, as it was sent.
        record Bought(Cents amount, Photo photo) implements What {}

        /// Time, in a year with a flat allowance; what an hour is paid was agreed.
        record Time(int minutes) implements What {}

        /// Something with a sum of its own, in a year with a flat allowance.
        record Activity(Cents amount, int minutes) implements What {}

        /// Given to the volunteer instead of money; written down at the desk.
        record Given(Cents worth) implements What {}
    }
}
