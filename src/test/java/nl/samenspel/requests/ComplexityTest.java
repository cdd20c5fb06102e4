package nl.samenspel.requests;

import static nl.samenspel.requests.LifeArea.HEALTH;
import static nl.samenspel.requests.LifeArea.HOUSING;
import static nl.samenspel.requests.LifeArea.MONEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// The rule that Humanitas works with.
@NullMarked
class ComplexityTest {

    @Test
    void three_troubled_parts_of_life_that_last_longer_than_a_year_are_complex() {
        assertThat(triage(Set.of(HEALTH, HOUSING, MONEY), false).isComplex()).isTrue();
    }

    @Test
    void two_are_not() {
        assertThat(triage(Set.of(HEALTH, HOUSING), false).isComplex()).isFalse();
    }

    @Test
    void what_is_solved_within_a_year_is_not_complex_whatever_it_touches() {
        assertThat(triage(Set.of(LifeArea.values()), true).isComplex()).isFalse();
    }

    private static Triage triage(Set<LifeArea> troubled, boolean withinAYear) {
        return new Triage(troubled, withinAYear, Set.of(), new Triage.ByVolunteer(), "", 1, Set.of());
    }
}
