package nl.samenspel.insight;

import java.util.UUID;

/// Which edition of figures.
public record FigureEditionId(UUID value) {

    static FigureEditionId next() {
        return new FigureEditionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
