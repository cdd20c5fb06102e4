package nl.samenspel.limits;

import java.util.UUID;

/// A signal that a volunteer may need a hand.
public record SignalId(UUID value) {

    public static SignalId next() {
        return new SignalId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static SignalId of(String text) {
        return new SignalId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
