package nl.samenspel.reimbursements;

import nl.samenspel.people.People;
import nl.samenspel.reimbursements.law.Verdict;
import org.jspecify.annotations.Nullable;

/// What came of asking something back.
public sealed interface Claiming {

    /// It waits for somebody who decides.
    record Kept(Claim claim) implements Claiming {}

    /// The law or the house says no; why, and what would happen otherwise.
    record Outside(Verdict.Refused why) implements Claiming {}

    /// The same was asked already.
    record AlreadyAsked(Claim claim) implements Claiming {}

    /// They are no volunteer here, so there is nothing that could be paid.
    ///
    /// @param kind what they are instead, if anything
    record NoVolunteer(People.@Nullable Engagement kind) implements Claiming {}

    /// There is no picture of a receipt in what was sent.
    record NoPicture(WhyNoPicture why) implements Claiming {}

    /// Nobody of that number is theirs to ask for.
    record NotFound() implements Claiming {}

    /// Each has a message `reimbursements.picture.<NAME>`.
    enum WhyNoPicture {
        /// Nothing was sent.
        NOTHING,
        /// More than [Photo#MOST_BYTES].
        TOO_LARGE,
        /// A document, not a photo.
        PDF,
        /// A kind of photo that we cannot open.
        OTHER_KIND,
        /// More points than a camera makes.
        TOO_MANY_POINTS,
        /// It says to be a photo and cannot be opened.
        DAMAGED
    }
}
