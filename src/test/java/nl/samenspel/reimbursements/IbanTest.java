package nl.samenspel.reimbursements;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class IbanTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"NL91 ABNA 0417 1643 00", "nl91abna0417164300", "DE89370400440532013000", "BE68 5390 0754 7034"})
    void a_number_is_read_with_or_without_spaces(String typed) {
        assertThat(Iban.parse(typed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NL92ABNA0417164300",
                "NL91ABNA0417164301",
                "NL91ABNA041716430",
                "NL",
                "",
                "0417164300",
                "NL9１ABNA0417164300"
            })
    void a_wrong_check_digit_or_something_else_is_none(String typed) {
        assertThat(Iban.parse(typed)).isEmpty();
    }

    /// What the check digits are for.
    @Test
    void every_single_digit_typed_wrong_is_noticed() {
        var right = "NL91ABNA0417164300";
        for (var at = 8; at < right.length(); at++) {
            for (var digit = '0'; digit <= '9'; digit++) {
                var typed = right.substring(0, at) + digit + right.substring(at + 1);
                assertThat(Iban.parse(typed).isPresent()).as(typed).isEqualTo(typed.equals(right));
            }
        }
    }

    @Test
    void it_is_shown_in_fours_or_with_its_middle_hidden() {
        assertThat(new Iban("NL91ABNA0417164300").spaced()).isEqualTo("NL91 ABNA 0417 1643 00");
        assertThat(Iban.hidden("NL91ABNA0417164300")).isEqualTo("NL91 … 4300");
    }
}
