package nl.samenspel.insight;

import static nl.samenspel.network.KindOfHelp.COMPANY;
import static nl.samenspel.network.KindOfHelp.GARDEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import nl.samenspel.insight.Grid.Count;
import nl.samenspel.insight.Supply.Waits;
import nl.samenspel.network.Area;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Point;
import nl.samenspel.volunteers.Reach;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SupplyTest {

    private static final Map<String, Area> AREAS = Map.of(
            "1811", new Area("1811", "Duinrand", "Duinrand", "", new Point(0, 0)),
            "1823", new Area("1823", "Meerdorp", "Meerdorp", "", new Point(10_000, 0)),
            "1830", new Area("1830", "Oostwijk", "Oostwijk", "", null));

    @Test
    void near_is_within_the_distance_that_a_volunteer_chose() {
        var waiting = List.of(
                new Waits(COMPANY, "Duinrand", "1811", 3),
                new Waits(COMPANY, "Meerdorp", "1823", 2),
                new Waits(GARDEN, "Duinrand", "1811", 5),
                new Waits(COMPANY, "Oostwijk", "1830", 7));
        var volunteers = List.of(
                reach("1811", "Duinrand", 0, 4_000, true, COMPANY),
                reach("1811", "Duinrand", 1_000, 9_000, false, COMPANY));

        var gaps = new Supply(waiting, volunteers, AREAS).gaps(Grouping.MUNICIPALITY, Set.of("Nergens"));

        assertThat(figures(gaps, Column.NOBODY)).containsExactly("Duinrand 5", "Meerdorp 0", "Oostwijk 0", "Nergens 0");
        assertThat(figures(gaps, Column.FULL)).contains("Meerdorp 2", "Duinrand 0");
        assertThat(figures(gaps, Column.FREE)).contains("Duinrand 3", "Meerdorp 0");
        assertThat(figures(gaps, Column.UNKNOWN)).contains("Oostwijk 7", "Duinrand 0");
        assertThat(figures(gaps, Column.VOLUNTEERS)).contains("Duinrand 2", "Meerdorp 0", "Nergens 0");
    }

    @Test
    void what_waits_is_in_one_of_four_and_nothing_gets_lost() {
        var random = new Random(36);
        for (var i = 0; i < 200; i++) {
            var waiting = IntStream.range(0, 30)
                    .mapToObj(_ -> new Waits(
                            kind(random),
                            "",
                            List.of("1811", "1823", "1830", "").get(random.nextInt(4)),
                            1 + random.nextInt(4)))
                    .toList();
            var volunteers = IntStream.range(0, 20)
                    .mapToObj(_ -> reach(
                            "1811",
                            "",
                            random.nextInt(12_000),
                            random.nextInt(9_000),
                            random.nextBoolean(),
                            kind(random)))
                    .toList();
            var gaps = new Supply(waiting, volunteers, AREAS).gaps(Grouping.KIND, Set.of());
            for (var row : gaps.rows()) {
                assertThat(figure(gaps, row, Column.NOBODY)
                                + figure(gaps, row, Column.FULL)
                                + figure(gaps, row, Column.FREE)
                                + figure(gaps, row, Column.UNKNOWN))
                        .isEqualTo(figure(gaps, row, Column.OPEN));
            }
        }
    }

    @Test
    void both_are_short_where_some_wait_and_somebody_is_ready() {
        var supply = new Supply(
                        List.of(new Waits(COMPANY, "Duinrand", "1811", 3)),
                        List.of(
                                reach("1811", "Duinrand", 0, 4_000, true, COMPANY, GARDEN),
                                reach("1811", "Duinrand", 0, 4_000, false, KindOfHelp.VIGIL)),
                        AREAS)
                .supply(Grouping.KIND);

        assertThat(supply.rows().stream()
                        .map(row -> row.names().getFirst() + " " + row.cells().getLast()))
                .containsExactly("COMPANY BOTH", "GARDEN REQUESTS");
    }

    private static KindOfHelp kind(Random random) {
        return random.nextBoolean() ? COMPANY : GARDEN;
    }

    private static Reach reach(
            String postcode, String municipality, int x, int metres, boolean free, KindOfHelp... kinds) {
        return new Reach(new Point(x, 0), postcode, municipality, metres, Set.of(kinds), free);
    }

    private static List<String> figures(Grid grid, Column column) {
        return grid.rows().stream()
                .map(row -> row.names().getFirst() + " " + figure(grid, row, column))
                .toList();
    }

    private static long figure(Grid grid, Grid.Row row, Column column) {
        return ((Count) row.cells().get(grid.topic().columns().indexOf(column))).value();
    }
}
