package nl.samenspel.insight;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Figures of a quarter over all organisations. Published, it never changes.
///
/// @param version a correction is a new version, beside the old one
/// @param threshold on fewer people than this no cell is built
/// @param countedOn the day up to which it was counted what came of the requests; null: not counted yet
/// @param alreadyKnown how many cells that are not shown can be worked out from what was out before
/// @param outAt from when it may be read; null: a draft
public record FigureEdition(
        FigureEditionId id,
        Quarter quarter,
        int version,
        int threshold,
        @Nullable LocalDate countedOn,
        int alreadyKnown,
        @Nullable Instant outAt) {

    public boolean isCounted() {
        return countedOn != null;
    }

    public boolean isDraft() {
        return outAt == null;
    }
}
