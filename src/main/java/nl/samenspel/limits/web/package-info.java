/// The screen on which a volunteer says how much they want to do.
@NullMarked
package nl.samenspel.limits.web;

import org.jspecify.annotations.NullMarked;
