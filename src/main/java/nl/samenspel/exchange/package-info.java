/// Exchange (_uitwisseling_): lists that come in from a file, and the same product for other programs (`/api/v1`).
///
/// The door is [Imports]: it reads a CSV file of areas, volunteers or requests, says of each row what
/// would happen with it, and brings the good rows in, all of them or none. It keeps nothing of its own
/// but the file, sealed and for a day; what comes in goes through the doors of the modules that it
/// belongs to, with their rules.
///
/// Other formats can come beside [CsvFile]: what follows it knows rows and columns only.
@ApplicationModule(
        displayName = "Exchange",
        allowedDependencies = {
            "database",
            "ui",
            "access",
            "audit",
            "network",
            "people",
            "requests",
            "volunteers",
            "limits",
            "matching",
            "matches",
            "visits",
            "referrals",
            "careplans",
            "insight"
        })
@NullMarked
package nl.samenspel.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
