package nl.samenspel.access;

import static nl.samenspel.access.RememberedSessions.NOTED_EVERY;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

@NullMarked
class RememberedSessionsTest {

    private final List<String> reads = new ArrayList<>();
    private final RememberedSessions sessions =
            new RememberedSessions(new MapSessionRepository(new ConcurrentHashMap<>()) {
                @Override
                public @Nullable MapSession findById(String id) {
                    reads.add(id);
                    return super.findById(id);
                }
            });

    @Test
    void being_used_changes_a_session_once_a_minute() {
        var session = sessions.createSession();
        var noted = session.getLastAccessedTime();

        session.setLastAccessedTime(noted.plus(NOTED_EVERY).minusMillis(1));
        assertThat(session.getLastAccessedTime()).isEqualTo(noted);

        session.setLastAccessedTime(noted.plus(NOTED_EVERY));
        assertThat(session.getLastAccessedTime()).isEqualTo(noted.plus(NOTED_EVERY));
    }

    @Test
    void a_request_reads_its_session_once_and_the_next_reads_it_anew() throws Exception {
        var id = kept("before");

        inOneRequest(() -> {
            assertThat(wordIn(id)).isEqualTo("before");
            assertThat(wordIn(id)).isEqualTo("before");
        });
        assertThat(reads).hasSize(1);

        keep(id, "after");
        reads.clear();
        inOneRequest(() -> assertThat(wordIn(id)).isEqualTo("after"));
        assertThat(reads).hasSize(1);
    }

    @Test
    void without_a_request_nothing_is_remembered() {
        var id = kept("word");

        wordIn(id);
        wordIn(id);

        assertThat(reads).hasSize(2);
    }

    @Test
    void one_that_was_deleted_is_gone_in_the_same_request_too() throws Exception {
        var id = kept("word");

        inOneRequest(() -> {
            assertThat(sessions.findById(id)).isNotNull();
            sessions.deleteById(id);
            assertThat(sessions.findById(id)).isNull();
        });
    }

    @Test
    void what_is_set_is_kept_with_everything_else_of_a_session() {
        var session = sessions.createSession();
        session.setAttribute("word", "kept");
        session.setAttribute("other", "gone");
        session.removeAttribute("other");
        session.setMaxInactiveInterval(Duration.ofHours(3));
        var before = session.getId();
        var id = session.changeSessionId();
        sessions.save(session);

        var found = found(id);

        assertThat(id).isNotEqualTo(before).isEqualTo(session.getId());
        assertThat(found.getAttributeNames()).containsExactly("word");
        assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofHours(3));
        assertThat(found.getCreationTime()).isEqualTo(session.getCreationTime());
        assertThat(found.isExpired()).isFalse();
    }

    private String kept(String word) {
        var session = sessions.createSession();
        session.setAttribute("word", word);
        sessions.save(session);
        return session.getId();
    }

    private void keep(String id, String word) {
        var session = found(id);
        session.setAttribute("word", word);
        sessions.save(session);
    }

    private @Nullable String wordIn(String id) {
        return found(id).getAttribute("word");
    }

    private RememberedSessions.Remembered found(String id) {
        return Objects.requireNonNull(sessions.findById(id));
    }

    private static void inOneRequest(Runnable work) throws Exception {
        new RememberedSessions.OfOneRequest()
                .doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), new MockFilterChain() {
                    @Override
                    public void doFilter(ServletRequest request, ServletResponse response) {
                        work.run();
                    }
                });
    }
}
