package nl.samenspel.matching.engine;

/// What makes one allowed pair fit better than another. How heavily each counts is policy, see [Weights].
public enum Criterion {
    /// The volunteer loves or likes this kind of help. Weighs most: it is what volunteering lives on.
    MOTIVE,
    /// The nearer, within what the volunteer wants to travel, the better.
    DISTANCE,
    /// More shared day-parts leave more room to arrange things; beyond four it makes no difference.
    DAY_PARTS,
    /// The same branch, or at least the same organisation.
    FAMILIAR,
    /// How long the request has been waiting, up to half a year.
    WAITING,
    /// How urgent the request is.
    URGENCY,
    /// Keeps those with a special training free for requests that need it. Never above zero.
    SPARE,
    /// What helping at all is worth.
    BASE,
    /// The fuller a volunteer's week already is, the dearer the next hour. Never above zero.
    LOAD
}
