package nl.samenspel.matches;

import java.util.UUID;

/// A replacement of a volunteer.
public record ReplacementId(UUID value) {

    public static ReplacementId next() {
        return new ReplacementId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
