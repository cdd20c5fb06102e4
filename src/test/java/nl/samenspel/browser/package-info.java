/// The whole product in a real browser.
@NullMarked
package nl.samenspel.browser;

import org.jspecify.annotations.NullMarked;
