package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyOfDatabaseTest {

    private static final String ONE = "one key, as long as it has to be";
    private static final String OTHER = "another key, as long as it has to be";

    Database database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_first_key_is_known_again_and_another_does_not_start() {
        start(ONE, false);

        assertThatCode(() -> start(ONE, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(OTHER, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("not the one that belongs to this database")
                .hasMessageContaining("SAMENSPEL_KEY_LOST");
        assertThatCode(() -> start(ONE, false)).doesNotThrowAnyException();
    }

    @Test
    void a_key_that_was_lost_is_followed_by_another() {
        start(ONE, false);
        start(OTHER, true);

        assertThatCode(() -> start(OTHER, false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> start(ONE, false)).isInstanceOf(CannotStart.class);
    }

    @Test
    void the_database_tells_nothing_of_the_key() {
        start(ONE, false);

        assertThat(app().sql("select mark from database.key_mark")
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .matches("[0-9a-f]{64}")
                .doesNotContain(ONE);
    }

    private void start(String key, boolean lost) {
        new KeyOfDatabase(database.connect(DatabaseRole.APP), new InstallationKey(key, ""), Clock.systemUTC(), lost);
    }

    private JdbcClient app() {
        return JdbcClient.create(database.connect(DatabaseRole.APP));
    }
}
