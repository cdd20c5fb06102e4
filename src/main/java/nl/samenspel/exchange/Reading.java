package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.exchange.Sheet.Row;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;

/// One going through a list, part after part: what each row means, and what would happen with it.
final class Reading<T> {

    private final Layout layout;
    private Incoming<T> incoming;
    private final Map<KnownColumn, Integer> places;
    private final Set<KnownColumn> monthFirst;
    private final Seen seen = new Seen();

    /// A row that was read: what it means, or what is wrong with it.
    record Line<T>(Row row, T thing, List<Form.Problem> problems, List<Form.Problem> warnings) {

        Line {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    /// What is to be said about a row.
    record Note(int number, List<Form.Problem> problems) {

        Note {
            problems = List.copyOf(problems);
        }
    }

    /// What came of a part.
    record Judged<T>(List<T> toAdd, List<T> toChange, int unchanged, List<Note> rejected, List<Note> warned) {

        Judged {
            toAdd = List.copyOf(toAdd);
            toChange = List.copyOf(toChange);
            rejected = List.copyOf(rejected);
            warned = List.copyOf(warned);
        }

        int read() {
            return toAdd.size() + toChange.size() + unchanged + rejected.size();
        }
    }

    Reading(Layout layout, Incoming<T> incoming) {
        this.layout = layout;
        this.incoming = incoming;
        this.places = layout.places();
        this.monthFirst = layout.columnsMonthFirst();
    }

    /// What was saved last was undone: what was remembered of it is no longer so.
    void startAnew(Incoming<T> fresh) {
        incoming = fresh;
    }

    /// Knows again what earlier parts said, to notice what comes twice.
    void remember(List<Row> rows) {
        rows.forEach(row -> before(row, layout.texts(row, places)));
    }

    /// What the rows mean, without looking at what is there.
    List<Line<T>> read(List<Row> rows) {
        List<Line<T>> lines = new ArrayList<>(rows.size());
        for (var row : rows) {
            var texts = layout.texts(row, places);
            var cells = new Cells(texts, monthFirst);
            var thing = incoming.read(cells);
            var problems = cells.problems();
            if (hasTooManyCells(row)) {
                problems = List.of(wholeRow(
                        "exchange.wrong.tooManyCells",
                        row.cells().size(),
                        layout.columns().size()));
            } else {
                var twice = before(row, texts);
                if (twice.isPresent()) {
                    problems = new ArrayList<>(problems);
                    problems.add(twice.get());
                }
            }
            lines.add(new Line<>(row, thing, problems, cells.warnings()));
        }
        return lines;
    }

    /// What would happen with them; a fixed number of queries.
    Judged<T> judge(List<Line<T>> lines) {
        var good = lines.stream().filter(line -> line.problems().isEmpty()).toList();
        var fates = incoming.compare(good.stream().map(Line::thing).toList());
        List<T> toAdd = new ArrayList<>();
        List<T> toChange = new ArrayList<>();
        List<Note> rejected = new ArrayList<>();
        List<Note> warned = new ArrayList<>();
        var unchanged = 0;
        var next = 0;
        for (var line : lines) {
            if (!line.problems().isEmpty()) {
                rejected.add(new Note(line.row().number(), line.problems()));
                continue;
            }
            switch (fates.get(next++)) {
                case Incoming.New _ -> toAdd.add(line.thing());
                case Incoming.Changed _ -> toChange.add(line.thing());
                case Incoming.Unchanged _ -> unchanged++;
                case Incoming.Refused(var why) -> {
                    rejected.add(new Note(line.row().number(), List.of(why)));
                    continue;
                }
            }
            if (!line.warnings().isEmpty()) {
                warned.add(new Note(line.row().number(), line.warnings()));
            }
        }
        return new Judged<>(toAdd, toChange, unchanged, rejected, warned);
    }

    List<Trace> save(Judged<T> judged) {
        return incoming.save(judged.toAdd(), judged.toChange());
    }

    private boolean hasTooManyCells(Row row) {
        return row.cells().size() > layout.columns().size()
                && row.cells().stream().skip(layout.columns().size()).anyMatch(cell -> !cell.isBlank());
    }

    /// The same row twice in one list: by its number, or where it has none by all that stands in it.
    private Optional<Form.Problem> before(Row row, Map<KnownColumn, String> texts) {
        var identity = Cells.clean(texts.getOrDefault(incoming.identityColumn(), ""));
        if (!identity.isEmpty()) {
            return seen.before("n" + identity, row.number())
                    .map(first ->
                            new Form.Problem(incoming.identityColumn().name(), "exchange.wrong.twice", List.of(first)));
        }
        var same = incoming.sameAs(texts);
        if (!same.isEmpty()) {
            return seen.before("s" + same, row.number()).map(first -> wholeRow("exchange.wrong.sameDayTwice", first));
        }
        return seen.before("w" + String.join("\u0000", row.cells()), row.number())
                .map(first -> wholeRow("exchange.wrong.twice", first));
    }

    private static Form.Problem wholeRow(String key, Object... args) {
        return new Form.Problem("", key, List.of(args));
    }

    /// A problem as whoever looks at the list reads it.
    static Remark remark(Layout layout, Row row, Form.Problem problem) {
        if (problem.field().isEmpty()) {
            return new Remark(row.number(), null, "", "", problem);
        }
        var column = KnownColumn.valueOf(problem.field());
        @Nullable Integer place = layout.places().get(column);
        return new Remark(
                row.number(),
                column,
                place == null || place >= layout.header().size()
                        ? ""
                        : layout.header().get(place),
                Cells.shortened(
                        place == null
                                ? layout.fixed().getOrDefault(column, "")
                                : row.cell(place).strip()),
                problem);
    }
}
