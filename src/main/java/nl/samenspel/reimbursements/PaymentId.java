package nl.samenspel.reimbursements;

import java.util.UUID;

/// The number of a payment.
public record PaymentId(UUID value) {

    public static PaymentId next() {
        return new PaymentId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static PaymentId of(String text) {
        return new PaymentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
