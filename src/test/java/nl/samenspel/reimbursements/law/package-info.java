@NullMarked
package nl.samenspel.reimbursements.law;

import org.jspecify.annotations.NullMarked;
