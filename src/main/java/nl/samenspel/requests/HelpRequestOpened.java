package nl.samenspel.requests;

/// A help request came in, or was opened again; somebody holds it.
public record HelpRequestOpened(HelpRequestId id) {}
