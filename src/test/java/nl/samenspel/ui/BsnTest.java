package nl.samenspel.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The numbers here are invented; 123456782 and 111222333 are the ones that test data usually has.
@NullMarked
class BsnTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456782",
                "111222333",
                "Haar BSN is 123456782.",
                "bsn:123456782",
                "BSN123456782",
                "(123456782)",
                "123.456.782",
                "123 456 782",
                "123-456-782",
                "1234.56.782",
                "1234 56 782",
                "12345 6782",
                "123\u00a0456\u00a0782",
                "123456782, geboren 1-2-1940",
                "geboren 1-2-1940 123456782",
                "Bel 06 12345678 of kijk bij 123456782",
                "regel een\n123456782\nregel drie",
                "010464554",
                "１２３４５６７８２",
                "NL91 ABNA 0417 1643 00 en 123456782"
            })
    void a_number_that_passes_the_eleven_test_is_one(String text) {
        assertThat(Bsn.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123456789",
                "123456783",
                "000000000",
                "12345678",
                "1234567820",
                "9123456782",
                "06 12345678",
                "0612345678",
                "06-12 34 56 78",
                "+31612345678",
                "+31 612345678",
                "+31 123456782",
                "+31 6 1234 5678",
                "+31 (0)6 12345678",
                "+31 (0)123456782",
                "0031 123456782",
                "0031123456782",
                "+32 123 456 782",
                "(076) 123 45 67",
                "076-5223344",
                "010 123 45 67",
                "NL91ABNA0417164300",
                "NL91 ABNA 0417 1643 00",
                "BE68 5390 0754 7034",
                "4811 AB",
                "1234 AB 56",
                "NL123456782B01",
                "XK123456782",
                "123456782en",
                "12345678.2",
                "21-11-2026 09:30",
                "2026-11-21",
                "’s-Gravenhage, 1e etage, 3 hoog",
                "Kamer 12 34 5678 9"
            })
    void what_only_looks_like_one_is_left_alone(String text) {
        assertThat(Bsn.isIn(text)).isFalse();
    }

    @Test
    void a_left_out_zero_counts_only_where_a_number_is_asked_for() {
        assertThat(Bsn.is("10464554")).isTrue();
        assertThat(Bsn.is("104.64.554")).isTrue();
        assertThat(Bsn.isIn("10464554")).isFalse();
        assertThat(Bsn.is("10464555")).isFalse();
        assertThat(Bsn.is("AB10464554")).isFalse();
    }

    /// Whatever nine digits: the sum decides, and however they are grouped it decides the same.
    @Test
    void of_all_numbers_about_one_in_eleven_is_one_in_every_way_of_writing() {
        var random = new Random(20261121);
        var found = 0;
        for (var i = 0; i < 11_000; i++) {
            var digits = "%09d".formatted(random.nextInt(1_000_000_000));
            var sum = 0;
            for (var place = 0; place < 9; place++) {
                sum += (place == 8 ? -1 : 9 - place) * Character.digit(digits.charAt(place), 10);
            }
            var expected = sum % 11 == 0 && Integer.parseInt(digits) > 0;
            found += expected ? 1 : 0;

            assertThat(Bsn.isIn(digits)).as(digits).isEqualTo(expected);
            assertThat(Bsn.isIn("het is %s.%s.%s, ja"
                            .formatted(digits.substring(0, 3), digits.substring(3, 6), digits.substring(6))))
                    .as(digits)
                    .isEqualTo(expected);
        }
        assertThat(found).isBetween(900, 1100);
    }
}
