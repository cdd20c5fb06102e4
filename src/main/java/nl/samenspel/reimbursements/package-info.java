/// Reimbursements (_vergoedingen_): what volunteers are paid back, inside the law, and the line with paid care. Law 5.
///
/// The doors are [Reimbursements] (asking and deciding), [Payments] (a file for the bank), [WorkChecks]
/// (is the work voluntary?), [LawYears] (the amounts of each year) and [ThankYous]. The law itself is
/// [nl.samenspel.reimbursements.law], plain Java; the database counts once more, so that no two claims
/// at the same moment pass a maximum, and holds that nothing rests on anything but an engagement as a
/// volunteer.
///
/// Knows a volunteer as a person with a branch. Knows nothing of what they did for whom, and has no
/// place to keep whether somebody gets a benefit.
@ApplicationModule(
        displayName = "Reimbursements",
        allowedDependencies = {"database", "ui", "access", "audit", "network", "people", "volunteers"})
@NullMarked
package nl.samenspel.reimbursements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
