/// Visits (_bezoeken_): when a volunteer comes, what was done and how long; and a volunteer's own calendar.
///
/// Doors: [Visits] (what was done, written down and put right), [Agenda] (when somebody comes, as agreed) and [Feeds]
/// (the calendar on somebody's own phone, by a secret address). What is corrected stays readable as it was. The rules
/// are the database's too: a visit lies in its match, on a day that has been, is written down once, and nothing of it
/// changes without its earlier self being kept.
///
/// Knows matches as who comes to whom. Knows nothing of limits but that hours were made (`limits.Signals`), and nothing
/// of money.
@ApplicationModule(
        displayName = "Visits",
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
            "matches"
        })
@NullMarked
package nl.samenspel.visits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
