package nl.samenspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.NamedInterface;

@NullMarked
class WordsTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    /// Words of the trade, or of nobody, that do not belong on a screen.
    private static final Pattern NOT_OUR_WORDS = Pattern.compile(
            "(?i)\\b(cliënt|cliënten|inzetten|hulpbehoevend\\w*|zorgvrager|zorgconsument|doelgroep|dashboard|gebruiker|error|ongeldige?|invalid|foutmelding)\\b");

    static Stream<Path> dutch() throws IOException {
        try (var files = Files.list(MESSAGES)) {
            return files.filter(file -> !file.toString().endsWith("_en.properties")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("dutch")
    void every_language_says_the_same_things(Path dutch) throws IOException {
        var english = MESSAGES.resolve(dutch.getFileName().toString().replace(".properties", "_en.properties"));
        assertThat(words(dutch).keySet()).isNotEmpty().isEqualTo(words(english).keySet());
    }

    /// In both languages the same blanks are filled in, and the text can be read as a message at all.
    @ParameterizedTest
    @MethodSource("dutch")
    void every_language_fills_in_the_same_blanks(Path dutch) throws IOException {
        var english = words(MESSAGES.resolve(dutch.getFileName().toString().replace(".properties", "_en.properties")));
        words(dutch)
                .forEach((key, text) ->
                        assertThat(blanks(text)).as(key).isEqualTo(blanks(english.getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @MethodSource("dutch")
    void the_words_on_screen_are_ours(Path dutch) throws IOException {
        words(dutch).forEach((key, text) -> assertThat(text).as(key).doesNotContainPattern(NOT_OUR_WORDS));
    }

    @Test
    void every_word_a_module_shows_the_others_is_in_the_glossary() throws IOException {
        var glossary = Files.readString(Path.of("docs/glossary.md"));
        assertThat(ModulesTest.MODULES.stream()
                        .flatMap(module -> module.getNamedInterfaces().stream().flatMap(NamedInterface::asJavaClasses))
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .map(type -> "`" + type.getSimpleName() + "`")
                        .distinct())
                .isNotEmpty()
                .allSatisfy(word -> assertThat(glossary).contains(word));
    }

    @Test
    void what_is_said_of_something_in_a_list_is_said_of_all_of_it() throws IOException {
        var network = words(MESSAGES.resolve("network.properties"));
        assertThat(Arrays.stream(nl.samenspel.network.KindOfHelp.values()).map(kind -> "network.kind." + kind))
                .allMatch(network::containsKey);
        assertThat(Arrays.stream(nl.samenspel.network.Qualification.values())
                        .map(one -> "network.qualification." + one))
                .allMatch(network::containsKey);
    }

    private static long blanks(String text) {
        return text.contains("{") ? new MessageFormat(text).getFormatsByArgumentIndex().length : 0;
    }

    private static Map<String, String> words(Path file) throws IOException {
        var words = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            words.load(reader);
        }
        var sorted = new TreeMap<String, String>();
        words.stringPropertyNames().forEach(key -> sorted.put(key, words.getProperty(key)));
        return sorted;
    }
}
