package nl.samenspel;

import java.sql.SQLException;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Rows damaged on purpose, past every guard, to see whether a law finds them. Nothing of it stays.
@NullMarked
public final class DamagedRows {

    private DamagedRows() {}

    /// What the law finds after these statements, examined as the jobs' role as `./samenspel check` does.
    public static Law.Finding examine(Database database, Law law, String... damage) {
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            db.sql("set local session_replication_role = replica").update();
            for (var statement : damage) {
                db.sql(statement).update();
            }
            db.sql("set local role samenspel_jobs").update();
            var finding = law.examine(db);
            connection.rollback();
            return finding;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
