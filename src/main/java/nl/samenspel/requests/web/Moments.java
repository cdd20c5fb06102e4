package nl.samenspel.requests.web;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.samenspel.network.DayParts;
import nl.samenspel.ui.Words;

/// Days and parts of the week, as one says them.
final class Moments {

    private Moments() {}

    /// A line a day: `dinsdag: ochtend, middag`.
    static List<String> lines(DayParts dayParts, Words words) {
        List<String> lines = new ArrayList<>();
        for (var day : DayOfWeek.values()) {
            var parts = Arrays.stream(DayParts.Part.values())
                    .filter(part -> dayParts.has(day, part))
                    .map(part -> words.of("ui.part", part))
                    .toList();
            if (!parts.isEmpty()) {
                lines.add(words.of("ui.day", day) + ": " + String.join(", ", parts));
            }
        }
        return lines;
    }

    /// `12 maart 2026`.
    static String day(LocalDate date, Words words) {
        return DateTimeFormatter.ofPattern("d MMMM yyyy", words.locale()).format(date);
    }
}
