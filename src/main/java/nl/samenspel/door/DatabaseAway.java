package nl.samenspel.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nl.samenspel.database.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Says in words that the database is away, or that far more people come than can be helped: 503, and when to try
/// again. It needs nothing of the database for that.
///
/// Whoever sent something is not told that it was lost, because nobody knows: it may have been kept just before the
/// line broke. A program that sends it again with the same `Idempotency-Key` is told what is true.
final class DatabaseAway extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAway.class);

    /// When so many stand in line for the database, whoever comes next is helped sooner by trying again than by
    /// waiting.
    private static final int MOST_WAITING = 80;

    private static final int SECONDS = 5;
    private static final Duration SAID_EVERY = Duration.ofSeconds(10);

    private final AtomicLong said = new AtomicLong(System.nanoTime() - SAID_EVERY.toNanos());

    private final Reach reach;
    private final ITemplateEngine templates;
    private final LocaleResolver languages;

    DatabaseAway(Reach reach, ITemplateEngine templates, LocaleResolver languages) {
        this.reach = reach;
        this.templates = templates;
        this.languages = languages;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (reach.waiting() > MOST_WAITING && !path(request).startsWith("/ui/")) {
            if (isTimeToSay()) {
                LOG.warn("More people come than can be helped: {} wait for the database", reach.waiting());
            }
            answer("busy", request, response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!Reach.isLost(e) || response.isCommitted()) {
                throw e;
            }
            if (isTimeToSay()) {
                // without its words: these may hold what stood in a row
                LOG.error(
                        "The database is away: {}, code {}",
                        e.getClass().getName(),
                        Reach.code(e).orElse("none"));
            }
            response.resetBuffer();
            answer("away", request, response);
        }
    }

    /// Hundreds may find the same out in a second.
    private boolean isTimeToSay() {
        var now = System.nanoTime();
        var before = said.get();
        return now - before > SAID_EVERY.toNanos() && said.compareAndSet(before, now);
    }

    private void answer(String why, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(SECONDS));
        if (path(request).startsWith("/api/")) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=UTF-8");
        var context =
                new Context(languages.resolveLocale(request), Map.of("why", why, "path", request.getContextPath()));
        var body = templates.process("door/away", context).getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
