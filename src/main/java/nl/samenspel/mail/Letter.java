package nl.samenspel.mail;

import java.util.List;
import java.util.Locale;

/// A mail to one person, in their language: the messages `<key>.subject` and `<key>.body`, filled in.
public record Letter(String address, String name, Locale language, String key, List<Object> filledIn) {

    public Letter {
        filledIn = List.copyOf(filledIn);
    }

    /// Begins a letter.
    ///
    /// @param language `nl` or `en`
    public static Envelope to(String address, String name, String language) {
        return new Envelope(address, name, Locale.of(language));
    }

    /// A letter without words yet.
    public record Envelope(String address, String name, Locale language) {

        public Letter saying(String key, Object... filledIn) {
            return new Letter(address, name, language, key, List.of(filledIn));
        }
    }
}
