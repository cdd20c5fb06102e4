package nl.samenspel.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;

class StandingRoundTest {

    private final RoundInput input = RoundTest.country(TestCountry.of(Size.S, 6));
    private final RoundAnswer answer = RoundTest.run(input, 10, 2);
    private final StandingRound standing = new StandingRound(input, answer, 50);

    @Test
    void it_begins_as_the_round_ended() {
        assertThat(standing.value()).isEqualTo(answer.objective());
        for (int i = 0; i < answer.proposals(); i++) {
            assertThat(standing.hours(answer.request(i), answer.volunteer(i))).isEqualTo(answer.hours(i));
        }
    }

    @Test
    void who_falls_ill_holds_nothing_any_more_and_little_is_lost() {
        int volunteer = answer.volunteer(0);
        long change = standing.volunteerLeaves(volunteer);

        for (int r = 0; r < input.requests(); r++) {
            assertThat(standing.hours(r, volunteer)).isZero();
        }
        assertThat(standing.value()).isEqualTo(answer.objective() + change);
        assertThat(standing.volunteerReturns(volunteer)).isNotNegative();
    }

    @Test
    void what_is_fixed_is_never_moved_by_other_changes() {
        var fixed = new ArrayList<int[]>();
        for (int i = 0; i < answer.proposals(); i += 3) {
            standing.fix(answer.request(i), answer.volunteer(i));
            fixed.add(new int[] {answer.request(i), answer.volunteer(i), answer.hours(i)});
        }
        var random = new Random(1);
        for (int i = 0; i < 50; i++) {
            int volunteer = random.nextInt(input.volunteers());
            if (fixed.stream().noneMatch(pair -> pair[1] == volunteer)) {
                standing.volunteerLeaves(volunteer);
            }
            come(random);
        }
        assertThat(fixed)
                .hasSizeGreaterThan(100)
                .allSatisfy(pair -> assertThat(standing.hours(pair[0], pair[1])).isEqualTo(pair[2]));
    }

    @Test
    void the_same_changes_without_fixing_do_move_some_of_them() {
        var random = new Random(1);
        for (int i = 0; i < 50; i++) {
            standing.volunteerLeaves(random.nextInt(input.volunteers()));
            come(random);
        }
        int moved = 0;
        for (int i = 0; i < answer.proposals(); i++) {
            moved += standing.hours(answer.request(i), answer.volunteer(i)) == answer.hours(i) ? 0 : 1;
        }
        assertThat(moved).isPositive();
    }

    @Test
    void requests_that_come_are_helped_and_go_again() {
        var random = new Random(2);
        int helped = 0;
        for (int i = 0; i < 50; i++) {
            int request = come(random);
            helped += standing.filled(request) > 0 ? 1 : 0;
            if (i % 2 == 0) {
                standing.requestLeaves(request);
                assertThat(standing.filled(request)).isZero();
            }
        }
        assertThat(helped).isPositive();
        assertThat(standing.changes()).isEqualTo(75);
        assertThatThrownBy(() -> come(random)).hasMessageContaining("no room");
    }

    @Test
    void after_many_changes_it_is_nearly_as_good_as_a_new_round() {
        var random = new Random(4);
        for (int i = 0; i < 25; i++) {
            int volunteer = answer.volunteer(random.nextInt(answer.proposals()));
            standing.volunteerLeaves(volunteer);
            input.volunteer(volunteer, 0, 0, input.loadHours[volunteer], input.budgetHours[volunteer]);
        }
        long again = RoundTest.run(input, 10, 2).objective();

        assertThat((double) standing.value()).isGreaterThan(0.99 * again);
    }

    @Test
    void what_was_proposed_another_time_is_kept_as_far_as_it_can_be() {
        var again = StandingRound.empty(input, answer);
        assertThat(again.value()).isZero();
        for (int i = 0; i < answer.proposals(); i++) {
            assertThat(again.keep(answer.request(i), answer.volunteer(i), answer.hours(i)))
                    .isTrue();
            assertThat(again.keep(answer.request(i), answer.volunteer(i), answer.hours(i)))
                    .as("twice")
                    .isFalse();
        }
        assertThat(again.value()).isEqualTo(answer.objective());

        var kept = again.answer(input, answer);
        assertThat(kept.objective()).isEqualTo(answer.objective());
        assertThat(kept.bound()).isEqualTo(answer.bound());
        assertThat(kept.proposals()).isEqualTo(answer.proposals());
    }

    @Test
    void what_cannot_be_any_more_is_not_kept() {
        int request = answer.request(0);
        int volunteer = answer.volunteer(0);
        int stranger = 0;
        while (allowed(request, stranger)) {
            stranger++;
        }
        input.volunteer(volunteer, 0, 0, input.loadHours[volunteer], input.budgetHours[volunteer]);
        var again = StandingRound.empty(input, answer);

        assertThat(again.keep(request, volunteer, answer.hours(0)))
                .as("no room")
                .isFalse();
        assertThat(again.keep(request, stranger, 1)).as("may not meet").isFalse();
        assertThat(again.value()).isZero();
    }

    @Test
    void looking_at_what_is_open_fills_it_and_never_makes_it_worse() {
        var again = StandingRound.empty(input, answer);
        int filled = 0;
        for (int i = 0; i < answer.proposals(); i += 2) {
            again.keep(answer.request(i), answer.volunteer(i), answer.hours(i));
        }
        for (int r = 0; r < input.requests(); r++) {
            if (again.filled(r) == 0) {
                assertThat(again.look(r)).isNotNegative();
                filled += again.filled(r) > 0 ? 1 : 0;
            }
        }
        assertThat(filled).isPositive();
        assertThat(again.value()).isLessThanOrEqualTo(answer.bound());
        assertThat(again.answer(input, answer).objective()).isEqualTo(again.value());
    }

    private boolean allowed(int request, int volunteer) {
        for (int pair = input.pairs.start(request); pair < input.pairs.start(request + 1); pair++) {
            if (input.pairs.volunteer(pair) == volunteer) {
                return true;
            }
        }
        return false;
    }

    private int come(Random random) {
        int like = random.nextInt(input.requests());
        int from = input.pairs.start(like);
        int count = input.pairs.start(like + 1) - from;
        var volunteers = new int[count];
        var points = new int[count];
        Arrays.setAll(volunteers, i -> input.pairs.volunteer(from + i));
        Arrays.setAll(points, i -> input.pairs.points(from + i) + 50);
        return standing.requestComes(
                input.hours[like], input.mostParts[like], input.smallestPart[like], volunteers, points);
    }
}
