package nl.samenspel.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    /// Appendix B of RFC 6238, its last six figures.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.codeAt(Instant.ofEpochSecond(seconds), SECRET)).isEqualTo(code);
    }

    /// RFC 4648, section 10.
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void the_secret_is_typed_in_base32(String plain, String typed) {
        assertThat(Totp.base32(plain.getBytes(US_ASCII))).isEqualTo(typed);
    }

    @Test
    void a_clock_may_be_half_a_minute_off_and_not_a_minute() {
        var now = Instant.ofEpochSecond(1_000_000_020);
        for (var off = -90; off <= 90; off += 30) {
            assertThat(Totp.stepOf(Totp.codeAt(now.plusSeconds(off), SECRET), SECRET, now, 0)
                            .isPresent())
                    .as("%d seconds off", off)
                    .isEqualTo(Math.abs(off) <= 30);
        }
    }

    @Test
    void a_step_that_was_used_and_those_before_it_count_no_more() {
        var now = Instant.ofEpochSecond(1_000_000_020);
        var step = Totp.stepOf(Totp.codeAt(now, SECRET), SECRET, now, 0).orElseThrow();
        assertThat(Totp.stepOf(Totp.codeAt(now, SECRET), SECRET, now, step)).isEmpty();
        assertThat(Totp.stepOf(Totp.codeAt(now.minusSeconds(30), SECRET), SECRET, now, step))
                .isEmpty();
        assertThat(Totp.stepOf(Totp.codeAt(now.plusSeconds(30), SECRET), SECRET, now, step))
                .hasValue(step + 1);
    }

    @Test
    void chance_finds_a_code_no_more_often_than_three_in_a_million() {
        var chance = new Random(5);
        var now = Instant.ofEpochSecond(1_000_000_020);
        var found = 0;
        for (var i = 0; i < 100_000; i++) {
            if (Totp.stepOf("%06d".formatted(chance.nextInt(1_000_000)), SECRET, now, 0)
                    .isPresent()) {
                found++;
            }
        }
        assertThat(found).isLessThanOrEqualTo(3);
    }
}
