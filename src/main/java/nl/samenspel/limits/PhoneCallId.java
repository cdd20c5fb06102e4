package nl.samenspel.limits;

import java.util.UUID;

/// A call in which a volunteer lifted limits.
public record PhoneCallId(UUID value) {

    public static PhoneCallId next() {
        return new PhoneCallId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static PhoneCallId of(String text) {
        return new PhoneCallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
