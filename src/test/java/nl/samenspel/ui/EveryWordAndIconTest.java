package nl.samenspel.ui;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of every module, not only of this one: words in both languages, and icons that exist.
@NullMarked
class EveryWordAndIconTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern ARGUMENT = Pattern.compile("\\{[0-9]");
    private static final Pattern ICON =
            Pattern.compile("icon\\('([^']+)'\\)|new MenuItem\\([^;]*?\"([a-z0-9-]+)\",\\s*Set");

    static List<Path> bundles() throws IOException {
        return files(RESOURCES.resolve("messages"), ".properties");
    }

    static List<Path> pagesAndCode() throws IOException {
        return Stream.concat(
                        files(RESOURCES.resolve("templates"), ".html").stream(),
                        files(Path.of("src/main/java"), ".java").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void what_one_language_says_the_other_says_too(Path bundle) throws IOException {
        var name = bundle.getFileName().toString();
        var other = name.endsWith("_en.properties")
                ? name.replace("_en.properties", ".properties")
                : name.replace(".properties", "_en.properties");

        assertThat(words(bundle.resolveSibling(other)).stringPropertyNames())
                .containsAll(words(bundle).stringPropertyNames());
    }

    /// Where something is filled in, a straight apostrophe is a mark of MessageFormat and disappears: write ’.
    @ParameterizedTest
    @MethodSource("bundles")
    void no_apostrophe_gets_lost(Path bundle) throws IOException {
        assertThat(words(bundle).entrySet())
                .filteredOn(
                        entry -> ARGUMENT.matcher(entry.getValue().toString()).find())
                .allSatisfy(entry -> assertThat(entry.getValue().toString()).doesNotContain("'"));
    }

    @ParameterizedTest
    @MethodSource("pagesAndCode")
    void every_icon_is_in_the_set(Path file) throws IOException {
        assertThat(icons()).contains("check", "house").containsAll(named(file));
    }

    private static Set<String> named(Path file) throws IOException {
        return ICON.matcher(Files.readString(file))
                .results()
                .map(icon -> icon.group(1) == null ? icon.group(2) : icon.group(1))
                .collect(toSet());
    }

    private static Set<String> icons() throws IOException {
        return Pattern.compile("<symbol id=\"([^\"]+)\"")
                .matcher(Files.readString(Path.of("target/classes/static/ui/icons.svg")))
                .results()
                .map((MatchResult symbol) -> symbol.group(1))
                .collect(toSet());
    }

    private static Properties words(Path bundle) throws IOException {
        var words = new Properties();
        try (var reader = Files.newBufferedReader(bundle)) {
            words.load(reader);
        }
        return words;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
