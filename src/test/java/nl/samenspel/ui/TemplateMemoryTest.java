package nl.samenspel.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

@NullMarked
class TemplateMemoryTest {

    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{[^}]*}|#\\{[^}]*}|@\\{[^}]*}|th:[\\w-]+=\"[^\"]*\"");

    @Test
    void there_is_room_for_every_template_and_every_expression_in_them() throws IOException {
        var templates = 0;
        var expressions = new HashSet<String>();
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                templates++;
                EXPRESSION
                        .matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(expressions::add);
            }
        }

        try (var program = new AnnotationConfigApplicationContext(TemplateMemory.class, SpringTemplateEngine.class)) {
            var memory = (StandardCacheManager)
                    program.getBean(SpringTemplateEngine.class).getCacheManager();

            // by itself there is room for two hundred and for five hundred
            assertThat(templates).isGreaterThan(100).isLessThan(memory.getTemplateCacheMaxSize() / 4);
            assertThat(expressions).hasSizeGreaterThan(1_000).hasSizeLessThan(memory.getExpressionCacheMaxSize() / 2);
        }
    }
}
