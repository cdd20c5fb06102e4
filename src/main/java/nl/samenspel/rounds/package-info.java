/// Rounds (_rondes_): all open requests of a branch, or of an organisation, divided over its volunteers at once, as
/// well
/// and as fairly as can be. A round proposes; people decide.
///
/// The door is [Rounds]. A round works in the background and is always in one state, see [Round]; it ends with the best
/// division found so far, a proof of how good that is, and for every request left open the reason. A [Proposal] binds
/// nobody: a coordinator sends it as an invitation or puts it aside, and `matching`'s rules hold at that moment, not
/// those of when it was made.
///
/// The sums are `matching`'s ([nl.samenspel.matching.Distribution]); `matches` tells who helps whom already.
@ApplicationModule(
        displayName = "Rounds",
        allowedDependencies = {"ui", "access", "audit", "network", "people", "requests", "matching", "matches"})
@NullMarked
package nl.samenspel.rounds;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
