@NullMarked
package nl.samenspel.access.web;

import org.jspecify.annotations.NullMarked;
