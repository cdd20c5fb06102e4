package nl.samenspel.visits.web;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/// What these pages do alike with an id in an address.
final class Pages {

    private Pages() {}

    static <T> Optional<T> parse(String id, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What is not for you looks the same as what is not there.
    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
