/// The screens of matching: choosing whom to ask, and answering.
@NullMarked
package nl.samenspel.matching.web;

import org.jspecify.annotations.NullMarked;
