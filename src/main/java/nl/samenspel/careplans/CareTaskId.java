package nl.samenspel.careplans;

import java.util.UUID;

/// Something to be done, on one plan.
public record CareTaskId(UUID value) {

    public static CareTaskId next() {
        return new CareTaskId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static CareTaskId of(String text) {
        return new CareTaskId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
