package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.samenspel.insight.LinkedTables.Cell;
import nl.samenspel.insight.LinkedTables.Fate;
import nl.samenspel.insight.Suppression.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Variable;

class SuppressionTest {

    private static final int K = 10;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /// Tries all whole numbers: slow, and it cannot be wrong.
    @ParameterizedTest
    @MethodSource("seeds")
    void whoever_tries_every_table_cannot_uncover_a_cell_of_a_small_one(long seed) {
        var tables = RandomTables.oneTable(seed, 3, 3, 16);

        assertThat(new EveryTable(tables, Suppression.of(tables, 5).suppressed()).uncovered(5))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoever_lays_all_tables_together_cannot_uncover_a_cell(long seed) {
        var tables = RandomTables.linked(seed, 7, 4, 3, 60);

        assertThat(uncovered(tables, Suppression.of(tables, K))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoever_lays_two_editions_together_cannot_uncover_a_cell(long seed) {
        var tables = RandomTables.twoEditions(seed, 5, 3, 60, K);
        var outcome = Suppression.of(tables, K);

        assertThat(uncovered(tables, outcome)).isEmpty();
        assertThat(outcome.alreadyKnown()).isEmpty();
    }

    /// The negative control: the same attacks, on tables in which only the small cells were left
    /// out.
    @Test
    void without_cells_left_out_beside_them_the_attacks_uncover_small_cells() {
        assertThat(uncoveredWithoutMore(
                        seed -> RandomTables.oneTable(seed, 3, 3, 16),
                        (tables, outcome) -> new EveryTable(tables, outcome.suppressed()).uncovered(5)))
                .isGreaterThan(20);
        assertThat(uncoveredWithoutMore(seed -> RandomTables.linked(seed, 7, 4, 3, 60), SuppressionTest::uncovered))
                .isGreaterThan(30);
        assertThat(uncoveredWithoutMore(
                        seed -> RandomTables.twoEditions(seed, 5, 3, 60, K), SuppressionTest::uncovered))
                .isGreaterThan(30);
    }

    private static long uncoveredWithoutMore(
            LongFunction<LinkedTables> made, BiFunction<LinkedTables, Outcome, List<String>> attack) {
        return seeds().filter(seed -> {
                    var tables = made.apply(seed);
                    return !attack.apply(tables, Suppression.onlyTooSmall(tables, K))
                            .isEmpty();
                })
                .count();
    }

    @Test
    void no_cell_that_is_shown_is_built_on_fewer_people_than_the_threshold() {
        seeds().forEach(seed -> {
            var tables = RandomTables.linked(seed, 7, 4, 3, 60);
            var outcome = Suppression.of(tables, K);
            assertThat(tables.cells())
                    .filteredOn(cell -> outcome.mayShow(cell.name()))
                    .allSatisfy(cell -> assertThat(cell.people()).isGreaterThanOrEqualTo(K));
        });
    }

    @Test
    void what_is_big_enough_everywhere_is_shown_whole() {
        var tables =
                new LinkedTables().cell("a", 12, 12, 0).cell("b", 30, 30, 0).cell("all", 42, 42, 0);
        tables.sum("all", List.of("a", "b"));

        assertThat(Suppression.of(tables, K).suppressed()).isEmpty();
    }

    @Test
    void one_small_cell_takes_another_with_it() {
        var tables = new LinkedTables()
                .cell("a", 3, 3, 0)
                .cell("b", 30, 30, 0)
                .cell("c", 90, 90, 0)
                .cell("all", 123, 123, 0)
                .sum("all", List.of("a", "b", "c"));

        assertThat(Suppression.of(tables, K).suppressed()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void two_small_cells_that_are_small_together_take_a_third() {
        var tables = new LinkedTables()
                .cell("a", 3, 3, 0)
                .cell("b", 2, 2, 0)
                .cell("c", 90, 90, 0)
                .cell("d", 70, 70, 0)
                .cell("all", 165, 165, 0)
                .sum("all", List.of("a", "b", "c", "d"));

        assertThat(Suppression.of(tables, K).suppressed()).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    void an_organisation_that_takes_its_own_people_away_finds_nobody_else() {
        var tables = new LinkedTables().cell("place", 40, 40, 4).cell("other place", 40, 40, 15);

        assertThat(Suppression.of(tables, K).suppressed()).containsExactly("place");
    }

    @Test
    void hours_of_few_people_are_hidden_by_many_more_hours() {
        var tables = new LinkedTables()
                .cell("a", 400, 3, 0)
                .cell("b", 60, 12, 0)
                .cell("c", 900, 30, 0)
                .cell("d", 2000, 30, 0)
                .cell("all", 3360, 75, 0)
                .sum("all", List.of("a", "b", "c", "d"));

        assertThat(Suppression.of(tables, K).suppressed()).containsExactlyInAnyOrder("a", "b", "c");
    }

    /// What was found for one reader is used for all, so each is attacked for itself.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void none_of_many_organisations_uncovers_few_people_of_the_others(long seed) {
        var count = RandomRequests.of(seed, 5, 5, 260);
        var outcome = Suppression.of(count.linked(List.of()), count.others(), K);

        assertThat(count.others()).hasSize(5);
        assertThat(uncovered(count.linked(List.of()), outcome)).isEmpty();
        for (var others : count.others()) {
            assertThat(uncoveredOf(others, outcome, cell -> cell.people() > 0 && cell.people() < K))
                    .isEmpty();
        }
    }

    /// The negative control: protected against those only who know nothing of their own.
    @Test
    void without_thinking_of_organisations_the_same_attack_uncovers_some() {
        var count = RandomRequests.of(1, 5, 5, 260);
        var outcome = Suppression.of(count.linked(List.of()), K);

        assertThat(count.others().stream()
                        .flatMap(others ->
                                uncoveredOf(others, outcome, cell -> cell.people() > 0 && cell.people() < K).stream()))
                .isNotEmpty();
    }

    @Test
    void a_move_that_leaves_a_sum_wrong_or_changes_what_is_shown_is_none() {
        var tables = new LinkedTables()
                .cell("a", 3, 3, 0)
                .cell("b", 30, 30, 0)
                .cell("c", 90, 90, 0)
                .cell("all", 123, 123, 0)
                .sum("all", List.of("a", "b", "c"));
        var moves = new Moves(tables);
        var hidden = new BitSet();
        hidden.set(0, 2);

        assertThat(moves.add(new int[] {0, 1}, new long[] {2, -2}, hidden)).isPresent();
        assertThat(moves.add(new int[] {0, 1}, new long[] {2, -1}, hidden)).isEmpty();
        assertThat(moves.add(new int[] {0, 2}, new long[] {2, -2}, hidden)).isEmpty();
        assertThat(moves.add(new int[] {0, 1}, new long[] {0, 0}, hidden)).isEmpty();
        assertThat(moves.size()).isEqualTo(1);
    }

    /// The threshold was raised: what is out cannot be called back, and it is said.
    @Test
    void what_was_published_before_and_tells_a_small_cell_is_named() {
        var tables = new LinkedTables()
                .cell("a", 7, 7, 0)
                .published("b", 30)
                .published("all", 37)
                .sum("all", List.of("a", "b"));

        assertThat(Suppression.of(tables, K).alreadyKnown()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4})
    void a_threshold_below_five_is_refused(int threshold) {
        assertThatThrownBy(() -> Suppression.of(new LinkedTables(), threshold))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tables_that_contradict_themselves_are_refused() {
        var tables = new LinkedTables().cell("a", 3, 3, 0).cell("all", 4, 4, 0);

        assertThatThrownBy(() -> tables.sum("all", List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tables.cell("a", 5, 5, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The attacker's sums: each small cell as high and as low as everything published allows,
    /// over all tables at once. A cell is uncovered when that says more than "within ten".
    private static List<String> uncovered(LinkedTables tables, Outcome outcome) {
        return uncoveredOf(tables, outcome, cell -> cell.isTooSmall(K));
    }

    private static List<String> uncoveredOf(LinkedTables tables, Outcome outcome, Predicate<Cell> which) {
        var cells = tables.cells();
        return IntStream.range(0, cells.size())
                .filter(cell -> which.test(cells.get(cell)))
                .filter(cell -> bound(tables, outcome.suppressed(), cell, true)
                                - bound(tables, outcome.suppressed(), cell, false)
                        < K - 1e-6)
                .mapToObj(cell -> cells.get(cell).name())
                .toList();
    }

    private static double bound(LinkedTables tables, Set<String> hidden, int cell, boolean up) {
        var model = new ExpressionsBasedModel();
        var variables = new Variable[tables.cells().size()];
        for (var i = 0; i < variables.length; i++) {
            var one = tables.cells().get(i);
            variables[i] = model.newVariable(one.name()).lower(0);
            if (one.fate() == Fate.OUT || !hidden.contains(one.name())) {
                variables[i].level(one.value());
            } else {
                // to keep the question finite; far more than there is
                variables[i].upper(1_000_000);
            }
        }
        variables[cell].weight(1);
        for (var i = 0; i < tables.sums().size(); i++) {
            var sum = tables.sums().get(i);
            var expression = model.newExpression("sum" + i).level(0);
            expression.set(variables[sum.total()], -1);
            sum.parts().forEach(part -> expression.set(variables[part], 1));
        }
        var result = up ? model.maximise() : model.minimise();
        assertThat(result.getState().isOptimal()).isTrue();
        return result.doubleValue(cell);
    }
}
