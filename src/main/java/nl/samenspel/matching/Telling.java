package nl.samenspel.matching;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.samenspel.people.Person;

/// Words that would give away who asks: names, the street, the whole postcode, the phone number.
final class Telling {

    private static final int SHORTEST_NAME = 3;
    private static final int SHORTEST_STREET = 5;
    private static final int SHORTEST_NUMBER = 6;

    private Telling() {}

    static Stream<String> wordsOf(Person person) {
        var street = person.address().replaceFirst("\\s*\\d.*$", "");
        return Stream.of(
                        Stream.of(person.givenName(), person.familyName(), lastOf(person.familyName()))
                                .filter(name -> name.strip().length() >= SHORTEST_NAME),
                        Stream.of(person.address(), street)
                                .filter(words -> words.strip().length() >= SHORTEST_STREET),
                        Stream.of(person.postcode()).filter(postcode -> postcode.length() > 4),
                        Stream.ofNullable(person.phone()).filter(phone -> phone.length() >= SHORTEST_NUMBER),
                        Stream.ofNullable(person.email()).filter(mail -> !mail.isBlank()))
                .flatMap(words -> words);
    }

    /// The part of a family name by which one is known: of "van der Berg" the last.
    private static String lastOf(String familyName) {
        var name = familyName.strip();
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /// Whether the word stands in the text, as a whole word, however its letters are written. Of digits and letters
    /// the spaces between do not matter: a phone number or postcode is one with and without.
    static boolean stands(String word, String text) {
        var plain = plain(word);
        if (plain.chars().anyMatch(Character::isDigit)) {
            return squeezed(text).contains(squeezed(word));
        }
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(plain) + "(?![\\p{L}\\p{N}])")
                .matcher(plain(text))
                .find();
    }

    private static String squeezed(String text) {
        return plain(text).replaceAll("[\\s.()/-]", "");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
