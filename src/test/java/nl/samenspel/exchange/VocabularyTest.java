package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

@NullMarked
class VocabularyTest {

    private static final Vocabulary VOCABULARY = new Vocabulary(messages());

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/network", "messages/people");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', quoteCharacter = '"', textBlock = """
            ma ochtend                      = MO1
            MONDAY-MORNING                  = MO1
            MONDAY-MORNING,FRIDAY-NIGHT     = MO1 FR4
            di-middag                       = TU2
            dinsdagmiddag                   = TU2
            Maandagochtend en woensdagavond = MO1 WE3
            ma, wo ochtend                  = MO1 WE1
            ma ochtend, middag              = MO1 MO2
            ma ochtend; di                  = MO1 TU1 TU2 TU3
            ma t/m wo avond                 = MO3 TU3 WE3
            ma-wo avond                     = MO3 TU3 WE3
            monday to wednesday evenings    = MO3 TU3 WE3
            weekend                         = SA1 SA2 SA3 SU1 SU2 SU3
            weekend overdag                 = SA1 SA2 SU1 SU2
            za/zo middag                    = SA2 SU2
            's ochtends                     = MO1 TU1 WE1 TH1 FR1 SA1 SU1
            doordeweeks 's avonds           = MO3 TU3 WE3 TH3 FR3
            werkdagen ochtend               = MO1 TU1 WE1 TH1 FR1
            vrijdagnacht                    = FR4
            Vr. (hele dag)                  = FR1 FR2 FR3
            friday all day                  = FR1 FR2 FR3
            dinsdagen                       = ?
            op maandag in de ochtend        = MO1
            """)
    void parts_of_the_week_are_read(String text, String expected) {
        var understood = VOCABULARY.dayParts(text);
        if (expected.equals("?")) {
            assertThat(understood.unknown()).isNotEmpty();
            return;
        }
        assertThat(understood.unknown()).isEmpty();
        assertThat(Vocabulary.together(understood.things()).list().stream()
                        .map(on -> on.day().name().substring(0, 2) + (on.part().ordinal() + 1))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }

    @Test
    void always_is_every_day_but_no_nights() {
        assertThat(Vocabulary.together(VOCABULARY.dayParts("altijd").things()).count())
                .isEqualTo(21);
        assertThat(Vocabulary.together(VOCABULARY.dayParts("").things())).isEqualTo(DayParts.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_help_is_known_by_its_own_words(KindOfHelp kind) {
        var messages = messages();
        for (var language : List.of(java.util.Locale.of("nl"), java.util.Locale.ENGLISH)) {
            assertThat(VOCABULARY.kind(messages.getMessage("network.kind." + kind, null, language)))
                    .contains(kind);
        }
        assertThat(VOCABULARY.kind(kind.name())).contains(kind);
    }

    @Test
    void kinds_are_read_one_by_one_also_where_a_word_has_an_and_in_it() {
        assertThat(VOCABULARY
                        .kinds("papieren en post, Boodschappen en wandelen; tuinieren/klussen")
                        .things())
                .containsExactlyInAnyOrder(
                        KindOfHelp.PAPERWORK,
                        KindOfHelp.GROCERIES,
                        KindOfHelp.WALKING,
                        KindOfHelp.GARDEN,
                        KindOfHelp.ODD_JOBS);
        assertThat(VOCABULARY.kinds("wandelen, parachutespringen").unknown()).containsExactly("parachutespringen");
    }

    @Test
    void languages_and_genders_are_read() {
        assertThat(VOCABULARY.languages("Nederlands, Engels en Turks").things())
                .containsExactlyInAnyOrder(Language.NL, Language.EN, Language.TR);
        assertThat(VOCABULARY.languages("dutch; Ukrainian").things())
                .containsExactlyInAnyOrder(Language.NL, Language.UK);
        for (var word : Arrays.asList("v", "Vrouw", "mevr.", "FEMALE", "Woman")) {
            assertThat(VOCABULARY.gender(word)).contains(Gender.WOMAN);
        }
        assertThat(VOCABULARY.gender("")).contains(Gender.UNKNOWN);
        assertThat(VOCABULARY.gender("kabouter")).isEmpty();
    }
}
