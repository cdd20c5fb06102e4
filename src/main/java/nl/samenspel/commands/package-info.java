/// The command line: `./samenspel`, and its commands.
///
/// Nouns, then verbs, `--help` everywhere. Exit code 0: right. 1: something was found wrong. 2: the input or the
/// surroundings cannot be used, with a sentence that says what to do. 70: a fault of Samenspel itself.
///
/// A command that needs the database gets it, and the whole program without its web pages, from
/// [Launch#withoutPages]: it joins the database of the running installation, or starts the embedded one for as long
/// as it needs it. Spring's profile is `command` then, so that what must not run beside the web stays off.
@ApplicationModule(displayName = "Commands")
@NullMarked
package nl.samenspel.commands;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
