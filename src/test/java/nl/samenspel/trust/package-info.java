@NullMarked
package nl.samenspel.trust;

import org.jspecify.annotations.NullMarked;
