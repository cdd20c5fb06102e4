package nl.samenspel.visits.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.samenspel.access.Kept;
import nl.samenspel.visits.Hours;
import nl.samenspel.visits.Visits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The hours at the viewer's desk. This year so far is what everybody comes for: of a large organisation, with tens of
/// thousands of visits, it is kept for a while, see [Kept].
@Component
class HoursSoFar {

    private static final int MOST_VOLUNTEERS = 50;

    private record Year(LocalDate until, Hours hours) {}

    private final Visits visits;
    private final Clock clock;
    private final Kept<Year> years;

    HoursSoFar(Visits visits, Clock clock, @Value("${samenspel.long-reading:40ms}") Duration longest) {
        this.visits = visits;
        this.clock = clock;
        this.years = new Kept<>(() -> countYear(LocalDate.now(clock)), clock, longest);
    }

    private Year countYear(LocalDate today) {
        return new Year(today, visits.sum(first(today), today, MOST_VOLUNTEERS));
    }

    static LocalDate first(LocalDate today) {
        return today.withDayOfYear(1);
    }

    /// @param at when they were counted; empty: now
    record Counted(Hours hours, Optional<Instant> at) {}

    Counted count(LocalDate from, LocalDate until) {
        var today = LocalDate.now(clock);
        if (from.equals(first(today)) && until.equals(today)) {
            var year = years.get();
            // just after midnight what is kept may be of yesterday
            if (year.until().equals(today)) {
                return new Counted(year.hours(), years.since());
            }
        }
        return new Counted(visits.sum(from, until, MOST_VOLUNTEERS), Optional.empty());
    }
}
