package nl.samenspel.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import nl.samenspel.matching.engine.Worlds.World;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The index against asking everybody one by one.
class IndexTest {

    private static final int WORLDS = 600;

    @Test
    void in_any_world_it_finds_the_same_ten_with_the_same_points() {
        int found = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            var world = Worlds.of(seed);
            var slow = new CandidatesOneByOne(world.rules());
            var quick = Candidates.of(world.rules());
            for (int request = 0; request < world.requests().count(); request++) {
                var ten = quick.topTen(request);
                assertThat(ten).as("world %d, request %d", seed, request).isEqualTo(slow.topTen(request));
                found += ten.size();
            }
        }
        assertThat(found).isGreaterThan(10_000);
    }

    /// An index is laid out by one organisation's weights and asked by those of another.
    @Test
    void it_answers_by_other_weights_than_those_it_was_laid_out_by() {
        for (long seed = 0; seed < WORLDS; seed++) {
            var world = Worlds.of(seed);
            var other = Worlds.of(seed + WORLDS).weights();
            var slow = new CandidatesOneByOne(world.rules(other));
            var index = Index.of(world.volunteers(), world.weights());
            for (int request = 0; request < world.requests().count(); request++) {
                assertThat(index.topTen(world.requests(), request, world.exclusions(), other))
                        .as("world %d, request %d", seed, request)
                        .isEqualTo(slow.topTen(request));
            }
        }
    }

    @Test
    void it_lists_everybody_who_is_allowed_and_what_an_hour_is_worth() {
        int found = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            var world = Worlds.of(seed);
            var rules = world.rules();
            var all = new Everyone.Of(Index.of(world.volunteers(), Weights.DEFAULT), rules);
            int[] volunteers = new int[world.volunteers().count()];
            int[] points = new int[volunteers.length];
            for (int r = 0; r < world.requests().count(); r++) {
                int request = r;
                var expected = IntStream.range(0, volunteers.length)
                        .filter(volunteer -> rules.allow(request, volunteer))
                        .toArray();
                int count = all.list(request, volunteers, points);
                assertThat(Arrays.copyOf(volunteers, count)).isEqualTo(expected);
                assertThat(Arrays.copyOf(points, count))
                        .isEqualTo(IntStream.of(expected)
                                .map(one -> rules.points(request, one).perHour())
                                .toArray());
                found += count;
            }
        }
        assertThat(found).isGreaterThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void in_a_country_it_finds_the_same_ten(long seed) {
        assertSameTen(TestCountry.of(Size.S, seed), 1_500);
    }

    @Test
    void in_a_region_it_finds_the_same_ten() {
        assertSameTen(TestCountry.of(Size.M, 1), 150);
    }

    private static void assertSameTen(TestCountry country, int requests) {
        var rules = new Rules(Situations.of(country), Weights.DEFAULT);
        var slow = new CandidatesOneByOne(rules);
        var quick = Candidates.of(rules);
        for (int request = 0; request < requests; request++) {
            assertThat(quick.topTen(request)).as("request %d", request).isEqualTo(slow.topTen(request));
        }
    }

    /// All of this is worth something only if forgetting a condition would be noticed.
    @ParameterizedTest
    @EnumSource
    void a_forgotten_condition_is_noticed(Condition condition) {
        assertThat(LongStream.range(0, WORLDS)
                        .mapToObj(Worlds::of)
                        .anyMatch(
                                world -> differs(world, new CandidatesOneByOne(world.rules(), EnumSet.of(condition)))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("nl.samenspel.matching.engine.EngineTest#weights_of_which_one_is_wrong")
    void a_wrong_weight_is_noticed(String name, Weights wrong) {
        assertThat(LongStream.range(0, WORLDS)
                        .mapToObj(Worlds::of)
                        .filter(world -> world.weights().equals(Weights.DEFAULT))
                        .anyMatch(world -> differs(world, new CandidatesOneByOne(world.rules(wrong)))))
                .as(name)
                .isTrue();
    }

    private static boolean differs(World world, Candidates wrong) {
        var right = Candidates.of(world.rules());
        return IntStream.range(0, world.requests().count())
                .anyMatch(request -> !right.topTen(request).equals(wrong.topTen(request)));
    }

    @Test
    void after_each_change_of_one_or_of_several_it_answers_as_one_that_was_laid_out_afresh() {
        int changes = 0;
        for (long seed = 0; seed < 60; seed++) {
            var world = Worlds.of(seed);
            var random = new Random(seed);
            var people = new ArrayList<Volunteers>();
            for (int v = 0; v < 40; v++) {
                people.add(Worlds.one(random, 20, 20_000, false));
            }
            var live = new LiveIndex(Index.of(Worlds.together(people, 20), world.weights()));
            for (int change = 0; change < 40; change++) {
                var ones = new TreeMap<Integer, Volunteers>();
                for (int i = change % 4; i >= 0; i--) {
                    ones.put(
                            random.nextInt(people.size() + 2),
                            random.nextInt(20) == 0
                                    ? Worlds.nobody(20)
                                    : Worlds.one(random, 20, random.nextInt(10) == 0 ? 2_000_000 : 20_000, false));
                }
                live.change(ones);
                while (people.size() <= ones.lastKey()) {
                    people.add(Worlds.nobody(20));
                }
                ones.forEach(people::set);
                var afresh = Index.of(Worlds.together(people, 20), world.weights());
                for (int request = 0; request < world.requests().count(); request++) {
                    assertThat(topTen(live.now(), world, request)).isEqualTo(topTen(afresh, world, request));
                }
                changes++;
            }
        }
        assertThat(changes).isEqualTo(2_400);
    }

    /// If a change were not followed, the comparison above would see it.
    @Test
    void a_change_that_is_not_followed_is_noticed() {
        var world = Worlds.of(4);
        var random = new Random(4);
        var before = new ArrayList<Volunteers>();
        for (int v = 0; v < 40; v++) {
            before.add(Worlds.one(random, 20, 20_000, false));
        }
        var stale = Index.of(Worlds.together(before, 20), Weights.DEFAULT);
        assertThat(IntStream.range(0, 40).anyMatch(number -> {
                    var after = new ArrayList<>(before);
                    after.set(number, Worlds.nobody(20));
                    var afresh = Index.of(Worlds.together(after, 20), Weights.DEFAULT);
                    return IntStream.range(0, world.requests().count())
                            .anyMatch(request -> !topTen(stale, world, request).equals(topTen(afresh, world, request)));
                }))
                .isTrue();
    }

    private static List<Candidate> topTen(Index index, World world, int request) {
        return index.topTen(world.requests(), request, Exclusions.NONE, world.weights());
    }

    @Test
    void whoever_searches_while_it_changes_sees_one_moment() throws Exception {
        // one volunteer moves to and fro between two homes; whoever looks finds them once, at one of the two
        var west = home(0, 3);
        var east = home(2_500, 1);
        var live = new LiveIndex(Index.of(west, Weights.DEFAULT));
        var asked = new Requests.Builder(1).next();
        asked.languages(1).volunteerGenders(-1).at(1_000, 0);
        var requests = asked.build();
        var stop = new AtomicBoolean();
        Callable<Integer> reader = () -> {
            int looks = 0;
            while (!stop.get() || looks < 1_000) {
                var found = live.now().topTen(requests, 0, Exclusions.NONE, Weights.DEFAULT);
                assertThat(found).hasSize(1);
                var points = found.getFirst().points();
                assertThat((points.distance() == 150 && points.load() == -40)
                                || (points.distance() == 125 && points.load() == -120))
                        .as("%s", points)
                        .isTrue();
                looks++;
            }
            return looks;
        };
        try (var pool = Executors.newFixedThreadPool(2)) {
            var one = pool.submit(reader);
            var two = pool.submit(reader);
            for (int i = 0; i < 5_000; i++) {
                live.change(Map.of(0, i % 2 == 0 ? east : west));
            }
            stop.set(true);
            assertThat(one.get()).isGreaterThanOrEqualTo(1_000);
            assertThat(two.get()).isGreaterThanOrEqualTo(1_000);
        }
    }

    private static Volunteers home(int x, int budget) {
        return new Volunteers.Builder(1, 1)
                .next()
                .at(x, 0)
                .radius(4_000)
                .activities(1, 0, 0)
                .languages(1)
                .participantGenders(1)
                .calledOnBy(0)
                .hours(budget, 1, 1)
                .slots(1)
                .build();
    }

    /// What holds until a certificate lapses, and what holds from then on.
    @Test
    void a_volunteer_may_be_there_once_for_each_time_that_something_else_holds() {
        var versions = new Volunteers.Builder(2, 1);
        versed(versions.next().qualifications(1).lastStart(9));
        versed(versions.next().qualifications(0).availableFrom(10));
        var asked = new Requests.Builder(4);
        for (int day : new int[] {9, 10}) {
            for (int needed : new int[] {0, 1}) {
                asked.next()
                        .languages(1)
                        .volunteerGenders(-1)
                        .at(0, 0)
                        .startDay(day)
                        .qualifications(needed);
            }
        }
        var requests = asked.build();
        var both = versions.build();
        var laidOut = Index.of(both, new int[] {7, 7}, Weights.DEFAULT);
        var changed = Index.of(Worlds.nobody(1), Weights.DEFAULT).with(Map.of(7, both));

        for (var index : List.of(laidOut, changed)) {
            assertThat(IntStream.range(0, 4)
                            .mapToObj(request ->
                                    index.topTen(requests, request, Exclusions.NONE, Weights.DEFAULT).stream()
                                            .map(one -> one.volunteer() + ":"
                                                    + one.points().spare())
                                            .toList()))
                    .containsExactly(List.of("7:-8"), List.of("7:0"), List.of("7:0"), List.of());
            assertThat(index.with(Map.of(7, new Volunteers.Builder(0, 1).build()))
                            .everyone(requests, 0, Exclusions.NONE))
                    .isEmpty();
        }
    }

    private static void versed(Volunteers.Builder one) {
        one.at(0, 0)
                .radius(100)
                .activities(1, 0, 0)
                .languages(1)
                .participantGenders(1)
                .calledOnBy(0)
                .hours(1, 0, 1)
                .slots(1);
    }

    @Test
    void numbers_that_do_not_rise_are_refused() {
        var two = Worlds.together(List.of(Worlds.nobody(1), Worlds.nobody(1)), 1);

        assertThatThrownBy(() -> Index.of(two, new int[] {2, 1}, Weights.DEFAULT))
                .hasMessage("Numbers must rise from 0, but 1 does not.");
        assertThatThrownBy(() -> Index.of(two, new int[] {2}, Weights.DEFAULT))
                .hasMessage("There are 2 volunteers, but 1 numbers.");
    }

    @Test
    void nobody_at_all_is_no_mistake() {
        var nobody = new Volunteers.Builder(0, 1).build();
        var world = Worlds.of(1);

        assertThat(Index.of(nobody, Weights.DEFAULT).topTen(world.requests(), 0, Exclusions.NONE, Weights.DEFAULT))
                .isEmpty();
    }
}
