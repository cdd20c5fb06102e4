@NullMarked
package nl.samenspel.network.web;

import org.jspecify.annotations.NullMarked;
