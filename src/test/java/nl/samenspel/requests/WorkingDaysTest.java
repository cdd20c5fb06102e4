package nl.samenspel.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class WorkingDaysTest {

    @Test
    void two_working_days_after_thursday_is_monday() {
        assertThat(WorkingDays.after(LocalDate.of(2026, 11, 19), 2)).isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void who_asks_on_saturday_hears_by_tuesday() {
        assertThat(WorkingDays.after(LocalDate.of(2026, 11, 21), 2)).isEqualTo(LocalDate.of(2026, 11, 24));
    }
}
