package nl.samenspel.privacy.web;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.LikelyDouble;
import nl.samenspel.privacy.Copy;
import nl.samenspel.privacy.Period;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.Register.Table;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Component;

/// What is kept of someone, in the words of whoever reads it; and the same for other programs.
@Component
public class CopyWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm").withZone(ZoneId.of("Europe/Amsterdam"));

    private final Words words;

    CopyWords(Words words) {
        this.words = words;
    }

    /// A value and what it is called.
    public record Line(String label, String text) {}

    /// The rows of a table; those that read the same and follow each other are one, which says how often.
    ///
    /// @param count how many there are of all
    /// @param isAll whether there are no older ones
    public record Section(String title, List<List<Line>> rows, int count, boolean isAll) {}

    List<Section> sections(Copy copy) {
        return copy.parts().stream()
                .map(this::section)
                .filter(section -> !section.rows().isEmpty())
                .toList();
    }

    private Section section(Copy.Part part) {
        // the same few values come back in row after row: each is put into words once
        var told = new HashMap<Map.Entry<Column, Object>, Line>();
        var read = part.rows().stream()
                .map(row -> lines(row, told))
                .filter(lines -> !lines.isEmpty())
                .toList();
        var rows = new ArrayList<List<Line>>();
        for (int i = 0, next; i < read.size(); i = next) {
            var row = read.get(i);
            next = i + 1;
            while (next < read.size() && read.get(next).equals(row)) {
                next++;
            }
            rows.add(next - i == 1 ? row : often(row, next - i));
        }
        return new Section(title(part.table()), rows, read.size(), part.isAll());
    }

    private List<Line> often(List<Line> row, int times) {
        var often = new ArrayList<>(row);
        often.add(new Line(words.get("privacy.mine.often"), words.get("privacy.mine.rows", times)));
        return often;
    }

    private List<Line> lines(Map<Column, Object> row, Map<Map.Entry<Column, Object>, Line> told) {
        return row.entrySet().stream()
                .map(cell -> told.computeIfAbsent(
                        cell, one -> new Line(label(one.getKey()), text(one.getKey(), one.getValue()))))
                .filter(line -> !line.text().isBlank())
                .toList();
    }

    /// The same with the names that the database uses, so that another program can read it.
    Map<String, Object> json(Copy copy) {
        var tables = new LinkedHashMap<String, Object>();
        copy.parts()
                .forEach(part -> tables.put(
                        part.table().full(),
                        part.rows().stream()
                                .map(row -> {
                                    var cells = new LinkedHashMap<String, Object>();
                                    row.forEach((column, value) -> cells.put(column.name(), plain(value)));
                                    return cells;
                                })
                                .toList()));
        return Map.of("made", copy.made().toString(), "tables", tables);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Timestamp time -> time.toInstant().toString();
            case Date day -> day.toLocalDate().toString();
            case Time time -> time.toLocalTime().toString();
            case Enum<?> constant -> constant.name();
            case Number number -> number;
            case Boolean yes -> yes;
            case Collection<?> many -> List.copyOf(many);
            default -> value.toString();
        };
    }

    public String title(Table table) {
        return isEnglish() ? table.english() : table.dutch();
    }

    public String label(Column column) {
        var label = isEnglish() ? column.english() : column.dutch();
        return label == null ? column.name() : label;
    }

    /// What two records have the same.
    public String likeness(LikelyDouble pair) {
        return pair.likeness().stream()
                .sorted()
                .map(one -> words.of("people.likeness", one))
                .collect(Collectors.joining(", "));
    }

    /// How long a period is.
    public String length(Period period, int months) {
        return period.days() > 0
                ? words.get("privacy.retention.days", period.days())
                : months > 0 ? words.get("privacy.retention.months", months) : "";
    }

    private String text(Column column, Object value) {
        if (column.show() != null && value instanceof Number bits) {
            return column.show().equals("KINDS") ? kinds(bits.longValue()) : dayParts(bits.intValue());
        }
        return switch (value) {
            case Copy.Who who -> words.of("privacy.who", who);
            case Boolean yes -> words.get(yes ? "privacy.yes" : "privacy.no");
            case Timestamp time -> MOMENT.withLocale(words.locale()).format(time.toInstant());
            case Date day -> DAY.withLocale(words.locale()).format(day.toLocalDate());
            case Time time -> time.toLocalTime().toString();
            case Collection<?> many ->
                many.stream().map(one -> named(column, one)).collect(Collectors.joining(", "));
            default -> named(column, value);
        };
    }

    private String named(Column column, Object value) {
        return column.words() == null
                ? value.toString()
                : words.find(column.words() + "." + value).orElse(value.toString());
    }

    private String kinds(long mask) {
        return Arrays.stream(KindOfHelp.values())
                .filter(kind -> (mask & kind.bit()) != 0)
                .map(kind -> words.of("network.kind", kind))
                .collect(Collectors.joining(", "));
    }

    private String dayParts(int mask) {
        var parts = new DayParts(mask);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> Arrays.stream(DayParts.Part.values()).anyMatch(part -> parts.has(day, part)))
                .map(day -> words.of("ui.day", day) + " "
                        + Arrays.stream(DayParts.Part.values())
                                .filter(part -> parts.has(day, part))
                                .map(part -> words.of("ui.part", part))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }

    private boolean isEnglish() {
        return words.locale().getLanguage().equals("en");
    }
}
