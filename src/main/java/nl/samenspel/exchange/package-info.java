/// Exchange (_uitwisseling_): lists that come in from a file, and the same product for other programs (`/api/v1`).
///
/// The door is [Imports]: it reads a file of areas, volunteers, requests, matches or hours, says of each row what would
/// happen with it, and brings the good rows in. It keeps nothing of its own but the rows, sealed and for a
/// day; what comes in goes through the doors of the modules that it belongs to, with their rules.
///
/// A file becomes a [Sheet], of whatever kind it is ([CsvFile], [XlsxFile]); its rows wait in parts ([Part]), and
/// [ImportWork] goes through them in the background, one committed part after another. What a row means, and
/// what is there already, is for an [Incoming]. What goes out again ([ListFile]) is for an [Outgoing], in the same
/// columns.
@ApplicationModule(
        displayName = "Exchange",
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
