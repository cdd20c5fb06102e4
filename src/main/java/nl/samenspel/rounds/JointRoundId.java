package nl.samenspel.rounds;

import java.util.UUID;

/// The number of a [JointRound].
public record JointRoundId(UUID value) {

    public static JointRoundId next() {
        return new JointRoundId(UUID.randomUUID());
    }

    public static JointRoundId of(String text) {
        return new JointRoundId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
