package nl.samenspel.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import nl.samenspel.database.Reach;
import nl.samenspel.door.ComeBackLater.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/// Says in words that the database is away.
///
/// Whoever sent something is not told that it was lost, because nobody knows: it may have been kept just before the
/// line broke. A program that sends it again with the same `Idempotency-Key` is told what is true.
final class DatabaseAway extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAway.class);

    private final ComeBackLater answer;

    DatabaseAway(ComeBackLater answer) {
        this.answer = answer;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!Reach.isLost(e) || response.isCommitted()) {
                throw e;
            }
            if (answer.isTimeToLog(Reason.AWAY)) {
                // without its words: these may hold what stood in a row
                LOG.error(
                        "The database is away: {}, code {}",
                        e.getClass().getName(),
                        Reach.code(e).orElse("none"));
            }
            response.resetBuffer();
            answer.say(Reason.AWAY, request, response);
        }
    }
}
