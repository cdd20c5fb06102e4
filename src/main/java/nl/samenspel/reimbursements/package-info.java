/// Reimbursements (_vergoedingen_): what volunteers are paid back, inside the law, and the line with paid care. Law 5.
///
/// The law itself is [nl.samenspel.reimbursements.law], plain Java.
@ApplicationModule(
        displayName = "Reimbursements",
        allowedDependencies = {
            "database",
            "mail",
            "ui",
            "access",
            "audit",
            "network",
            "people",
            "requests",
            "limits",
            "volunteers",
            "matching",
            "matches",
            "visits"
        })
@NullMarked
package nl.samenspel.reimbursements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
