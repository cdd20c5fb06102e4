package nl.samenspel.requests;

/// What was lacking when the answer was no. Each has a message `requests.lacking.<NAME>` in every language.
public enum Lacking {
    /// There is nobody free who could do it.
    CAPACITY,
    /// It needs something our volunteers have not learned.
    EXPERTISE,
    /// It is beyond what volunteers do.
    BOUNDARY
}
