package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class LawsTest {

    Database database = TestDatabase.fresh();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void each_law_is_examined_as_jobs_in_the_order_of_names() {
        var laws = laws(law("b.who", "select current_user"), law("a.broken", "select 'row 7' union select 'row 8'"));

        var examined = laws.examineAll();

        assertThat(examined).extracting(Laws.Examined::name).containsExactly("a.broken", "b.who");
        assertThat(examined.get(0).finding().violations()).containsExactlyInAnyOrder("row 7", "row 8");
        assertThat(examined.get(1).finding().violations()).containsExactly("samenspel_jobs");
    }

    @Test
    void examining_changes_nothing_and_sees_one_moment() {
        var laws = laws(law(
                "a.how",
                "select current_setting('transaction_read_only') || ' ' || current_setting('transaction_isolation')"));

        assertThat(laws.examineAll().getFirst().finding().violations()).containsExactly("on repeatable read");
    }

    private Laws laws(Law... laws) {
        var jobs = database.connect(DatabaseRole.JOBS);
        return new Laws(List.of(laws), JdbcClient.create(jobs), new JdbcTransactionManager(jobs));
    }

    static Law law(String name, String violations) {
        return new Law() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding examine(JdbcClient db) {
                return new Finding(
                        10,
                        db.sql(violations).query((row, _) -> row.getString(1)).stream()
                                .toList());
            }
        };
    }
}
