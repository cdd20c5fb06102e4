/// The command line: nouns, then verbs, and `--help` everywhere.
///
/// A command translates, as a web controller does: from words on the command line to a question at a module's door, and
/// from the answer to lines and an exit code: 0 right, 1 found wrong, 2 unusable input, with the reason on standard
/// error.
@NullMarked
package nl.samenspel.commands;

import org.jspecify.annotations.NullMarked;
