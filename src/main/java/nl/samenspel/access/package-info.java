/// Access (_toegang_): accounts, roles, signing in, and whose rows someone sees.
///
/// Doors: [Accounts] (who may come in, and how), [Shares] (what one
/// organisation shows another). [Viewer] says on whose behalf a transaction reads and writes; the database's row
/// security
/// does the rest: without a viewer no row is seen. [MayUse] on a handler says which roles may use it; a handler
/// without it is closed to everybody.
///
/// Owns the ids of accounts, organisations, branches and persons, because all rows are guarded by them.
/// Knows nothing of what the rows mean.
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"database", "mail", "ui"})
@NullMarked
package nl.samenspel.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
