package nl.samenspel.matching.engine;

/// Who offers help and who asks for it at one moment: in a branch, a town, or the whole country.
public record Situation(Volunteers volunteers, Requests requests, Exclusions exclusions) {}
