package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import nl.samenspel.database.Law;
import nl.samenspel.database.Laws;
import org.junit.jupiter.api.Test;

class CheckCommandTest {

    final StringWriter printed = new StringWriter();

    @Test
    void a_line_each_with_rows_and_violations() {
        var exit = report(new Laws.Examined("requests.one-holder", new Law.Finding(1234, List.of())));

        assertThat(exit).isZero();
        assertThat(printed.toString().lines())
                .containsExactly(
                        "requests.one-holder                               1,234 rows         0 violations",
                        "1 laws examined, 0 broken.");
    }

    @Test
    void a_broken_law_names_its_rows_and_ends_with_1() {
        var violations =
                IntStream.rangeClosed(1, 25).mapToObj(row -> "row " + row).toList();

        var exit = report(new Laws.Examined("limits.never-more", new Law.Finding(25, violations)));

        assertThat(exit).isEqualTo(1);
        assertThat(printed.toString())
                .contains("25 violations", "    row 1\n", "    row 20\n", "    and 5 more", "1 broken")
                .doesNotContain("row 21");
    }

    private int report(Laws.Examined... laws) {
        return CheckCommand.report(List.of(laws), new PrintWriter(printed));
    }
}
