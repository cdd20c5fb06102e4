package nl.samenspel.exchange;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Occasion;
import nl.samenspel.database.InstallationKey;
import nl.samenspel.exchange.ImportFileStore.Kept;
import nl.samenspel.exchange.ImportFileStore.State;
import nl.samenspel.exchange.Reading.Judged;
import nl.samenspel.exchange.Reading.Line;
import nl.samenspel.exchange.Reading.Note;
import nl.samenspel.exchange.Sheet.Row;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Goes through lists in the background, on behalf of whoever sent them: to try them out, or to bring them in.
///
/// A part of a list is done in one transaction, together with how far the list is; so whatever happens to this program,
/// a part was done or it was not. A list of which nothing was heard for a while is taken up by whichever program sees
/// that first, and goes on where it was. The key that this takes was lent by the sender, and goes back at the end.
@Component
class ImportWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

    /// The program that worked on it is gone.
    static final Duration UNHEARD = Duration.ofSeconds(15);

    private static final Duration LOOKS_AGAIN_AFTER = Duration.ofMillis(400);

    /// Lists that are gone through at once in this program; others of other organisations wait a moment.
    private static final int AT_ONCE = 2;

    /// Where a part cannot be kept, so many rows are tried together to find the one to blame.
    private static final int FEW = 50;

    /// So many rows may be to blame themselves; more, and something else is the matter.
    private static final int MOST_TO_BLAME = 50;

    /// A list that is longer takes a while, so its end is mailed.
    static final int MAILED_FROM = 2_000;

    private final ImportFileStore store;
    private final Envelope envelope;
    private final IncomingLists lists;
    private final Traces traces;
    private final Undo undo;
    private final SignInDesk signIns;
    private final Accounts accounts;
    private final Outbox outbox;
    private final SiteAddress site;
    private final InstallationKey installation;
    private final JdbcClient jobs;
    private final TransactionTemplate transaction;
    private final TransactionTemplate step;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Map<UUID, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private volatile boolean open;

    /// What a test does between what a part did and keeping it, to see what is left when the program dies there.
    volatile Runnable beforeCommit = () -> {};

    ImportWork(
            ImportFileStore store,
            Envelope envelope,
            IncomingLists lists,
            Traces traces,
            Undo undo,
            SignInDesk signIns,
            Accounts accounts,
            Outbox outbox,
            SiteAddress site,
            InstallationKey installation,
            @Qualifier("jobs") JdbcClient jobs,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.envelope = envelope;
        this.lists = lists;
        this.traces = traces;
        this.undo = undo;
        this.signIns = signIns;
        this.accounts = accounts;
        this.outbox = outbox;
        this.site = site;
        this.installation = installation;
        this.jobs = jobs;
        this.transaction = transaction;
        this.step = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {

        @Bean
        RecurringTask<Void> goOnWithImports(ImportWork work) {
            return Tasks.recurring("go-on-with-imports", FixedDelay.ofSeconds(5))
                    .execute((_, _) -> work.goOn());
        }
    }

    // --- beginning, and going on ---

    byte[] lend(UUID id, String key) {
        return installation.seal("list " + id, key.getBytes(StandardCharsets.UTF_8));
    }

    /// Begins on a list that was kept as worked on, as the viewer.
    ///
    /// @param key none where it is undone
    void begin(UUID id, @Nullable String key) {
        begin(id, key, Viewer.current());
    }

    private void begin(UUID id, @Nullable String key, Viewer viewer) {
        var end = new CompletableFuture<Void>();
        if (!open || running.putIfAbsent(id, end) != null) {
            return; // whoever looks for what was left undone finds it
        }
        Thread.ofVirtual().name("list " + id).start(() -> {
            try {
                viewer.run(() -> Occasion.call(key == null ? "undo an import" : "import", () -> {
                    work(id, key);
                    return true;
                }));
            } finally {
                running.remove(id);
                end.complete(null);
            }
        });
    }

    /// Waits until the work on it has ended, at most so long; not at all where another program works on it.
    void await(UUID id, Duration most) {
        var end = running.get(id);
        if (end == null) {
            return;
        }
        try {
            end.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException _) {
            // whoever asked looks how far it is
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // opened at once, never compared
    private record Left(
            UUID id,
            ImportList list,
            AccountId account,
            @Nullable OrganisationId organisation,
            byte @Nullable [] lent) {}

    /// Takes up what some program left undone: each as whoever sent it may be today. What its sender may not bring in
    /// any more is thrown away.
    void goOn() {
        var since = clock.instant().minus(UNHEARD);
        List<Left> left = jobs.sql("""
                select id, list, case when state = 'UNDOING' then undone_by else account end as account, organisation, lent
                from exchange.import_file
                where state in ('TRYING', 'BRINGING', 'UNDOING') and heard_at < :since
                  and (state = 'UNDOING') = (lent is null)
                order by created_at
                """)
                .param("since", Timestamp.from(since))
                .query((rs, _) -> {
                    var organisation = rs.getObject("organisation", UUID.class);
                    return new Left(
                            rs.getObject("id", UUID.class),
                            ImportList.valueOf(rs.getString("list")),
                            new AccountId(rs.getObject("account", UUID.class)),
                            organisation == null ? null : new OrganisationId(organisation),
                            rs.getBytes("lent"));
                })
                .list();
        for (var one : left) {
            if (running.containsKey(one.id())) {
                continue;
            }
            var isUndone = one.lent() == null;
            var key = one.lent() == null ? Optional.<byte[]>empty() : installation.open("list " + one.id(), one.lent());
            var viewer = signIns.viewer(one.account(), one.organisation())
                    .filter(now -> Imports.listFor(now).contains(one.list()))
                    .map(now -> one.list() == ImportList.AREAS ? Viewing.withoutDesk(now) : now)
                    .filter(now -> Objects.equals(now.organisation().orElse(null), one.organisation()));
            if (isUndone && viewer.isEmpty()) {
                LOG.warn("List {} was left half undone, and nobody may go on with it", one.id());
                jobs.sql("update exchange.import_file set state = 'UNDONE', has_turn = false where id = :id")
                        .param("id", one.id())
                        .update();
                jobs.sql("delete from exchange.import_turn where file = :id")
                        .param("id", one.id())
                        .update();
                continue;
            }
            if (!isUndone && (key.isEmpty() || viewer.isEmpty())) {
                LOG.warn("List {} was left undone, and nobody may go on with it", one.id());
                jobs.sql("delete from exchange.import_file where id = :id")
                        .param("id", one.id())
                        .update();
                continue;
            }
            var taken =
                    viewer.get().call(() -> transaction.execute(_ -> store.takeUp(one.id(), since, clock.instant())));
            if (Boolean.TRUE.equals(taken)) {
                LOG.info("List {} was left half-way, and goes on", one.id());
                begin(
                        one.id(),
                        key.map(opened -> new String(opened, StandardCharsets.UTF_8))
                                .orElse(null),
                        viewer.get());
            }
        }
    }

    // --- working ---

    private void work(UUID id, @Nullable String key) {
        var kept = find(id).filter(one -> one.state().isWorkedOn()).orElse(null);
        if (kept == null) {
            return;
        }
        var work = kept.state();
        try {
            var stopped = key == null
                    ? !waitForTurn(id, true) || undo(id)
                    : !waitForTurn(id, work == State.BRINGING) || go(new Stored(kept, key));
            if (open || !stopped) {
                end(id, work, stopped ? Ending.STOPPED : Ending.WHOLE);
            }
        } catch (Gone _) {
            // somebody else works on it, or it was thrown away
        } catch (RuntimeException e) {
            // without its words: these may hold what stood in a row
            LOG.error(
                    "A list of {} cannot go on: {} at {}",
                    kept.list(),
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
            end(id, work, Ending.BROKEN);
        }
    }

    private enum Ending {
        WHOLE,
        STOPPED,
        BROKEN
    }

    private static final class Gone extends RuntimeException {
        Gone() {
            super(null, null, false, false);
        }
    }

    private Optional<Kept> find(UUID id) {
        return Objects.requireNonNull(transaction.execute(_ -> store.find(id)));
    }

    /// What only looks needs no turn of its organisation, but does need a place.
    ///
    /// @return false when somebody said stop meanwhile
    private boolean waitForTurn(UUID id, boolean forReal) {
        var organisation = Viewer.current().organisation().orElse(null);
        while (open) {
            var mine = !forReal || Boolean.TRUE.equals(transaction.execute(_ -> store.takeTurn(id, organisation)));
            if (mine && places.tryAcquire()) {
                try {
                    transaction.executeWithoutResult(_ -> store.hasTurn(id, clock.instant()));
                } catch (RuntimeException e) {
                    places.release();
                    throw e;
                }
                return true;
            }
            if (Boolean.TRUE.equals(transaction.execute(_ -> store.hear(id, clock.instant())))) {
                return false;
            }
            try {
                Thread.sleep(LOOKS_AGAIN_AFTER);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /// @return whether it was told to stop before its end
    private boolean go(Run run) {
        try {
            return through(run, lists.of(run.list(), run.branch()));
        } finally {
            places.release();
        }
    }

    /// Undoes what a list did, step by step, each in a transaction; what is undone already is not there any more, so
    /// whoever takes it up goes on by itself where it was.
    ///
    /// @return whether it was told to stop before its end
    private boolean undo(UUID id) {
        try {
            while (open) {
                var stop = Objects.requireNonNull(transaction.<Optional<Boolean>>execute(_ -> undoNext(id)));
                if (stop.isEmpty()) {
                    return false;
                }
                if (stop.get()) {
                    return true;
                }
            }
            return true;
        } finally {
            places.release();
        }
    }

    /// @return whether to stop; empty when all was tried
    private Optional<Boolean> undoNext(UUID id) {
        if (store.hear(id, clock.instant())) {
            return Optional.of(true);
        }
        return traces.findNext(id).map(next -> {
            var done = undo.step(id, next);
            var stop = store.undid(id, done.gone(), done.putBack(), clock.instant());
            beforeCommit.run();
            return stop;
        });
    }

    /// The same at once, for who waits for it and has a place of their own.
    void goThrough(Run run) {
        through(run, lists.of(run.list(), run.branch()));
    }

    private <T> boolean through(Run run, Incoming<T> incoming) {
        var reading = new Reading<>(run.layout(), incoming, !run.isForReal());
        for (var part = 0; part < run.next(); part++) {
            reading.remember(run.rows(part));
        }
        var toBlame = 0;
        try (var ahead = new ReadAhead<>(run, reading)) {
            for (var part = run.next(); part < run.parts(); part++) {
                var at = part;
                var lines = ahead.read(at);
                Optional<Boolean> stop;
                try {
                    stop = kept(run, at, reading, lines);
                } catch (DataAccessException e) {
                    if (!run.isForReal()) {
                        throw e;
                    }
                    LOG.warn(
                            "Part {} of a list of {} broke: {}",
                            at,
                            run.list(),
                            e.getClass().getName());
                    reading.startAnew(fresh(run));
                    var blamed = new ArrayList<Note>();
                    stop = inFew(run, at, reading, lines, blamed, MOST_TO_BLAME - toBlame);
                    toBlame += blamed.size();
                }
                if (stop.isEmpty()) {
                    throw new Gone();
                }
                if (stop.get() && at + 1 < run.parts()) {
                    return true;
                }
                if (!open && run instanceof Stored && at + 1 < run.parts()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// What would happen with the rows of one part. Inside a transaction; changes nothing.
    Judged<?> judge(Run run, int part, List<Row> rows) {
        return judged(run, lists.of(run.list(), run.branch()), part, rows);
    }

    private static <T> Judged<T> judged(Run run, Incoming<T> incoming, int part, List<Row> rows) {
        var reading = new Reading<>(run.layout(), incoming, !run.isForReal());
        for (var before = 0; before < part; before++) {
            reading.remember(run.rows(before));
        }
        return reading.judge(reading.read(rows));
    }

    /// A list as it waits, to look at.
    Run run(Kept kept, String key) {
        return new Stored(kept, key);
    }

    /// Where something went wrong, what was remembered of people who were not saved after all is no longer so.
    @SuppressWarnings("unchecked") // the same list gives the same kind of row
    private <T> Incoming<T> fresh(Run run) {
        return (Incoming<T>) lists.of(run.list(), run.branch());
    }

    private <T> Optional<Boolean> kept(Run run, int part, Reading<T> reading, List<Line<T>> lines) {
        var done = transaction.<Optional<Boolean>>execute(change -> {
            var judged = reading.judge(lines);
            var traces = run.isForReal() ? reading.save(judged) : List.<Trace>of();
            var stop = run.keep(part, judged, traces);
            if (stop.isEmpty()) {
                change.setRollbackOnly();
            }
            beforeCommit.run();
            return stop;
        });
        return Objects.requireNonNull(done);
    }

    /// Something in this part cannot be kept: in small pieces, and where a piece cannot be kept row by row, the row to
    /// blame is found and set aside.
    private <T> Optional<Boolean> inFew(
            Run run, int part, Reading<T> reading, List<Line<T>> lines, List<Note> blamed, int mostToBlame) {
        var done = transaction.<Optional<Boolean>>execute(change -> {
            List<Judged<T>> pieces = new ArrayList<>();
            List<Trace> traces = new ArrayList<>();
            for (var from = 0; from < lines.size(); from += FEW) {
                piece(
                        run,
                        reading,
                        lines.subList(from, Math.min(from + FEW, lines.size())),
                        pieces,
                        traces,
                        blamed,
                        mostToBlame);
            }
            var stop = run.keep(part, together(pieces, blamed), traces);
            if (stop.isEmpty()) {
                change.setRollbackOnly();
            }
            beforeCommit.run();
            return stop;
        });
        return Objects.requireNonNull(done);
    }

    private <T> void piece(
            Run run,
            Reading<T> reading,
            List<Line<T>> lines,
            List<Judged<T>> pieces,
            List<Trace> traces,
            List<Note> blamed,
            int mostToBlame) {
        try {
            record Saved<R>(Judged<R> judged, List<Trace> traces) {}
            var saved = Objects.requireNonNull(step.<Saved<T>>execute(_ -> {
                var judged = reading.judge(lines);
                return new Saved<>(judged, reading.save(judged));
            }));
            pieces.add(saved.judged());
            traces.addAll(saved.traces());
        } catch (DataAccessException e) {
            reading.startAnew(fresh(run));
            if (lines.size() > 1) {
                lines.forEach(line -> piece(run, reading, List.of(line), pieces, traces, blamed, mostToBlame));
            } else if (blamed.size() >= mostToBlame) {
                throw e;
            } else {
                blamed.add(new Note(
                        lines.getFirst().row().number(),
                        List.of(new Form.Problem("", "exchange.wrong.broke", List.of()))));
            }
        }
    }

    private static <T> Judged<T> together(List<Judged<T>> pieces, List<Note> blamed) {
        List<T> added = new ArrayList<>();
        List<T> changed = new ArrayList<>();
        List<Note> rejected = new ArrayList<>(blamed);
        List<Note> warned = new ArrayList<>();
        var unchanged = 0;
        for (var piece : pieces) {
            added.addAll(piece.toAdd());
            changed.addAll(piece.toChange());
            unchanged += piece.unchanged();
            rejected.addAll(piece.rejected());
            warned.addAll(piece.warned());
        }
        return new Judged<>(added, changed, unchanged, rejected, warned, List.of());
    }

    // --- ending ---

    private void end(UUID id, State work, Ending ending) {
        transaction.executeWithoutResult(_ -> {
            if (work == State.UNDOING) {
                store.endUndoing(id, clock.instant());
                return;
            }
            var forReal = work == State.BRINGING;
            var state = forReal
                    ? switch (ending) {
                        case WHOLE -> State.DONE;
                        case STOPPED -> State.CANCELLED;
                        case BROKEN -> State.BROKEN;
                    }
                    : ending == Ending.WHOLE ? State.TRIED : State.SENT;
            store.end(id, state, clock.instant());
            if (forReal) {
                store.find(id).filter(kept -> kept.total() >= MAILED_FROM).ifPresent(kept -> mail(kept, ending));
            }
        });
    }

    /// How many, and where to look. Nothing of what stands in the list, nor what it is called.
    private void mail(Kept kept, Ending ending) {
        accounts.find(Viewer.current().me())
                .ifPresent(account -> account.mailAddress()
                        .ifPresent(address -> outbox.send(Letter.to(address, account.name(), account.language())
                                .saying(
                                        ending == Ending.WHOLE ? "exchange.mail.done" : "exchange.mail.stopped",
                                        account.name(),
                                        kept.counts().added(),
                                        kept.counts().changed(),
                                        kept.counts().unchanged(),
                                        kept.counts().rejected(),
                                        site.link("/import/" + kept.id() + "/done")))));
    }

    /// A list that waits in the database.
    private final class Stored implements Run {

        private final Kept kept;
        private final String key;
        private final Layout layout;

        Stored(Kept kept, String key) {
            this.kept = kept;
            this.key = key;
            this.layout = Objects.requireNonNull(transaction.execute(_ -> envelope.layout(kept, key)))
                    .orElseThrow(Gone::new);
        }

        @Override
        public ImportList list() {
            return kept.list();
        }

        @Override
        public @Nullable BranchId branch() {
            return kept.branch();
        }

        @Override
        public Layout layout() {
            return layout;
        }

        @Override
        public boolean isForReal() {
            return kept.state() == State.BRINGING;
        }

        @Override
        public int parts() {
            return kept.parts();
        }

        @Override
        public int next() {
            return kept.nextPart();
        }

        @Override
        public List<Row> rows(int part) {
            return Objects.requireNonNull(transaction.execute(_ -> envelope.rows(kept.id(), part, key)));
        }

        @Override
        public Optional<Boolean> keep(int part, Judged<?> judged, List<Trace> done) {
            traces.keep(kept.id(), part, done);
            return store.checkpoint(
                    kept.id(),
                    kept.state(),
                    part,
                    judged,
                    done.size(),
                    envelope.close(
                            kept.id(),
                            part,
                            new Envelope.Found(judged.rejected(), judged.warned(), judged.samples()),
                            key),
                    clock.instant());
        }
    }

    // --- with the program ---

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        running.forEach((id, _) -> await(id, Duration.ofSeconds(5)));
    }

    @Override
    public boolean isRunning() {
        return open;
    }
}
