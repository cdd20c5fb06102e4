/// Limits (_grenzen_): what each volunteer can carry, as they say themselves, and what they carry now. Law 3.
///
/// The door is [Limits]. [OwnLimits] are hours a week, matches at a time and a pause; anyone at the desk may lower
/// them, only the volunteer raises them. A yes reserves hours with [Limits#reserve], inside the transaction it belongs
/// to; what runs ends with [Limits#release]. The database repeats both laws, and [LimitLaws] examines them.
///
/// Knows a volunteer as a person only: what they like to do is the work of `volunteers`, and what takes their hours
/// is a number here.
@ApplicationModule(
        displayName = "Limits",
        allowedDependencies = {"database", "access", "audit", "network", "people", "mail", "ui"})
@NullMarked
package nl.samenspel.limits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
