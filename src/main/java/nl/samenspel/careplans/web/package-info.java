/// The screens of the table of three: my tables, a plan, who sits there, and how a relative holds up.
@NullMarked
package nl.samenspel.careplans.web;

import org.jspecify.annotations.NullMarked;
