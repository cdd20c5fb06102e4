package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class NewerTablesTest {

    private static final List<String> OURS = List.of("classpath:db/migration");

    Database database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_program_starts_on_its_own_tables_and_on_none() {
        assertThatCode(() -> NewerTables.refuse(database, OURS, false)).doesNotThrowAnyException();
        try (var empty = TestDatabase.empty()) {
            assertThatCode(() -> NewerTables.refuse(empty, OURS, false)).doesNotThrowAnyException();
        }
    }

    @Test
    void on_tables_of_a_newer_program_it_starts_only_on_purpose() {
        JdbcClient.create(TestDatabase.asSuperuser(database)).sql("""
                insert into flyway_schema_history_requests
                    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                values (9999, '9999', 'one more', 'SQL', 'V9999__one_more.sql', 1, 'samenspel_owner', 1, true)
                """).update();

        assertThatThrownBy(() -> NewerTables.refuse(database, OURS, false))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("V9999__one_more.sql of the module requests")
                .hasMessageContaining("Start the newer program")
                .hasMessageContaining("SAMENSPEL_OLDER_PROGRAM=true");
        assertThatCode(() -> NewerTables.refuse(database, OURS, true)).doesNotThrowAnyException();
    }
}
