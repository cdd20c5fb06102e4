package nl.samenspel.requests;

/// Nobody looks after this help request any more: what waits for it can stop.
///
/// @param how the state it ended in
public record HelpRequestEnded(HelpRequestId id, HelpRequest.State how) {}
