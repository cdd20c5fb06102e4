package nl.samenspel.access;

import java.util.UUID;

/// An account: a person's way in. One person has one, however many roles and organisations.
public record AccountId(UUID value) {

    public static AccountId next() {
        return new AccountId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static AccountId of(String text) {
        return new AccountId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
