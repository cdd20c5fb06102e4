/// The screens of rounds: beginning one, how far it is, what it proposes.
@NullMarked
package nl.samenspel.rounds.web;

import org.jspecify.annotations.NullMarked;
