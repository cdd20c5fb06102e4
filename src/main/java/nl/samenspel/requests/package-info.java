/// Help requests (_hulpvragen_): what people ask for, whether volunteers may do it, and who looks after the answer.
///
/// The doors are [Reception] and [HelpRequests]. A request is always in exactly one state, see [HelpRequest]; while it
/// is open, somebody
/// holds it and has a date on which they look at it again (law 1). At triage a coordinator weighs it against the
/// [Boundary]s of voluntary work and decides; a no is kept as unmet need, with what was lacking and the next door.
///
/// Publishes [HelpRequestOpened] and [HelpRequestEnded]. Knows nothing of volunteers: that is the work of `matching`,
/// which comes here with the first yes.
@ApplicationModule(
        displayName = "Help requests",
        allowedDependencies = {"database", "access", "audit", "network", "people", "mail", "ui"})
@NullMarked
package nl.samenspel.requests;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
