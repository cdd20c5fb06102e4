package nl.samenspel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of parts is made and completed when the program is packed (pom.xml, `src/main/frontend/sbom.mjs`). Here the
/// completing is tried on lists that are whole and lists that are not.
@NullMarked
class SbomTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void the_build_checks_that_no_part_is_missing_from_the_list() throws Exception {
        var jars = List.of("/m2/org/one/one/1.2/one-1.2.jar", "/m2/org/two/two/3.4/two-3.4.jar");
        var whole = complete("""
                {"components": [{"name": "one", "version": "1.2"}, {"name": "two", "version": "3.4"}]}
                """, jars);
        assertThat(whole.code()).as(whole.said()).isZero();
        assertThat(whole.list()).contains("pkg:npm/htmx.org@", "pkg:npm/lucide-static@", "SHA-512");
        assertThat(whole.list()).as("tools of the build").doesNotContain("pkg:npm/esbuild@", "pkg:npm/sass@");

        var lacking = complete("{\"components\": [{\"name\": \"one\", \"version\": \"1.2\"}]}", jars);
        assertThat(lacking.code()).isEqualTo(1);
        assertThat(lacking.said()).contains("two 3.4").doesNotContain("one 1.2");
        var older = complete("""
                {"components": [{"name": "one", "version": "1.1"}, {"name": "two", "version": "3.4"}]}
                """, jars);
        assertThat(older.code()).isEqualTo(1);
        assertThat(older.said()).contains("one 1.2");
    }

    @Test
    void the_list_is_made_in_every_build_that_packs() throws Exception {
        var pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom).contains("<artifactId>cyclonedx-maven-plugin</artifactId>", "src/main/frontend/sbom.mjs");
        assertThat(pom.split("<phase>prepare-package</phase>", -1)).hasSize(3);
    }

    private record Completed(int code, String said, String list) {}

    private Completed complete(String list, List<String> jars) throws Exception {
        var file = folder.resolve("application.cdx.json");
        Files.writeString(file, list);
        var classpath = jars.stream().collect(Collectors.joining(java.io.File.pathSeparator));
        var process = new ProcessBuilder(
                        Arrays.asList("node", "src/main/frontend/sbom.mjs", file.toString(), classpath))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Completed(process.waitFor(), said, Files.readString(file));
    }
}
