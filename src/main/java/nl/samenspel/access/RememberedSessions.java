package nl.samenspel.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/// Sessions as they are kept, but read once for each request, and written only when something in them changed. That one
/// was used is written down once in a minute. Else each page would cost two reads and a write to disk.
///
/// Nobody is let in or out by that minute: [SignIns] keeps its own time.
final class RememberedSessions implements SessionRepository<RememberedSessions.Remembered> {

    static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final String READ = RememberedSessions.class.getName();

    private static final ScopedValue<HttpServletRequest> REQUEST = ScopedValue.newInstance();

    private final SessionRepository<Session> kept;

    @SuppressWarnings("unchecked") // what it is given back is what it made
    RememberedSessions(SessionRepository<?> kept) {
        this.kept = (SessionRepository<Session>) kept;
    }

    @Override
    public Remembered createSession() {
        return new Remembered(kept.createSession());
    }

    @Override
    public void save(Remembered session) {
        kept.save(session.kept);
    }

    @Override
    public @Nullable Remembered findById(String id) {
        if (!REQUEST.isBound()) {
            return find(id);
        }
        var request = REQUEST.get();
        if (request.getAttribute(READ) instanceof Read(var read, var found) && read.equals(id)) {
            return found;
        }
        var found = find(id);
        request.setAttribute(READ, new Read(id, found));
        return found;
    }

    @Override
    public void deleteById(String id) {
        if (REQUEST.isBound()) {
            REQUEST.get().removeAttribute(READ);
        }
        kept.deleteById(id);
    }

    private @Nullable Remembered find(String id) {
        var found = kept.findById(id);
        return found == null ? null : new Remembered(found);
    }

    /// What was read in this request.
    private record Read(String id, @Nullable Remembered found) {}

    /// A session that was used a moment ago does not change by being used now.
    static final class Remembered implements Session {

        private final Session kept;

        Remembered(Session kept) {
            this.kept = kept;
        }

        @Override
        public void setLastAccessedTime(Instant at) {
            if (!at.isBefore(kept.getLastAccessedTime().plus(NOTED_EVERY))) {
                kept.setLastAccessedTime(at);
            }
        }

        @Override
        public String getId() {
            return kept.getId();
        }

        @Override
        public String changeSessionId() {
            return kept.changeSessionId();
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the interface says so
        public <T> @Nullable T getAttribute(String name) {
            return kept.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return kept.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            kept.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            kept.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            kept.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }

    /// Stands before whoever asks for sessions.
    static final class OfOneRequest extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                ScopedValue.where(REQUEST, request).call(() -> {
                    chain.doFilter(request, response);
                    return null;
                });
            } catch (ServletException | IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
