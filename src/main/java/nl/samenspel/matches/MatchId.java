package nl.samenspel.matches;

import java.util.UUID;

/// A match of two people for one request.
public record MatchId(UUID value) {

    public static MatchId next() {
        return new MatchId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static MatchId of(String text) {
        return new MatchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
