package nl.samenspel.insight;

import java.util.Map;
import java.util.Optional;
import nl.samenspel.insight.Assumption.Range;

/// What the hours of volunteers save others, less what the organisation costs: hours × the part that paid staff would
/// give otherwise × what an hour of theirs costs − own cost over the same days. Never one amount without its range.
/// Cents; below 0 it costs more than it saves.
public record Avoided(long low, long likely, long high) {

    private static final double DAYS = 365.25;

    /// Empty as long as one of the assumptions is.
    static Optional<Avoided> of(long minutes, long days, Map<Assumption, Range> assumptions) {
        var share = assumptions.get(Assumption.SHARE);
        var hour = assumptions.get(Assumption.HOUR);
        var cost = assumptions.get(Assumption.COST);
        return share == null || hour == null || cost == null
                ? Optional.empty()
                : Optional.of(new Avoided(
                        amount(minutes, days, share.low(), hour.low(), cost.high()),
                        amount(minutes, days, share.likely(), hour.likely(), cost.likely()),
                        amount(minutes, days, share.high(), hour.high(), cost.low())));
    }

    private static long amount(long minutes, long days, long percent, long centsAnHour, long centsAYear) {
        return Math.round(minutes / 60.0 * percent / 100 * centsAnHour - centsAYear * days / DAYS);
    }
}
