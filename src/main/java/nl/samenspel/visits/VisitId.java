package nl.samenspel.visits;

import java.util.UUID;

/// The number of a visit.
public record VisitId(UUID value) {

    public static VisitId next() {
        return new VisitId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static VisitId of(String text) {
        return new VisitId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
