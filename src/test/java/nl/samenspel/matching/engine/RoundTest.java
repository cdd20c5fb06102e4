package nl.samenspel.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rounds against trying everything, and against themselves.
class RoundTest {

    private static final int TINY = 400;

    @Test
    void on_tiny_inputs_a_round_is_allowed_and_lies_with_its_bound_around_what_trying_everything_finds() {
        int best = 0;
        for (long seed = 0; seed < TINY; seed++) {
            var input = tiny(new Random(seed), false);
            var answer = run(input, 5, 1);
            assertAllowed(input, answer);
            long optimum = new Everything(input).best();
            assertThat(answer.objective())
                    .as("seed %d", seed)
                    .isEqualTo(worth(input, answer))
                    .isLessThanOrEqualTo(optimum);
            assertThat(answer.bound()).as("seed %d", seed).isGreaterThanOrEqualTo(optimum);
            best += answer.objective() == optimum ? 1 : 0;
        }
        assertThat(best).as("of %d", TINY).isGreaterThan(TINY * 97 / 100);
    }

    @Test
    void where_every_part_may_be_one_hour_the_answer_is_the_best_and_proven_so() {
        for (long seed = 0; seed < TINY; seed++) {
            var input = tiny(new Random(seed), true);
            var answer = run(input, 1, 1);
            assertAllowed(input, answer);
            assertThat(answer.objective())
                    .as("seed %d", seed)
                    .isEqualTo(new Everything(input).best())
                    .isEqualTo(answer.bound());
        }
    }

    @Test
    void a_plain_assignment_is_what_the_textbook_method_finds() {
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            int n = 40;
            var points = new int[n][n];
            for (var row : points) {
                Arrays.setAll(row, i -> random.nextInt(-20, 100));
            }
            var input = assignment(points);
            var answer = run(input, 1, 1);
            assertAllowed(input, answer);
            assertThat(answer.objective()).isEqualTo(answer.bound()).isEqualTo(textbook(points));
        }
    }

    @Test
    void the_same_input_and_effort_give_the_same_answer_with_one_thread_and_with_two() {
        var input = country(TestCountry.of(Size.S, 7));

        assertSame(run(input, 4, 1), run(input, 4, 2));
    }

    @Test
    void what_the_clock_ended_comes_out_again_with_the_effort_it_tells() {
        var input = country(TestCountry.of(Size.S, 7));
        var clock = new AtomicLong();
        var timed =
                Round.run(input, new Effort.Time(40, clock::get), 1, progress -> clock.incrementAndGet(), () -> false);

        assertThat(timed.effort()).isBetween(5, 40);
        assertSame(timed, run(input, timed.effort(), 1));
    }

    @Test
    void more_effort_leaves_a_smaller_gap() {
        var input = country(TestCountry.of(Size.S, 3));

        assertThat(gap(run(input, 20, 2))).isLessThan(gap(run(input, 2, 2))).isLessThan(0.02);
    }

    /// One town, many more hours asked than there are, and many pairs alike: a second look at each request gained 5 %
    /// before the moves over all pairs at the end.
    @Test
    void where_hours_are_scarce_a_second_look_gains_little() {
        var town = town(new Random(1), 450, 400);
        var answer = run(town, 30, 2);

        var again = StandingRound.empty(town, answer);
        for (int i = 0; i < answer.proposals(); i++) {
            assertThat(again.keep(answer.request(i), answer.volunteer(i), answer.hours(i)))
                    .isTrue();
        }
        for (int r = 0; r < town.requests(); r++) {
            again.look(r);
        }

        assertThat((double) again.value()).isLessThan(1.015 * answer.objective());
    }

    private static RoundInput town(Random random, int requests, int volunteers) {
        var standing = random.ints(volunteers, 1, 4).map(liking -> 100 * liking).toArray();
        var request = new ArrayList<Integer>();
        var volunteer = new ArrayList<Integer>();
        var points = new ArrayList<Integer>();
        for (int r = 0; r < requests; r++) {
            int waiting = random.nextInt(300);
            for (int v = 0; v < volunteers; v++) {
                if (random.nextInt(4) == 0) {
                    request.add(r);
                    volunteer.add(v);
                    points.add(150 + standing[v] + waiting + 25 * random.nextInt(4));
                }
            }
        }
        var input = RoundInput.plain(
                Pairs.of(requests, numbers(request), numbers(volunteer), numbers(points), points.size()),
                requests,
                volunteers,
                60);
        for (int r = 0; r < requests; r++) {
            int hours = 1 + random.nextInt(4);
            input.request(r, hours, 1, hours);
        }
        for (int v = 0; v < volunteers; v++) {
            input.volunteer(v, 1 + random.nextInt(4), 1 + random.nextInt(2), random.nextInt(3), 5);
        }
        input.checkSums();
        return input;
    }

    private static int[] numbers(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void a_round_that_is_told_to_stop_still_answers_with_what_it_has() {
        var input = country(TestCountry.of(Size.S, 3));
        var heard = new ArrayList<RoundListener.Progress>();
        var answer = Round.run(input, new Effort.Amount(1_000), 1, heard::add, () -> heard.size() >= 3);

        assertAllowed(input, answer);
        assertThat(answer.effort()).isLessThan(10);
        assertThat(answer.objective()).isPositive().isLessThanOrEqualTo(answer.bound());
        assertThat(heard).extracting(RoundListener.Progress::done).isSorted();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void a_fair_round_lifts_the_worst_area_and_tells_what_that_costs(Fairness fairness) {
        var input = country(TestCountry.of(Size.S, 2));
        var plain = run(input, 10, 1);
        var fair = Round.run(input, new Effort.Amount(10), 1, fairness, RoundListener.NONE, () -> false);

        assertAllowed(input, fair);
        assertThat(fair.objective()).isEqualTo(worth(input, fair));
        if (fairness == Fairness.WORST_FIRST) {
            assertThat(worstShare(input, fair)).isGreaterThan(worstShare(input, plain));
            assertThat(fair.givenForFairness()).isPositive();
        }
    }

    @Test
    void points_of_the_callers_own_decide_between_equals() {
        var country = TestCountry.of(Size.S, 4);
        var rules = new Rules(Situations.of(country), Weights.DEFAULT);
        var without = RoundInput.of(rules, 1);
        int request = 0;
        while (without.pairs.start(request + 1) - without.pairs.start(request) < 5) {
            request++;
        }
        int wanted = request;
        int favourite = without.pairs.volunteer(without.pairs.start(request));
        var with = RoundInput.of(rules, (r, v) -> r == wanted && v == favourite ? 5_000 : 0, 1);

        var answer = run(with, 5, 1);
        assertThat(IntStream.range(0, answer.proposals())
                        .anyMatch(i -> answer.request(i) == wanted && answer.volunteer(i) == favourite))
                .isTrue();
    }

    @Test
    void nobody_nothing_and_no_pair_are_rounds_too() {
        assertThat(run(plain(0, 0), 3, 2).proposals()).isZero();
        assertThat(run(plain(3, 0), 3, 2).bound()).isZero();
        assertThat(run(plain(0, 3), 3, 2).bound()).isZero();
        var strangers = run(plain(3, 3), 3, 2);
        assertThat(strangers.objective()).isEqualTo(strangers.bound()).isZero();
    }

    @Test
    void one_volunteer_for_all_helps_where_it_is_worth_most() {
        var input = plain(20, 1, all(20, 1, (r, v) -> 10 * r));
        for (int r = 0; r < 20; r++) {
            input.request(r, 2, 1, 2);
        }
        input.volunteer(0, 5, 2, 0, 0);
        var answer = run(input, 5, 1);

        assertThat(answer.objective()).isEqualTo(2 * (190 + 180)).isEqualTo(answer.bound());
    }

    @Test
    void when_all_are_equal_everybody_is_used() {
        var input = plain(30, 30, all(30, 30, (r, v) -> 100));
        for (int i = 0; i < 30; i++) {
            input.request(i, 2, 1, 2);
            input.volunteer(i, 2, 1, 0, 0);
        }
        var answer = run(input, 20, 1);

        assertThat(answer.objective()).isEqualTo(30 * 200);
        assertThat(answer.bound()).isEqualTo(30 * 200);
    }

    @Test
    void pairs_below_zero_are_left_alone() {
        var input = plain(2, 2, all(2, 2, (r, v) -> -5));
        for (int i = 0; i < 2; i++) {
            input.request(i, 2, 1, 2);
            input.volunteer(i, 2, 1, 0, 0);
        }

        assertThat(run(input, 5, 1).proposals()).isZero();
    }

    @Test
    void sums_that_would_not_be_exact_are_refused() {
        var input = plain(1, 1, all(1, 1, (r, v) -> 1_000_000_000));
        input.request(0, 1_000_000, 1, 1);

        assertThatThrownBy(input::checkSums).hasMessageContaining("exactly");
    }

    /// The bound is worth something only if a broken one is noticed: without the volunteers' bundles it is too low.
    @Test
    void a_bound_without_the_bundles_would_be_noticed() {
        int noticed = 0;
        for (long seed = 0; seed < 100; seed++) {
            var input = tiny(new Random(seed), false);
            var answer = run(input, 5, 1);
            long broken = 0;
            for (int r = 0; r < input.requests(); r++) {
                broken += input.hours(r) * answer.pricePerHour(r) + input.mostParts[r] * answer.pricePerPart(r);
            }
            noticed += broken / RoundAnswer.PRICE_SCALE < new Everything(input).best() ? 1 : 0;
        }
        assertThat(noticed).isGreaterThan(30);
    }

    @Test
    void every_request_that_is_left_open_has_a_reason() {
        var country = TestCountry.of(Size.S, 5);
        var rules = new Rules(Situations.of(country), Weights.DEFAULT);
        var input = RoundInput.of(rules, 2);
        var answer = run(input, 3, 2);
        var reasons = new OpenReasons(rules, input, answer);
        for (int r = 0; r < input.requests(); r++) {
            if (answer.filled(r) == 0) {
                boolean anybody = false;
                for (int v = 0; v < input.volunteers(); v++) {
                    anybody |= rules.allow(r, v);
                }
                assertThat(reasons.of(r) == OpenReason.PLACED_ELSEWHERE || reasons.of(r) == OpenReason.NOT_WORTHWHILE)
                        .as("request %d: %s", r, reasons.of(r))
                        .isEqualTo(anybody);
            }
        }
    }

    static RoundInput country(TestCountry country) {
        return RoundInput.of(new Rules(Situations.of(country), Weights.DEFAULT), 2);
    }

    static RoundAnswer run(RoundInput input, int effort, int threads) {
        return Round.run(input, new Effort.Amount(effort), threads, RoundListener.NONE, () -> false);
    }

    private static double gap(RoundAnswer answer) {
        return (answer.bound() - answer.objective()) / (double) answer.bound();
    }

    private static double worstShare(RoundInput input, RoundAnswer answer) {
        var filled = new HashMap<Integer, int[]>();
        for (int r = 0; r < input.requests(); r++) {
            var area = filled.computeIfAbsent(input.area(r), _ -> new int[2]);
            area[0] += answer.filled(r);
            area[1] += input.hours(r);
        }
        return filled.values().stream()
                .mapToDouble(area -> area[0] / (double) area[1])
                .min()
                .orElseThrow();
    }

    private static void assertSame(RoundAnswer one, RoundAnswer other) {
        assertThat(lines(one)).isEqualTo(lines(other));
        assertThat(one.objective()).isEqualTo(other.objective());
        assertThat(one.bound()).isEqualTo(other.bound());
    }

    private static List<List<Integer>> lines(RoundAnswer answer) {
        var lines = new ArrayList<List<Integer>>();
        for (int i = 0; i < answer.proposals(); i++) {
            lines.add(List.of(answer.request(i), answer.volunteer(i), answer.hours(i)));
        }
        return lines;
    }

    static void assertAllowed(RoundInput input, RoundAnswer answer) {
        var hours = new int[input.requests()];
        var parts = new int[input.requests()];
        var used = new int[input.volunteers()];
        var places = new int[input.volunteers()];
        for (int i = 0; i < answer.proposals(); i++) {
            int r = answer.request(i);
            int v = answer.volunteer(i);
            points(input, r, v);
            assertThat(answer.hours(i)).isGreaterThanOrEqualTo(input.smallestPart[r]);
            hours[r] += answer.hours(i);
            parts[r]++;
            used[v] += answer.hours(i);
            places[v]++;
        }
        for (int r = 0; r < hours.length; r++) {
            assertThat(hours[r]).isLessThanOrEqualTo(input.hours[r]).isEqualTo(answer.filled(r));
            assertThat(parts[r]).isLessThanOrEqualTo(input.mostParts[r]);
        }
        for (int v = 0; v < used.length; v++) {
            assertThat(used[v]).isLessThanOrEqualTo(input.freeHours[v]);
            assertThat(places[v]).isLessThanOrEqualTo(input.slots[v]);
        }
    }

    private static long worth(RoundInput input, RoundAnswer answer) {
        long worth = 0;
        var used = new int[input.volunteers()];
        for (int i = 0; i < answer.proposals(); i++) {
            int v = answer.volunteer(i);
            worth += (long) answer.hours(i) * points(input, answer.request(i), v);
            for (int h = 0; h < answer.hours(i); h++) {
                worth -= input.loadCost(v, ++used[v]);
            }
        }
        return worth;
    }

    private static int points(RoundInput input, int r, int v) {
        for (int pair = input.pairs.start(r); pair < input.pairs.start(r + 1); pair++) {
            if (input.pairs.volunteer(pair) == v) {
                return input.pairs.points(pair);
            }
        }
        throw new AssertionError("request %d and volunteer %d are no pair".formatted(r, v));
    }

    interface Worth {
        int of(int request, int volunteer);
    }

    static Pairs all(int requests, int volunteers, Worth worth) {
        var request = new int[requests * volunteers];
        var volunteer = new int[request.length];
        var points = new int[request.length];
        for (int i = 0; i < request.length; i++) {
            request[i] = i / volunteers;
            volunteer[i] = i % volunteers;
            points[i] = worth.of(request[i], volunteer[i]);
        }
        return Pairs.of(requests, request, volunteer, points, request.length);
    }

    private static RoundInput plain(int requests, int volunteers) {
        return plain(requests, volunteers, Pairs.of(requests, new int[0], new int[0], new int[0], 0));
    }

    private static RoundInput plain(int requests, int volunteers, Pairs pairs) {
        var input = RoundInput.plain(pairs, requests, volunteers);
        for (int r = 0; r < requests; r++) {
            input.request(r, 2, 1, 2);
        }
        for (int v = 0; v < volunteers; v++) {
            input.volunteer(v, 2, 1, 0, 1);
        }
        return input;
    }

    private static RoundInput assignment(int[][] points) {
        int n = points.length;
        var input = RoundInput.plain(all(n, n, (r, v) -> points[r][v]), n, n);
        for (int i = 0; i < n; i++) {
            input.request(i, 1, 1, 1);
            input.volunteer(i, 1, 1, 0, 0);
        }
        return input;
    }

    /// Few requests and volunteers, so that everything can be tried.
    static RoundInput tiny(Random random, boolean hourByHour) {
        int requests = random.nextInt(1, 5);
        int volunteers = random.nextInt(1, 4);
        var input = RoundInput.plain(some(random, requests, volunteers), requests, volunteers);
        for (int r = 0; r < requests; r++) {
            int hours = random.nextInt(1, 4);
            int parts = hourByHour ? hours : random.nextInt(1, 4);
            int least = hourByHour ? 1 : random.nextInt(1, hours + 1);
            input.request(r, hours, parts, least);
        }
        for (int v = 0; v < volunteers; v++) {
            int free = random.nextInt(0, 5);
            int slots = hourByHour ? free : random.nextInt(0, 3);
            input.volunteer(v, free, slots, random.nextInt(0, 4), random.nextInt(0, 5));
        }
        return input;
    }

    private static Pairs some(Random random, int requests, int volunteers) {
        var request = new int[requests * volunteers];
        var volunteer = new int[request.length];
        var points = new int[request.length];
        int count = 0;
        for (int r = 0; r < requests; r++) {
            for (int v = 0; v < volunteers; v++) {
                if (random.nextInt(4) > 0) {
                    request[count] = r;
                    volunteer[count] = v;
                    points[count++] = random.nextInt(-50, 300);
                }
            }
        }
        return Pairs.of(requests, request, volunteer, points, count);
    }

    /// Tries every distribution.
    private static final class Everything {
        private final RoundInput input;
        private final int[] left;
        private final int[] parts;
        private final int[] used;
        private final int[] places;

        private Everything(RoundInput input) {
            this.input = input;
            left = input.hours.clone();
            parts = input.mostParts.clone();
            used = new int[input.volunteers()];
            places = input.slots.clone();
        }

        private long best() {
            return from(0, 0);
        }

        private long from(int r, int pair) {
            if (r == input.requests()) {
                return 0;
            }
            if (pair == input.pairs.start(r + 1)) {
                return from(r + 1, pair);
            }
            long best = from(r, pair + 1);
            int v = input.pairs.volunteer(pair);
            if (parts[r] == 0 || places[v] == 0) {
                return best;
            }
            int most = Math.min(left[r], input.freeHours[v] - used[v]);
            for (int k = input.smallestPart[r]; k <= most; k++) {
                long worth = (long) k * input.pairs.points(pair);
                for (int h = 1; h <= k; h++) {
                    worth -= input.loadCost(v, used[v] + h);
                }
                take(r, v, k, 1);
                best = Math.max(best, worth + from(r, pair + 1));
                take(r, v, -k, -1);
            }
            return best;
        }

        private void take(int r, int v, int hours, int part) {
            left[r] -= hours;
            parts[r] -= part;
            used[v] += hours;
            places[v] -= part;
        }
    }

    /// The Hungarian method with labels on rows and columns, as textbooks have it; who is better off alone stays alone.
    private static long textbook(int[][] points) {
        int n = points.length;
        var u = new long[n + 1];
        var w = new long[n + 1];
        var row = new int[n + 1];
        var way = new int[n + 1];
        for (int i = 1; i <= n; i++) {
            row[0] = i;
            int column = 0;
            var least = new long[n + 1];
            Arrays.fill(least, Long.MAX_VALUE);
            var seen = new boolean[n + 1];
            do {
                seen[column] = true;
                int here = row[column];
                long delta = Long.MAX_VALUE;
                int next = 0;
                for (int j = 1; j <= n; j++) {
                    if (!seen[j]) {
                        long cost = -Math.max(0, points[here - 1][j - 1]) - u[here] - w[j];
                        if (cost < least[j]) {
                            least[j] = cost;
                            way[j] = column;
                        }
                        if (least[j] < delta) {
                            delta = least[j];
                            next = j;
                        }
                    }
                }
                for (int j = 0; j <= n; j++) {
                    if (seen[j]) {
                        u[row[j]] += delta;
                        w[j] -= delta;
                    } else {
                        least[j] -= delta;
                    }
                }
                column = next;
            } while (row[column] != 0);
            do {
                int before = way[column];
                row[column] = row[before];
                column = before;
            } while (column != 0);
        }
        return w[0];
    }
}
