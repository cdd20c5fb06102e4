/// What a volunteer asks back on a phone, and where it is decided and paid.
@NullMarked
package nl.samenspel.reimbursements.web;

import org.jspecify.annotations.NullMarked;
