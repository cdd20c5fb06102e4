package nl.samenspel.reimbursements;

import java.util.UUID;

/// The number of a claim.
public record ClaimId(UUID value) {

    public static ClaimId next() {
        return new ClaimId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static ClaimId of(String text) {
        return new ClaimId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
