package nl.samenspel.matches;

import java.util.UUID;

/// A time that somebody is asked how it goes.
public record CheckInId(UUID value) {

    public static CheckInId next() {
        return new CheckInId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
