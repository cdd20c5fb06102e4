package nl.samenspel.insight;

import java.util.List;

/// What came of reading a file with outlines.
public sealed interface BordersTaken {

    /// They are there now.
    ///
    /// @param areas how many
    record Kept(int areas) implements BordersTaken {}

    /// Nothing changed. Each has a message `insight.borders.<NAME>`.
    sealed interface Unusable extends BordersTaken {}

    /// It is no GeoJSON with areas in it, or it goes on too deep or too long.
    record NoGeoJson() implements Unusable {}

    record TooMuch() implements Unusable {}

    /// No area has a usable name in that property.
    ///
    /// @param properties that are there
    record NoName(List<String> properties) implements Unusable {}

    /// Places that are not in the country, when they are read in the system that was said.
    record Elsewhere() implements Unusable {}
}
