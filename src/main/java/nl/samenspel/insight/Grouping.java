package nl.samenspel.insight;

import java.util.List;

/// By what is counted. Each has messages `insight.by.<NAME>` (as a choice) and `insight.of.<NAME>` (above a column).
public enum Grouping {
    KIND,
    MUNICIPALITY,
    /// The four figures of the postcode.
    POSTCODE,
    /// How it came in.
    ORIGIN,
    /// The quarter of the year in which it began.
    QUARTER,
    /// In which language they speak: Dutch when they speak it, otherwise the first of theirs.
    LANGUAGE,
    KIND_IN_MUNICIPALITY;

    /// What stands beside each other in the name of a row.
    public List<Grouping> parts() {
        return this == KIND_IN_MUNICIPALITY ? List.of(KIND, MUNICIPALITY) : List.of(this);
    }
}
