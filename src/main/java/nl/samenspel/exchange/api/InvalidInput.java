package nl.samenspel.exchange.api;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// All that is wrong with what was sent.
final class InvalidInput extends RuntimeException {

    private final HttpStatus status;
    private final transient List<Fault> faults;

    /// One thing that is wrong.
    ///
    /// @param in `body`, `query` or `header`
    /// @param location where: a JSON pointer in a body, else a name
    /// @param code for programs
    /// @param key the message for people
    record Fault(String in, String location, String code, String key, List<Object> args) {

        Fault {
            args = List.copyOf(args);
        }

        static Fault of(String in, String location, String key, Object... args) {
            return new Fault(in, location, key.substring(key.lastIndexOf('.') + 1), key, List.of(args));
        }

        Map<String, String> place() {
            return Map.of(in.equals("body") ? "pointer" : "name", location);
        }
    }

    InvalidInput(HttpStatus status, List<Fault> faults) {
        super("invalid input");
        this.status = status;
        this.faults = List.copyOf(faults);
    }

    HttpStatus status() {
        return status;
    }

    List<Fault> faults() {
        return faults;
    }
}
