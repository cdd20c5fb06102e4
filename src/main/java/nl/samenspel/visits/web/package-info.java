/// The screens of visits: a volunteer's week, hours and calendar; the desk's hours; a team leader's list.
@NullMarked
package nl.samenspel.visits.web;

import org.jspecify.annotations.NullMarked;
