package nl.samenspel.matching.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine against something slower and simpler.
class EngineTest {

    private static final JavaClasses MAIN_CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("test-classes"))
            .importPackages("nl.samenspel.matching");

    private static final int WILD_COUNTRIES = 300;

    @Test
    void the_engine_is_plain_Java() {
        plainJava("..matching.engine..").check(MAIN_CLASSES);
    }

    @Test
    void what_reads_files_is_not_plain_Java_and_the_rule_sees_it() {
        assertThatThrownBy(() -> plainJava("..matching.files..").check(MAIN_CLASSES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("java.io");
    }

    private static ArchRule plainJava(String folder) {
        return classes()
                .that()
                .resideInAPackage(folder)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("..matching.engine..", "java.lang..", "java.util..", "org.jspecify..");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_pairs_of_a_country_are_judged_by_the_letter(long seed) {
        var country = TestCountry.of(Size.S, seed);
        var rules = new Rules(Situations.of(country), Weights.DEFAULT);
        var letter = new RulesByTheLetter(country);
        var random = new Random(seed);

        for (int i = 0; i < 10_000; i++) {
            int request = random.nextInt(country.requests().size());
            int volunteer = random.nextInt(country.volunteers().size());
            assertThat(rules.failing(request, volunteer))
                    .as("request %d, volunteer %d", request, volunteer)
                    .isEqualTo(letter.failing(request, volunteer));
        }
        for (var pair : country.exclusions()) {
            assertThat(rules.failing(pair.request(), pair.volunteer()))
                    .contains(Condition.PAIR)
                    .isEqualTo(letter.failing(pair.request(), pair.volunteer()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void allowed_pairs_of_a_country_earn_what_the_letter_says(long seed) {
        var country = TestCountry.of(Size.S, seed);
        var rules = new Rules(Situations.of(country), Weights.DEFAULT);
        var letter = new RulesByTheLetter(country);

        int allowed = 0;
        for (int request = 0; request < country.requests().size(); request++) {
            for (int volunteer = 0; volunteer < country.volunteers().size(); volunteer++) {
                if (rules.allow(request, volunteer)) {
                    allowed++;
                    assertThat(byCriterion(rules.points(request, volunteer)))
                            .as("request %d, volunteer %d", request, volunteer)
                            .isEqualTo(letter.points(request, volunteer));
                }
            }
        }
        assertThat(allowed).isGreaterThan(10_000);
    }

    @Test
    void pairs_at_the_edge_of_what_is_allowed_are_judged_by_the_letter() {
        int allowed = 0;
        for (long seed = 0; seed < WILD_COUNTRIES; seed++) {
            var country = Situations.wild(seed);
            var rules = new Rules(Situations.of(country), Weights.DEFAULT);
            var letter = new RulesByTheLetter(country);
            for (int request = 0; request < country.requests().size(); request++) {
                for (int volunteer = 0; volunteer < country.volunteers().size(); volunteer++) {
                    var failing = rules.failing(request, volunteer);
                    assertThat(failing).isEqualTo(letter.failing(request, volunteer));
                    assertThat(rules.allow(request, volunteer)).isEqualTo(failing.isEmpty());
                    if (failing.isEmpty()) {
                        allowed++;
                        assertThat(byCriterion(rules.points(request, volunteer)))
                                .isEqualTo(letter.points(request, volunteer));
                    }
                }
            }
            for (int volunteer = 0; volunteer < country.volunteers().size(); volunteer++) {
                assertThat(rules.loadCost(volunteer, 2)).isEqualTo(letter.loadCost(volunteer, 2));
            }
        }
        assertThat(allowed).isGreaterThan(200);
    }

    @Test
    void the_ten_best_are_those_that_sorting_everybody_finds() {
        for (long seed = 0; seed < WILD_COUNTRIES; seed++) {
            var country = Situations.wild(seed);
            var candidates = Candidates.of(new Rules(Situations.of(country), Weights.DEFAULT));
            var letter = new RulesByTheLetter(country);
            for (int request = 0; request < country.requests().size(); request++) {
                assertThat(candidates.topTen(request))
                        .extracting(Candidate::volunteer)
                        .isEqualTo(letter.topTen(request));
            }
        }
    }

    /// The comparison is worth something only if it notices a mistake: one weight that is one too high.
    @ParameterizedTest
    @MethodSource("weights_of_which_one_is_wrong")
    void one_wrong_weight_is_noticed(String weight, Weights wrong) {
        assertThat(LongStream.range(0, WILD_COUNTRIES).anyMatch(seed -> differs(seed, wrong)))
                .as(weight)
                .isTrue();
    }

    static Stream<Arguments> weights_of_which_one_is_wrong() throws ReflectiveOperationException {
        var weights = Weights.class.getRecordComponents();
        var all = new ArrayList<Arguments>();
        for (var wrong : weights) {
            var numbers = new Object[weights.length];
            for (int i = 0; i < weights.length; i++) {
                int right = (int) weights[i].getAccessor().invoke(Weights.DEFAULT);
                numbers[i] = weights[i] == wrong ? right + 1 : right;
            }
            all.add(Arguments.of(wrong.getName(), Weights.class.getConstructors()[0].newInstance(numbers)));
        }
        return all.stream();
    }

    private static boolean differs(long seed, Weights weights) {
        var country = Situations.wild(seed);
        var rules = new Rules(Situations.of(country), weights);
        var letter = new RulesByTheLetter(country);
        return IntStream.range(0, country.requests().size())
                .anyMatch(request -> IntStream.range(0, country.volunteers().size())
                        .filter(volunteer -> rules.allow(request, volunteer))
                        .anyMatch(volunteer -> !byCriterion(rules.points(request, volunteer))
                                .equals(letter.points(request, volunteer))));
    }

    /// Likewise for the conditions: each is somewhere the only one that fails, so forgetting it would be noticed.
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LIMITS", "DECLINED"})
    void every_condition_somewhere_stands_alone_between_two(Condition condition) {
        assertThat(LongStream.range(0, WILD_COUNTRIES).anyMatch(seed -> {
                    var country = Situations.wild(seed);
                    var rules = new Rules(Situations.of(country), Weights.DEFAULT);
                    return IntStream.range(0, country.requests().size())
                            .anyMatch(request -> IntStream.range(
                                            0, country.volunteers().size())
                                    .anyMatch(volunteer ->
                                            rules.failing(request, volunteer).equals(EnumSet.of(condition))));
                }))
                .isTrue();
    }

    private static Map<Criterion, Integer> byCriterion(Points points) {
        return Arrays.stream(Criterion.values()).collect(toMap(criterion -> criterion, points::of));
    }
}
