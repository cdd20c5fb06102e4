/// The screens of volunteers: the door "Ik wil iets doen" for guests, the desk's records, and one's own offer.
@NullMarked
package nl.samenspel.volunteers.web;

import org.jspecify.annotations.NullMarked;
