@NullMarked
package nl.samenspel.people.web;

import org.jspecify.annotations.NullMarked;
