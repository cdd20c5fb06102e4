package nl.samenspel.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.LocaleResolver;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Says in words that somebody cannot be helped at this moment: 503, and when to try again. It needs nothing of the
/// database for that, and hardly any work: a page is made once for each reason and language.
final class ComeBackLater {

    /// Why somebody cannot be helped; each has words of its own.
    enum Reason {
        AWAY,
        BUSY;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Said(Reason why, Locale language) {}

    private static final int SECONDS = 5;
    private static final Duration LOGGED_EVERY = Duration.ofSeconds(10);

    private final Map<Said, byte[]> pages = new ConcurrentHashMap<>();
    private final Map<Reason, Long> logged = new ConcurrentHashMap<>();

    private final ITemplateEngine templates;
    private final LocaleResolver languages;

    /// @param languages gives one of the few that we speak
    ComeBackLater(ITemplateEngine templates, LocaleResolver languages) {
        this.templates = templates;
        this.languages = languages;
    }

    /// Whether to write it in the log too: hundreds may be told the same in a second.
    boolean isTimeToLog(Reason why) {
        var now = System.nanoTime();
        return logged.merge(why, now, (before, _) -> now - before > LOGGED_EVERY.toNanos() ? now : before) == now;
    }

    void say(Reason why, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(SECONDS));
        if (path(request).startsWith("/api/")) {
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
            return;
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType("text/html;charset=UTF-8");
        var body = pages.computeIfAbsent(
                new Said(why, languages.resolveLocale(request)), said -> page(said, request.getContextPath()));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private byte[] page(Said said, String path) {
        var context = new Context(said.language(), Map.of("why", said.why().word(), "path", path));
        return templates.process("door/away", context).getBytes(StandardCharsets.UTF_8);
    }

    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
