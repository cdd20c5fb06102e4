package nl.samenspel.rounds;

import java.util.UUID;

/// Which round.
public record RoundId(UUID value) {

    public static RoundId next() {
        return new RoundId(UUID.randomUUID());
    }

    public static RoundId of(String text) {
        return new RoundId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
