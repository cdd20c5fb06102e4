package nl.samenspel.requests;

import nl.samenspel.network.KindOfHelp;

/// How many requests of a kind, in a municipality, got a no, and what was lacking.
public record UnmetNeed(KindOfHelp kind, String municipality, Lacking lacking, int requests) {}
