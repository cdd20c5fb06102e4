package nl.samenspel.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class RhythmTest {

    private static final LocalDate TUESDAY = LocalDate.of(2026, 11, 3);

    @Test
    void every_week_falls_on_the_same_weekday() {
        assertThat(Rhythm.WEEKLY.days(TUESDAY, TUESDAY.plusDays(1), TUESDAY.plusDays(15)))
                .containsExactly(TUESDAY.plusDays(7), TUESDAY.plusDays(14));
        assertThat(Rhythm.FORTNIGHTLY.days(TUESDAY, TUESDAY, TUESDAY.plusDays(29)))
                .containsExactly(TUESDAY, TUESDAY.plusDays(14), TUESDAY.plusDays(28));
        assertThat(Rhythm.ONCE.days(TUESDAY, TUESDAY.minusYears(1), TUESDAY.plusYears(1)))
                .containsExactly(TUESDAY);
        assertThat(Rhythm.ONCE.days(TUESDAY, TUESDAY.plusDays(1), TUESDAY.plusYears(1)))
                .isEmpty();
    }

    @Test
    void every_month_falls_in_the_same_week_of_the_month_and_a_fifth_is_the_last() {
        assertThat(Rhythm.MONTHLY.days(TUESDAY, TUESDAY, LocalDate.of(2027, 1, 31)))
                .containsExactly(TUESDAY, LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 5));
        var fifth = LocalDate.of(2026, 12, 29);
        assertThat(Rhythm.MONTHLY.days(fifth, fifth, LocalDate.of(2027, 2, 28)))
                .containsExactly(fifth, LocalDate.of(2027, 1, 26), LocalDate.of(2027, 2, 23));
    }

    /// Jumping ahead finds the same days as walking.
    @Test
    void a_jump_ahead_forgets_no_day() {
        var random = new Random(5);
        for (var n = 0; n < 2_000; n++) {
            var rhythm = Rhythm.values()[random.nextInt(4)];
            var first = TUESDAY.plusDays(random.nextInt(400));
            var from = first.plusDays(random.nextInt(1_200) - 300);
            var until = from.plusDays(random.nextInt(90));
            var walked = new ArrayList<>(rhythm.days(first, LocalDate.EPOCH, until));
            walked.removeIf(day -> day.isBefore(from));
            assertThat(rhythm.days(first, from, until))
                    .as("%s %s %s", rhythm, first, from)
                    .isEqualTo(walked);
        }
    }
}
