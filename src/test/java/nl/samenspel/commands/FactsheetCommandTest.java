package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import nl.samenspel.insight.Doubt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class FactsheetCommandTest {

    private static final String RIGHT = "src/test/resources/insight/factsheet.csv";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void an_edition_without_doubts_exits_with_0() {
        assertThat(run("check", RIGHT)).isZero();
        assertThat(out.toString()).endsWith("No doubts in 23 figures.\n");
    }

    @Test
    void every_doubt_is_a_line_and_the_exit_code_is_1() throws Exception {
        var file = changed("9981", "9980");

        assertThat(run("check", file)).isEqualTo(1);
        assertThat(out.toString().lines().findFirst())
                .contains("Lantaarn aan Zee · conversations · parts do not add up to their total"
                        + " · the total is 84,213 and the parts together are 84,212, a difference of 1 (line 8)");
        assertThat(out.toString()).endsWith("1 doubt in 23 figures.\n");
    }

    @Test
    void with_the_edition_before_a_jump_shows() throws Exception {
        assertThat(run("check", RIGHT, "--previous", changed("3107", "2400"))).isEqualTo(1);
        assertThat(out.toString()).contains("Stichting Buur en Meer · matches · a jump of more than a quarter");
    }

    @Test
    void people_who_may_be_counted_twice_are_pointed_out() {
        run("check", RIGHT);

        assertThat(out.toString())
                .contains("Koepel van Kringen · volunteers · not additive, and marked so · through-others");
    }

    @Test
    void totals_say_how_they_were_made() {
        assertThat(run("check", RIGHT, "--totals")).isZero();
        assertThat(out.toString())
                .contains("total · volunteers (people) · more than 34,699, the sum of 5 organisations;"
                        + " not given by Huis met de Blauwe Deur")
                .contains("with those who may be counted elsewhere too: more than 46,699");
    }

    @Test
    void what_is_no_factsheet_exits_with_2() throws Exception {
        assertThat(run("check", folder.resolve("nowhere.csv"))).isEqualTo(2);
        assertThat(run("check", Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n")))
                .isEqualTo(2);
        assertThat(run("check", Files.write(folder.resolve("letters.csv"), new byte[] {(byte) 0xE9, 'a', '\n'})))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be read", "needs the columns", "is not in UTF-8");
    }

    @ParameterizedTest
    @EnumSource
    void every_doubt_can_be_explained(Doubt.What what) {
        for (var language : new Locale[] {Locale.ROOT, Locale.ENGLISH}) {
            var words = ResourceBundle.getBundle(
                    "messages.insight",
                    language,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            assertThat(words.keySet()).contains("insight.what." + what, "insight.doubt." + what);
        }
    }

    private Path changed(String from, String to) throws Exception {
        return Files.writeString(
                folder.resolve("changed.csv"), Files.readString(Path.of(RIGHT)).replace(from, to));
    }

    private int run(Object... arguments) {
        var words = new String[arguments.length];
        for (var i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        return new CommandLine(new FactsheetCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
