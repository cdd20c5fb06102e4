package nl.samenspel.visits;

import java.util.UUID;

/// The number of an agreed moment.
public record MomentId(UUID value) {

    public static MomentId next() {
        return new MomentId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static MomentId of(String text) {
        return new MomentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
