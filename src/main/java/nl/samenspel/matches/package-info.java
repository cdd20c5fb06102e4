/// Matches (_koppelingen_): two people who do something together, from the volunteer's yes to a kind goodbye.
///
/// The door is [Matches]. A match is always in exactly one state, see [Match]; until it ends it has a holder and a day
/// on which somebody looks at it. Nobody learns who the other is before both agreed: then each is shown to the other
/// (`access.Shares`), until the end.
///
/// Beside it: [CheckIns] asks both how it goes, [Replacements] looks for somebody when a volunteer cannot come,
/// [DaysWithout] counts how long somebody had nobody, [Certificates] says what a volunteer did. Every step of a match
/// passes `Gaps`: no way of ending one leaves a participant silently alone.
///
/// Begins on `matching`'s [nl.samenspel.matching.InvitationAccepted], in that same transaction.
/// Knows nothing of hours worked or paid.
@ApplicationModule(
        displayName = "Matches",
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
            "limits",
            "matching"
        })
@NullMarked
package nl.samenspel.matches;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
