package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

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

    private record Headers(ImportList list, List<String> headers, List<String> meanings) {}

    private static List<Headers> sets() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/exchange/headers.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(parts -> new Headers(
                        ImportList.valueOf(parts[0]),
                        List.of(parts[1].split(" \\| ", -1)),
                        List.of(parts[2].split(" ", -1))))
                .toList();
    }

    /// One hundred rows of headers. What we make of them is shown and can be put right, so a few may be missed; but
    /// what is given a wrong meaning is worse than what is given none.
    @Test
    void nearly_all_headers_are_recognised_and_hardly_one_is_misunderstood() throws Exception {
        var columns = 0;
        var right = 0;
        var misunderstood = 0;
        var misses = new ArrayList<String>();
        for (var set : sets()) {
            for (var at = 0; at < set.headers().size(); at++) {
                var header = set.headers().get(at);
                var meant = set.meanings().get(at);
                var found = HeaderMeaning.of(set.list(), header).map(Enum::name).orElse("-");
                columns++;
                if (found.equals(meant)) {
                    right++;
                } else {
                    misunderstood += found.equals("-") ? 0 : 1;
                    misses.add("%s of %s is %s, not %s".formatted(header, set.list(), meant, found));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d of %d columns in %d rows of headers are right (%.1f %%), %d are misunderstood. Missed: %s%n",
                right,
                columns,
                sets().size(),
                100.0 * right / columns,
                misunderstood,
                misses);
        assertThat(sets()).hasSizeGreaterThanOrEqualTo(100);
        assertThat(right).as("right, of %d; missed: %s", columns, misses).isGreaterThanOrEqualTo((int)
                Math.ceil(ENOUGH * columns));
        assertThat(misunderstood).as("misunderstood: %s", misses).isLessThanOrEqualTo(columns / 100);
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
