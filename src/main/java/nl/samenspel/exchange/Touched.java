package nl.samenspel.exchange;

/// What sort of thing a list makes or changes. What is made of others stands after them, and is undone before them.
/// Each has a message `exchange.touched.<NAME>`, and an [Undoing] that undoes it.
public enum Touched {
    AREA,
    /// A name, and how to reach somebody.
    PERSON,
    /// What somebody offers, and what they can carry.
    VOLUNTEER,
    REQUEST,
    /// Two people, and what came with them: the yes, the consents, the hours that were promised.
    MATCH,
    /// What was done, on a day.
    HOURS
}
