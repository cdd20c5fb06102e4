/// Volunteers (_vrijwilligers_): what people offer — what they love to do, like to do, would rather not; when, and how
/// far — and what the organisation saw of them: a certificate of conduct (VOG), trainings.
///
/// The door is [Volunteers]. A volunteer has applied, is active, or has left; see [Volunteer.Status]. They come in by
/// themselves through the screens of `volunteers.web` ([Volunteers#apply]) or are typed in by a coordinator.
/// Their [Offer] is theirs to change; what the organisation vouches for is not.
///
/// How much they want to do is the work of `limits`, on which this module stands: who applies says it at once, and
/// the record of a volunteer shows it. Whom they are asked for is the work of `matching`, which this module does not
/// know.
@ApplicationModule(
        displayName = "Volunteers",
        allowedDependencies = {"database", "access", "audit", "network", "people", "limits", "mail", "ui"})
@NullMarked
package nl.samenspel.volunteers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
