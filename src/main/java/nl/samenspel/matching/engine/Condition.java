package nl.samenspel.matching.engine;

/// What must hold before a volunteer may be proposed for a request. A boundary, not a preference: no number of points
/// makes up for it. Named, because "why not" is shown to people.
public enum Condition {
    /// The volunteer has at least one open place for a match.
    SLOTS,
    /// The volunteer's free hours cover the smallest part of the request.
    HOURS,
    /// The volunteer does this kind of help.
    ACTIVITY,
    /// The request is within the distance that the volunteer wants to travel.
    DISTANCE,
    /// The volunteer has every qualification that the request needs.
    QUALIFICATIONS,
    /// They share a language.
    LANGUAGE,
    /// What each of them wishes about the other's gender is met.
    WISH,
    /// They share as many day-parts as the request needs.
    DAY_PARTS,
    /// The request's organisation may call on the volunteer: its own, or shared with the volunteer's consent.
    ORGANISATION,
    /// The volunteer is available by the day the help starts, and what is told of them holds on that day.
    START,
    /// Nobody said that these two should not meet.
    PAIR,
    /// The request brings nothing along that the volunteer declines.
    DECLINED,
    /// The volunteer's own limits leave room.
    LIMITS
}
