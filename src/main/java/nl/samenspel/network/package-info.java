/// Network (_netwerk_): organisations, their branches, the areas, and who takes in which request where.
///
/// Doors: [Organisations] (the directory and its routing) and [Areas] (postcodes, places, metres). All of it is
/// public within the installation; only an administrator or the organisation's manager may change it.
/// Also owns the words everyone uses for the work itself: [KindOfHelp] and [DayParts].
@ApplicationModule(
        displayName = "Network",
        allowedDependencies = {"database", "access", "mail", "ui"})
@NullMarked
package nl.samenspel.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
