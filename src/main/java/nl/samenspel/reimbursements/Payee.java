package nl.samenspel.reimbursements;

import java.time.LocalDate;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import org.jspecify.annotations.Nullable;

/// Whom to pay.
///
/// @param born only where a flat allowance needs it
/// @param iban the account number; empty when not told
public record Payee(
        PersonId volunteer,
        OrganisationId organisation,
        @Nullable LocalDate born,
        String iban,
        String accountName) {}
