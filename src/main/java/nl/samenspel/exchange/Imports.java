package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.InstallationKey;
import nl.samenspel.exchange.ImportFileStore.Kept;
import nl.samenspel.exchange.ImportFileStore.State;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.exchange.Sheet.Row;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The door for lists from a file: send it, say what its columns mean, try it out, and bring it in.
///
/// Trying out changes nothing. Bringing in goes part by part, in the background, and goes on where it
/// was whatever happens to the program; one list of an organisation at a time. Whoever follows it sees
/// how far it is, and can stop it.
@Service
public class Imports {

    /// A larger file is refused.
    public static final int MOST_BYTES = Sheet.MOST_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int EXAMPLES = 3;

    private final ImportFileStore store;
    private final Envelope envelope;
    private final ImportWork work;
    private final Traces traces;
    private final Words words;
    private final InstallationKey installation;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /// A test takes fewer, for many parts of a short list.
    volatile int rowsOfAPart = Part.ROWS;

    Imports(
            ImportFileStore store,
            Envelope envelope,
            ImportWork work,
            Traces traces,
            Words words,
            InstallationKey installation,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.envelope = envelope;
        this.work = work;
        this.traces = traces;
        this.words = words;
        this.installation = installation;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// With which someone comes back to the file they sent. The key is nowhere but with them, and with the program for
    /// as long as it does what they asked.
    public record Ticket(UUID id, String key) {}

    /// What came of sending a file.
    public sealed interface Sent {}

    /// It can be read, and waits for a day.
    public record Waiting(Ticket ticket) implements Sent {}

    /// It cannot be read as a list at all; nothing is kept.
    public record Unusable(Form.Problem why) implements Sent, Tried, Outcome {}

    /// What stands in a list, before it is gone through.
    ///
    /// @param columns what each column seems to mean, in the order of the header; empty where it is not used
    /// @param fixed what every row says that is in no column
    /// @param examples the first rows
    /// @param missing columns without which no row can come in
    public record Preview(
            ImportList list,
            String name,
            List<String> header,
            List<Optional<KnownColumn>> columns,
            Map<KnownColumn, String> fixed,
            List<List<String>> examples,
            int rows,
            Set<KnownColumn> missing) {

        public Preview {
            header = List.copyOf(header);
            columns = List.copyOf(columns);
            fixed = Map.copyOf(fixed);
            examples = List.copyOf(examples);
            missing = Set.copyOf(missing);
        }
    }

    /// Where a list is.
    public sealed interface Course {}

    /// It waits for somebody to say what its columns mean.
    public record ToRead() implements Course {}

    /// It is being tried out, or brought in.
    ///
    /// @param forReal whether it is being brought in
    /// @param undoing whether what it did is being undone
    /// @param waits whether another list of the organisation, or others' lists, come first
    /// @param left how long it will take from now, as far as that can be said already
    /// @param stopping whether it was told to stop
    public record Working(
            boolean forReal,
            boolean undoing,
            boolean waits,
            String name,
            int read,
            int total,
            Optional<Duration> left,
            boolean stopping)
            implements Course {

        public int percent() {
            return total == 0 ? 0 : (int) (100L * read / total);
        }
    }

    /// What would happen with its rows.
    ///
    /// @param samples some of what is new, and some of what changes
    public record TriedOut(Preview preview, ImportReport report, List<Sample> samples) implements Course, Tried {

        public TriedOut {
            samples = List.copyOf(samples);
        }
    }

    /// It was brought in, as far as it says.
    public record Over(ImportReport report, End end, int total) implements Course {}

    public enum End {
        DONE,
        /// Somebody said stop.
        CANCELLED,
        /// Something broke, and what was not in yet did not come in.
        BROKEN,
        /// Afterwards it was undone, as far as could be.
        UNDONE
    }

    /// What came of asking to bring a list in.
    public sealed interface Started {}

    public record Begun() implements Started {}

    /// Some rows cannot come in, and it was not said that the good ones may come alone.
    public record SomeRejected() implements Started {}

    /// It was, or is being, brought in already; or it was not tried out.
    public record NotNow() implements Started {}

    /// What came of trying out at once.
    public sealed interface Tried {}

    /// What came of bringing in at once.
    public sealed interface Outcome {}

    public record BroughtIn(ImportReport report) implements Outcome {}

    /// Some rows cannot come in, and it was not said that the good ones may come alone. Nothing was changed.
    public record NotAllGood(ImportReport report) implements Outcome {}

    /// Something broke; what was in before it stays.
    public record Stopped() implements Outcome {}

    /// The lists that the viewer may bring in.
    public static List<ImportList> listFor(Viewer viewer) {
        List<ImportList> mine = new ArrayList<>();
        if (viewer.is(Role.ADMINISTRATOR)) {
            mine.add(ImportList.AREAS);
        }
        if (viewer.desk() != null) {
            mine.add(ImportList.VOLUNTEERS);
            mine.add(ImportList.PARTICIPANTS);
            mine.add(ImportList.REQUESTS);
            mine.add(ImportList.MATCHES);
            mine.add(ImportList.TRAININGS);
            mine.add(ImportList.HOURS);
        }
        return mine;
    }

    // --- sending ---

    /// Keeps a list for a day, for its sender only.
    ///
    /// @param branch where what comes in belongs; none for areas
    public Sent send(ImportList list, String name, Resource file, @Nullable BranchId branch) {
        requireMine(list);
        var ticket = new Ticket(UUID.randomUUID(), Seal.newKey());
        try (var sheet = Sheets.open(file, list)) {
            var viewer = Viewer.current();
            var organisation = list == ImportList.AREAS ? null : viewer.myDesk().organisation();
            transaction.executeWithoutResult(_ -> {
                store.add(ticket.id(), list, Cells.shortened(name), viewer.me(), organisation, branch, clock.instant());
                var count = new int[1];
                var staged = stage(sheet, rows -> {
                    store.addPart(ticket.id(), count[0], envelope.close(ticket.id(), count[0], rows, ticket.key()));
                    count[0]++;
                });
                var columns = recognised(sheet.header(), list, organisation);
                store.complete(
                        ticket.id(),
                        Layout.names(columns),
                        envelope.close(ticket.id(), staged.head(sheet), ticket.key()),
                        staged.total(),
                        count[0]);
            });
            return new Waiting(ticket);
        } catch (Unread e) {
            return new Unusable(e.why.problem());
        } catch (UnusableFile e) {
            return new Unusable(e.problem());
        }
    }

    /// A file turns out not to be readable half-way: nothing of it is kept.
    private static final class Unread extends RuntimeException {
        private final UnusableFile why;

        Unread(UnusableFile why) {
            super(why);
            this.why = why;
        }
    }

    private record Staged(int total, BitSet monthFirst, List<Row> first) {

        Envelope.Head head(Sheet sheet) {
            return new Envelope.Head(
                    sheet.header(),
                    sheet.separator(),
                    monthFirst.stream().boxed().collect(Collectors.toSet()),
                    first);
        }
    }

    @FunctionalInterface
    private interface PartTaker {
        void take(List<Row> rows);
    }

    private Staged stage(Sheet sheet, PartTaker taker) {
        List<Row> part = new ArrayList<>(Part.ROWS);
        List<Row> first = new ArrayList<>();
        var monthFirst = new BitSet();
        var total = new int[1];
        try {
            sheet.forEach(row -> {
                if (++total[0] > Sheet.MOST_ROWS) {
                    throw new Unread(new UnusableFile("exchange.unusable.tooManyRows", Sheet.MOST_ROWS));
                }
                if (first.size() < EXAMPLES) {
                    first.add(row);
                }
                Layout.noteMonthFirst(row, monthFirst);
                part.add(row);
                if (part.size() >= rowsOfAPart) {
                    taker.take(part);
                    part.clear();
                }
            });
        } catch (UnusableFile e) {
            throw new Unread(e);
        }
        if (!part.isEmpty()) {
            taker.take(part);
        }
        return new Staged(total[0], monthFirst, first);
    }

    // --- from page to page ---

    /// Empty when there is no such list for this viewer, it is gone, or over.
    public Optional<Preview> preview(Ticket ticket) {
        return opened(ticket, Imports::preview);
    }

    /// Where a list is. Empty when there is no such list for this viewer with this key.
    public Optional<Course> course(Ticket ticket) {
        var kept = find(ticket.id());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        var it = kept.get();
        return switch (it.state()) {
            case SENT -> opened(ticket, (_, _) -> new ToRead());
            case TRYING, BRINGING -> opened(ticket, (_, _) -> working(it));
            case TRIED ->
                opened(
                        ticket,
                        (_, layout) -> new TriedOut(
                                preview(it, layout), report(it, layout, ticket.key()), samples(it, ticket.key())));
            case UNDOING -> Optional.of(working(it));
            case DONE, CANCELLED, BROKEN, UNDONE -> Optional.of(over(it));
        };
    }

    private Working working(Kept kept) {
        var undoing = kept.state() == State.UNDOING;
        var total = undoing ? kept.traces() : kept.total();
        var read = undoing
                ? total - Objects.requireNonNull(transaction.execute(_ -> traces.countLeft(kept.id())))
                : kept.counts().read();
        var since = read - kept.tookUpWith();
        Optional<Duration> left = kept.tookUpAt() == null || since <= 0 || !kept.hasTurn()
                ? Optional.empty()
                : Optional.of(Duration.between(kept.tookUpAt(), clock.instant())
                        .multipliedBy(total - read)
                        .dividedBy(since));
        return new Working(
                kept.state() == State.BRINGING, undoing, !kept.hasTurn(), kept.name(), read, total, left, kept.stop());
    }

    /// What came of a list that was brought in, or was stopped while it was.
    public Optional<Over> findOver(UUID id) {
        return find(id).filter(kept -> kept.state().isOver()).map(Imports::over);
    }

    private static Over over(Kept kept) {
        var counts = kept.counts();
        return new Over(
                new ImportReport(
                        counts.read(),
                        counts.added(),
                        counts.changed(),
                        counts.unchanged(),
                        counts.rejected(),
                        List.of(),
                        0,
                        List.of()),
                switch (kept.state()) {
                    case DONE -> End.DONE;
                    case CANCELLED -> End.CANCELLED;
                    case BROKEN -> End.BROKEN;
                    case UNDONE -> End.UNDONE;
                    case SENT, TRYING, TRIED, BRINGING, UNDOING -> throw new IllegalStateException("It is not over.");
                },
                kept.total());
    }

    /// Says what the columns mean, and what every row says that is in no column; and begins to try it out. What is said
    /// otherwise than we thought is remembered for the next list of the organisation.
    ///
    /// @return whether it could be said now
    public boolean choose(Ticket ticket, List<Optional<KnownColumn>> columns, Map<KnownColumn, String> fixed) {
        var begun = opened(ticket, (kept, layout) -> {
            var closed = envelope.close(kept.id(), new Envelope.Fixed(fixed), ticket.key());
            if (!store.choose(kept.id(), Layout.names(columns), closed)) {
                return false;
            }
            Viewer.current()
                    .organisation()
                    .filter(_ -> kept.list() != ImportList.AREAS)
                    .ifPresent(organisation -> remember(organisation, kept.list(), layout.header(), columns));
            return store.begin(kept.id(), State.TRYING, work.lend(kept.id(), ticket.key()), clock.instant());
        });
        if (begun.isPresent() && begun.get()) {
            Viewing.of(listOf(ticket)).run(() -> work.begin(ticket.id(), ticket.key()));
        }
        return begun.orElse(false);
    }

    /// Begins to bring the rows in: all of them, or those that are good.
    ///
    /// @param keepGood whether the good rows may come in where others cannot
    public Optional<Started> bringIn(Ticket ticket, boolean keepGood) {
        Optional<Started> started = opened(ticket, (kept, _) -> {
            if (kept.state() != State.TRIED) {
                return new NotNow();
            }
            if (kept.counts().rejected() > 0 && !keepGood) {
                return new SomeRejected();
            }
            return store.begin(kept.id(), State.BRINGING, work.lend(kept.id(), ticket.key()), clock.instant())
                    ? new Begun()
                    : new NotNow();
        });
        if (started.isPresent() && started.get() instanceof Begun) {
            Viewing.of(listOf(ticket)).run(() -> work.begin(ticket.id(), ticket.key()));
        }
        return started;
    }

    private ImportList listOf(Ticket ticket) {
        return find(ticket.id()).orElseThrow().list();
    }

    /// Waits for what was begun in this program, at most so long.
    public void await(Ticket ticket, Duration most) {
        work.await(ticket.id(), most);
    }

    /// Tells the work on a list to stop; it does so after the part it is at. Returns whether there was work to stop.
    public boolean stop(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(_ -> store.askToStop(id)));
    }

    /// The rows that cannot come in, with what is wrong before each, as a file that can be put right and sent again.
    /// Empty when there is no such list.
    public Optional<Integer> writeRejected(Ticket ticket, OutputStream out) {
        return opened(ticket, (kept, layout) -> {
            try (var csv = new SafeCsv(out, layout.separator())) {
                var head = new ArrayList<>(List.of(
                        words.get("exchange.rejected.row"),
                        words.get("exchange.rejected.column"),
                        words.get("exchange.rejected.value"),
                        words.get("exchange.rejected.why"),
                        words.get("exchange.rejected.fix")));
                head.addAll(layout.header());
                csv.write(head);
                envelope.forEachRejected(kept.id(), ticket.key(), part -> {
                    var byNumber = part.rows().stream().collect(Collectors.toMap(Row::number, Function.identity()));
                    for (var note : part.found().rejected()) {
                        var row = Objects.requireNonNull(byNumber.get(note.number()));
                        var why = Told.remarks(layout, row, note);
                        var line = new ArrayList<String>();
                        line.add(String.valueOf(row.number()));
                        line.add(lines(why, this::nameOf));
                        line.add(lines(why, Remark::value));
                        line.add(lines(why, remark -> words.of(remark.problem())));
                        line.add(lines(why, this::fixOf));
                        line.addAll(row.cells());
                        csv.write(line);
                    }
                });
                return kept.counts().rejected();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// Forgets a list before its day is over. One that is being worked on is stopped first.
    public void forget(UUID id) {
        transaction.executeWithoutResult(_ -> store.remove(id));
    }

    // --- one row ---

    /// A row that cannot come in as it is.
    ///
    /// @param header of the whole list
    /// @param why what is wrong with it; nothing when it was put right meanwhile
    public record Wrong(
            int number,
            List<String> header,
            List<Optional<KnownColumn>> columns,
            List<String> cells,
            List<Remark> why) {

        public Wrong {
            header = List.copyOf(header);
            columns = List.copyOf(columns);
            cells = List.copyOf(cells);
            why = List.copyOf(why);
        }
    }

    /// A row that was rejected when the list was tried out. Empty when there is no such row, or no such list.
    public Optional<Wrong> findWrong(Ticket ticket, int number) {
        return opened(
                        ticket,
                        (kept, layout) -> Optional.of(kept)
                                .filter(one -> one.state() == State.TRIED)
                                .flatMap(_ -> rejectedIn(ticket, number))
                                .map(part -> wrong(layout, part, number)))
                .flatMap(Function.identity());
    }

    /// Puts a rejected row right, in the list as it waits here, and judges it again with the rows around it.
    ///
    /// @param cells the whole row
    /// @return what is wrong with it now; empty as [#findWrong]
    public Optional<Wrong> correct(Ticket ticket, int number, List<String> cells) {
        return opened(
                        ticket,
                        (kept, layout) -> Optional.of(kept)
                                .filter(one -> one.state() == State.TRIED)
                                .flatMap(_ -> rejectedIn(ticket, number))
                                .flatMap(part -> correct(ticket, kept, layout, part, new Row(number, cells))))
                .flatMap(Function.identity());
    }

    private Optional<Wrong> correct(Ticket ticket, Kept kept, Layout layout, Envelope.Opened part, Row corrected) {
        var rows = part.rows().stream()
                .map(row -> row.number() == corrected.number() ? corrected : row)
                .toList();
        var judged = Viewing.of(kept.list()).call(() -> work.judge(work.run(kept, ticket.key()), part.nth(), rows));
        var found = new Envelope.Found(judged.rejected(), judged.warned(), judged.samples());
        var done = store.correct(
                kept.id(),
                part.nth(),
                envelope.close(kept.id(), part.nth(), rows, ticket.key()),
                envelope.close(kept.id(), part.nth(), found, ticket.key()),
                judged);
        return done
                ? Optional.of(wrong(layout, new Envelope.Opened(part.nth(), rows, found), corrected.number()))
                : Optional.empty();
    }

    private Optional<Envelope.Opened> rejectedIn(Ticket ticket, int number) {
        var part = envelope.findTold(ticket.id(), -1, true, ticket.key());
        while (part.isPresent() && part.get().found().rejected().stream().noneMatch(note -> note.number() == number)) {
            part = envelope.findTold(ticket.id(), part.get().nth(), true, ticket.key());
        }
        return part;
    }

    private static Wrong wrong(Layout layout, Envelope.Opened part, int number) {
        var row = part.rows().stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow();
        return new Wrong(
                number,
                layout.header(),
                layout.columns(),
                row.cells(),
                part.found().rejected().stream()
                        .filter(note -> note.number() == number)
                        .flatMap(note -> Told.remarks(layout, row, note).stream())
                        .toList());
    }

    private List<Sample> samples(Kept kept, String key) {
        var added = new ArrayList<Sample>();
        var changed = new ArrayList<Sample>();
        var part = envelope.findSampled(kept.id(), -1, key);
        while (part.isPresent()
                && (added.size() < Math.min(kept.counts().added(), Sample.MOST)
                        || changed.size() < Math.min(kept.counts().changed(), Sample.MOST))) {
            for (var sample : part.get().found().samples()) {
                var list = sample.isNew() ? added : changed;
                if (list.size() < Sample.MOST) {
                    list.add(sample);
                }
            }
            part = envelope.findSampled(kept.id(), part.get().nth(), key);
        }
        added.addAll(changed);
        return added;
    }

    private ImportReport report(Kept kept, Layout layout, String key) {
        var told = new Told(layout);
        var counts = kept.counts();
        var at = -1;
        while (counts.rejected() > 0 && !told.hasAllRejectedOf(counts.rejected())) {
            var part = envelope.findTold(kept.id(), at, true, key).orElse(null);
            if (part == null) {
                break;
            }
            told.add(part.rows(), part.found().rejected(), List.of());
            at = part.nth();
        }
        at = -1;
        while (counts.warned() > 0 && !told.hasEnoughWarnings()) {
            var part = envelope.findTold(kept.id(), at, false, key).orElse(null);
            if (part == null) {
                break;
            }
            told.add(part.rows(), List.of(), part.found().warned());
            at = part.nth();
        }
        return told.report(
                counts.read(),
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.rejected(),
                counts.warned());
    }

    // --- at once: for a command, which has the file at hand and waits ---

    public Tried tryOut(ImportList list, Resource file, @Nullable BranchId branch) {
        requireMine(list);
        try (var sheet = Sheets.open(file, list)) {
            List<byte[]> parts = new ArrayList<>();
            var staged = stage(sheet, rows -> parts.add(Part.pack(rows)));
            var layout = layout(sheet, staged, list);
            return new TriedOut(
                    preview(list, "", layout, staged.total()),
                    goneThrough(list, branch, layout, false, parts),
                    List.of());
        } catch (Unread e) {
            return new Unusable(e.why.problem());
        } catch (UnusableFile e) {
            return new Unusable(e.problem());
        }
    }

    public Outcome bringIn(ImportList list, Resource file, @Nullable BranchId branch, boolean keepGood) {
        requireMine(list);
        try (var sheet = Sheets.open(file, list)) {
            List<byte[]> parts = new ArrayList<>();
            var staged = stage(sheet, rows -> parts.add(Part.pack(rows)));
            var layout = layout(sheet, staged, list);
            if (!keepGood) {
                var report = goneThrough(list, branch, layout, false, parts);
                if (report.rejected() > 0) {
                    return new NotAllGood(report);
                }
            }
            return new BroughtIn(goneThrough(list, branch, layout, true, parts));
        } catch (Unread e) {
            return new Unusable(e.why.problem());
        } catch (UnusableFile e) {
            return new Unusable(e.problem());
        } catch (DataAccessException e) {
            // without its words: these may hold what stood in a row
            LOG.error("A list of {} stopped half-way: {}", list, e.getClass().getName());
            return new Stopped();
        }
    }

    private Layout layout(Sheet sheet, Staged staged, ImportList list) {
        var head = staged.head(sheet);
        var organisation = Viewing.of(list).organisation().orElse(null);
        return new Layout(
                head.header(),
                head.separator(),
                head.monthFirst(),
                head.first(),
                recognised(head.header(), list, organisation),
                Map.of());
    }

    private ImportReport goneThrough(
            ImportList list, @Nullable BranchId branch, Layout layout, boolean forReal, List<byte[]> parts) {
        var run = new Run.AtHand(list, branch, layout, forReal, parts);
        Viewing.of(list).run(() -> work.goThrough(run));
        return run.report();
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

    // --- columns ---

    /// What columns mean: as the organisation once said, or else as their names say.
    private List<Optional<KnownColumn>> recognised(
            List<String> header, ImportList list, @Nullable OrganisationId organisation) {
        var marks = header.stream().map(this::mark).toList();
        var said = organisation == null
                ? Map.<String, String>of()
                : Objects.requireNonNull(transaction.execute(_ -> store.meanings(organisation, list, marks)));
        Set<KnownColumn> taken = new HashSet<>();
        var thought = HeaderMeaning.of(list, header);
        List<Optional<KnownColumn>> columns = new ArrayList<>(header.size());
        for (var place = 0; place < header.size(); place++) {
            var meaning = said.get(marks.get(place));
            columns.add(
                    meaning == null
                            ? thought.get(place)
                            : Layout.ofNames(List.of(meaning)).getFirst());
        }
        // what somebody said goes before what we think
        for (var sure : List.of(true, false)) {
            for (var place = 0; place < columns.size(); place++) {
                var at = place;
                if (said.containsKey(marks.get(at)) == sure) {
                    columns.set(at, columns.get(at).filter(column -> column.isIn(list) && taken.add(column)));
                }
            }
        }
        return columns;
    }

    private void remember(
            OrganisationId organisation, ImportList list, List<String> header, List<Optional<KnownColumn>> columns) {
        Map<String, Optional<String>> said = new HashMap<>();
        var thoughts = HeaderMeaning.of(list, header);
        for (var place = 0; place < header.size(); place++) {
            var name = header.get(place);
            if (name.isBlank()) {
                continue;
            }
            var thought = thoughts.get(place);
            var meant = columns.get(place);
            said.put(
                    mark(name),
                    thought.equals(meant)
                            ? Optional.empty()
                            : Optional.of(meant.map(Enum::name).orElse("")));
        }
        store.keepMeanings(organisation, list, said);
    }

    private String mark(String header) {
        return installation.mark("header", KnownColumn.bare(header));
    }

    private static Preview preview(Kept kept, Layout layout) {
        return preview(kept.list(), kept.name(), layout, kept.total());
    }

    private static Preview preview(ImportList list, String name, Layout layout, int rows) {
        var used = layout.columns().stream().flatMap(Optional::stream).collect(Collectors.toSet());
        used.addAll(layout.fixed().keySet());
        return new Preview(
                list,
                name,
                layout.header(),
                layout.columns(),
                layout.fixed(),
                layout.first().stream().map(Row::cells).toList(),
                rows,
                missing(list, used));
    }

    /// What no row can do without; of columns that say the same, the one that is missed is named.
    private static Set<KnownColumn> missing(ImportList list, Set<KnownColumn> used) {
        var missing =
                switch (list) {
                    case AREAS -> EnumSet.of(KnownColumn.POSTCODE, KnownColumn.PLACE);
                    case VOLUNTEERS, PARTICIPANTS -> EnumSet.noneOf(KnownColumn.class);
                    case REQUESTS -> EnumSet.of(KnownColumn.KIND);
                    case MATCHES -> EnumSet.of(KnownColumn.BEGUN_ON);
                    case TRAININGS -> EnumSet.of(KnownColumn.TRAINING, KnownColumn.OBTAINED_ON);
                    case HOURS -> EnumSet.of(KnownColumn.DAY);
                };
        switch (list) {
            case AREAS -> {}
            case VOLUNTEERS, PARTICIPANTS, REQUESTS ->
                needOne(missing, used, KnownColumn.NAME, KnownColumn.GIVEN_NAME, KnownColumn.FAMILY_NAME);
            case MATCHES -> {
                needVolunteer(missing, used);
                needOne(
                        missing,
                        used,
                        KnownColumn.PARTICIPANT,
                        KnownColumn.PERSON_ID,
                        KnownColumn.PARTICIPANT_FAMILY_NAME,
                        KnownColumn.REQUEST_ID);
            }
            case TRAININGS -> needVolunteer(missing, used);
            case HOURS -> {
                needOne(missing, used, KnownColumn.HOURS_DONE, KnownColumn.MINUTES);
                if (!used.contains(KnownColumn.MATCH_ID)) {
                    needVolunteer(missing, used);
                }
            }
        }
        missing.removeAll(used);
        return missing;
    }

    private static void needVolunteer(Set<KnownColumn> missing, Set<KnownColumn> used) {
        needOne(missing, used, KnownColumn.VOLUNTEER, KnownColumn.VOLUNTEER_ID, KnownColumn.VOLUNTEER_FAMILY_NAME);
    }

    private static void needOne(
            Set<KnownColumn> missing, Set<KnownColumn> used, KnownColumn first, KnownColumn... others) {
        if (!used.contains(first) && Arrays.stream(others).noneMatch(used::contains)) {
            missing.add(first);
        }
    }

    private static void requireMine(ImportList list) {
        if (!listFor(Viewer.current()).contains(list)) {
            throw new IllegalStateException(
                    "%s may not bring in %s.".formatted(Viewer.current().name(), list));
        }
    }

    private Optional<Kept> find(UUID id) {
        return Objects.requireNonNull(transaction.execute(_ -> store.find(id)));
    }

    private <T> Optional<T> opened(Ticket ticket, BiFunction<Kept, Layout, T> look) {
        return Objects.requireNonNull(transaction.<Optional<T>>execute(_ -> store.find(ticket.id())
                .flatMap(kept -> envelope.layout(kept, ticket.key()).map(layout -> look.apply(kept, layout)))));
    }
}
