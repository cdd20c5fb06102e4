package nl.samenspel.careplans;

import java.util.UUID;

/// A shared plan. It stays the same plan when the request it began with moves to another organisation.
public record CareplanId(UUID value) {

    public static CareplanId next() {
        return new CareplanId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static CareplanId of(String text) {
        return new CareplanId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
