/// My data, and the screens on which an organisation keeps its promises about it.
@NullMarked
package nl.samenspel.privacy.web;

import org.jspecify.annotations.NullMarked;
