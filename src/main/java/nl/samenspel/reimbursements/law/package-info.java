/// What a volunteer may be paid back, by law and by the rules of the house. Plain Java: no Spring, no SQL, no clock, no
/// ids and no names.
///
/// **Words.** [Law] judges what is asked ([Asked]) for a volunteer ([Claimant]) beside what counted before ([Ledger]),
/// with the amounts of that year ([Rates]). The answer is a [Verdict]: allowed, with the room that is left, or refused,
/// with every [Reason] and where that rule is from ([Source]). [WorkCheck] looks at the work itself.
///
/// **Who.** Only [Engagement.Volunteer] can make a [Claimant]; no other engagement has a way to be paid anything here.
///
/// **When.** A day is a day in [Days#ZONE]. What is asked counts in the month and year of the day of the work, which is
/// the day it began. Amounts are of that year, whenever it is asked or corrected.
///
/// **Money** is whole [Cents]. Pay by the hour is rounded down, so that a sum never passes what the hours allow.
@NamedInterface("law")
@NullMarked
package nl.samenspel.reimbursements.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
