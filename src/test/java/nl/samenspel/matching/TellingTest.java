package nl.samenspel.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Person;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class TellingTest {

    private static final Person HER = new Person(
            PersonId.next(),
            OrganisationId.next(),
            null,
            "Zoë",
            "van der Berg",
            "zoe@voorbeeld.example",
            "0612345678",
            "1234 AB",
            "Meerdorp",
            "Dorpsstraat 12 b",
            Person.Gender.WOMAN,
            Set.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Zoë wil graag wandelen.",
                "Mevrouw zoe wil graag wandelen.",
                "Het gaat om mevrouw Berg.",
                "Het gaat om mevrouw VAN DER BERG!",
                "Ze woont aan de Dorpsstraat.",
                "Op dorpsstraat 12b, tweede bel",
                "Postcode 1234AB",
                "postcode 1234 ab.",
                "Bel 06-12345678",
                "Bel 06 1234 5678 even",
                "Mail zoe@voorbeeld.example"
            })
    void what_tells_who_asks_is_found(String words) {
        assertThat(telling(words)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Iemand in Meerdorp wil graag wandelen.",
                "Samen de berghut bekijken, zoete koffie toe.",
                "Twee uur per week, vanaf 1 december 2026.",
                "In de buurt van 1234."
            })
    void what_tells_nothing_is_left_alone(String words) {
        assertThat(telling(words)).isEmpty();
    }

    @Test
    void who_told_little_cannot_be_given_away() {
        var hardlyKnown = new Person(
                PersonId.next(),
                OrganisationId.next(),
                null,
                "J",
                "",
                null,
                null,
                "",
                "",
                "",
                Person.Gender.UNKNOWN,
                Set.of());
        assertThat(Telling.wordsOf(hardlyKnown)).isEmpty();
    }

    private static Optional<String> telling(String words) {
        return Telling.wordsOf(HER).filter(word -> Telling.stands(word, words)).findFirst();
    }
}
