package nl.samenspel.requests;

/// What is asked here is less than it was: the rest is asked in tasks of its own. Whoever was asked for all of it need
/// not answer any more.
public record HelpRequestDivided(HelpRequestId id) {}
