package nl.samenspel.network;

import java.util.UUID;

/// One rule of the routing.
public record RouteId(UUID value) {

    public static RouteId next() {
        return new RouteId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static RouteId of(String text) {
        return new RouteId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
