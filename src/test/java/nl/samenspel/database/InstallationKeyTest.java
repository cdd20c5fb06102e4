package nl.samenspel.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class InstallationKeyTest {

    private static final String ONE = "one key, as long as it has to be, and longer";
    private final InstallationKey key = new InstallationKey(ONE, "");

    @Test
    void what_is_sealed_is_opened_for_the_same_purpose_by_the_same_key_and_whole_only() {
        var sealed = key.seal("draft of Ria", "meneer Jansen".getBytes(UTF_8));
        assertThat(new String(sealed, UTF_8)).doesNotContain("Jansen");
        assertThat(key.open("draft of Ria", sealed)).hasValue("meneer Jansen".getBytes(UTF_8));
        assertThat(new InstallationKey(ONE, "").open("draft of Ria", sealed)).isPresent();

        assertThat(key.open("draft of Bea", sealed)).isEmpty();
        assertThat(new InstallationKey(ONE + "!", "").open("draft of Ria", sealed))
                .isEmpty();
        for (var i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(key.open("draft of Ria", changed)).as("byte %d", i).isEmpty();
        }
        assertThat(key.open("draft of Ria", new byte[3])).isEmpty();
    }

    @Test
    void the_same_text_is_never_sealed_the_same_and_always_marked_the_same() {
        assertThat(key.seal("a", new byte[9])).isNotEqualTo(key.seal("a", new byte[9]));
        assertThat(key.mark("a", "text")).isEqualTo(key.mark("a", "text")).isNotEqualTo(key.mark("b", "text"));
        assertThat(new InstallationKey(ONE + "!", "").mark("a", "text")).isNotEqualTo(key.mark("a", "text"));
    }

    @Test
    void it_is_a_file_in_the_data_folder_that_only_its_owner_reads(@TempDir Path data) throws Exception {
        var made = new InstallationKey("", data.toString());
        var file = data.resolve("secrets/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new InstallationKey("", data.toString()).mark("a", "b")).isEqualTo(made.mark("a", "b"));
    }

    @Test
    void without_a_key_and_with_a_short_one_nothing_starts() {
        assertThatThrownBy(() -> new InstallationKey("", "")).isInstanceOf(CannotStart.class);
        assertThatThrownBy(() -> new InstallationKey("short", ""))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SAMENSPEL_KEY");
    }
}
