package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeedOverviewTest {

    private static NeedCount count(String place, int asked, int found) {
        return new NeedCount(
                place,
                asked,
                asked - found,
                new Share(found, asked),
                Map.of(),
                new Share(0, 0),
                new Share(0, 0),
                0,
                new Waiting.Counted().waiting());
    }

    private static NeedOverview of(NeedCount... places) {
        return new NeedOverview(
                count(
                        "",
                        Stream.of(places).mapToInt(NeedCount::asked).sum(),
                        Stream.of(places).mapToInt(one -> one.found().part()).sum()),
                List.of(places));
    }

    @Test
    void the_index_of_fairness_is_none_where_every_place_has_its_part() {
        assertThat(of(count("Veen", 100, 50), count("Dorp", 10, 5)).moved()).isZero();
    }

    /// Worked out on paper: Veen asks 60 of 100 and gets 45 of 50 (0.90), Dorp 40 and gets 5 (0.10): half of
    /// 0.30 + 0.30.
    @Test
    void it_is_the_part_that_would_have_to_be_elsewhere() {
        assertThat(of(count("Veen", 60, 45), count("Dorp", 40, 5)).moved()).isCloseTo(0.30, within(1e-12));
    }

    /// And with twenty-five more in Dorp: 45 and 30 of 75 (0.60 and 0.40), which is even; with twenty-five more in
    /// Veen it would be 70 and 5 of 75: half of 2 × (0.9333… − 0.60).
    @Test
    void what_a_round_proposes_moves_it_both_ways() {
        var now = of(count("Veen", 60, 45), count("Dorp", 40, 5));

        assertThat(now.moved(Map.of("Dorp", 25))).isCloseTo(0, within(1e-12));
        assertThat(now.moved(Map.of("Veen", 25))).isCloseTo(1.0 / 3, within(1e-12));
    }

    @Test
    void of_nobody_helped_there_is_nothing_to_spread() {
        assertThat(of(count("Veen", 60, 0)).moved()).isZero();
        assertThat(of(count("Veen", 30, 0), count("Dorp", 30, 0)).moved(Map.of("Dorp", 4)))
                .isCloseTo(0.5, within(1e-12));
    }
}
