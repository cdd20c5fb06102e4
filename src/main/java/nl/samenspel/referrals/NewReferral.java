package nl.samenspel.referrals;

import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.requests.HelpRequestId;

/// A referral as somebody wants it.
///
/// @param because one of [Reason#SAID_BY_PEOPLE]
/// @param asAmbassador the team for which one does this as its ambassador; empty otherwise
public record NewReferral(
        Referral.Way way,
        HelpRequestId request,
        BranchId to,
        Reason because,
        String note,
        Set<Scope> scope,
        Basis basis,
        String asAmbassador) {

    public NewReferral {
        scope = Set.copyOf(scope);
    }

    /// What it will rest on.
    public sealed interface Basis {}

    /// The participant is asked, on their own screen.
    public record AskFirst() implements Basis {}

    /// They told it to whoever refers, who records it.
    ///
    /// @param by the participant, or who represents them by law
    public record Told(PersonId by) implements Basis {}

    /// Without, for this reason.
    public record Without(String why) implements Basis {}
}
