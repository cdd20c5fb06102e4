package nl.samenspel.access;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// A part of a running transaction as somebody else: what two organisations do together, both or neither.
///
/// The database is told anew who looks, and afterwards who looked before. As with [Viewer#atTheDesk], the caller has
/// first seen that the step is theirs to take: row security shows the other desk everything that is its own.
@Component
public class AcrossDesks {

    private final JdbcClient db;

    AcrossDesks(JdbcClient db) {
        this.db = db;
    }

    public <T extends @Nullable Object> T as(Viewer there, Supplier<T> step) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Two desks share a transaction, but there is none.");
        }
        var here = Viewer.current();
        tell(there);
        // when the step fails the transaction does, and with it what the database was told
        var done = there.call(step);
        tell(here);
        return done;
    }

    private void tell(Viewer viewer) {
        var told = ViewerTransactions.told(viewer);
        db.sql(ViewerTransactions.TELL).params(told).query((_, _) -> true).single();
    }
}
