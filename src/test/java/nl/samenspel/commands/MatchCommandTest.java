package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import nl.samenspel.matching.testcountry.TopTenChecker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MatchCommandTest {

    @TempDir
    private static Path country;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void write() throws IOException {
        TestCountry.of(Size.S, 1).writeTo(country);
    }

    @Test
    void top_writes_the_ten_best_of_every_request() throws IOException {
        var top = folder.resolve("top.csv");

        assertThat(run("top", country, "--out", top)).isZero();
        assertThat(out.toString()).isEqualToIgnoringNewLines(top + ": somebody fits 1442 of 1500 requests.");
        assertThat(TopTenChecker.violations(country, top, 1500)).isEmpty();
    }

    @Test
    void top_can_be_asked_for_the_first_requests_only() throws IOException {
        var top = folder.resolve("top.csv");

        assertThat(run("top", country, "--requests", 30, "--out", top)).isZero();
        assertThat(TopTenChecker.violations(country, top, 30)).isEmpty();
        assertThat(run("top", country, "--requests", 9_999, "--out", top)).isZero();
        assertThat(TopTenChecker.violations(country, top, 1500)).isEmpty();
    }

    @Test
    void why_answers_in_lines() {
        assertThat(run("why", country, 0, 2270)).isZero();
        assertThat(out.toString()).startsWith("Volunteer 2270 may be proposed").contains("total         682");
    }

    @Test
    void why_not_is_an_answer_too() {
        assertThat(run("why", country, 0, 1)).isZero();
        assertThat(out.toString().lines().skip(1)).containsExactly("slots", "hours", "distance", "organisation");
    }

    @Test
    void a_folder_that_is_wrong_gets_a_reason_and_no_answer() throws IOException {
        var top = folder.resolve("top.csv");
        TestCountry.of(Size.S, 1).writeTo(folder);
        Files.writeString(folder.resolve("exclusions.csv"), "request_id,volunteer\n");

        assertThat(run("top", folder, "--out", top)).isEqualTo(2);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines("exclusions.csv, line 1, column volunteer_id: is missing from the header");
        assertThat(out.toString()).isEmpty();
        assertThat(top).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_written_is_named() {
        var nowhere = folder.resolve("no").resolve("top.csv");

        assertThat(run("top", country, "--out", nowhere)).isEqualTo(2);
        assertThat(err.toString()).contains(nowhere.toString());
    }

    @Test
    void what_makes_no_sense_on_the_command_line_is_unusable_input() {
        assertThat(run("top", country)).isEqualTo(2);
        assertThat(run("top", country, "--requests", -1, "--out", folder.resolve("top.csv")))
                .isEqualTo(2);
        assertThat(run("why", country, 1500, 0)).isEqualTo(2);
        assertThat(run("why", country, 0, -1)).isEqualTo(2);
        assertThat(run("why", country, "zero", 0)).isEqualTo(2);
        assertThat(run("why", folder, 0, 0)).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "'--out=FILE'",
                        "--requests must be 0 or more, but is -1.",
                        "There is no request 1500: they count from 0 and there are 1500.",
                        "There is no volunteer -1",
                        "meta.txt: there is no such file");
    }

    private int run(Object... words) {
        var arguments = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
        return new CommandLine(new MatchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
