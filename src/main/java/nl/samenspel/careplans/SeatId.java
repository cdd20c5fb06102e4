package nl.samenspel.careplans;

import java.util.UUID;

/// A seat at a table.
public record SeatId(UUID value) {

    public static SeatId next() {
        return new SeatId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static SeatId of(String text) {
        return new SeatId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
