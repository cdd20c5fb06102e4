/// Privacy (_privacyrechten_): what is kept of people and why, what they may ask, and forgetting in time.
///
/// [Register] says of every column in the database what it is, what for, on which ground, how long, and how it is
/// forgotten. Each module says so itself, in `src/main/resources/privacy/<module>.yaml`; this module does what stands
/// there and knows no table by name. On it stand four doors: [Rights] (a copy of everything, and what people asked),
/// [Forgetting] (someone, when they ask), [Retention] (everyone, when the time has come) and [Doubles] (two records
/// of one person).
///
/// Works across a viewer's sight, as the jobs' role: every door first sees, as the viewer, that the person is theirs.
@ApplicationModule(
        displayName = "Privacy",
        allowedDependencies = {"database", "ui", "access", "audit", "network", "people", "limits", "matching"})
@NullMarked
package nl.samenspel.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
