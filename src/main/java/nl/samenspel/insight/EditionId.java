package nl.samenspel.insight;

import java.util.UUID;

/// The number of an [Edition].
public record EditionId(UUID value) {

    static EditionId next() {
        return new EditionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
