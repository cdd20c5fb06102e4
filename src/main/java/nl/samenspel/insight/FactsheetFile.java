package nl.samenspel.insight;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.Reader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.insight.Doubt.What;
import org.jspecify.annotations.Nullable;

/// An edition as a CSV file: a row for each figure.
final class FactsheetFile {

    private static final List<String> NEEDED = Factsheet.COLUMNS.subList(0, 8);

    private final Map<String, Integer> columns;
    private final List<Figure> figures = new ArrayList<>();
    private final List<Doubt> doubts = new ArrayList<>();

    private FactsheetFile(Map<String, Integer> columns) {
        this.columns = columns;
    }

    static Factsheet read(Reader csv) throws IOException, UnusableFactsheetException {
        var rows = rows(csv);
        var file = new FactsheetFile(columns(rows.getFirst(), NEEDED));
        rows.stream().skip(1).forEach(file::take);
        return new Factsheet(file.figures, file.doubts);
    }

    static List<Named> readNamed(Reader csv, Named.What what) throws IOException, UnusableFactsheetException {
        var rows = rows(csv);
        var file = new FactsheetFile(columns(rows.getFirst(), List.of("organisation", what.inFiles())));
        var named = new ArrayList<Named>();
        for (var row : rows.subList(1, rows.size())) {
            if (row.getFields().stream().allMatch(String::isBlank)) {
                continue;
            }
            var one = new Named(
                    file.cell(row, "organisation"), what, file.cell(row, what.inFiles()), file.cell(row, "in_english"));
            if (one.organisation().isEmpty() || one.name().isEmpty()) {
                throw new UnusableFactsheetException("Line %d names no organisation or no %s."
                        .formatted(row.getStartingLineNumber(), what.inFiles()));
            }
            named.add(one);
        }
        return named;
    }

    /// Header first.
    private static List<CsvRecord> rows(Reader csv) throws IOException, UnusableFactsheetException {
        var content = new CharArrayWriter();
        csv.transferTo(content);
        var text = content.toString().replaceFirst("^\uFEFF", "");
        var separator = text.lines().findFirst().orElse("").contains(";") ? ';' : ',';
        try (var reading = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
            var rows = reading.stream().toList();
            if (rows.isEmpty()) {
                throw new UnusableFactsheetException("The file is empty.");
            }
            return rows;
        } catch (CsvParseException e) {
            throw new UnusableFactsheetException("The file is no CSV: " + e.getMessage());
        }
    }

    private static Map<String, Integer> columns(CsvRecord header, List<String> needed)
            throws UnusableFactsheetException {
        var columns = new HashMap<String, Integer>();
        for (var i = 0; i < header.getFieldCount(); i++) {
            columns.putIfAbsent(Figure.key(header.getField(i)), i);
        }
        var missing = needed.stream().filter(name -> !columns.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new UnusableFactsheetException("A factsheet needs the columns %s, but these are missing: %s."
                    .formatted(String.join(", ", needed), String.join(", ", missing)));
        }
        return columns;
    }

    private void take(CsvRecord row) {
        if (row.getFields().stream().allMatch(String::isBlank)) {
            return;
        }
        var line = (int) row.getStartingLineNumber();
        var organisation = cell(row, "organisation");
        var measure = cell(row, "measure");
        Problem problem = (what, args) -> doubts.add(new Doubt(line, organisation, measure, what, List.of(args)));
        if (organisation.isEmpty()
                || measure.isEmpty()
                || cell(row, "unit").isEmpty()
                || row.getFieldCount() > columns.size()) {
            problem.note(What.INCOMPLETE_ROW);
        }
        figures.add(new Figure(
                line,
                organisation,
                measure,
                number(cell(row, "value"), problem),
                word(cell(row, "qualifier"), Qualifier::of, problem).orElse(Qualifier.EXACTLY),
                cell(row, "unit"),
                cell(row, "scope"),
                counting(cell(row, "counting"), problem),
                cell(row, "note"),
                cell(row, "source"),
                date(cell(row, "date"), problem)));
    }

    private interface Problem {
        void note(What what, Object... args);
    }

    private String cell(CsvRecord row, String name) {
        var column = columns.get(name);
        return column == null || column >= row.getFieldCount()
                ? ""
                : row.getField(column).strip();
    }

    private static @Nullable Long number(String text, Problem problem) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            problem.note(What.NOT_A_NUMBER, text);
            return null;
        }
    }

    private static <T> Optional<T> word(String text, Function<String, Optional<T>> read, Problem problem) {
        var known = read.apply(Figure.key(text));
        if (known.isEmpty()) {
            problem.note(What.UNKNOWN_WORD, text);
        }
        return known;
    }

    private static @Nullable Counting counting(String text, Problem problem) {
        return text.isEmpty() ? null : word(text, Counting::of, problem).orElse(null);
    }

    private static @Nullable LocalDate date(String text, Problem problem) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            problem.note(What.UNKNOWN_WORD, text);
            return null;
        }
    }

    static List<List<String>> rows(List<Figure> figures) {
        return Stream.concat(Stream.of(Factsheet.COLUMNS), figures.stream().map(FactsheetFile::row))
                .collect(Collectors.toList());
    }

    private static List<String> row(Figure figure) {
        return List.of(
                figure.organisation(),
                figure.measure(),
                Objects.toString(figure.value(), ""),
                figure.qualifier().inFiles(),
                figure.unit(),
                figure.scope(),
                figure.counting() == null ? "" : figure.counting().inFiles(),
                figure.note(),
                figure.source(),
                Objects.toString(figure.date(), ""));
    }
}
