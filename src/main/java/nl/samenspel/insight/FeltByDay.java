package nl.samenspel.insight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How participants answered on each day when they were asked how it goes with themselves.
record FeltByDay(List<Day> days) {

    record Day(LocalDate day, int glad, int soSo, int hard) {}

    FeltByDay {
        days = List.copyOf(days);
    }

    /// All of the period first, then each quarter.
    List<Felt> count(LocalDate from, LocalDate until) {
        var all = new Felt("", 0, 0, 0);
        var quarters = new TreeMap<String, Felt>();
        for (var one : days) {
            if (!one.day().isBefore(from) && !one.day().isAfter(until)) {
                all = all.and(one);
                var quarter = Done.quarter(one.day());
                quarters.put(
                        quarter,
                        quarters.getOrDefault(quarter, new Felt(quarter, 0, 0, 0))
                                .and(one));
            }
        }
        var counted = new ArrayList<>(List.of(all));
        counted.addAll(quarters.values());
        return counted;
    }
}
