/// Audit (_logboek_): who looked at whose record, when and why. Law 8; NEN 7513 asks for the same in care.
///
/// The door is [Looks]: whoever shows somebody's record to somebody says so there. Knows nothing of what the records
/// hold.
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"database", "access", "ui"})
@NullMarked
package nl.samenspel.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
