package nl.samenspel.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.ImportFileStore.Kept;
import nl.samenspel.exchange.ImportReport.RejectedRow;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamSource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door for lists from a file: look at it, say what its columns mean, try it out, and bring it in.
///
/// Trying out changes nothing. Bringing in happens in one transaction: all good rows, or none when something breaks
/// half-way. One file at a time is in memory; who comes second waits.
@Service
public class Imports {

    /// A larger file is refused.
    public static final int MOST_BYTES = CsvFile.MOST_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int AT_ONCE = 500;
    private static final int EXAMPLES = 3;

    private final ImportFileStore store;
    private final IncomingLists lists;
    private final Words words;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock(true);

    Imports(ImportFileStore store, IncomingLists lists, Words words, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.lists = lists;
        this.words = words;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// With which someone comes back to the file they sent. The key is nowhere but with them.
    public record Ticket(UUID id, String key) {}

    /// What came of sending a file.
    public sealed interface Sent {}

    /// It can be read, and waits for a day.
    public record Waiting(Ticket ticket) implements Sent {}

    /// It cannot be read as a list at all; nothing is kept.
    public record Unusable(Form.Problem why) implements Sent, Tried, Outcome {}

    /// What stands in a file, before it is read as a list.
    ///
    /// @param columns what each column seems to mean, in the order of the header; empty where it is not used
    /// @param examples the first rows
    /// @param missing columns without which no row can come in
    /// @param done whether it was brought in already
    public record Preview(
            ImportList list,
            String name,
            List<String> header,
            List<Optional<KnownColumn>> columns,
            List<List<String>> examples,
            int rows,
            Set<KnownColumn> missing,
            boolean done) {

        public Preview {
            header = List.copyOf(header);
            columns = List.copyOf(columns);
            examples = List.copyOf(examples);
            missing = Set.copyOf(missing);
        }
    }

    /// What came of trying out.
    public sealed interface Tried {}

    public record TriedOut(Preview preview, ImportReport report) implements Tried {}

    /// What came of bringing in.
    public sealed interface Outcome {}

    public record BroughtIn(ImportReport report) implements Outcome {}

    /// Some rows cannot come in, and it was not said that the good ones may come alone. Nothing was changed.
    public record NotAllGood(ImportReport report) implements Outcome {}

    /// This very file was brought in before. Nothing was changed.
    public record BroughtInBefore() implements Outcome {}

    /// Something broke half-way. Nothing was changed.
    public record Stopped() implements Outcome {}

    /// The lists that the viewer may bring in.
    public static List<ImportList> listFor(Viewer viewer) {
        List<ImportList> mine = new ArrayList<>();
        if (viewer.is(Role.ADMINISTRATOR)) {
            mine.add(ImportList.AREAS);
        }
        if (viewer.desk() != null) {
            mine.add(ImportList.VOLUNTEERS);
            mine.add(ImportList.REQUESTS);
        }
        return mine;
    }

    // --- from a page: the file is kept between the steps ---

    /// Keeps a file for a day, for its sender only.
    ///
    /// @param branch where what comes in belongs; none for areas
    public Sent send(ImportList list, String name, InputStreamSource content, @Nullable BranchId branch) {
        requireMine(list);
        return inTurn(() -> {
            try {
                var bytes = upTo(content.getInputStream());
                var file = CsvFile.open(bytes, list);
                var ticket = new Ticket(UUID.randomUUID(), Seal.newKey());
                var viewer = Viewer.current();
                var columns = recognised(file, list);
                var kept = new Kept(ticket.id(), list, Cells.shortened(name), branch, names(columns), false);
                var organisation =
                        list == ImportList.AREAS ? null : viewer.myDesk().organisation();
                var closed = Seal.close(bytes, ticket.key(), ticket.id());
                transaction.executeWithoutResult(
                        _ -> store.add(kept, viewer.me(), organisation, closed, clock.instant()));
                return new Waiting(ticket);
            } catch (UnusableFile e) {
                return new Unusable(e.problem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Empty when there is no such file for this viewer, or it is gone.
    public Optional<Preview> preview(Ticket ticket) {
        return withFile(ticket, (kept, file) -> preview(kept, file, columns(kept)));
    }

    /// Says what the columns mean. A column named twice keeps its first place.
    public void choose(Ticket ticket, List<Optional<KnownColumn>> columns) {
        transaction.executeWithoutResult(_ -> store.choose(ticket.id(), names(columns)));
    }

    /// What would happen with each row. Changes nothing.
    public Optional<TriedOut> tryOut(Ticket ticket) {
        return withFile(ticket, (kept, file) -> {
            var columns = columns(kept);
            return new TriedOut(
                    preview(kept, file, columns), read(file, kept.list(), columns, kept.branch(), false, (_, _) -> {}));
        });
    }

    /// Brings the rows in: all of them, or those that are good.
    ///
    /// @param keepGood whether the good rows may come in where others cannot
    public Optional<Outcome> bringIn(Ticket ticket, boolean keepGood) {
        return withFile(
                ticket, (kept, file) -> bringIn(file, kept.list(), columns(kept), kept.branch(), keepGood, kept));
    }

    /// What came of a file that was brought in.
    public Optional<ImportReport> findReport(UUID id) {
        return transaction.execute(_ -> store.findReport(id));
    }

    /// The rows that cannot come in, with what is wrong before each, as a file that can be put right and sent again.
    /// Empty when there is no such file.
    public Optional<Integer> writeRejected(Ticket ticket, OutputStream out) {
        return withFile(ticket, (kept, file) -> {
            try (var csv = new SafeCsv(out, file.separator())) {
                var head = new ArrayList<>(List.of(
                        words.get("exchange.rejected.row"),
                        words.get("exchange.rejected.column"),
                        words.get("exchange.rejected.value"),
                        words.get("exchange.rejected.why"),
                        words.get("exchange.rejected.fix")));
                head.addAll(file.header());
                csv.write(head);
                var report = read(file, kept.list(), columns(kept), kept.branch(), false, (row, why) -> {
                    var line = new ArrayList<String>();
                    line.add(String.valueOf(row.number()));
                    line.add(lines(why, this::nameOf));
                    line.add(lines(why, Remark::value));
                    line.add(lines(why, remark -> words.of(remark.problem())));
                    line.add(lines(why, this::fixOf));
                    line.addAll(row.cells());
                    csv.write(line);
                });
                return report.rejected();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Forgets a file before its day is over.
    public void forget(UUID id) {
        transaction.executeWithoutResult(_ -> store.remove(id));
    }

    // --- from the command line: the file is at hand ---

    public Tried tryOut(ImportList list, byte[] content, @Nullable BranchId branch) {
        requireMine(list);
        return inTurn(() -> {
            try {
                var file = CsvFile.open(content, list);
                var columns = recognised(file, list);
                var kept = new Kept(new UUID(0, 0), list, "", branch, names(columns), false);
                return new TriedOut(
                        preview(kept, file, columns), read(file, list, columns, branch, false, (_, _) -> {}));
            } catch (UnusableFile e) {
                return new Unusable(e.problem());
            }
        });
    }

    public Outcome bringIn(ImportList list, byte[] content, @Nullable BranchId branch, boolean keepGood) {
        requireMine(list);
        return inTurn(() -> {
            try {
                var file = CsvFile.open(content, list);
                return bringIn(file, list, recognised(file, list), branch, keepGood, null);
            } catch (UnusableFile e) {
                return new Unusable(e.problem());
            }
        });
    }

    // --- in words ---

    /// What the column of a remark is called: as in the file, or else as we call it.
    public String nameOf(Remark remark) {
        var column = remark.column();
        return !remark.header().isEmpty() || column == null ? remark.header() : words.of("exchange.column", column);
    }

    /// How it should be written.
    public String fixOf(Remark remark) {
        var column = remark.column();
        return words.find(
                        remark.problem().key() + ".fix", remark.problem().args().toArray())
                .or(() -> column == null ? Optional.empty() : words.find("exchange.column." + column.name() + ".fix"))
                .orElse("");
    }

    private static String lines(List<Remark> remarks, Function<Remark, String> part) {
        return remarks.stream().map(part).collect(Collectors.joining("\n"));
    }

    // --- reading ---

    /// Takes each rejected row of a file.
    @FunctionalInterface
    private interface Rejections {
        void take(CsvFile.Row row, List<Remark> why);
    }

    /// A row that was read: what it means, or what is wrong with it.
    private record Line<T>(CsvFile.Row row, T thing, List<Form.Problem> problems, List<Form.Problem> warnings) {

        Line {
            problems = List.copyOf(problems);
            warnings = List.copyOf(warnings);
        }
    }

    private Outcome bringIn(
            CsvFile file,
            ImportList list,
            List<Optional<KnownColumn>> columns,
            @Nullable BranchId branch,
            boolean keepGood,
            @Nullable Kept kept) {
        if (kept != null && kept.done()) {
            return new BroughtInBefore();
        }
        try {
            var outcome = viewerFor(list)
                    .<@Nullable Outcome>call(() -> transaction.execute(change -> {
                        if (kept != null && !store.finish(kept.id(), clock.instant())) {
                            return new BroughtInBefore();
                        }
                        var report = read(file, list, columns, branch, true, (_, _) -> {});
                        if (report.rejected() > 0 && !keepGood) {
                            change.setRollbackOnly();
                            return new NotAllGood(report);
                        }
                        if (kept != null) {
                            store.write(kept.id(), report);
                        }
                        return new BroughtIn(report);
                    }));
            return Objects.requireNonNull(outcome);
        } catch (DataAccessException e) {
            // without its words: these may hold what stood in a row
            LOG.error("An import of {} stopped half-way: {}", list, e.getClass().getName());
            return new Stopped();
        }
    }

    private ImportReport read(
            CsvFile file,
            ImportList list,
            List<Optional<KnownColumn>> columns,
            @Nullable BranchId branch,
            boolean save,
            Rejections rejections) {
        var report = viewerFor(list)
                .<@Nullable ImportReport>call(() -> transaction.execute(
                        _ -> new Reading<>(file, columns, lists.of(list, branch), save, rejections).run()));
        return Objects.requireNonNull(report);
    }

    /// One reading of one file.
    private static final class Reading<T> {

        private final CsvFile file;
        private final List<Optional<KnownColumn>> columns;
        private final Set<KnownColumn> monthFirst = EnumSet.noneOf(KnownColumn.class);
        private final Map<KnownColumn, Integer> places = new EnumMap<>(KnownColumn.class);
        private final Incoming<T> incoming;
        private final boolean save;
        private final Rejections rejections;
        private final Map<String, Integer> seen = new HashMap<>();
        private final Map<UUID, Integer> seenWhole = new HashMap<>();
        private final List<Line<T>> lines = new ArrayList<>();
        private final List<RejectedRow> firstRejected = new ArrayList<>();
        private final List<Remark> firstWarnings = new ArrayList<>();
        private int rows;
        private int added;
        private int changed;
        private int unchanged;
        private int rejected;
        private int warned;

        Reading(
                CsvFile file,
                List<Optional<KnownColumn>> columns,
                Incoming<T> incoming,
                boolean save,
                Rejections rejections) {
            this.file = file;
            this.columns = columns;
            this.incoming = incoming;
            this.save = save;
            this.rejections = rejections;
            for (var place = 0; place < columns.size(); place++) {
                var at = place;
                columns.get(place).ifPresent(column -> {
                    places.putIfAbsent(column, at);
                    if (file.hasMonthFirst(at)) {
                        monthFirst.add(column);
                    }
                });
            }
        }

        ImportReport run() {
            file.forEach(row -> {
                rows++;
                lines.add(line(row));
                if (lines.size() == AT_ONCE) {
                    flush();
                }
            });
            flush();
            return new ImportReport(rows, added, changed, unchanged, rejected, firstRejected, warned, firstWarnings);
        }

        private Line<T> line(CsvFile.Row row) {
            Map<KnownColumn, String> texts = new EnumMap<>(KnownColumn.class);
            places.forEach((column, place) -> texts.put(column, row.cell(place)));
            var cells = new Cells(texts, monthFirst);
            var thing = incoming.read(cells);
            var problems = new ArrayList<>(cells.problems());
            if (hasTooManyCells(row)) {
                problems.clear();
                problems.add(wholeRow("exchange.wrong.tooManyCells", row.cells().size(), columns.size()));
            } else {
                sameAsBefore(row, cells).ifPresent(problems::add);
            }
            return new Line<>(row, thing, problems, cells.warnings());
        }

        private boolean hasTooManyCells(CsvFile.Row row) {
            return row.cells().stream().skip(columns.size()).anyMatch(cell -> !cell.isBlank());
        }

        /// The same row twice in one file: by its number, or where it has none by all that stands in it.
        private Optional<Form.Problem> sameAsBefore(CsvFile.Row row, Cells cells) {
            var identity = cells.raw(incoming.identityColumn());
            if (!identity.isEmpty()) {
                return Optional.ofNullable(seen.putIfAbsent(identity, row.number()))
                        .map(first -> new Form.Problem(
                                incoming.identityColumn().name(), "exchange.wrong.twice", List.of(first)));
            }
            var whole =
                    UUID.nameUUIDFromBytes(String.join("\u0000", row.cells()).getBytes(StandardCharsets.UTF_8));
            return Optional.ofNullable(seenWhole.putIfAbsent(whole, row.number()))
                    .map(first -> wholeRow("exchange.wrong.twice", first));
        }

        private static Form.Problem wholeRow(String key, Object... args) {
            return new Form.Problem("", key, List.of(args));
        }

        private void flush() {
            var good = lines.stream().filter(line -> line.problems().isEmpty()).toList();
            var fates = incoming.compare(good.stream().map(Line::thing).toList());
            List<T> toAdd = new ArrayList<>();
            List<T> toChange = new ArrayList<>();
            var next = 0;
            for (var line : lines) {
                if (!line.problems().isEmpty()) {
                    reject(line.row(), line.problems());
                    continue;
                }
                switch (fates.get(next++)) {
                    case Incoming.New _ -> {
                        added++;
                        toAdd.add(line.thing());
                        warn(line);
                    }
                    case Incoming.Changed _ -> {
                        changed++;
                        toChange.add(line.thing());
                        warn(line);
                    }
                    case Incoming.Unchanged _ -> {
                        unchanged++;
                        warn(line);
                    }
                    case Incoming.Refused(var why) -> reject(line.row(), List.of(why));
                }
            }
            lines.clear();
            if (save) {
                incoming.save(toAdd, toChange);
            }
        }

        private void reject(CsvFile.Row row, List<Form.Problem> problems) {
            rejected++;
            var why = problems.stream().map(problem -> remark(row, problem)).toList();
            if (firstRejected.size() < ImportReport.SHOWN) {
                firstRejected.add(new RejectedRow(row.number(), why));
            }
            rejections.take(row, why);
        }

        private void warn(Line<T> line) {
            if (line.warnings().isEmpty()) {
                return;
            }
            warned++;
            if (firstWarnings.size() < ImportReport.SHOWN) {
                line.warnings().forEach(warning -> firstWarnings.add(remark(line.row(), warning)));
            }
        }

        private Remark remark(CsvFile.Row row, Form.Problem problem) {
            if (problem.field().isEmpty()) {
                return new Remark(row.number(), null, "", "", problem);
            }
            var column = KnownColumn.valueOf(problem.field());
            var place = places.get(column);
            return new Remark(
                    row.number(),
                    column,
                    place == null ? "" : file.header().get(place),
                    place == null ? "" : Cells.shortened(row.cell(place).strip()),
                    problem);
        }
    }

    private static List<Optional<KnownColumn>> recognised(CsvFile file, ImportList list) {
        Set<KnownColumn> taken = new HashSet<>();
        return file.header().stream()
                .map(header -> KnownColumn.recognise(list, header).filter(taken::add))
                .toList();
    }

    private static List<String> names(List<Optional<KnownColumn>> columns) {
        Set<KnownColumn> taken = new HashSet<>();
        return columns.stream()
                .map(column -> column.filter(taken::add).map(Enum::name).orElse(""))
                .toList();
    }

    private static List<Optional<KnownColumn>> columns(Kept kept) {
        return kept.columns().stream()
                .map(name -> name.isEmpty() ? Optional.<KnownColumn>empty() : Optional.of(KnownColumn.valueOf(name)))
                .toList();
    }

    private static Preview preview(Kept kept, CsvFile file, List<Optional<KnownColumn>> columns) {
        var used = columns.stream().flatMap(Optional::stream).collect(Collectors.toSet());
        return new Preview(
                kept.list(),
                kept.name(),
                file.header(),
                columns,
                file.first(EXAMPLES).stream().map(CsvFile.Row::cells).toList(),
                file.rowCount(),
                missing(kept.list(), used),
                kept.done());
    }

    private static Set<KnownColumn> missing(ImportList list, Set<KnownColumn> used) {
        var missing =
                switch (list) {
                    case AREAS -> EnumSet.of(KnownColumn.POSTCODE, KnownColumn.PLACE);
                    case VOLUNTEERS -> EnumSet.noneOf(KnownColumn.class);
                    case REQUESTS -> EnumSet.of(KnownColumn.KIND);
                };
        if (list != ImportList.AREAS
                && !used.contains(KnownColumn.NAME)
                && !used.contains(KnownColumn.GIVEN_NAME)
                && !used.contains(KnownColumn.FAMILY_NAME)) {
            missing.add(KnownColumn.NAME);
        }
        missing.removeAll(used);
        return missing;
    }

    /// Areas are the installation's, and no desk's.
    private static Viewer viewerFor(ImportList list) {
        var viewer = Viewer.current();
        return list == ImportList.AREAS
                ? new Viewer(viewer.account(), viewer.name(), viewer.persons(), viewer.roles(), null)
                : viewer;
    }

    private static void requireMine(ImportList list) {
        if (!listFor(Viewer.current()).contains(list)) {
            throw new IllegalStateException(
                    "%s may not bring in %s.".formatted(Viewer.current().name(), list));
        }
    }

    /// No more than fits: a byte too many is enough to say so.
    private static byte[] upTo(InputStream in) throws IOException {
        try (in) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private <T> Optional<T> withFile(Ticket ticket, java.util.function.BiFunction<Kept, CsvFile, T> work) {
        return inTurn(() -> {
            var kept = Objects.requireNonNull(transaction.execute(_ -> store.find(ticket.id())));
            var closed = kept.map(_ -> Objects.requireNonNull(transaction.execute(_ -> store.content(ticket.id()))));
            return closed.flatMap(content -> Seal.open(content, ticket.key(), ticket.id()))
                    .map(content -> {
                        try {
                            return work.apply(
                                    kept.orElseThrow(),
                                    CsvFile.open(content, kept.orElseThrow().list()));
                        } catch (UnusableFile e) {
                            throw new IllegalStateException("It could be read when it was sent.", e);
                        }
                    });
        });
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
