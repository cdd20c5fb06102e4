package nl.samenspel.access;

import java.util.UUID;

/// A person as one organisation knows them.
public record PersonId(UUID value) {

    public static PersonId next() {
        return new PersonId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static PersonId of(String text) {
        return new PersonId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
