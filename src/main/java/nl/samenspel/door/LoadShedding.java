package nl.samenspel.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import nl.samenspel.door.ComeBackLater.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets so many be helped at once and a few wait for a moment; whoever comes next is told at once, in words, to come
/// back in a few seconds. Without it everybody waits for everybody, and nobody is helped in time.
///
/// Nothing was begun for who is refused, so whatever they sent can be sent again. Style sheets and the like are never
/// refused. Nor is a file that is being sent, because that takes as long as somebody's line is slow, without any work.
final class LoadShedding extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(LoadShedding.class);

    private final Semaphore places;
    private final int mostWaiting;
    private final Duration patience;
    private final ComeBackLater answer;

    /// @param places how many are helped at once
    /// @param mostWaiting how many may wait for a place
    /// @param patience for how long
    LoadShedding(int places, int mostWaiting, Duration patience, ComeBackLater answer) {
        this.places = new Semaphore(places, true);
        this.mostWaiting = mostWaiting;
        this.patience = patience;
        this.answer = answer;
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
        try {
            return !isFull() && places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether as many wait as may.
    boolean isFull() {
        return places.getQueueLength() >= mostWaiting;
    }
}
