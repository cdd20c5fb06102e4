/// People (_mensen_): one person, many roles. Who they are to an organisation, who stands beside whom, and what
/// they agreed to.
///
/// The door is [People]; every record it shows is a look in the log. [Consents] keeps what a person agreed to.
/// Each organisation has its own record of a person; only the person's own account links them.
/// What a volunteer offers is the work of `volunteers`, what someone asks that of `requests`.
@ApplicationModule(
        displayName = "People",
        allowedDependencies = {"database", "access", "audit", "network", "ui"})
@NullMarked
package nl.samenspel.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
