/// Door (_voordeur_): what every answer carries and every knock must pass, whatever it is about.
///
/// [SecurityHeaders] go on every answer, errors and files included. [FromElsewhere] turns away a form that another
/// site sends. [Pace] says how often what is costly may be asked, per account, or per address for a guest. [Doorplates]
/// find who answers. And the pages that say what is promised: security, how to report a hole, accessibility (`web`).
///
/// Has no public door: nobody asks it anything. Knows addresses of pages, never what they are about. Who somebody is
/// and what they may use is `access`'s work.
@ApplicationModule(
        displayName = "Door",
        allowedDependencies = {"database", "access", "ui"})
@NullMarked
package nl.samenspel.door;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
