/// Matching (_koppelen_): who fits a help request, why, and why not; and asking them.
///
/// Doors: [Candidates] (the ten who fit best, and for everybody else what stands in the way) and [Invitations]
/// (who was asked, and what they said). Inviting reserves nothing; a yes takes the request and the volunteer's hours
/// in one transaction and publishes [InvitationAccepted], from which `matches` begins the match.
///
/// The sums are made by `matching.engine`, which knows numbers only. Here ids become numbers, and numbers become words.
/// A no is kept so that nobody is asked twice for the same request; no score, order or report reads it.
@ApplicationModule(
        displayName = "Matching",
        allowedDependencies = {
            "database",
            "mail",
            "ui",
            "access",
            "audit",
            "network",
            "people",
            "requests",
            "volunteers",
            "limits"
        })
@NullMarked
package nl.samenspel.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
