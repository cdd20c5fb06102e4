package nl.samenspel.privacy;

import java.util.UUID;

/// The forgetting of someone, from preparing it to done.
public record ErasureId(UUID value) {

    static ErasureId next() {
        return new ErasureId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static ErasureId of(String text) {
        return new ErasureId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
