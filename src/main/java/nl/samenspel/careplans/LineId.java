package nl.samenspel.careplans;

import java.util.UUID;

/// A wish, an agreement, a note or a date on a plan.
public record LineId(UUID value) {

    public static LineId next() {
        return new LineId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static LineId of(String text) {
        return new LineId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
