/// The screens of insight: the factsheet for everybody, and its editions for the administrator.
@NullMarked
package nl.samenspel.insight.web;

import org.jspecify.annotations.NullMarked;
