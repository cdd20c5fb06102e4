/// Invented countries to try the matching engine on, and a judge of its answers.
///
/// Nothing here uses the engine, and the engine uses nothing here: what both say alike, was not copied from one
/// another.
@NullMarked
package nl.samenspel.matching.testcountry;

import org.jspecify.annotations.NullMarked;
