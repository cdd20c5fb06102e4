package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class FrequencyTest {

    @ParameterizedTest
    @CsvSource({
        "wekelijks, 1",
        "Elke week, 1",
        "1x per week, 1",
        "2 x per week, 2",
        "twee keer per week, 2",
        "2, 2",
        "3x/week, 3",
        "twice a week, 2",
        "om de week, 0.5",
        "Eens per 14 dagen, 0.5",
        "tweewekelijks, 0.5",
        "1x per 2 weken, 0.5",
        "eens per drie weken, 0.333",
        "fortnightly, 0.5",
        "maandelijks, 0.231",
        "2 keer per maand, 0.462",
        "once a month, 0.231",
        "dagelijks, 7"
    })
    void how_often_is_read_as_people_write_it(String text, double perWeek) {
        assertThat(Frequency.perWeek(text))
                .hasValueSatisfying(often -> assertThat(often).isEqualTo(perWeek, within(0.001)));
    }

    @Test
    void what_is_no_frequency_is_not_guessed() {
        assertThat(Frequency.perWeek("als het uitkomt")).isEmpty();
        assertThat(Frequency.perWeek("")).isEmpty();
        assertThat(Frequency.perWeek("40")).isEmpty();
    }
}
