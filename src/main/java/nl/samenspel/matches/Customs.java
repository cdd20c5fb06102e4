package nl.samenspel.matches;

/// How an organisation accompanies matches: when it asks how it goes, and how it says thank you.
///
/// The defaults and where they come from: the first month is watched closely and most matches meet weekly, so a
/// week after the first time (Handjehelpen, in its work process); a talk every three months (what organisations
/// of home visits do). Reminding and calling after five days is ours: two working weeks in all. When the match
/// itself is decided on anew is the organisation's policy, see `limits`.
///
/// @param firstAfterDays days after the trial began
/// @param reviewMonths months between two talks
/// @param remindDays days without an answer after which a reminder goes out
/// @param callDays days after that, when the coordinator calls
/// @param thanks the organisation's own words of thanks; empty for ours
public record Customs(int firstAfterDays, int reviewMonths, int remindDays, int callDays, String thanks) {

    public static final Customs DEFAULT = new Customs(7, 3, 5, 5, "");

    public static final int LONGEST_THANKS = 1000;
}
