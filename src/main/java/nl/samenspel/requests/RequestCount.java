package nl.samenspel.requests;

import nl.samenspel.network.KindOfHelp;

/// How many requests of a kind, in a municipality (empty where it is unknown).
public record RequestCount(KindOfHelp kind, String municipality, int requests, int hoursPerWeek) {}
