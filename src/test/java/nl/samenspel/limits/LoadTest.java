package nl.samenspel.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.samenspel.limits.Load.Part;
import nl.samenspel.limits.Load.What;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Situation;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class LoadTest {

    private static final UUID ANY = UUID.randomUUID();

    @Test
    void the_example_in_the_explanation_is_what_it_weighs() throws Exception {
        var load = new Load(5, 2, 1, 1, 1, false);

        assertThat(load.parts())
                .containsExactly(
                        new Part(What.HOURS, 5, 5),
                        new Part(What.PEOPLE, 2, 1),
                        new Part(What.NIGHTS, 1, 4),
                        new Part(What.HEAVY, 1, 2),
                        new Part(What.DEATHS, 1, 2));
        var sum =
                load.parts().stream().map(part -> String.valueOf(part.weighs())).collect(Collectors.joining(" + "));
        assertThat(Files.readString(Path.of("docs/explanation/limits.md")))
                .contains(sum + " = **" + load.weight() + " hours a week**");
    }

    @Test
    void every_weight_in_the_explanation_is_the_one_that_counts() throws Exception {
        assertThat(Files.readString(Path.of("docs/explanation/limits.md")))
                .contains(
                        "a person beside the first | " + Load.PERSON_MORE + " each",
                        "a night a week | " + Load.NIGHT + " each",
                        "a complex case | " + Load.HEAVY + " each",
                        "in the past " + Load.DEATHS_DAYS + " days | " + Load.DEATH + " each",
                        "while something runs | " + Load.NO_REST + " ",
                        "| parts of the week for one volunteer | " + Policy.DAY_PARTS_EACH + ";",
                        "| nights a week | " + Policy.NIGHTS_AT_MOST + " |",
                        "| rest after a night | " + Policy.REST_AFTER_NIGHT + " parts",
                        "| complex cases at a time | " + Policy.HEAVY_AT_MOST + " |",
                        "after " + Policy.REVIEW_AFTER_YEARS + " years");
    }

    @Test
    void who_does_nothing_carries_nothing_and_one_person_is_no_more_than_the_hours() {
        assertThat(Load.NONE.weight()).isZero();
        assertThat(new Load(3, 1, 0, 0, 0, false).weight()).isEqualTo(3);
        assertThat(new Load(3, 1, 0, 0, 0, true).weight()).isEqualTo(4);
    }

    @Test
    void a_night_counts_only_where_there_is_no_other_choice() {
        var evenings = DayParts.ofWords(List.of("MONDAY-EVENING", "TUESDAY-EVENING"));
        var mixed = DayParts.ofWords(List.of("MONDAY-EVENING", "MONDAY-NIGHT", "TUESDAY-NIGHT"));

        assertThat(Promise.nights(evenings, 2)).isZero();
        assertThat(Promise.nights(mixed, 1)).isZero();
        assertThat(Promise.nights(mixed, 2)).isEqualTo(1);
        assertThat(Promise.nights(mixed, 3)).isEqualTo(2);
        assertThat(Promise.nights(mixed, 9)).isEqualTo(2);
    }

    /// By counting parts of the week one after another, round the week.
    @Test
    void after_every_night_comes_rest_in_Sundays_night_as_well() {
        for (var night = 3; night < 28; night += 4) {
            for (var parts = 0; parts <= 3; parts++) {
                var from = night;
                var rest = IntStream.rangeClosed(1, parts)
                        .map(after -> 1 << ((from + after) % 28))
                        .sum();
                assertThat(new DayParts(1 << night).restAfterNights(parts)).isEqualTo(new DayParts(rest));
            }
        }
        assertThat(DayParts.ofWords(List.of("MONDAY-EVENING", "MONDAY-MORNING")).restAfterNights(3))
                .isEqualTo(DayParts.NONE);
    }

    @Test
    void nothing_is_promised_in_the_rest_after_a_night_before_it_or_after_it() {
        var night = DayParts.ofWords(List.of("SUNDAY-NIGHT"));
        var morning = DayParts.ofWords(List.of("MONDAY-MORNING"));
        var evening = DayParts.ofWords(List.of("MONDAY-EVENING"));

        assertThat(room(night).refuses(on(morning))).contains(new Reservation.NeedsRest());
        assertThat(room(morning).refuses(on(night))).contains(new Reservation.NeedsRest());
        assertThat(room(night).refuses(on(evening))).isEmpty();
        assertThat(room(DayParts.NONE)
                        .refuses(Promise.on(new DayParts(night.mask() | morning.mask()), 2, 2, false, Set.of(), ANY)))
                .contains(new Reservation.NeedsRest());
    }

    @Test
    void nobody_is_brought_where_they_would_rather_not_be() {
        var smoky = Promise.on(DayParts.ALL, 1, 2, false, Set.of(Situation.SMOKING, Situation.STAIRS), ANY);

        assertThat(room(DayParts.NONE).refuses(smoky)).contains(new Reservation.RatherNot(Set.of(Situation.SMOKING)));
    }

    private static Promise on(DayParts parts) {
        return Promise.on(parts, 1, 2, false, Set.of(), ANY);
    }

    /// Eight hours, four people and two nights free; rather no smoke.
    private static Room room(DayParts fixed) {
        return new Room(
                8,
                0,
                4,
                0,
                null,
                new Room.Further(2, 0, 2, 0, 2, fixed, 2, Set.of(Situation.SMOKING)),
                null,
                Load.NONE);
    }
}
