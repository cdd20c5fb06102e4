@NullMarked
package nl.samenspel.story.web;

import org.jspecify.annotations.NullMarked;
