package nl.samenspel.matches;

import java.time.LocalDate;
import java.util.List;
import nl.samenspel.network.KindOfHelp;
import org.jspecify.annotations.Nullable;

/// What somebody did as a volunteer (_bewijs van inzet_): for how long and what kind of help. Nobody they did it
/// for is in it, nor anything of anybody's health.
///
/// @param from the first day they came for anybody
/// @param until the last; null while something runs
public record Certificate(
        String name,
        String organisation,
        LocalDate from,
        @Nullable LocalDate until,
        LocalDate on,
        List<Line> lines) {

    public Certificate {
        lines = List.copyOf(lines);
    }

    /// One match.
    ///
    /// @param hours a week, as was agreed: not what was worked
    /// @param until null while it runs
    public record Line(
            KindOfHelp kind,
            int hours,
            LocalDate from,
            @Nullable LocalDate until) {}
}
