package nl.samenspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class TemplatesTest {

    /// An element that is replaced never gets to its condition: Thymeleaf replaces first.
    private static final Pattern REPLACED_UNCONDITIONALLY = Pattern.compile(
            "<[^>]*th:(?:if|unless|each)=[^>]*th:replace=|<[^>]*th:replace=[^>]*th:(?:if|unless|each)=");

    private static final Pattern INLINE = Pattern.compile("\\s(?:style|on[a-z]+)=\"|<style|<script(?![^>]*src=)|__");

    @Test
    void nothing_is_replaced_before_its_condition_is_asked() throws IOException {
        assertThat(REPLACED_UNCONDITIONALLY
                        .matcher("<p th:if=\"${a}\" th:replace=\"b\">")
                        .find())
                .isTrue();
        eachTemplate((path, text) -> assertThat(REPLACED_UNCONDITIONALLY
                        .matcher(text)
                        .results()
                        .map(found -> found.group())
                        .toList())
                .as(path)
                .isEmpty());
    }

    @Test
    void nothing_is_inline_and_nothing_typed_is_evaluated() throws IOException {
        eachTemplate((path, text) -> assertThat(INLINE.matcher(text)
                        .results()
                        .map(found -> found.group())
                        .toList())
                .as(path)
                .isEmpty());
    }

    private interface Look {
        void at(String path, String text);
    }

    private static void eachTemplate(Look look) throws IOException {
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                look.at(file.toString(), Files.readString(file).replaceAll("(?s)<!--.*?-->", ""));
            }
        }
    }
}
