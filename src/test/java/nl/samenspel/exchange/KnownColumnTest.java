package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of headers as they look in lists of organisations and in exports of other programs, Dutch and English.
@NullMarked
class KnownColumnTest {

    private static final double ENOUGH = 0.95;
    private static final double ENOUGH_UNSEEN = 0.87;

    private record Headers(ImportList list, List<String> headers, List<String> meanings) {}

    private static List<Headers> sets(String file) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/exchange/" + file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(parts -> new Headers(
                        ImportList.valueOf(parts[0]),
                        List.of(parts[1].split(" \\| ", -1)),
                        List.of(parts[2].split(" ", -1))))
                .toList();
    }

    /// What was made of some rows of headers.
    private record Measured(int columns, int right, int misunderstood, List<String> misses) {

        double rate() {
            return (double) right / columns;
        }

        static Measured of(List<Headers> sets) {
            var columns = 0;
            var right = 0;
            var misunderstood = 0;
            var misses = new ArrayList<String>();
            for (var set : sets) {
                var all = HeaderMeaning.of(set.list(), set.headers());
                for (var at = 0; at < set.headers().size(); at++) {
                    var meant = set.meanings().get(at);
                    var found = all.get(at).map(Enum::name).orElse("-");
                    columns++;
                    if (found.equals(meant)) {
                        right++;
                    } else {
                        misunderstood += found.equals("-") ? 0 : 1;
                        misses.add(
                                "%s of %s is %s, not %s".formatted(set.headers().get(at), set.list(), meant, found));
                    }
                }
            }
            return new Measured(columns, right, misunderstood, misses);
        }
    }

    /// Rows of headers as people write them. What we make of them is shown and can be put right, so a
    /// few may be missed; but what is given a wrong meaning is worse than what is given none.
    @ParameterizedTest
    @EnumSource
    void nearly_all_headers_are_recognised_and_hardly_one_is_misunderstood(ImportList list) throws Exception {
        var sets =
                sets("headers.tsv").stream().filter(set -> set.list() == list).toList();
        var measured = Measured.of(sets);
        System.out.printf(
                Locale.ROOT,
                "%s: %d of %d columns in %d rows of headers are right (%.1f %%), %d are misunderstood. Missed: %s%n",
                list,
                measured.right(),
                measured.columns(),
                sets.size(),
                100 * measured.rate(),
                measured.misunderstood(),
                measured.misses());
        assertThat(sets).hasSizeGreaterThanOrEqualTo(list == ImportList.PARTICIPANTS ? 3 : 12);
        assertThat(measured.rate()).as("missed: %s", measured.misses()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(measured.misunderstood())
                .as("misunderstood: %s", measured.misses())
                .isLessThanOrEqualTo(1 + measured.columns() / 100);
    }

    /// What nobody looked at while the rules were made. It is less than of what they were made with, and it may not
    /// become less.
    @Test
    void of_headers_that_nobody_has_seen_most_are_recognised() throws Exception {
        var measured = Measured.of(sets("headers-unseen.tsv"));
        System.out.printf(
                Locale.ROOT,
                "Unseen: %d of %d columns are right (%.1f %%), %d are misunderstood.%n",
                measured.right(),
                measured.columns(),
                100 * measured.rate(),
                measured.misunderstood());
        assertThat(measured.rate()).as("missed: %s", measured.misses()).isGreaterThanOrEqualTo(ENOUGH_UNSEEN);
    }

    @Test
    void the_file_of_words_is_held_against_the_columns() {
        assertThatThrownBy(() -> ColumnWords.read(List.of("POSTCODE; AREAS; postcode; postcode; more")))
                .hasMessageContaining("a column, its lists, Dutch and English");
        assertThatThrownBy(() -> ColumnWords.read(List.of("SHOE_SIZE; AREAS; schoenmaat; shoe size")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ColumnWords.read(List.of("POSTCODE; SHOES; postcode; ")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ColumnWords.read(List.of("POSTCODE; AREAS; postcode; ")))
                .hasMessageContaining("is called nothing");
        var all = new ArrayList<String>();
        for (var column : KnownColumn.values()) {
            all.add("%s; AREAS; word %s; ".formatted(column, column));
        }
        assertThat(ColumnWords.read(all)).hasSize(1);
        all.add("PLACE; AREAS; word POSTCODE; ");
        assertThatThrownBy(() -> ColumnWords.read(all)).hasMessageContaining("two columns");
    }

    /// A word that stood for two columns of one list would go to whichever comes first.
    @ParameterizedTest
    @EnumSource
    void a_word_means_one_thing_in_a_list(ImportList list) {
        var seen = new HashSet<String>();
        for (var column : list.columns()) {
            for (var word : new HashSet<>(ColumnWords.of(list, column).bare())) {
                assertThat(seen.add(word))
                        .as("%s stands for two columns of %s", word, list)
                        .isTrue();
            }
        }
    }

    /// So that a list that went out can come back.
    @ParameterizedTest
    @ValueSource(strings = {"exchange.properties", "exchange_en.properties"})
    void our_own_names_of_columns_are_recognised(String file) throws IOException {
        var words = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages/" + file))) {
            words.load(reader);
        }
        for (var list : ImportList.values()) {
            for (var column : list.columns()) {
                assertThat(HeaderMeaning.of(list, words.getProperty("exchange.column." + column.name())))
                        .as("%s of %s", column, list)
                        .contains(column);
            }
        }
    }

    @Test
    void what_we_do_not_know_is_left_alone() {
        assertThat(HeaderMeaning.of(ImportList.VOLUNTEERS, "")).isEmpty();
        assertThat(HeaderMeaning.of(ImportList.VOLUNTEERS, "   ")).isEmpty();
        assertThat(HeaderMeaning.of(ImportList.VOLUNTEERS, "🌷")).isEmpty();
        assertThat(HeaderMeaning.of(ImportList.VOLUNTEERS, "BSN")).isEmpty();
        assertThat(HeaderMeaning.of(ImportList.VOLUNTEERS, "IBAN")).isEmpty();
    }
}
