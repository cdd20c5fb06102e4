package nl.samenspel.reimbursements;

import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Regime;
import org.jspecify.annotations.Nullable;

/// One volunteer's calendar year: in which way they are paid back.
///
/// @param why of a flat allowance: why it is not real costs
/// @param perHour what was agreed for an hour of a flat allowance
/// @param elsewhereMonth what they say they get elsewhere in a month, at most
/// @param elsewhereYear what they say they get elsewhere in the year
public record Book(
        PersonId volunteer,
        int year,
        OrganisationId organisation,
        Regime regime,
        String why,
        @Nullable Cents perHour,
        Cents elsewhereMonth,
        Cents elsewhereYear) {}
