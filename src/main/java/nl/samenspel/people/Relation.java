package nl.samenspel.people;

/// What someone is to the participant they stand beside. Each has a message `people.relation.<NAME>`.
public enum Relation {
    PARTNER,
    CHILD,
    PARENT,
    SIBLING,
    OTHER_FAMILY,
    NEIGHBOUR,
    FRIEND,
    /// Decides in the participant's place, by law.
    LEGAL_REPRESENTATIVE,
    PROFESSIONAL,
    OTHER
}
