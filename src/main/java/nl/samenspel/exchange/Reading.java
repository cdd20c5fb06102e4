package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.exchange.Sheet.Row;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;

/// One going through a list, part after part: what each row means, and what would happen with it.
final class Reading<T> {

    private static final int CELLS_SHOWN = 5;

    private final Layout layout;
    private volatile Incoming<T> incoming;
    private final Map<KnownColumn, Integer> places;
    private final Set<KnownColumn> monthFirst;
    private final Seen seen = new Seen();
    private final boolean triesOut;
    private int newShown;
    private int changedShown;

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
    ///
    /// @param samples some of what is new or changes; none when it is for real
    record Judged<T>(
            List<T> toAdd,
            List<T> toChange,
            int unchanged,
            List<Note> rejected,
            List<Note> warned,
            List<Sample> samples) {

        Judged {
            toAdd = List.copyOf(toAdd);
            toChange = List.copyOf(toChange);
            rejected = List.copyOf(rejected);
            warned = List.copyOf(warned);
            samples = List.copyOf(samples);
        }

        int read() {
            return toAdd.size() + toChange.size() + unchanged + rejected.size();
        }
    }

    /// @param triesOut nothing is saved: there is time to look for who is here already, and to show what
    ///     would come of it
    Reading(Layout layout, Incoming<T> incoming, boolean triesOut) {
        this.layout = layout;
        this.triesOut = triesOut;
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

    /// What the rows mean, without looking at what is there. One part after another, and the next while one is
    /// judged or saved.
    List<Line<T>> read(List<Row> rows) {
        var meaning = incoming;
        List<Line<T>> lines = new ArrayList<>(rows.size());
        for (var row : rows) {
            var texts = layout.texts(row, places);
            var cells = new Cells(texts, monthFirst);
            var thing = meaning.read(cells);
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
        var next = 0;
        List<Judgement<T>> judgements = new ArrayList<>();
        for (var line : lines) {
            judgements.add(new Judgement<>(
                    line,
                    line.problems().isEmpty()
                            ? fates.get(next++)
                            : new Incoming.Refused(line.problems().getFirst())));
        }
        var added = judgements.stream()
                .filter(one -> one.fate() instanceof Incoming.New)
                .map(one -> one.line().thing())
                .toList();
        Map<T, Person> likely = triesOut && !added.isEmpty() ? incoming.listLikely(added) : Map.of();
        List<T> toChange = new ArrayList<>();
        List<Note> rejected = new ArrayList<>();
        List<Note> warned = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        var unchanged = 0;
        for (var one : judgements) {
            var line = one.line();
            var number = line.row().number();
            switch (one.fate()) {
                case Incoming.New _ -> {
                    if (triesOut && newShown < Sample.MOST) {
                        newShown++;
                        samples.add(new Sample(number, true, beginning(line.row()), List.of()));
                    }
                }
                case Incoming.Changed _ -> {
                    toChange.add(line.thing());
                    if (triesOut && changedShown < Sample.MOST) {
                        changedShown++;
                        samples.add(
                                new Sample(number, false, beginning(line.row()), incoming.differences(line.thing())));
                    }
                }
                case Incoming.Unchanged _ -> unchanged++;
                case Incoming.Refused(var why) -> {
                    rejected.add(new Note(number, line.problems().isEmpty() ? List.of(why) : line.problems()));
                    continue;
                }
            }
            var warnings = new ArrayList<>(line.warnings());
            Optional.ofNullable(likely.get(line.thing())).map(this::looksLike).ifPresent(warnings::add);
            if (!warnings.isEmpty()) {
                warned.add(new Note(number, warnings));
            }
        }
        return new Judged<>(added, toChange, unchanged, rejected, warned, samples);
    }

    private record Judgement<T>(Line<T> line, Incoming.Fate fate) {}

    private Form.Problem looksLike(Person person) {
        return new Form.Problem(
                nameColumn().name(),
                "exchange.warning.looksLike",
                List.of(
                        person.name(),
                        person.place().isEmpty() ? person.postcode() : person.place(),
                        OurNumber.of(person)));
    }

    private KnownColumn nameColumn() {
        return places.containsKey(KnownColumn.FAMILY_NAME) ? KnownColumn.FAMILY_NAME : KnownColumn.NAME;
    }

    private static String beginning(Row row) {
        return row.cells().stream()
                .map(cell -> Cells.shortened(cell.strip()))
                .filter(cell -> !cell.isEmpty())
                .limit(CELLS_SHOWN)
                .collect(Collectors.joining(" · "));
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
