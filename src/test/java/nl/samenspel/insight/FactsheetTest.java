package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nl.samenspel.insight.Doubt.What;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactsheetTest {

    private static final int SEEDS = 200;

    /// Ten ways and more in which an edition goes wrong, each somewhere in a random edition. What it
    /// hits is chosen by the seed, among the rows where it can be done.
    enum Corruption {
        A_PART_IS_CHANGED_AND_ITS_TOTAL_IS_NOT(What.PARTS_DO_NOT_ADD_UP) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        Figure::isPart,
                        figure -> rows.isUnderATotal(figure),
                        figure -> with(figure, Objects.requireNonNull(figure.value()) + 1 + rows.random.nextInt(50)));
            }
        },
        AN_ORGANISATION_HAS_THE_FIGURES_OF_ANOTHER(What.IDENTICAL_FIGURES) {
            @Override
            boolean corrupt(Rows rows) {
                var from = rows.any(figure -> !figure.isPart() && Objects.requireNonNull(figure.value()) % 10 != 0);
                var copied = rows.figures.stream()
                        .filter(figure -> figure.place().equals(from.place()))
                        .toList();
                rows.figures.removeIf(figure -> figure.organisation().equals("Organisatie C")
                        && figure.measure().equals(from.measure()));
                if (from.organisation().equals("Organisatie C")) {
                    return false;
                }
                copied.forEach(figure -> rows.figures.add(renamed(figure, "Organisatie C")));
                return true;
            }
        },
        THE_COUNTING_OF_PEOPLE_IS_LEFT_OUT(What.COUNTING_MISSING) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(figure -> figure.counting() != null, _ -> true, figure -> counted(figure, null));
            }
        },
        PEOPLE_ON_CALL_ARE_COUNTED_AS_OWN_PEOPLE(What.COUNTING_CONTRADICTS_WORDS) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        figure -> figure.counting() == Counting.ON_CALL,
                        _ -> true,
                        figure -> counted(figure, Counting.DIRECT));
            }
        },
        OWN_PEOPLE_ARE_MARKED_AS_SOMEBODY_ELSES(What.COUNTING_UNEXPLAINED) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        figure -> figure.counting() == Counting.DIRECT,
                        _ -> true,
                        figure -> counted(figure, Counting.THROUGH_OTHERS));
            }
        },
        A_PART_IS_ABOUT_AND_ITS_TOTAL_IS_EXACT(What.APPROXIMATION_LOST) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        Figure::isPart,
                        figure -> rows.isUnderATotal(figure),
                        figure -> qualified(figure, rows.random.nextBoolean() ? Qualifier.ABOUT : Qualifier.MORE_THAN));
            }
        },
        A_VALUE_IS_NEGATIVE(What.NEGATIVE) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        _ -> true, _ -> true, figure -> with(figure, -Objects.requireNonNull(figure.value())));
            }
        },
        MORE_PEOPLE_THAN_THE_COUNTRY_HAS(What.MORE_THAN_EXIST) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        Figure::isOfPeople,
                        _ -> true,
                        figure -> with(figure, 20_000_000L + rows.random.nextInt(1_000)));
            }
        },
        A_TOTAL_LOSES_ITS_PARTS(What.TOTAL_WITHOUT_PARTS) {
            @Override
            boolean corrupt(Rows rows) {
                var total = rows.any(Figure::isTotal);
                return rows.figures.removeIf(figure -> figure.place().equals(total.place()) && figure.isPart());
            }
        },
        PARTS_LOSE_THEIR_TOTAL(What.PARTS_WITHOUT_TOTAL) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.figures.remove(rows.any(Figure::isTotal));
            }
        },
        A_ROW_STANDS_THERE_TWICE(What.DOUBLED_ROW) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.figures.add(rows.any(_ -> true));
            }
        },
        A_FIGURE_HAS_TWO_VALUES(What.TWO_VALUES) {
            @Override
            boolean corrupt(Rows rows) {
                var figure = rows.any(_ -> true);
                return rows.figures.add(with(figure, Objects.requireNonNull(figure.value()) + 13));
            }
        },
        A_FIGURE_JUMPS_AGAINST_THE_EDITION_BEFORE(What.JUMP) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        figure -> figure.scope().isEmpty(),
                        _ -> true,
                        figure -> with(
                                figure,
                                Objects.requireNonNull(figure.value()) * (rows.random.nextBoolean() ? 70 : 130) / 100));
            }
        },
        A_VALUE_IS_LOST(What.VALUE_MISSING) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(_ -> true, _ -> true, figure -> with(figure, null));
            }
        },
        A_UNIT_IS_ANOTHER_ONE(What.OTHER_UNIT) {
            @Override
            boolean corrupt(Rows rows) {
                return rows.change(
                        figure -> figure.measure().equals("volunteers"), _ -> true, figure -> unit(figure, "hours"));
            }
        };

        private final What found;

        Corruption(What found) {
            this.found = found;
        }

        /// Whether this edition has a place where it could be done.
        abstract boolean corrupt(Rows rows);
    }

    static final class Rows {

        private final List<Figure> figures;
        private final Random random;

        Rows(Factsheet edition, long seed) {
            this.figures = new ArrayList<>(edition.figures());
            this.random = new Random(seed);
        }

        boolean isUnderATotal(Figure part) {
            return figures.stream()
                    .anyMatch(figure -> figure.isTotal() && figure.place().equals(part.place()));
        }

        Figure any(Predicate<Figure> where) {
            var candidates = figures.stream().filter(where).collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(candidates, random);
            return candidates.getFirst();
        }

        boolean change(Predicate<Figure> where, Predicate<Figure> also, UnaryOperator<Figure> change) {
            if (figures.stream().noneMatch(where.and(also))) {
                return false;
            }
            var chosen = any(where.and(also));
            figures.set(figures.indexOf(chosen), change.apply(chosen));
            return true;
        }

        /// Read back from a file, so that lines are right and reading is tried too.
        Factsheet written() throws Exception {
            return reread(new Factsheet(figures, List.of()));
        }
    }

    private static Factsheet reread(Factsheet edition) throws Exception {
        return Factsheet.read(new StringReader(edition.rows().stream()
                .map(row -> row.stream().map(cell -> "\"" + cell + "\"").collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"))));
    }

    @ParameterizedTest
    @EnumSource
    void every_corruption_of_an_edition_is_found(Corruption corruption) throws Exception {
        var done = 0;
        for (var seed = 0; seed < SEEDS; seed++) {
            var clean = RandomEdition.of(seed);
            var rows = new Rows(clean, seed);
            if (!corruption.corrupt(rows)) {
                continue;
            }
            done++;
            assertThat(rows.written().doubts(clean))
                    .as("%s, seed %d", corruption, seed)
                    .extracting(Doubt::what)
                    .contains(corruption.found);
        }
        assertThat(done).as("editions in which it could be done").isGreaterThan(SEEDS / 2);
    }

    @Test
    void an_edition_without_errors_gives_no_doubts() throws Exception {
        for (var seed = 0; seed < SEEDS; seed++) {
            var edition = RandomEdition.of(seed);

            assertThat(reread(edition).doubts(edition)).as("seed %d", seed).isEmpty();
        }
        assertThat(invented().doubts()).isEmpty();
    }

    @Test
    void what_was_read_is_written_again_figure_by_figure() throws Exception {
        var edition = published();

        assertThat(reread(edition)).isEqualTo(edition);
        assertThat(edition.figures()).hasSize(49);
    }

    @Test
    void the_published_edition_is_doubtful_where_careful_readers_found_it_so() throws Exception {
        assertThat(published().doubts())
                .extracting(Doubt::organisation, Doubt::measure, Doubt::what)
                .containsExactly(
                        tuple("Alzheimer Nederland", "conversations", What.PARTS_DO_NOT_ADD_UP),
                        tuple("De Luisterlijn", "conversations", What.PARTS_DO_NOT_ADD_UP),
                        tuple("De Luisterlijn", "conversations", What.IDENTICAL_FIGURES));
        assertThat(published().notAdditive())
                .extracting(Figure::organisation)
                .containsExactly("Agora", "MantelzorgNL", "Rode Kruis");
    }

    @Test
    void nothing_depends_on_what_an_organisation_is_called() throws Exception {
        var renamed = published().figures().stream()
                .map(figure -> renamed(
                        figure, "Club " + Math.floorMod(figure.organisation().hashCode(), 1_000_003)))
                .toList();

        assertThat(new Factsheet(renamed, List.of()).doubts())
                .extracting(Doubt::what)
                .containsExactlyElementsOf(
                        published().doubts().stream().map(Doubt::what).toList());
    }

    @Test
    void more_than_and_about_are_carried_through_into_the_total() throws Exception {
        var volunteers = total("volunteers");

        assertThat(volunteers.additive())
                .isEqualTo(new Total.Sum(
                        3412 + 1287 + 20000 + 5000 + 5000, true, false, 5, List.of("Huis met de Blauwe Deur")));
        assertThat(total("participants").additive().isAbout()).isTrue();
        assertThat(total("branches").additive()).isEqualTo(new Total.Sum(41, false, false, 1, List.of()));
    }

    @Test
    void a_total_is_given_with_and_without_people_who_may_be_counted_twice() throws Exception {
        var volunteers = total("volunteers");

        assertThat(volunteers.withOthers().value())
                .isEqualTo(volunteers.additive().value() + 12000);
        assertThat(volunteers.leftOut()).extracting(Figure::organisation).containsExactly("Koepel van Kringen");
        assertThat(total("relatives").withOthers().value()).isZero();
    }

    @Test
    void parts_are_not_added_to_their_own_total() throws Exception {
        assertThat(total("conversations").additive().value()).isEqualTo(84213);
    }

    @Test
    void round_numbers_may_be_the_same_by_chance() throws Exception {
        var both = """
                organisation,measure,value,qualifier,unit,scope,counting,note
                Een,volunteers,%1$d,exactly,people,,direct,
                Een,hours,70001,exactly,hours,,,
                Twee,volunteers,%1$d,exactly,people,,direct,
                Twee,hours,80001,exactly,hours,,,
                """;

        assertThat(read(both.formatted(10_000)).doubts()).isEmpty();
        assertThat(read(both.formatted(10_337)).doubts())
                .extracting(Doubt::what)
                .containsExactly(What.IDENTICAL_FIGURES);
    }

    @Test
    void a_total_that_is_about_as_much_as_its_parts_is_right() throws Exception {
        var edition = """
                organisation;measure;value;qualifier;unit;scope;counting;note
                Een;hours;1000;about;hours;total;;
                Een;hours;400;exactly;hours;day;;
                Een;hours;650;exactly;hours;night;;
                """;

        assertThat(read(edition).doubts()).isEmpty();
        assertThat(read(edition.replace("650", "850")).doubts())
                .extracting(Doubt::what)
                .containsExactly(What.PARTS_DO_NOT_ADD_UP);
    }

    @Test
    void what_cannot_be_read_is_named_and_not_guessed() throws Exception {
        var doubts = read("""
                organisation,measure,value,qualifier,unit,scope,counting,note
                Een,volunteers,1.5,exactly,people,,direct,
                Een,hours,70,roughly,hours,,,
                ,branches,3,exactly,branches,,,
                """).doubts();

        assertThat(doubts)
                .extracting(Doubt::line, Doubt::what)
                .containsExactly(
                        tuple(2, What.NOT_A_NUMBER), tuple(3, What.UNKNOWN_WORD), tuple(4, What.INCOMPLETE_ROW));
    }

    @Test
    void hours_that_no_year_has_are_impossible() throws Exception {
        var edition = """
                organisation,measure,value,qualifier,unit,scope,counting,note
                Een,volunteers,10,%s,people,,direct,
                Een,hours,90000,exactly,hours,,,
                """;

        assertThat(read(edition.formatted("exactly")).doubts())
                .extracting(Doubt::what)
                .containsExactly(What.MORE_HOURS_THAN_A_YEAR);
        assertThat(read(edition.formatted("more than")).doubts()).isEmpty();
    }

    @Test
    void a_file_that_is_no_factsheet_is_refused() {
        assertThatThrownBy(() -> read("name,amount\nEen,3\n"))
                .isInstanceOf(UnusableFactsheetException.class)
                .hasMessageContaining("measure");
        assertThatThrownBy(() -> read("")).isInstanceOf(UnusableFactsheetException.class);
    }

    private static Total total(String measure) throws Exception {
        return invented().totals().stream()
                .filter(total -> total.measure().equals(measure))
                .findFirst()
                .orElseThrow();
    }

    private static Factsheet read(String csv) throws Exception {
        return Factsheet.read(new StringReader(csv));
    }

    static Factsheet invented() throws Exception {
        return Factsheet.read(Path.of("src/test/resources/insight/factsheet.csv"));
    }

    static Factsheet published() throws Exception {
        return Factsheet.read(Path.of("src/main/resources/factsheets/2025.csv"));
    }

    private static Figure with(Figure of, @Nullable Long value) {
        return copy(of, of.organisation(), value, of.qualifier(), of.unit(), of.counting());
    }

    private static Figure qualified(Figure of, Qualifier qualifier) {
        return copy(of, of.organisation(), of.value(), qualifier, of.unit(), of.counting());
    }

    private static Figure counted(Figure of, @Nullable Counting counting) {
        return copy(of, of.organisation(), of.value(), of.qualifier(), of.unit(), counting);
    }

    private static Figure unit(Figure of, String unit) {
        return copy(of, of.organisation(), of.value(), of.qualifier(), unit, of.counting());
    }

    private static Figure renamed(Figure of, String organisation) {
        return copy(of, organisation, of.value(), of.qualifier(), of.unit(), of.counting());
    }

    private static Figure copy(
            Figure of,
            String organisation,
            @Nullable Long value,
            Qualifier qualifier,
            String unit,
            @Nullable Counting counting) {
        return new Figure(
                of.line(),
                organisation,
                of.measure(),
                value,
                qualifier,
                unit,
                of.scope(),
                counting,
                of.note(),
                of.source(),
                of.date());
    }
}
