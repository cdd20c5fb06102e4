package nl.samenspel.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules case by case, on one request and whoever the case needs.
class RulesTest {

    private static final int NIGHT_OF_SUNDAY = 1 << 27;

    @Test
    void a_pair_that_fits_earns_points_for_every_criterion() {
        var points = rules(_ -> {}).points(0, 0);

        assertThat(points).isEqualTo(new Points(300, 100, 50, 60, 100, 120, -8, 50, -40, true));
        assertThat(points.perHour()).isEqualTo(772);
        assertThat(points.total()).isEqualTo(732);
    }

    @ParameterizedTest
    @CsvSource({"1,0,200", "1,1,0", "3,1,133", "3,2,66", "3,3,0", "1000,999,0", "1000,995,1", "7,6,28"})
    void distance_is_rounded_down(int radius, int metres, int points) {
        var rules = rules(volunteer -> volunteer.at(metres, 0).radius(radius));

        assertThat(rules.allow(0, 0)).isTrue();
        assertThat(rules.points(0, 0).distance()).isEqualTo(points);
    }

    @Test
    void the_end_of_the_radius_is_still_within_it_and_a_metre_farther_is_not() {
        assertThat(rules(volunteer -> volunteer.at(300, 400).radius(500)).failing(0, 0))
                .isEmpty();
        assertThat(rules(volunteer -> volunteer.at(301, 400).radius(500)).failing(0, 0))
                .containsExactly(Condition.DISTANCE);
    }

    @Test
    void the_farthest_places_of_the_grid_do_not_overflow() {
        var rules = rules(
                volunteer -> volunteer.at(-Place.FARTHEST, -Place.FARTHEST).radius(Integer.MAX_VALUE),
                request -> request.at(Place.FARTHEST, Place.FARTHEST));

        assertThat(rules.failing(0, 0)).containsExactly(Condition.DISTANCE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 94_906_267, 2_147_483_647, 2_828_427_124L})
    void roots_are_exact_on_both_sides_of_a_square(long root) {
        assertThat(Place.root(root * root)).isEqualTo(root);
        assertThat(Place.root((root + 1) * (root + 1) - 1)).isEqualTo(root);
    }

    @Test
    void without_coordinates_distance_turns_nobody_away_and_earns_nothing() {
        Consumer<Volunteers.Builder> somewhere = volunteer -> volunteer.at(5_000_000, 0);
        Consumer<Requests.Builder> anywhere = request -> request.at(0, 0);

        for (var rules :
                List.of(placeless(_ -> {}, _ -> {}), placeless(somewhere, _ -> {}), placeless(_ -> {}, anywhere))) {
            assertThat(rules.failing(0, 0)).isEmpty();
            assertThat(rules.points(0, 0).distance()).isZero();
            assertThat(rules.points(0, 0).distanceKnown()).isFalse();
        }
        assertThat(placeless(somewhere, anywhere).failing(0, 0)).containsExactly(Condition.DISTANCE);
    }

    @Test
    void the_last_of_64_activities_is_an_activity_like_the_others() {
        long last = 1L << 63;
        Consumer<Requests.Builder> asksLast = request -> request.activity(63);

        assertThat(rules(volunteer -> volunteer.activities(last, 0, last), asksLast)
                        .points(0, 0)
                        .motive())
                .isEqualTo(300);
        assertThat(rules(volunteer -> volunteer.activities(last, last, 0), asksLast)
                        .points(0, 0)
                        .motive())
                .isEqualTo(150);
        assertThat(rules(volunteer -> volunteer.activities(last, 0, 0), asksLast)
                        .points(0, 0)
                        .motive())
                .isZero();
        assertThat(rules(volunteer -> volunteer.activities(~last, 0, 0), asksLast)
                        .failing(0, 0))
                .containsExactly(Condition.ACTIVITY);
    }

    @Test
    void whoever_reached_an_own_limit_is_not_proposed() {
        var rules = rules(Volunteers.Builder::atLimit);

        assertThat(rules.failing(0, 0)).containsExactly(Condition.LIMITS);
        assertThat(rules.allow(0, 0)).isFalse();
        assertThat(Candidates.of(rules).topTen(0)).isEmpty();
    }

    @Test
    void what_a_volunteer_declines_is_not_asked_of_them() {
        for (int thing : new int[] {0, 1, 2, 63}) {
            long declined = 1L << thing;
            assertThat(rules(volunteer -> volunteer.declines(declined), request -> request.brings(declined))
                            .failing(0, 0))
                    .containsExactly(Condition.DECLINED);
            assertThat(rules(volunteer -> volunteer.declines(~declined), request -> request.brings(declined))
                            .failing(0, 0))
                    .isEmpty();
        }
    }

    @Test
    void all_conditions_that_fail_are_named_and_not_just_the_first() {
        var rules = new Rules(
                new Situation(
                        new Volunteers.Builder(1, 1)
                                .next()
                                .at(9, 9)
                                .declines(1)
                                .atLimit()
                                .build(),
                        requests(request -> request.at(0, 0).brings(1)),
                        new Exclusions.Builder().add(0, 0).build()),
                Weights.DEFAULT);

        assertThat(rules.failing(0, 0)).isEqualTo(EnumSet.complementOf(EnumSet.of(Condition.START)));
    }

    @Test
    void a_week_may_have_nights() {
        var rules = rules(
                volunteer -> volunteer.dayParts(NIGHT_OF_SUNDAY), request -> request.dayParts(NIGHT_OF_SUNDAY, 1));

        assertThat(rules.failing(0, 0)).isEmpty();
        assertThat(rules.points(0, 0).dayParts()).isEqualTo(25);
    }

    @Test
    void a_network_may_have_more_organisations_than_a_long_has_bits() {
        var volunteers = new Volunteers.Builder(2, 1_000);
        fitting(volunteers.next().at(0, 0)).calledOnBy(999);
        fitting(volunteers.next().at(0, 0)).calledOnBy(935); // 64 less
        var rules = rules(volunteers.build(), request -> request.at(0, 0).organisation(999));

        assertThat(rules.failing(0, 0)).isEmpty();
        assertThat(rules.failing(0, 1)).containsExactly(Condition.ORGANISATION);
        assertThat(rules(_ -> {}, request -> request.organisation(999)).failing(0, 0))
                .containsExactly(Condition.ORGANISATION);
    }

    @Test
    void the_fuller_the_week_the_dearer_the_hour() {
        var rules = rules(volunteer -> volunteer.hours(7, 2, 5));

        assertThat(IntStream.rangeClosed(1, 5).map(nth -> rules.loadCost(0, nth)))
                .containsExactly(34, 51, 68, 85, 102);
    }

    @Test
    void of_equals_the_lowest_index_comes_first_and_there_are_never_more_than_ten() {
        var volunteers = new Volunteers.Builder(13, 1);
        for (int volunteer = 0; volunteer < 13; volunteer++) {
            fitting(volunteers.next().at(volunteer == 12 ? 0 : 1, 0));
        }
        var candidates = Candidates.of(rules(volunteers.build(), request -> request.at(0, 0)));

        assertThat(candidates.topTen(0))
                .extracting(Candidate::volunteer)
                .containsExactly(12, 0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void candidates_below_zero_are_still_ranked() {
        var volunteers = new Volunteers.Builder(3, 1);
        for (int load : new int[] {1_000_000, 999_999, 1_000_000}) {
            fitting(volunteers.next().at(0, 0)).hours(1, load, 5);
        }
        var best = Candidates.of(rules(volunteers.build(), request -> request.at(0, 0)))
                .topTen(0);

        assertThat(best).extracting(Candidate::volunteer).containsExactly(1, 0, 2);
        assertThat(best.getFirst().points().load()).isEqualTo(-119_999_880);
    }

    @Test
    void the_heaviest_weights_on_the_fullest_week_do_not_overflow() {
        int h = Weights.HEAVIEST;
        var rules = new Rules(
                new Situation(
                        volunteers(volunteer -> volunteer.hours(1, Volunteers.MOST_HOURS, Volunteers.MOST_HOURS)),
                        requests(_ -> {}),
                        Exclusions.NONE),
                new Weights(h, h, h, h, h, h, h, h, h, h, h));

        assertThat(rules.loadCost(0, Volunteers.MOST_HOURS)).isEqualTo(1_999_999_000);
    }

    @ParameterizedTest
    @MethodSource
    void numbers_that_make_no_sense_are_refused_where_they_are_given(String message, Runnable wrong) {
        assertThatThrownBy(wrong::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    static Stream<Arguments> numbers_that_make_no_sense_are_refused_where_they_are_given() {
        var volunteer = new Volunteers.Builder(1, 20).next();
        var request = new Requests.Builder(1).next();
        return Stream.of(
                refused("radius must be from 1", () -> volunteer.radius(0)),
                refused("budget of hours must be from 1", () -> volunteer.hours(0, 0, 0)),
                refused("filled hours must be from 0 to 1000000", () -> volunteer.hours(1, 1_000_001, 0)),
                refused("coordinate x", () -> volunteer.at(Integer.MIN_VALUE, 0)),
                refused("separate parts of what they do", () -> volunteer.activities(1, 2, 0)),
                refused("separate parts of what they do", () -> volunteer.activities(1, 1, 1)),
                refused("from 0 to 19, but is 20", () -> volunteer.organisation(20)),
                refused("from 0 to 19, but is -1", () -> volunteer.calledOnBy(-1)),
                refused("activity must be from 0 to 63", () -> request.activity(64)),
                refused("smallest part must be from 1 to 2", () -> request.hours(2, 1, 3)),
                refused("urgency must be from 0 to 3", () -> request.urgency(4)),
                refused("weight base", () -> new Weights(0, 0, 0, 0, 0, 0, 0, 0, -1, 0, 0)));
    }

    private static Arguments refused(String message, Runnable wrong) {
        return Arguments.of(message, wrong);
    }

    @Test
    void nobody_is_forgotten_and_nobody_is_added_afterwards() {
        var builder = new Volunteers.Builder(2, 1).next();
        assertThatThrownBy(builder::build).hasMessage("2 volunteers were promised, 1 were given.");

        builder.next().build();
        assertThatThrownBy(builder::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.slots(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Rules rules(Consumer<Volunteers.Builder> volunteer) {
        return rules(volunteer, _ -> {});
    }

    private static Rules rules(Consumer<Volunteers.Builder> volunteer, Consumer<Requests.Builder> request) {
        return placeless(v -> volunteer.accept(v.at(50, 0)), r -> request.accept(r.at(0, 0)));
    }

    private static Rules placeless(Consumer<Volunteers.Builder> volunteer, Consumer<Requests.Builder> request) {
        return rules(volunteers(volunteer), request);
    }

    private static Rules rules(Volunteers volunteers, Consumer<Requests.Builder> request) {
        return new Rules(new Situation(volunteers, requests(request), Exclusions.NONE), Weights.DEFAULT);
    }

    private static Volunteers volunteers(Consumer<Volunteers.Builder> volunteer) {
        var volunteers = fitting(new Volunteers.Builder(1, 1).next());
        volunteer.accept(volunteers);
        return volunteers.build();
    }

    private static Requests requests(Consumer<Requests.Builder> request) {
        var requests = new Requests.Builder(1)
                .next()
                .activity(2)
                .qualifications(0b01)
                .languages(0b10)
                .volunteerGenders(0b010)
                .participantGender(1)
                .dayParts(0b0111, 1)
                .hours(2, 1, 2)
                .daysWaiting(90)
                .urgency(2);
        request.accept(requests);
        return requests.build();
    }

    /// Fits, wherever it is.
    private static Volunteers.Builder fitting(Volunteers.Builder volunteer) {
        return volunteer
                .radius(100)
                .activities(0b100, 0, 0b100)
                .qualifications(0b11)
                .languages(0b11)
                .gender(1)
                .participantGenders(0b010)
                .dayParts(0b1110)
                .calledOnBy(0)
                .hours(3, 1, 2)
                .slots(1);
    }
}
