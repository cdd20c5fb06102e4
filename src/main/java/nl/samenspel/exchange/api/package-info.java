@NullMarked
package nl.samenspel.exchange.api;

import org.jspecify.annotations.NullMarked;
