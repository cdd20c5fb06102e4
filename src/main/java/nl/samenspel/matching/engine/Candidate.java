package nl.samenspel.matching.engine;

/// A volunteer who may be proposed for a request, and how well it fits.
public record Candidate(int volunteer, Points points) {}
