package nl.samenspel.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a viewer counts from, as it was read. Where reading it takes long it is kept for ten
/// minutes, for this viewer and nobody else, and read again behind the page of whoever keeps
/// looking. Where it does not, it is read each time.
public final class Kept<T> {

    static final Duration KEPT = Duration.ofMinutes(10);
    /// After this it is read again, for the next look.
    static final Duration FRESH = Duration.ofMinutes(1);

    private static final int MOST_VIEWERS = 24;
    private static final Logger LOG = LoggerFactory.getLogger(Kept.class);

    private record One<T>(Instant at, T what) {}

    private final Map<Viewer, One<T>> known = new ConcurrentHashMap<>();
    private final Set<Viewer> underWay = ConcurrentHashMap.newKeySet();
    private final Supplier<T> read;
    private final Clock clock;
    private final Duration longest;

    /// @param read as the viewer, in a transaction of its own where there is none
    /// @param longest what takes longer than this is kept
    public Kept(Supplier<T> read, Clock clock, Duration longest) {
        this.read = read;
        this.clock = clock;
        this.longest = longest;
    }

    public T get() {
        var viewer = Viewer.current();
        var one = known.get(viewer);
        if (one == null || isOlder(one, KEPT)) {
            return readAgain(viewer);
        }
        if (isOlder(one, FRESH) && underWay.add(viewer)) {
            Thread.ofVirtual().start(() -> viewer.run(() -> behind(viewer)));
        }
        return one.what();
    }

    /// Since when it is kept; empty: it is read each time.
    public Optional<Instant> since() {
        return Optional.ofNullable(known.get(Viewer.current())).map(One::at);
    }

    private void behind(Viewer viewer) {
        try {
            readAgain(viewer);
        } catch (RuntimeException e) {
            LOG.warn("What is counted from could not be read again; the page keeps what it has", e);
        } finally {
            underWay.remove(viewer);
        }
    }

    private T readAgain(Viewer viewer) {
        var now = clock.instant();
        var began = System.nanoTime();
        var what = read.get();
        var isLong = System.nanoTime() - began > longest.toNanos();
        known.values().removeIf(one -> isOlder(one, KEPT));
        if (isLong) {
            known.put(viewer, new One<>(now, what));
        } else {
            known.remove(viewer);
        }
        if (known.size() > MOST_VIEWERS) {
            known.entrySet().stream()
                    .min(Comparator.comparing(one -> one.getValue().at()))
                    .ifPresent(oldest -> known.remove(oldest.getKey()));
        }
        return what;
    }

    private boolean isOlder(One<T> one, Duration than) {
        return !one.at().plus(than).isAfter(clock.instant());
    }
}
