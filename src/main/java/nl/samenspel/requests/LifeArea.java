package nl.samenspel.requests;

/// A part of life in which there can be trouble. Each has a message `requests.area.<NAME>` in every language.
public enum LifeArea {
    PARENTING,
    RELATIONS,
    HEALTH,
    MONEY,
    HOUSING,
    LANGUAGE,
    DAY_ACTIVITY
}
