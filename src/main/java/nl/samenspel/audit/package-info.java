/// Audit (_logboek_): who looked at whose record, when and why. Law 8; NEN 7513 asks for the same in care.
///
/// Doors: [Looks] (whoever shows somebody's record says so there), [Occasion] (what one answer, command or job shows is
/// one event), [Emergencies] (reading, with a reason, what is with another branch), [SealedLog] (whether the log is as
/// it was written). Knows ids of persons and organisations, never what a record holds.
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"database", "access", "ui"})
@NullMarked
package nl.samenspel.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
