package nl.samenspel.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A statement that runs again and again names the columns that it reads. PostgreSQL keeps its plan, and the plan of
/// `select *` fails once in each connection when a newer program adds a column: "cached plan must not change result
/// type".
class ColumnsByNameTest {

    private static final Pattern EVERY_COLUMN = Pattern.compile("(\\b(select|returning)|,)\\s+([a-z]+\\.)?\\*");

    @Test
    void no_statement_asks_for_every_column_of_a_table() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> EVERY_COLUMN.matcher(read(file)).find())
                            .map(file -> file.getFileName().toString())
                            .collect(Collectors.toSet()))
                    // inside a statement that says itself what comes out
                    .containsExactlyInAnyOrder(
                            "GuardedRows.java", "LawYears.java", "LimitLaws.java", "ReimbursementLaws.java");
        }
    }

    /// The negative control.
    @Test
    void it_would_be_noticed() {
        assertThat(EVERY_COLUMN.matcher("select * from a.b").find()).isTrue();
        assertThat(EVERY_COLUMN.matcher("select m.id, c.* from a.b c").find()).isTrue();
        assertThat(EVERY_COLUMN.matcher("update a.b set c = 1 returning *").find())
                .isTrue();
        assertThat(EVERY_COLUMN.matcher("select count(*), a * b from c").find()).isFalse();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
