package nl.samenspel.insight;

/// Of what outlines are. Each has a message `insight.level.<NAME>`.
public enum BorderLevel {
    MUNICIPALITY,
    /// The four figures of the postcode.
    POSTCODE;

    boolean isName(String name) {
        return this == MUNICIPALITY || name.matches("[1-9][0-9]{3}");
    }
}
