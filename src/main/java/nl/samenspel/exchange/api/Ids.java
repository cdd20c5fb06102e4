package nl.samenspel.exchange.api;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Ids as they stand in an address.
final class Ids {

    private Ids() {}

    static Optional<UUID> uuid(String text) {
        try {
            var id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// What is no id at all is not there either.
    static <T> T inPath(String text, Function<UUID, T> make) {
        return uuid(text).map(make).orElseThrow(Trouble::notFound);
    }
}
