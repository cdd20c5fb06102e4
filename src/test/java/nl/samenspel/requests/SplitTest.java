package nl.samenspel.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.DayParts.Part;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.Split.Why;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final DayParts THREE_MORNINGS =
            DayParts.ofWords(List.of("MONDAY-MORNING", "WEDNESDAY-MORNING", "FRIDAY-MORNING"));

    @Test
    void what_one_volunteer_can_do_in_a_season_is_fine_as_it_is() {
        assertThat(Split.propose(need(THREE_MORNINGS, 2, 4, TODAY, TODAY.plusWeeks(6)), 2, TODAY))
                .isEmpty();
    }

    @Test
    void more_than_two_parts_of_the_week_are_for_several_people_each_on_days_of_their_own() {
        var split = only(Why.MANY_DAY_PARTS, need(THREE_MORNINGS, 3, 7, TODAY, TODAY.plusWeeks(6)));

        assertThat(split.tasks()).hasSize(2);
        assertThat(split.tasks().getFirst().dayParts()).isEqualTo(DayParts.ofWords(List.of("MONDAY-MORNING")));
        assertThat(split.tasks().getLast().dayParts())
                .isEqualTo(DayParts.ofWords(List.of("WEDNESDAY-MORNING", "FRIDAY-MORNING")));
        assertThat(split.tasks()).extracting(Task::hoursPerWeek).containsExactly(3, 4);
        assertThat(split.tasks()).noneMatch(Task::afterwards);
    }

    @Test
    void nobody_sits_up_more_than_one_night_a_week() {
        var nights = DayParts.ofWords(List.of("MONDAY-NIGHT", "TUESDAY-NIGHT", "SATURDAY-NIGHT"));

        var split = only(Why.NIGHTS, need(nights, 3, 24, TODAY, TODAY.plusWeeks(3)));

        assertThat(split.tasks()).hasSize(3).allSatisfy(task -> {
            assertThat(task.dayParts().list())
                    .singleElement()
                    .satisfies(night -> assertThat(night.part()).isEqualTo(Part.NIGHT));
            assertThat(task.hoursPerWeek()).isEqualTo(8);
        });
        assertThat(Split.propose(need(nights, 1, 8, TODAY, TODAY.plusWeeks(3)), 2, TODAY))
                .as("one night is fine")
                .isEmpty();
    }

    @Test
    void what_lasts_can_be_a_chain_in_which_each_hands_over_to_the_next() {
        var split = only(Why.LASTING, need(THREE_MORNINGS, 1, 2, TODAY.minusYears(1), null));

        assertThat(split.tasks()).hasSize(4);
        assertThat(split.tasks().getFirst().from()).as("not in the past").isEqualTo(TODAY);
        assertThat(split.tasks().getFirst().afterwards()).isFalse();
        assertThat(split.tasks().getLast().until()).as("the last stays").isNull();
        for (int i = 1; i < 4; i++) {
            var before = split.tasks().get(i - 1);
            var after = split.tasks().get(i);
            assertThat(before.length()).isEqualTo(CommitmentLength.SOME_WEEKS);
            assertThat(after.afterwards()).isTrue();
            assertThat(after.from().plusDays(Split.TOGETHER_DAYS - 1))
                    .as("a week together")
                    .isEqualTo(before.until());
        }
    }

    @Test
    void a_split_asks_as_much_as_was_asked_and_never_too_much_of_one() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            int some = random.nextInt(1 << 28);
            var possible = new DayParts(some & random.nextInt(1 << 28));
            if (possible.isEmpty()) {
                continue;
            }
            int needed = 1 + random.nextInt(possible.count());
            int hours = 1 + random.nextInt(40);
            int most = 1 + random.nextInt(4);
            var until = random.nextBoolean() ? null : TODAY.plusDays(random.nextInt(900));
            var need = need(possible, needed, hours, TODAY, until);
            for (var split : Split.propose(need, most, TODAY)) {
                assertThat(split.tasks()).hasSizeBetween(2, Tasks.MOST + 28);
                if (split.why() == Why.LASTING) {
                    assertThat(split.tasks())
                            .hasSizeLessThanOrEqualTo(Tasks.MOST)
                            .allSatisfy(task -> {
                                assertThat(task.hoursPerWeek()).isEqualTo(hours);
                                assertThat(task.dayParts()).isEqualTo(possible);
                            });
                    assertThat(split.tasks().getLast().until()).isEqualTo(until);
                    continue;
                }
                assertThat(split.tasks().stream().mapToInt(Task::hoursPerWeek).sum())
                        .isEqualTo(hours);
                assertThat(split.tasks()).allSatisfy(task -> {
                    assertThat(task.hoursPerWeek()).isPositive();
                    assertThat(task.dayParts().count()).isGreaterThanOrEqualTo(task.dayPartsNeeded());
                    assertThat(task.dayParts().and(possible)).isEqualTo(task.dayParts());
                });
                if (hours >= split.tasks().size() && Math.ceilDiv(needed, most) <= hours && split.why() != Why.NIGHTS) {
                    assertThat(split.tasks()).allMatch(task -> task.dayPartsNeeded() <= most);
                }
            }
        }
    }

    private static Split only(Why why, Need need) {
        var proposed = Split.propose(need, 2, TODAY);
        assertThat(proposed).extracting(Split::why).containsExactly(why);
        return proposed.getFirst();
    }

    private static Need need(DayParts dayParts, int needed, int hours, LocalDate from, @Nullable LocalDate until) {
        return new Need(
                KindOfHelp.COMPANY,
                "Samen koffie drinken",
                "",
                "",
                dayParts,
                needed,
                hours,
                from,
                until,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                1,
                PaidBefore.NO);
    }
}
