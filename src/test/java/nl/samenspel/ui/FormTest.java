package nl.samenspel.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;

@NullMarked
class FormTest {

    private static Form typed(String... values) {
        var params = new LinkedMultiValueMap<String, String>();
        for (var value : values) {
            params.add("field", value);
        }
        return Form.of(params);
    }

    private static void assertRefused(Form form, String key, Object... args) {
        assertThat(form.isRight()).isFalse();
        assertThat(form.problems()).containsExactly(new Form.Problem("field", key, List.of(args)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'s-Gravenhage",
                "O'Neill",
                "Zoë",
                "Đorđe Šimić",
                "Yıldız",
                "👩🏽‍🦽 mee naar de markt",
                "<b>1 & 2</b>",
                "100% \"zeker\"; drop table",
                "李小龍",
                "±½€"
            })
    void what_people_are_called_and_what_they_write_passes_unharmed(String text) {
        var form = typed(text);

        assertThat(form.text("field", 80)).isEqualTo(text);
        assertThat(form.value("field")).isEqualTo(text);
        assertThat(form.isRight()).isTrue();
    }

    @Test
    void white_space_around_goes_and_accents_are_written_one_way() {
        assertThat(typed(" \u00a0Zoe\u0308\u2003 ").text("field", 80)).isEqualTo("\u00a0Zoë".strip());
        assertThat(typed("Zoe\u0308").text("field", 80)).isEqualTo("Zo\u00eb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n"})
    void nothing_is_missing_where_something_is_needed(String text) {
        var form = typed(text);
        assertThat(form.text("field", 80)).isEmpty();
        assertRefused(form, "ui.form.missing");

        assertThat(typed(text).optionalText("field", 80)).isEmpty();
    }

    @Test
    void a_field_that_was_not_sent_is_missing() {
        var form = Form.empty();

        assertThat(form.text("field", 80)).isEmpty();
        assertThat(form.date("field")).isNotNull();
        assertThat(form.whole("field", 1, 2)).isZero();

        assertThat(form.problems()).extracting(Form.Problem::key).containsOnly("ui.form.missing");
        assertThat(form.problems()).hasSize(1);
    }

    @Test
    void too_long_says_how_long_and_counts_what_people_see_as_one() {
        var form = typed("👍".repeat(81));
        assertThat(form.text("field", 80)).isEmpty();
        assertRefused(form, "ui.form.tooLong", 80, 81);

        assertThat(typed("👍".repeat(80)).text("field", 80)).hasSize(160);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\u0007b",
                "a\u001bb",
                "a\u0085b",
                "a\u007fb",
                "a\ud800b",
                "a\u202eb",
                "a\nb",
                "a\tb"
            })
    void a_line_holds_no_control_characters(String text) {
        var form = typed(text);
        assertThat(form.text("field", 80)).isEmpty();
        assertRefused(form, "ui.form.unreadable");
    }

    @Test
    void several_lines_keep_their_lines() {
        assertThat(typed("een\r\ntwee\rdrie\n\tvier").words("field", 80)).isEqualTo("een\ntwee\ndrie\n\tvier");
        var form = typed("een\n\u0000");
        assertThat(form.words("field", 80)).isEmpty();
        assertRefused(form, "ui.form.unreadable");
        assertThat(form.value("field")).isEqualTo("een\n\ufffd");
    }

    @Test
    void a_citizen_service_number_is_refused_and_kept_on_the_screen_only() {
        var form = typed("Haar nummer is 123456782");
        assertThat(form.words("field", 200)).isEmpty();
        assertRefused(form, "ui.form.bsn");
        assertThat(form.value("field")).contains("123456782");

        var left = typed("10464554");
        assertThat(left.optionalReference("field", 20)).isEmpty();
        assertRefused(left, "ui.form.bsn");
        assertThat(typed("10464554").optionalText("field", 20)).hasValue("10464554");
        assertThat(typed("LID-10464554").optionalReference("field", 20)).hasValue("LID-10464554");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31,2026-03-31",
        "31-3-2026,2026-03-31",
        "31/03/2026,2026-03-31",
        "1.2.2026,2026-02-01",
        " 29-2-2028 ,2028-02-29",
        "3 dec 2026,2026-12-03",
        "3  December 2026,2026-12-03",
        "3 dec. 2026,2026-12-03",
        "3-dec-2026,2026-12-03",
        "1 mrt 2026,2026-03-01",
        "1 maart 2026,2026-03-01",
        "31 May 2026,2026-05-31",
        "7 sept 2026,2026-09-07"
    })
    void a_date_may_be_written_as_people_do(String text, LocalDate expected) {
        assertThat(typed(text).date("field")).isEqualTo(expected);
        assertThat(typed(text).day("field"))
                .isEqualTo(expected.getDayOfMonth() + "-" + expected.getMonthValue() + "-" + expected.getYear());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "29-2-2026",
                "31-4-2026",
                "3-31-2026",
                "morgen",
                "2026",
                "2026-3-31T10:00",
                "31-3-26",
                "3 decem 2026",
                "3 foo 2026",
                "31 feb 2026",
                "dec 2026",
                "٣١-٣-٢٠٢٦",
                "1-1-20260"
            })
    void what_is_no_date_is_said_and_kept(String text) {
        var form = typed(text);
        form.date("field");
        assertRefused(form, "ui.form.date");
        assertThat(form.day("field")).isEqualTo(text);
    }

    @Test
    void a_date_may_have_to_lie_between_two() {
        var form = typed("31-3-2026");
        form.date("field", LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30));
        assertRefused(form, "ui.form.dateOutside", "1-4-2026", "30-4-2026");
        assertThat(typed("1-1-1889").optionalDate("field")).isEmpty();
    }

    @Test
    void a_time_is_of_one_day() {
        assertThat(typed("9:30").time("field")).isEqualTo(LocalTime.of(9, 30));
        assertThat(typed("09.30").time("field")).isEqualTo(LocalTime.of(9, 30));
        assertThat(typed("23:59:00").time("field")).isEqualTo(LocalTime.of(23, 59));
        var form = typed("24:00");
        form.time("field");
        assertRefused(form, "ui.form.time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1.5", "een", "1e3", "0x10", "99999999999", "--1", "٣"})
    void a_whole_number_is_digits(String text) {
        var form = typed(text);
        assertThat(form.whole("field", 0, 40)).isZero();
        assertRefused(form, "ui.form.whole");
    }

    @Test
    void a_number_lies_within_its_bounds() {
        assertThat(typed("40").whole("field", 1, 40)).isEqualTo(40);
        assertThat(typed("").optionalWhole("field", 1, 40)).isEmpty();
        var form = typed("41");
        form.whole("field", 1, 40);
        assertRefused(form, "ui.form.wholeOutside", 1, 40);
    }

    @Test
    void a_choice_is_one_that_was_offered() {
        assertThat(typed("FRIDAY").one("field", DayOfWeek.class)).isEqualTo(DayOfWeek.FRIDAY);
        assertThat(typed("").optionalOne("field", DayOfWeek.class)).isEmpty();

        var unknown = typed("friday");
        unknown.one("field", DayOfWeek.class);
        assertRefused(unknown, "ui.form.unknownChoice");
        var none = Form.empty();
        none.one("field", DayOfWeek.class);
        assertRefused(none, "ui.form.choose");
    }

    @Test
    void several_choices_each_count_once() {
        assertThat(typed("FRIDAY", "MONDAY", "FRIDAY").many("field", DayOfWeek.class))
                .containsExactly(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        assertThat(Form.empty().many("field", DayOfWeek.class)).isEmpty();

        var none = Form.empty();
        none.some("field", DayOfWeek.class);
        assertRefused(none, "ui.form.chooseSome");
        var junk = typed("FRIDAY", "NEVERDAY", "JUNK");
        junk.many("field", DayOfWeek.class);
        assertRefused(junk, "ui.form.unknownChoice");
    }

    @Test
    void an_id_is_a_whole_one() {
        var id = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
        assertThat(typed(id.toString()).id("field", Function.identity())).hasValue(id);
        assertThat(typed(id.toString(), id.toString()).ids("field", Function.identity()))
                .containsExactly(id);

        var junk = typed("1-1-1-1-1");
        assertThat(junk.id("field", Function.identity())).isEmpty();
        assertRefused(junk, "ui.form.unknownChoice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ria@example.org", "r.de-vries+zorg@mail.example.nl", "zoë@voorbeeld.nl", "o'neill@example.org"})
    void an_email_address_is_taken_as_it_is(String email) {
        assertThat(typed(email).email("field")).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ria",
                "ria@",
                "@example.org",
                "ria@example",
                "ria @example.org",
                "ria@@example.org",
                "ria..v@example.org",
                "ria@example.org\nBcc: x@example.org"
            })
    void what_cannot_be_mailed_is_no_email_address(String email) {
        var form = typed(email);
        assertThat(form.email("field")).isEmpty();
        assertThat(form.problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "06 12345678,0612345678",
        "06-12 34 56 78,0612345678",
        "+31 6 12345678,0612345678",
        "+31 (0)6 12345678,0612345678",
        "0031612345678,0612345678",
        "(076) 522 33 44,0765223344",
        "088-1234567,0881234567",
        "0800 1351,08001351",
        "14 076,14076",
        "+32 470 12 34 56,+32470123456"
    })
    void a_telephone_number_may_be_written_as_people_do(String text, String expected) {
        assertThat(typed(text).phone("field")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"123456782", "06 1234567", "06 123456789", "00612345678x", "bel maar", "+0612345678", "112233"})
    void what_cannot_be_called_is_no_telephone_number(String text) {
        var form = typed(text);
        assertThat(form.phone("field")).isEmpty();
        assertRefused(form, "ui.form.phone");
    }

    @ParameterizedTest
    @CsvSource({"4811ab,4811 AB", "4811  AB,4811 AB", "4811,4811", " 4811 Ab ,4811 AB"})
    void a_postcode_comes_out_one_way(String text, String expected) {
        assertThat(typed(text).postcode("field")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0811 AB", "481 AB", "4811 A", "4811 ABC", "B-2000"})
    void what_is_no_Dutch_postcode_is_refused(String text) {
        var form = typed(text);
        assertThat(form.postcode("field")).isEmpty();
        assertRefused(form, "ui.form.postcode");
    }

    @Test
    void a_box_is_ticked_or_not() {
        assertThat(typed("yes").ticked("field")).isTrue();
        assertThat(typed("on").ticked("field")).isTrue();
        assertThat(typed("false").ticked("field")).isFalse();
        assertThat(Form.empty().ticked("field")).isFalse();
    }

    @Test
    void a_secret_is_not_touched() {
        assertThat(typed(" 123456782 ").secret("field", 100)).isEqualTo(" 123456782 ");
    }

    @Test
    void what_is_known_already_stands_in_the_form() {
        var form = Form.filled(Map.of(
                "name", "Ria",
                "from", LocalDate.of(2026, 3, 31),
                "days", Set.of(DayOfWeek.MONDAY),
                "phone", Optional.empty()));

        assertThat(form.value("name")).isEqualTo("Ria");
        assertThat(form.day("from")).isEqualTo("31-3-2026");
        assertThat(form.has("days", "MONDAY")).isTrue();
        assertThat(form.chosen("days")).containsExactly("MONDAY");
        assertThat(form.value("phone")).isEmpty();
        assertThat(form.isRight()).isTrue();
    }

    @Test
    void all_problems_are_found_at_once_and_one_per_field_is_enough() {
        var params = new LinkedMultiValueMap<String, String>();
        params.add("email", "x");
        var form = Form.of(params, "people");
        form.text("givenName", 80);
        form.email("email");
        form.refuse("since", "ui.form.date");

        assertThat(form.problems()).extracting(Form.Problem::field).containsExactly("givenName", "email", "since");
        assertThat(form.labelKeys("since")).containsExactly("people.since");
    }
}
