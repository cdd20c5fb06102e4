package nl.samenspel.requests;

import static nl.samenspel.requests.Boundary.LIFTING;
import static nl.samenspel.requests.Boundary.MEDICATION;
import static nl.samenspel.requests.Boundary.NIGHT_WATCH;
import static nl.samenspel.requests.Boundary.OWN_CAR;
import static nl.samenspel.requests.Boundary.PERSONAL_CARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import nl.samenspel.requests.Boundary.Rule;
import nl.samenspel.requests.Triaged.Crossed;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class BoundariesTest {

    private static final Triage.Decision VOLUNTEER = new Triage.ByVolunteer();
    private static final Triage.Decision TOGETHER = new Triage.Together();
    private static final Triage.Decision PROFESSIONAL = new Triage.ByProfessional("de wijkverpleging", null);
    private static final Triage.Decision NO = new Triage.No(Lacking.BOUNDARY, "het sociaal team", null);

    @Test
    void what_touches_nothing_is_for_volunteers() {
        assertThat(Boundaries.crossedBy(VOLUNTEER, Set.of(), Set.of())).isEmpty();
        assertThat(Boundaries.crossedBy(VOLUNTEER, Set.of(NIGHT_WATCH, OWN_CAR), Set.of()))
                .isEmpty();
    }

    @Test
    void medication_is_never_for_volunteers_also_not_together() {
        var crossed = new Crossed(MEDICATION, Rule.NEVER, false);

        assertThat(Boundaries.crossedBy(VOLUNTEER, Set.of(MEDICATION), Set.of()))
                .containsExactly(crossed);
        assertThat(Boundaries.crossedBy(TOGETHER, Set.of(MEDICATION), Set.of())).containsExactly(crossed);
    }

    @Test
    void lifting_is_only_for_volunteers_beside_a_professional() {
        assertThat(Boundaries.crossedBy(VOLUNTEER, Set.of(LIFTING), Set.of()))
                .containsExactly(new Crossed(LIFTING, Rule.TOGETHER, false));
        assertThat(Boundaries.crossedBy(TOGETHER, Set.of(LIFTING), Set.of())).isEmpty();
    }

    @Test
    void every_boundary_that_is_crossed_is_named_in_the_order_of_the_catalogue() {
        assertThat(Boundaries.crossedBy(VOLUNTEER, Set.of(PERSONAL_CARE, LIFTING, MEDICATION), Set.of()))
                .extracting(Crossed::boundary)
                .containsExactly(MEDICATION, LIFTING, PERSONAL_CARE);
    }

    @Test
    void an_organisation_may_keep_a_boundary_that_the_base_leaves_free() {
        assertThat(Boundaries.crossedBy(VOLUNTEER, Set.of(OWN_CAR), Set.of("OWN_CAR")))
                .containsExactly(new Crossed(OWN_CAR, Rule.NEVER, true));
        assertThat(Boundaries.crossedBy(TOGETHER, Set.of(LIFTING), Set.of("LIFTING")))
                .containsExactly(new Crossed(LIFTING, Rule.NEVER, true));
    }

    @Test
    void professionals_and_a_no_cross_nothing() {
        var all = Set.of(Boundary.values());

        assertThat(Boundaries.crossedBy(PROFESSIONAL, all, names(all))).isEmpty();
        assertThat(Boundaries.crossedBy(NO, all, names(all))).isEmpty();
    }

    /// Whatever an organisation adds, also words that mean nothing: what the base forbids stays forbidden.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void an_organisation_is_stricter_than_the_base_or_equal_and_never_looser(long seed) {
        var chance = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var touched = some(chance);
            var stricter = names(some(chance));
            if (chance.nextBoolean()) {
                stricter = Set.of("-MEDICATION", "FREE", "medication");
            }
            for (var decision : List.of(VOLUNTEER, TOGETHER)) {
                var base = boundaries(decision, touched, Set.of());
                var here = boundaries(decision, touched, stricter);
                assertThat(here).containsAll(base);
                assertThat(touched).containsAll(here);
            }
        }
        for (var boundary : Boundary.values()) {
            assertThat(boundary.at(names(some(chance)))).isGreaterThanOrEqualTo(boundary.base());
        }
    }

    @Test
    void nobody_is_sent_away_without_a_next_door() {
        assertThatThrownBy(() -> new Triage.No(Lacking.CAPACITY, " ", null)).hasMessageContaining("next door");
        assertThatThrownBy(() -> new Triage.ByProfessional("", null)).hasMessageContaining("next door");
    }

    @ParameterizedTest
    @EnumSource
    void every_boundary_can_be_explained(Boundary boundary) throws IOException {
        for (var language : List.of("", "_en")) {
            var words = new Properties();
            try (var reader = Files.newBufferedReader(
                    Path.of("src/main/resources/messages/requests" + language + ".properties"))) {
                words.load(reader);
            }
            assertThat(words.stringPropertyNames()).contains("requests.boundary." + boundary);
        }
    }

    private static Set<Boundary> boundaries(Triage.Decision decision, Set<Boundary> touched, Set<String> stricter) {
        return Boundaries.crossedBy(decision, touched, stricter).stream()
                .map(Crossed::boundary)
                .collect(Collectors.toSet());
    }

    private static Set<Boundary> some(Random chance) {
        return Arrays.stream(Boundary.values())
                .filter(_ -> chance.nextInt(3) == 0)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Set<Boundary> boundaries) {
        return boundaries.stream().map(Enum::name).collect(Collectors.toSet());
    }
}
