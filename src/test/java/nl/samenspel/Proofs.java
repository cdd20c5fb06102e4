package nl.samenspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// Pages that name tests as proof, read as tables. A test that is named and does not exist proves nothing.
@NullMarked
public final class Proofs {

    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*Test)#(\\w+)");

    private Proofs() {}

    /// Lines of the tables whose first cell matches, cell by cell.
    public static List<List<String>> rows(String page, String firstCell) {
        return page.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Pattern.compile("(?<!\\\\)\\|")
                        .splitAsStream(line.substring(1))
                        .map(String::strip)
                        .toList())
                .filter(cells -> cells.getFirst().matches(firstCell))
                .toList();
    }

    public static boolean namesATest(String text) {
        return NAMED.matcher(text).find();
    }

    public static void assertThatAllNamedTestsExist(String page) throws IOException {
        var tests = sources();
        var named = NAMED.matcher(page).results().toList();
        assertThat(named).isNotEmpty();
        assertThat(named)
                .allSatisfy(name -> assertThat(exists(tests, name.group(1), name.group(2)))
                        .as(name.group())
                        .isTrue());
        assertThat(exists(tests, "AsvsTest", "no_such_sentence")).isFalse();
        assertThat(exists(tests, "NoSuchTest", "no_such_sentence")).isFalse();
    }

    private static boolean exists(Map<String, String> tests, String type, String method) {
        return tests.getOrDefault(type, "").contains(" void " + method + "(");
    }

    private static Map<String, String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), file -> {
                                try {
                                    return Files.readString(file);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            }));
        }
    }
}
