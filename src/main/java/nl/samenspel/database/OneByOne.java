package nl.samenspel.database;

import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What only one of the programs on a database does at a moment, in one transaction. Whoever comes meanwhile waits, and
/// then sees what the other did.
final class OneByOne {

    private OneByOne() {}

    /// @param what the name by which programs wait for each other
    static void run(DataSource source, String what, Consumer<JdbcClient> work) {
        var db = JdbcClient.create(source);
        new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(_ -> {
            db.sql("select 1 from pg_advisory_xact_lock(hashtextextended(:what, 7514))")
                    .param("what", what)
                    .query(Integer.class)
                    .single();
            work.accept(db);
        });
    }
}
