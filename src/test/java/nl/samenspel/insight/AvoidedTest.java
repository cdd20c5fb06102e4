package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import nl.samenspel.insight.Assumption.Range;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class AvoidedTest {

    private static final Map<Assumption, Range> ALL = Map.of(
            Assumption.SHARE, new Range(20, 30, 50),
            Assumption.HOUR, new Range(4_000, 5_000, 6_000),
            Assumption.COST, new Range(365_250, 365_250, 730_500));

    /// 100 hours in ten days: 100 × 30 % × € 50 = € 1,500, less ten days of € 10.
    @Test
    void it_is_hours_times_part_times_cost_less_ones_own_cost() {
        assertThat(Avoided.of(6_000, 10, ALL))
                .hasValue(new Avoided(80_000 - 20_000, 150_000 - 10_000, 300_000 - 10_000));
    }

    @Test
    void it_can_cost_more_than_it_saves() {
        assertThat(Avoided.of(0, 3_653, ALL).orElseThrow().likely()).isNegative();
    }

    @Test
    void without_one_of_the_assumptions_there_is_no_amount() {
        for (var without : Assumption.values()) {
            var rest = new EnumMap<>(ALL);
            rest.remove(without);
            assertThat(Avoided.of(6_000, 10, rest)).as("without %s", without).isEmpty();
        }
    }

    @Test
    void what_is_likely_lies_between_the_lowest_and_the_highest_and_nothing_allowed_lies_outside() {
        var random = new Random(37);
        for (var i = 0; i < 1_000; i++) {
            var ranges = new EnumMap<Assumption, Range>(Assumption.class);
            var one = new EnumMap<Assumption, Range>(Assumption.class);
            for (var what : Assumption.values()) {
                var low = random.nextInt(50);
                var likely = low + random.nextInt(25);
                var high = likely + random.nextInt(25);
                var scale = what == Assumption.SHARE ? 1 : 1_000;
                ranges.put(what, new Range((long) low * scale, (long) likely * scale, (long) high * scale));
                var any = (low + random.nextInt(high - low + 1)) * (long) scale;
                one.put(what, new Range(any, any, any));
            }
            var minutes = random.nextInt(1_000_000);
            var days = 1 + random.nextInt(800);
            var whole = Avoided.of(minutes, days, ranges).orElseThrow();
            assertThat(whole.likely()).isBetween(whole.low(), whole.high());
            assertThat(Avoided.of(minutes, days, one).orElseThrow().likely()).isBetween(whole.low(), whole.high());
        }
    }

    @Test
    void a_source_can_be_looked_up_or_is_none() {
        assertThat(Assumption.isVerifiable("Handleiding kosten, 2024, bladzijde 12"))
                .isTrue();
        assertThat(Assumption.isVerifiable("https://voorbeeld.example/tarieven"))
                .isTrue();
        assertThat(Assumption.isVerifiable("dat weet iedereen")).isFalse();
        assertThat(Assumption.isVerifiable("ongeveer 62 euro")).isFalse();
    }
}
