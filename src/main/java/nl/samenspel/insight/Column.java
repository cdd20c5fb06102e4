package nl.samenspel.insight;

/// What a column of figures tells. Each has a message `insight.column.<NAME>`.
public enum Column {
    ASKED,
    /// Still without anybody.
    OPEN,
    FOUND,
    MEDIAN,
    NINETIETH,
    REFUSED,
    CAPACITY,
    EXPERTISE,
    BOUNDARY,
    PAID_BEFORE,
    COMPLEX,
    /// A week, on average for each request.
    HOURS_ASKED,
    /// Volunteers who could begin today.
    IDLE,
    /// Which of both is short: people, or something to do.
    SHORT,
    /// Waiting requests for which nobody within reach does this.
    NOBODY,
    /// Waiting requests for which somebody within reach does this, and none of them can begin something new.
    FULL,
    /// Waiting requests for which somebody within reach could begin today.
    FREE,
    /// Waiting requests of which it is not known where.
    UNKNOWN,
    /// Who live there; of a kind of help: who do it.
    VOLUNTEERS,
    VISITS,
    HOURS,
    /// Volunteers who came.
    CAME,
    /// Participants who were visited.
    REACHED,
    ANSWERS,
    GLAD,
    SO_SO,
    HARD
}
