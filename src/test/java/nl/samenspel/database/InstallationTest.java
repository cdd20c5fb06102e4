package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class InstallationTest {

    Database database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void only_the_first_start_is_fresh() {
        assertThat(start("demo").freshlyMade()).isTrue();
        assertThat(start("demo").freshlyMade()).isFalse();
        assertThat(start("existing").isDemo()).isTrue();
    }

    @Test
    void the_demo_never_runs_on_a_real_installation() {
        start("real");

        assertThatThrownBy(() -> start("demo")).isInstanceOf(CannotStart.class).hasMessageContaining("for real use");
        assertThat(start("real").kind()).isEqualTo(Installation.Kind.REAL);
    }

    @Test
    void a_demo_never_becomes_real() {
        start("demo");

        assertThatThrownBy(() -> start("real")).isInstanceOf(CannotStart.class).hasMessageContaining("stays one");
    }

    @Test
    void a_command_does_not_begin_an_installation() {
        assertThatThrownBy(() -> start("existing"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("no installation yet");
    }

    @Test
    void the_demo_is_refused_on_an_own_server() {
        var own = Database.own(
                database.url(),
                Map.of(
                        "SAMENSPEL_OWNER_PASSWORD", database.password(DatabaseRole.OWNER),
                        "SAMENSPEL_APP_PASSWORD", database.password(DatabaseRole.APP),
                        "SAMENSPEL_JOBS_PASSWORD", database.password(DatabaseRole.JOBS)));

        assertThatThrownBy(() -> new Installation(app(), own, "demo"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SAMENSPEL_DATABASE");
        assertThat(new Installation(app(), own, "real").freshlyMade()).isTrue();
    }

    @Test
    void an_own_server_that_cannot_be_used_says_why() {
        assertThatThrownBy(() -> Database.own("jdbc:postgresql://localhost/samenspel", Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("SAMENSPEL_OWNER_PASSWORD");
        assertThatThrownBy(() -> Database.own("postgres://localhost/samenspel", Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("postgres://localhost/samenspel");
        assertThatThrownBy(() -> Database.own("jdbc:postgresql://localhost/samenspel?user=postgres", Map.of()))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("must not name a user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update database.installation set kind = 'REAL'",
                "delete from database.installation",
                "truncate database.installation"
            })
    void even_the_owner_cannot_change_what_it_is_for(String attempt) {
        start("demo");

        assertThatThrownBy(() -> JdbcClient.create(database.connect(DatabaseRole.OWNER))
                        .sql(attempt)
                        .update())
                .hasMessageContaining("never changes");
    }

    private Installation start(String wanted) {
        return new Installation(app(), database, wanted);
    }

    private JdbcClient app() {
        return JdbcClient.create(database.connect(DatabaseRole.APP));
    }
}
