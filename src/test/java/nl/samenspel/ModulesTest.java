package nl.samenspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.util.ApplicationModulesExporter;
import org.springframework.modulith.docs.Documenter;

@NullMarked
class ModulesTest {

    static final ApplicationModules MODULES = ApplicationModules.of(Samenspel.class);

    /// From what others stand on to what stands on others. The table in ARCHITECTURE.md has the same order.
    static final List<String> NAMES = List.of(
            "database",
            "ui",
            "mail",
            "access",
            "audit",
            "door",
            "network",
            "people",
            "requests",
            "limits",
            "volunteers",
            "matching",
            "matches",
            "visits",
            "reimbursements",
            "rounds",
            "referrals",
            "careplans",
            "insight",
            "workbench",
            "exchange",
            "privacy",
            "story",
            "simulation",
            "commands");

    @Test
    void modules_use_only_each_others_doors() {
        MODULES.verify();
    }

    @Test
    void the_modules_are_the_ones_we_named() {
        assertThat(MODULES.stream().map(module -> module.getIdentifier().toString()))
                .containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void every_module_is_in_the_drawing_of_the_house() throws Exception {
        var architecture = Files.readString(Path.of("ARCHITECTURE.md"));
        assertThat(NAMES).allSatisfy(name -> assertThat(architecture).contains("| `" + name + "` |"));
    }

    @Test
    void every_folder_of_migrations_and_templates_belongs_to_a_module() throws Exception {
        for (var root : new String[] {"db/migration", "templates"}) {
            try (var folders = Files.list(Path.of("src/main/resources", root))) {
                assertThat(folders.filter(Files::isDirectory)
                                .map(folder -> folder.getFileName().toString()))
                        .isNotEmpty()
                        .allSatisfy(name -> assertThat(NAMES).containsAnyOf(name, name.equals("error") ? "ui" : name));
            }
        }
    }

    static Stream<String> names() {
        return NAMES.stream();
    }

    /// Folders cannot stop SQL, so this reads it: a module names only its own schema, except in what row security
    /// and foreign keys of a migration say.
    @ParameterizedTest
    @MethodSource("names")
    void a_module_reads_only_its_own_tables(String name) throws Exception {
        var others = NAMES.stream().filter(other -> !other.equals(name)).collect(Collectors.joining("|"));
        var foreign = Pattern.compile("(?i)\\b(?:from|join|into|update)\\s+(" + others + ")\\.[a-z_]+");
        var folder = Path.of("src/main/java/nl/samenspel", name);
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                var code = Files.readString(file);
                var sql = Pattern.compile("(?s)\"\"\".*?\"\"\"|\"[^\"\\n]*\"")
                        .matcher(code)
                        .results()
                        .map(result -> result.group())
                        .filter(text -> foreign.matcher(text).find())
                        .toList();
                assertThat(sql)
                        .as("SQL of %s that names another module's schema", file)
                        .isEmpty();
            }
        }
    }

    /// With this list at hand the program starts without searching its own classes for modules, which takes seconds.
    /// Migrations run in its order.
    @Test
    void the_list_of_modules_that_the_program_starts_with_is_right() throws Exception {
        var list = Files.readString(Path.of("src/main/resources", ApplicationModulesExporter.DEFAULT_LOCATION));

        assertThat(Pattern.compile("\"(\\w+)\": \\{}").matcher(list).results().map(result -> result.group(1)))
                .containsExactlyElementsOf(NAMES);
        assertThat(new ApplicationModulesExporter(MODULES).toJson())
                .as("a module with an initializer must be written in the list with it")
                .doesNotContain("initializers");
    }

    @Test
    void the_drawings_of_the_modules_are_made_anew() {
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder("target/modules"))
                .writeModulesAsPlantUml();
    }
}
