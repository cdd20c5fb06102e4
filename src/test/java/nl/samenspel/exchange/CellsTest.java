package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CellsTest {

    /// Passes the eleven test.
    private static final String BSN = "111222333";

    @Test
    void a_citizen_service_number_is_refused_in_words_and_left_alone_where_it_is_somebodys_own_number() {
        var cells = new Cells(
                Map.of(
                        KnownColumn.WORDS,
                        "Zoekt gezelschap, " + BSN,
                        KnownColumn.EXTERNAL_ID,
                        BSN,
                        KnownColumn.PHONE,
                        "0" + BSN,
                        KnownColumn.ABOUT,
                        "Rekening NL91 ABNA 0417 1643 00"),
                Set.of());
        assertThat(cells.words(KnownColumn.WORDS, 100)).isNotNull();
        assertThat(cells.ownNumber(KnownColumn.EXTERNAL_ID)).isEqualTo(BSN);
        assertThat(cells.optionalWords(KnownColumn.ABOUT, 100)).contains("NL91");
        assertThat(cells.phone(KnownColumn.PHONE)).contains("0" + BSN);
        assertThat(cells.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("ui.form.bsn"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, 2026-03-31",
        "31-3-2026, 2026-03-31",
        "31/03/2026, 2026-03-31",
        "03/04/2026, 2026-04-03",
        "2026-03-31 00:00:00, 2026-03-31",
        "31-03-2026 00:00, 2026-03-31"
    })
    void dates_are_read_the_Dutch_way_or_the_standard_way(String text, LocalDate date) {
        assertThat(new Cells(Map.of(KnownColumn.FROM, text), Set.of()).date(KnownColumn.FROM))
                .contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04/13/2026", "31-12-26", "2026-02-30", "morgen", "20260331", "45000"})
    void what_is_no_date_is_refused(String text) {
        var cells = new Cells(Map.of(KnownColumn.FROM, text), Set.of());
        assertThat(cells.date(KnownColumn.FROM)).isEmpty();
        assertThat(cells.isRight()).isFalse();
    }

    @Test
    void in_a_column_with_the_month_first_nothing_is_guessed() {
        var monthFirst = EnumSet.of(KnownColumn.FROM);
        var either = new Cells(Map.of(KnownColumn.FROM, "04/05/2026"), monthFirst);
        assertThat(either.date(KnownColumn.FROM)).isEmpty();
        assertThat(either.problems().getFirst().key()).isEqualTo("exchange.wrong.dateEitherWay");
        assertThat(new Cells(Map.of(KnownColumn.FROM, "05/05/2026"), monthFirst).date(KnownColumn.FROM))
                .contains(LocalDate.of(2026, 5, 5));
    }

    @ParameterizedTest
    @CsvSource({"+31612345678, 0612345678", "612345678, 0612345678", "06-12 34 56 78, 0612345678"})
    void telephone_numbers_survive_what_a_spreadsheet_did_to_them(String text, String phone) {
        assertThat(new Cells(Map.of(KnownColumn.PHONE, text), Set.of()).phone(KnownColumn.PHONE))
                .contains(phone);
    }

    @Test
    void a_spreadsheets_own_apostrophe_goes() {
        assertThat(new Cells(Map.of(KnownColumn.PHONE, "'+31612345678"), Set.of()).phone(KnownColumn.PHONE))
                .contains("0612345678");
    }

    @Test
    void an_apostrophe_that_belongs_to_a_name_stays() {
        assertThat(new Cells(Map.of(KnownColumn.PLACE, "'s-Gravenhage"), Set.of()).text(KnownColumn.PLACE, 50))
                .isEqualTo("'s-Gravenhage");
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2 uur, 2", "'2,0', 2", "3 uur per week, 3", "4 hours, 4", "5 km, 5"})
    void whole_numbers_are_read_with_their_unit(String text, int number) {
        assertThat(new Cells(Map.of(KnownColumn.HOURS, text), Set.of()).whole(KnownColumn.HOURS, 1, 80))
                .contains(number);
    }

    @Test
    void a_zero_character_a_lost_letter_and_a_huge_cell_are_refused() {
        for (var text : new String[] {"a\u0000b", "a\uFFFDb", "x".repeat(1_000_000)}) {
            var cells = new Cells(Map.of(KnownColumn.WORDS, text), Set.of());
            assertThat(cells.words(KnownColumn.WORDS, 2000)).isNotNull();
            assertThat(cells.isRight()).isFalse();
        }
        var tulip = new Cells(Map.of(KnownColumn.WORDS, "Dank 🌷"), Set.of());
        assertThat(tulip.words(KnownColumn.WORDS, 2000)).isEqualTo("Dank 🌷");
        assertThat(tulip.isRight()).isTrue();
    }

    /// Every other place from which CSV leaves must use the same cells; this is the only one there is.
    @Test
    void csv_leaves_from_one_place_only() throws Exception {
        try (var files = java.nio.file.Files.walk(java.nio.file.Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).filter(file -> {
                        try {
                            return java.nio.file.Files.readString(file).contains("CsvWriter");
                        } catch (java.io.IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("SafeCsv.java");
        }
    }

    @Test
    void cells_for_a_spreadsheet_begin_no_formula_and_come_back_undamaged() {
        for (var text : new String[] {
            "=1+1",
            "+31612345678",
            "-5",
            "@naam",
            "\tx",
            "\r=1",
            "＝1+1",
            "＋31",
            " =cmd|' /C calc'!A0",
            "\u00A0=1+1",
            "\uFEFF=1+1",
            "\u200B+31612345678",
            "\u0000=1+1",
            "-12,50",
            "－5",
            "＠naam",
            "gewoon",
            "'s-Gravenhage",
            ""
        }) {
            var safe = SafeCell.of(text);
            assertThat(safe)
                    .doesNotStartWith("=")
                    .doesNotStartWith("+")
                    .doesNotStartWith("-")
                    .doesNotStartWith("@");
            assertThat(safe.strip()).isEqualTo(text.strip());
        }
        assertThat(SafeCell.of("+31612345678")).isEqualTo("\t+31612345678");
        assertThat(SafeCell.of("'s-Gravenhage")).isEqualTo("'s-Gravenhage");
    }
}
