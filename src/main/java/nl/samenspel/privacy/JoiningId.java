package nl.samenspel.privacy;

import java.util.UUID;

/// Two records that were made one.
public record JoiningId(UUID value) {

    static JoiningId next() {
        return new JoiningId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static JoiningId of(String text) {
        return new JoiningId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
