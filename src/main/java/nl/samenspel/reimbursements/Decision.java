package nl.samenspel.reimbursements;

import nl.samenspel.reimbursements.law.Verdict;

/// What came of deciding about a claim, or putting it right.
public sealed interface Decision {

    record Done(Claim claim) implements Decision {}

    /// Approved by one; above the amount of the organisation somebody else has to look too.
    record OneMore(Claim claim) implements Decision {}

    /// It would pass the law or a rule of the house.
    record Outside(Verdict.Refused why) implements Decision {}

    /// Nobody decides about their own claim, or twice about one.
    record SomebodyElse() implements Decision {}

    /// It cannot be decided any more as it is now.
    record TooLate(Claim claim) implements Decision {}

    /// Somebody was just before.
    record ChangedMeanwhile(Claim claim) implements Decision {}

    record NotFound() implements Decision {}
}
