/// The table of three (_de tafel_): one shared plan around one participant, at which relatives, volunteers and
/// professionals sit as equals with the participant, who decides who sees what.
///
/// Four doors, one for each thing that people do here: [Careplans] (the table and its seats), [CareTasks] (who does
/// what), [TableTalk] (wishes, agreements, notes, dates) and [HoldingUp] (how a relative holds up).
///
/// Law 2: for every task at most one party has said "I do this"; each accepts only for itself. What nobody does is
/// _no man's land_: on top of the plan and on the workbench of whoever holds it. What somebody did who leaves, pauses
/// or ends is back there in the same transaction, by triggers on the rows that say so (`V102__back_to_nobody.sql`),
/// whichever way it was written down. In the same way a plan follows the request with which it began.
///
/// Row security goes by seat: see `docs/explanation/table-of-three.md`.
@ApplicationModule(
        displayName = "Care plans",
        allowedDependencies = {
            "database",
            "ui",
            "mail",
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
package nl.samenspel.careplans;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
