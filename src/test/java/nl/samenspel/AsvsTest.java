package nl.samenspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/// Reads docs/explanation/asvs.md, so that what it says stays true.
@NullMarked
class AsvsTest {

    private static final Path PAGE = Path.of("docs/explanation/asvs.md");

    /// How many requirements of level 1 and of level 2 each chapter of ASVS 5.0.0 has.
    private static final int[][] CHAPTERS = {
        {8, 19}, {4, 7}, {8, 11}, {2, 8}, {4, 5}, {13, 22}, {6, 12}, {4, 3}, {4, 3}, {5, 24}, {3, 11}, {3, 6}, {1, 12},
        {2, 7}, {3, 10}, {0, 16}, {0, 7}
    };

    private record Requirement(String id, int level, String words, String status, String proof) {

        int chapter() {
            return Integer.parseInt(id.substring(0, id.indexOf('.')));
        }
    }

    @Test
    void every_requirement_of_both_levels_is_there_once() throws Exception {
        var all = requirements();
        assertThat(all).extracting(Requirement::id).doesNotHaveDuplicates().hasSize(253);
        for (var chapter = 1; chapter <= CHAPTERS.length; chapter++) {
            for (var level = 1; level <= 2; level++) {
                var here = chapter;
                var asked = level;
                assertThat(all.stream().filter(it -> it.chapter() == here && it.level() == asked))
                        .as("V%d, level %d", chapter, level)
                        .hasSize(CHAPTERS[chapter - 1][level - 1]);
            }
        }
        assertThat(all).allSatisfy(it -> assertThat(it.words()).isNotBlank());
    }

    @Test
    void each_is_met_by_a_test_or_says_why_not() throws Exception {
        assertThat(requirements()).allSatisfy(it -> {
            assertThat(it.status()).as(it.id()).isIn("test", "reason", "n/a", "deployer", "open");
            assertThat(it.proof()).as(it.id()).isNotBlank();
            if (it.status().equals("test")) {
                assertThat(Proofs.namesATest(it.proof())).as(it.id()).isTrue();
            }
        });
    }

    @Test
    void the_figures_at_the_top_are_right() throws Exception {
        var counted = new TreeMap<>(
                requirements().stream().collect(Collectors.groupingBy(Requirement::status, Collectors.counting())));
        var told = new TreeMap<>(Proofs.rows(Files.readString(PAGE), "`[a-z/]+`").stream()
                .collect(Collectors.toMap(
                        cells -> cells.getFirst().replace("`", ""), cells -> Long.valueOf(cells.get(2)))));
        assertThat(told).isEqualTo(counted);
    }

    @Test
    void every_test_that_is_named_exists() throws Exception {
        Proofs.assertThatAllNamedTestsExist(Files.readString(PAGE));
    }

    @Test
    void every_file_that_the_pages_about_security_name_exists() throws Exception {
        for (var page : List.of(PAGE, Path.of("docs/security.md"), Path.of("docs/explanation/api-rules.md"))) {
            var named = java.util.regex.Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#]+)")
                    .matcher(Files.readString(page))
                    .results()
                    .map(link -> page.resolveSibling(link.group(1)).normalize());
            assertThat(named).allSatisfy(file -> assertThat(file).exists());
        }
        Proofs.assertThatAllNamedTestsExist(Files.readString(Path.of("docs/security.md")));
    }

    private static List<Requirement> requirements() throws Exception {
        return Proofs.rows(Files.readString(PAGE), "[0-9]+\\.[0-9]+\\.[0-9]+").stream()
                .map(cells -> new Requirement(
                        cells.get(0), Integer.parseInt(cells.get(1)), cells.get(2), cells.get(3), cells.get(4)))
                .toList();
    }
}
