package nl.samenspel.exchange.api;

import java.util.Map;
import org.springframework.http.HttpStatus;

/// A call that cannot be answered as asked: a kind of problem that a program can tell apart, and what belongs to it.
final class Trouble extends RuntimeException {

    private final HttpStatus status;
    private final String kind;
    private final String words;
    private final transient Map<String, Object> more;

    /// @param kind the end of the problem's type; a program goes by it
    /// @param words the message that says it to people
    Trouble(HttpStatus status, String kind, String words, Map<String, Object> more) {
        super(kind);
        this.status = status;
        this.kind = kind;
        this.words = words;
        this.more = Map.copyOf(more);
    }

    Trouble(HttpStatus status, String kind, String words) {
        this(status, kind, words, Map.of());
    }

    /// It is not there, or not for this viewer: these look the same.
    static Trouble notFound() {
        return new Trouble(HttpStatus.NOT_FOUND, "not-found", "exchange.api.notFound");
    }

    HttpStatus status() {
        return status;
    }

    String kind() {
        return kind;
    }

    String words() {
        return words;
    }

    Map<String, Object> more() {
        return more;
    }
}
