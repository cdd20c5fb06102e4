/// Insight (_inzicht_): counts. Never a person.
///
/// The doors are [Factsheets], the editions of the network's figures; [Needs], what an organisation
/// sees of itself, each [Topic] as a table by a [Grouping]; [Borders], where areas lie on a map;
/// [Value], what the work is worth; [PublicFigures], the tables over all organisations for who looks from
/// outside, each of which went through [Suppression], which chooses the cells that stay unpublished. What is
/// doubtful in an edition and what it adds up to, [Factsheet] knows by itself; it and suppression are plain Java,
/// without a database and without a clock.
@ApplicationModule(
        displayName = "Insight",
        allowedDependencies = {
            "ui",
            "access",
            "network",
            "requests",
            "volunteers",
            "limits",
            "matches",
            "visits",
            "rounds"
        })
@NullMarked
package nl.samenspel.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
