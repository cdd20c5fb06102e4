package nl.samenspel.reimbursements;

import nl.samenspel.access.OrganisationId;
import nl.samenspel.reimbursements.law.Cents;
import org.jspecify.annotations.Nullable;

/// How an organisation pays its volunteers back.
///
/// @param inScope whether they said that the arrangement for volunteers holds for them
/// @param fourEyesAbove above this, two people look at a claim
/// @param perKilometre what they pay; null is the usual rate
/// @param whyMore why a kilometre costs more here than usual
/// @param paysFrom the account number they pay from; empty when not told
/// @param paysAs the name of that account
public record House(
        OrganisationId organisation,
        boolean inScope,
        Cents fourEyesAbove,
        @Nullable Cents perKilometre,
        String whyMore,
        String paysFrom,
        String paysAs) {

    /// Until somebody set it.
    public static House of(OrganisationId organisation) {
        return new House(organisation, false, new Cents(10_000), null, "", "", "");
    }
}
