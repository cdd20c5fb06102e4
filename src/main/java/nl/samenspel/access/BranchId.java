package nl.samenspel.access;

import java.util.UUID;

/// A branch (_afdeling_) of an organisation.
public record BranchId(UUID value) {

    public static BranchId next() {
        return new BranchId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static BranchId of(String text) {
        return new BranchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
