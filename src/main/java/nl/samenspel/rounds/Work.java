package nl.samenspel.rounds;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Occasion;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Distributed;
import nl.samenspel.matching.Distributed.Pair;
import nl.samenspel.matching.Distribution;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.rounds.Entry.Outcome;
import nl.samenspel.rounds.JointRound.Sums;
import nl.samenspel.rounds.Proposal.Aside;
import nl.samenspel.rounds.Proposal.Waiting;
import nl.samenspel.rounds.Round.Order;
import nl.samenspel.rounds.Round.Worth;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Works on rounds in the background of this program, joint ones too, on behalf of whoever began them. One at a time:
/// others wait their
/// turn, and say so by staying at nothing done.
///
/// While it works it says every so often in the database that it still does, and how far it is; that is how any program
/// on the database can show it, tell it to stop, and notice that the one that worked on it is gone.
@Component
class Work implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Work.class);

    private static final RequestFilter SEARCHING =
            new RequestFilter(Set.of(State.SEARCHING), null, false, null, "", Set.of());

    private static final Duration TELLS_EVERY = Duration.ofSeconds(2);

    /// Of one round. Half of the machine is for those who work meanwhile.
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    private final RoundStore store;
    private final JointRoundStore jointStore;
    private final Organisations organisations;
    private final HelpRequests requests;
    private final Matches matches;
    private final Distribution distribution;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final Map<Record, Job> jobs = new ConcurrentHashMap<>();
    private final Supplier<Executor> workers;
    private @Nullable Executor worker;
    private @Nullable ScheduledExecutorService teller;
    private volatile boolean running;

    @Autowired
    Work(
            RoundStore store,
            JointRoundStore jointStore,
            Organisations organisations,
            HelpRequests requests,
            Matches matches,
            Distribution distribution,
            TransactionTemplate transaction,
            Clock clock) {
        this(
                store,
                jointStore,
                organisations,
                requests,
                matches,
                distribution,
                transaction,
                clock,
                () -> Executors.newSingleThreadExecutor(Work::thread));
    }

    /// @param workers makes what rounds are worked on with, one after another
    Work(
            RoundStore store,
            JointRoundStore jointStore,
            Organisations organisations,
            HelpRequests requests,
            Matches matches,
            Distribution distribution,
            TransactionTemplate transaction,
            Clock clock,
            Supplier<Executor> workers) {
        this.store = store;
        this.jointStore = jointStore;
        this.organisations = organisations;
        this.requests = requests;
        this.matches = matches;
        this.distribution = distribution;
        this.transaction = transaction;
        this.clock = clock;
        this.workers = workers;
    }

    private static Thread thread(Runnable work) {
        return Thread.ofPlatform().daemon().name("rounds").unstarted(work);
    }

    /// A round that this program works on.
    private abstract static class Job {
        private final Record id;
        private final Viewer viewer = Viewer.current();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private volatile Distribution.Progress progress = new Distribution.Progress(0, 0, 0);
        private volatile boolean stop;

        /// On behalf of whoever asks for it now.
        private Job(Record id) {
            this.id = id;
        }

        /// Divides, and keeps what comes of it.
        abstract void divide();

        /// Says how far it is. Returns whether it was told to stop.
        abstract boolean tell();

        abstract void interrupt();
    }

    /// Begins to work on a round that was kept as running, as the viewer.
    void begin(Order order) {
        begin(new Job(order.id()) {
            @Override
            void divide() {
                Work.this.divide(this, order);
            }

            @Override
            boolean tell() {
                var soFar = super.progress;
                return store.tell(order.id(), soFar.done(), new Worth(soFar.value(), soFar.bound()), clock.instant());
            }

            @Override
            void interrupt() {
                store.interrupt(order.id(), clock.instant());
            }
        });
    }

    /// The same over all organisations, as the administrator.
    void begin(JointRound.Order order) {
        begin(new Job(order.id()) {
            @Override
            void divide() {
                Work.this.divide(this, order);
            }

            @Override
            boolean tell() {
                return jointStore.tell(order.id(), super.progress.done(), clock.instant());
            }

            @Override
            void interrupt() {
                jointStore.interrupt(order.id(), clock.instant());
            }
        });
    }

    private void begin(Job job) {
        jobs.put(job.id, job);
        Objects.requireNonNull(worker, "the program does not run").execute(() -> work(job));
    }

    /// Waits until it ended, at most so long; not at all where another program works on it.
    void await(Record id, Duration most) {
        var job = jobs.get(id);
        if (job == null) {
            return;
        }
        try {
            job.end.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException _) {
            // whoever asked looks how far it is
        }
    }

    /// The best so far is taken, soon.
    void stop(Record id) {
        var job = jobs.get(id);
        if (job != null) {
            job.stop = true;
        }
    }

    private void work(Job job) {
        try {
            job.viewer.run(() -> Occasion.call("round", () -> {
                job.divide();
                return true;
            }));
        } catch (RuntimeException e) { // whatever it was: nothing was sent, and one can begin again
            LOG.error("Round {} ended without an answer", job.id, e);
            interrupt(job);
        } finally {
            jobs.remove(job.id);
            job.end.complete(null);
        }
    }

    private void interrupt(Job job) {
        job.viewer.run(() -> transaction.executeWithoutResult(_ -> job.interrupt()));
    }

    private void divide(Job job, Order order) {
        var waiting = listWaiting(order).map(HelpRequestOverview::id).collect(Collectors.toSet());
        var earlier = new HashMap<Pair, Integer>();
        var unwanted = new HashSet<Pair>();
        if (order.renews() != null) {
            var renews = order.renews();
            for (var proposal : Objects.requireNonNull(transaction.execute(_ -> store.listProposals(renews)))) {
                var pair = new Pair(proposal.made().request(), proposal.made().volunteer());
                switch (proposal) {
                    case Waiting waits -> earlier.put(pair, waits.made().hours());
                    case Aside _ -> unwanted.add(pair);
                    case Proposal.Sent _ -> {} // asked: what is said counts, not what was proposed
                }
            }
        }
        var task = distribution.prepare(
                new Distribution.Task(order.organisation(), waiting, listWhoHelpsWhom(), unwanted));
        Distribution.Listener listener = progress -> job.progress = progress;
        var found = order.renews() == null
                ? task.distribute(order.fairness(), THREADS, listener, () -> job.stop)
                : task.renew(earlier, order.fairness(), THREADS, listener, () -> job.stop);
        transaction.executeWithoutResult(status -> {
            if (!running) {
                status.setRollbackOnly();
            } else if (store.finish(order.id(), found, clock.instant())) {
                store.addEntries(order.id(), order.organisation(), entries(found));
                store.addProposals(order.id(), order.organisation(), found);
                if (order.renews() != null) {
                    store.copyAside(order.renews(), order.id());
                }
            }
        });
    }

    private void divide(Job job, JointRound.Order order) {
        var tasks = organisations.list().stream()
                .map(Organisation::id)
                .map(id -> Viewer.current().atTheWholeDesk(id).call(() -> task(id, order.municipality())))
                .toList();
        var together = distribution.prepareTogether(tasks);
        var found = together.distribute(order.fairness(), THREADS, progress -> job.progress = progress, () -> job.stop);
        var parts = together.perOrganisation(found);
        parts.forEach((organisation, part) -> Viewer.current()
                .atTheWholeDesk(organisation)
                .run(() -> transaction.executeWithoutResult(_ -> addPart(order, organisation, part))));
        var sums = new Sums(
                parts.size(),
                found.volunteers(),
                found.places().size(),
                found.asked().size(),
                count(
                        parts,
                        part -> part.proposals().stream()
                                .map(proposed -> proposed.pair().request())
                                .distinct()
                                .count()),
                count(parts, part -> part.elsewhere().size()));
        transaction.executeWithoutResult(status -> {
            if (!running || !jointStore.finish(order.id(), found, sums, clock.instant())) {
                status.setRollbackOnly();
            }
        });
    }

    private Distribution.Task task(OrganisationId organisation, @Nullable String municipality) {
        var waiting = requests.list(SEARCHING, 0, Integer.MAX_VALUE).stream()
                .filter(request ->
                        municipality == null || request.municipality().equals(municipality))
                .map(HelpRequestOverview::id)
                .collect(Collectors.toSet());
        return new Distribution.Task(organisation, waiting, listWhoHelpsWhom(), Set.of());
    }

    private void addPart(JointRound.Order order, OrganisationId organisation, Distributed part) {
        var own = new Order(
                RoundId.next(),
                organisation,
                null,
                order.fairness(),
                null,
                order.id(),
                order.startedBy(),
                order.startedAt());
        store.add(own, part, clock.instant());
        store.addEntries(own.id(), organisation, entries(part));
        store.addProposals(own.id(), organisation, part);
    }

    private static int count(Map<OrganisationId, Distributed> parts, ToLongFunction<Distributed> what) {
        return (int) parts.values().stream().mapToLong(what).sum();
    }

    /// Requests that wait for a volunteer, as the viewer may see them, where the round is.
    Stream<HelpRequestOverview> listWaiting(Order order) {
        return requests.list(SEARCHING, 0, Integer.MAX_VALUE).stream()
                .filter(request -> order.branch() == null || request.branch().equals(order.branch()));
    }

    private Map<PersonId, Set<PersonId>> listWhoHelpsWhom() {
        var helps = new HashMap<PersonId, Set<PersonId>>();
        matches.listRunning()
                .forEach(match -> helps.computeIfAbsent(match.duo().participant(), _ -> new HashSet<>())
                        .add(match.duo().volunteer()));
        return helps;
    }

    private static List<Entry> entries(Distributed found) {
        var asked = Set.copyOf(found.asked());
        var served = found.proposals().stream()
                .collect(Collectors.groupingBy(
                        proposed -> proposed.pair().request(), Collectors.summingInt(Distributed.Proposed::hours)));
        return found.places().entrySet().stream()
                .map(one -> {
                    HelpRequestId request = one.getKey();
                    var place = one.getValue();
                    var reason = found.open().get(request);
                    var elsewhere = found.elsewhere().get(request);
                    return new Entry(
                            request,
                            place.branch(),
                            place.municipality(),
                            place.hours(),
                            served.getOrDefault(request, 0),
                            place.waitingDays(),
                            asked.contains(request)
                                    ? Outcome.ASKED
                                    : elsewhere != null
                                            ? Outcome.ELSEWHERE
                                            : reason == null ? Outcome.PROPOSED : Outcome.OPEN,
                            reason,
                            elsewhere);
                })
                .toList();
    }

    // --- says that it still works ---

    private void tell() {
        for (var job : jobs.values()) {
            try {
                var stop = job.viewer.<@Nullable Boolean>call(() -> transaction.execute(_ -> job.tell()));
                job.stop |= Boolean.TRUE.equals(stop);
            } catch (RuntimeException e) { // the next time it is told again
                LOG.warn("Round {} cannot say how far it is: {}", job.id, e.toString());
            }
        }
    }

    @Override
    public synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        worker = workers.get();
        teller = Executors.newSingleThreadScheduledExecutor(Work::thread);
        var _ = teller.scheduleWithFixedDelay(
                this::tell, TELLS_EVERY.toMillis(), TELLS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// The program stops: what it worked on is marked as interrupted, so that nobody waits for it.
    @Override
    public synchronized void stop() {
        running = false;
        if (teller != null) {
            teller.shutdownNow();
        }
        for (var job : jobs.values()) {
            job.stop = true;
            try {
                interrupt(job);
            } catch (RuntimeException e) {
                LOG.warn("Round {} cannot be marked as interrupted: {}", job.id, e.toString());
            }
        }
        if (worker instanceof ExecutorService service) {
            service.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
