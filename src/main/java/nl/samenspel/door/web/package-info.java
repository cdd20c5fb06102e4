@NullMarked
package nl.samenspel.door.web;

import org.jspecify.annotations.NullMarked;
