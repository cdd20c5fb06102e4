package nl.samenspel.volunteers;

import nl.samenspel.network.KindOfHelp;

/// So many volunteers here could begin something of this kind today.
///
/// @param municipality empty where the postcode is unknown
public record Idle(KindOfHelp kind, String municipality, int volunteers) {}
