package nl.samenspel.insight;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The network's figures of one year, as a draft or frozen.
///
/// @param version of that year: a correction is a new one
/// @param source where it came from, in words
/// @param outAt from when everybody may read it; `null`: a draft
public record Edition(
        EditionId id,
        int year,
        int version,
        String source,
        Instant takenAt,
        @Nullable Instant outAt,
        Factsheet factsheet) {

    public boolean isDraft() {
        return outAt == null;
    }

    /// Published, and nobody may read it yet.
    public boolean isUnderEmbargo(Instant now) {
        return outAt != null && outAt.isAfter(now);
    }
}
