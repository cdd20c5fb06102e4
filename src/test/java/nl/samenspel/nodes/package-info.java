/// Several programs on one database, behind something that divides the requests between them.
@NullMarked
package nl.samenspel.nodes;

import org.jspecify.annotations.NullMarked;
