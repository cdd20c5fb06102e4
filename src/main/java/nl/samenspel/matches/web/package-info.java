/// The screens of matches: the coordinator's, the volunteer's week, and the participant's.
@NullMarked
package nl.samenspel.matches.web;

import org.jspecify.annotations.NullMarked;
