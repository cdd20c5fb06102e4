/// The workbench (_werkblad_): what needs a coordinator today, both shortages at once, and finding anyone.
///
/// Screens only, on top of the modules whose work it shows. It decides nothing: every line leads to the page of the
/// module that owns it.
@ApplicationModule(
        displayName = "Workbench",
        allowedDependencies = {
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
            "referrals",
            "careplans"
        })
@NullMarked
package nl.samenspel.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
