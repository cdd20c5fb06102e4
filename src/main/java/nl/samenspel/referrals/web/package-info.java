/// Screens of referrals.
@NullMarked
package nl.samenspel.referrals.web;

import org.jspecify.annotations.NullMarked;
