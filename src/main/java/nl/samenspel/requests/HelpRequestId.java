package nl.samenspel.requests;

import java.util.Locale;
import java.util.UUID;

/// A help request. Says nothing about whose it is: it stays the same when another organisation takes it over.
public record HelpRequestId(UUID value) {

    public static HelpRequestId next() {
        return new HelpRequestId(UUID.randomUUID());
    }

    /// Reads what [#toString()] wrote; anything else is an [IllegalArgumentException].
    public static HelpRequestId of(String text) {
        return new HelpRequestId(UUID.fromString(text));
    }

    /// Short enough to say over the phone: `3F9A-2C11`.
    public String reference() {
        var start = value.toString().substring(0, 8).toUpperCase(Locale.ROOT);
        return start.substring(0, 4) + "-" + start.substring(4);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
