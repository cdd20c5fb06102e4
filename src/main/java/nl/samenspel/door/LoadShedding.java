package nl.samenspel.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import nl.samenspel.door.ComeBackLater.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets so many be helped at once and some wait for a moment; whoever comes next is told at once, in words, to come
/// back in a few seconds. Without it everybody waits for everybody, and nobody is helped in time.
///
/// When all places are taken for a moment only (the disk stood still, memory was cleaned up), many
/// may wait: it is over before anybody minds. When they stay taken, more come than can be helped; a
/// long line would then only make everybody late, so it is short.
///
/// Nothing was begun for who is refused, so whatever they sent can be sent again. Style sheets and the like are never
/// refused. Nor is a file that is being sent, because that takes as long as somebody's line is slow, without any work.
final class LoadShedding extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LoadShedding.class);

    /// How many may wait for a place: for a moment, and when places stay taken for longer than that moment.
    record Line(int forAMoment, int afterwards, Duration moment) {}

    private final Semaphore places;
    private final Line line;
    private final Duration patience;
    private final LongSupplier nanos;
    private final ComeBackLater answer;
    private final AtomicLong lastFree;

    /// @param places how many are helped at once
    /// @param patience how long somebody may wait for a place
    /// @param nanos a clock that only goes ahead
    LoadShedding(int places, Line line, Duration patience, LongSupplier nanos, ComeBackLater answer) {
        this.places = new Semaphore(places, true);
        this.line = line;
        this.patience = patience;
        this.nanos = nanos;
        this.answer = answer;
        this.lastFree = new AtomicLong(nanos.getAsLong());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return ComeBackLater.path(request).startsWith("/ui/")
                || (type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // a form is read to its end first: on a slow line that takes long, and is no work
        request.getParameterMap();
        if (!findsPlace()) {
            if (answer.isTimeToLog(Reason.BUSY)) {
                LOG.warn("More come than can be helped at once");
            }
            answer.say(Reason.BUSY, request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }

    private boolean findsPlace() {
        if (!isWaitedFor() && places.tryAcquire()) {
            lastFree.set(nanos.getAsLong());
            return true;
        }
        try {
            return !isFull() && places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether as many wait as may.
    boolean isFull() {
        return places.getQueueLength() >= (isCrowded() ? line.afterwards() : line.forAMoment());
    }

    /// Whether all places have been taken for longer than a moment.
    boolean isCrowded() {
        return nanos.getAsLong() - lastFree.get() >= line.moment().toNanos();
    }

    /// Whether somebody waits for a place.
    boolean isWaitedFor() {
        return places.hasQueuedThreads();
    }
}
