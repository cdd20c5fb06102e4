package nl.samenspel.visits;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How often somebody comes, counted from a first day. Each has a message `visits.rhythm.<NAME>`.
public enum Rhythm {
    ONCE,
    WEEKLY,
    FORTNIGHTLY,
    /// The same weekday of the same week of the month, such as every second Tuesday. The fifth is the last: there
    /// is not always a fifth.
    MONTHLY;

    /// The days on which it falls, from and until these days, both included, in order.
    ///
    /// @param first the day it counts from; nothing falls before it
    public List<LocalDate> days(LocalDate first, LocalDate from, LocalDate until) {
        var days = new ArrayList<LocalDate>();
        for (var n = Math.max(0, before(first, from)); ; n++) {
            var day = nth(first, n);
            if (day.isEmpty() || day.get().isAfter(until)) {
                return days;
            }
            if (!day.get().isBefore(from)) {
                days.add(day.get());
            }
        }
    }

    /// So many have certainly gone by before that day.
    private long before(LocalDate first, LocalDate from) {
        return switch (this) {
            case ONCE -> 0;
            case WEEKLY -> ChronoUnit.WEEKS.between(first, from);
            case FORTNIGHTLY -> ChronoUnit.WEEKS.between(first, from) / 2;
            case MONTHLY -> ChronoUnit.MONTHS.between(first, from) - 1;
        };
    }

    private Optional<LocalDate> nth(LocalDate first, long n) {
        return switch (this) {
            case ONCE -> n == 0 ? Optional.of(first) : Optional.empty();
            case WEEKLY -> Optional.of(first.plusWeeks(n));
            case FORTNIGHTLY -> Optional.of(first.plusWeeks(2 * n));
            case MONTHLY ->
                Optional.of(first.withDayOfMonth(1)
                        .plusMonths(n)
                        .with(TemporalAdjusters.dayOfWeekInMonth(weekOfMonth(first), first.getDayOfWeek())));
        };
    }

    /// In which week of its month a day falls: 1 to 4, and -1 for a fifth, which is the last.
    static int weekOfMonth(LocalDate day) {
        var week = (day.getDayOfMonth() - 1) / 7 + 1;
        return week == 5 ? -1 : week;
    }
}
