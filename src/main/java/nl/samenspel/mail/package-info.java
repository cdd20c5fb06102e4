/// Mail (_post_): what was promised to be sent is sent, once, also when the mail server was away.
///
/// The door is [Outbox]: a [Letter] put into it is saved with the work it belongs to and sent afterwards.
/// Words on health never go into a letter; it says that something waits, and where to read it.
/// Knows no other module.
@ApplicationModule(
        displayName = "Mail",
        allowedDependencies = {"database", "ui"})
@NullMarked
package nl.samenspel.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
