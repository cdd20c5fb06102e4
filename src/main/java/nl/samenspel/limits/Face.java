package nl.samenspel.limits;

/// How a volunteer said it goes, at a check-in. Each has a message `limits.face.<NAME>`.
public enum Face {
    GLAD,
    SO_SO,
    HARD
}
