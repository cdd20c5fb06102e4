/// A year in fast time (_een nagespeeld jaar_): the demo town lives on a clock that is moved from day to day.
/// Volunteers fall ill, go on holiday, move, stop; people die; new requests come in; coordinators do their work
/// through the doors. Every week every law is examined. It shows what protecting volunteers comes to, beside the
/// same year without.
///
/// Only on a database of its own, which is thrown away: see the command `simulate`.
@ApplicationModule(
        displayName = "Simulation",
        allowedDependencies = {
            "database",
            "access",
            "audit",
            "network",
            "people",
            "requests",
            "limits",
            "volunteers",
            "matching",
            "matches",
            "story"
        })
@NullMarked
package nl.samenspel.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
