package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {

    Database database = TestDatabase.fresh();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_first_that_serves_says_which_folder_it_is_and_another_does_not_start() {
        start("one", false, false);
        assertThat(folder.resolve("one")).as("a command leaves no mark").doesNotExist();

        start("one", true, false);
        assertThatCode(() -> start("one", true, false)).doesNotThrowAnyException();
        assertThatCode(() -> start("one", false, false)).doesNotThrowAnyException();
        for (var serves : new boolean[] {true, false}) {
            assertThatThrownBy(() -> start("other", serves, false))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("other is not the one")
                    .hasMessageContaining("SAMENSPEL_SHARED");
        }
    }

    @Test
    void a_folder_that_was_lost_is_followed_by_another() {
        start("one", true, false);
        start("other", true, true);

        assertThatCode(() -> start("other", true, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start("one", true, false)).isInstanceOf(CannotStart.class);
    }

    @Test
    void the_folder_of_a_copy_that_was_put_back_is_known_again() throws IOException {
        start("one", true, false);
        Files.createDirectory(folder.resolve("again"));
        Files.copy(
                folder.resolve("one").resolve(SharedFolder.MARK),
                folder.resolve("again").resolve(SharedFolder.MARK));

        assertThatCode(() -> start("again", true, false)).doesNotThrowAnyException();
    }

    private void start(String name, boolean serves, boolean lost) {
        new SharedFolder(
                database.connect(DatabaseRole.APP),
                Clock.systemUTC(),
                folder.resolve(name).toString(),
                serves,
                lost);
    }
}
