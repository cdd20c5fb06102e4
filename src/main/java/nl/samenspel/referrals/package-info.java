/// Referral (_doorverwijzen_): handing a request over to another organisation, or asking one to join. Nobody falls
/// between.
///
/// The door is [Referrals]. Until the receiver says yes, the sender holds the request, and a term runs; with the yes
/// the
/// request moves in one transaction, and both sides read the same history. A [Referral] is in one of the ten states of
/// the HL7 social-referral profile. [NextDoors] is the directory for who looks for the right place; [Ambassadors] are
/// people of a volunteer organisation who are present at a team of professionals.
///
/// Before its yes the receiver sees a [Glimpse]: no name, no address. `requests` keeps the history, and the database
/// lets a request move from one organisation to another only with a yes (see `db/migration/referrals`).
@ApplicationModule(
        displayName = "Referrals",
        allowedDependencies = {
            "database",
            "ui",
            "mail",
            "access",
            "audit",
            "network",
            "people",
            "requests",
            "volunteers",
            "matching"
        })
@NullMarked
package nl.samenspel.referrals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
