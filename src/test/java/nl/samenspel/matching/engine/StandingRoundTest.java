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
