package nl.samenspel.database;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// All laws of the domain, examined on this database.
@Component
public class Laws {

    private final List<Law> laws;
    private final JdbcClient db;
    private final TransactionTemplate oneMoment;

    Laws(List<Law> laws, @Qualifier("jobs") JdbcClient db, @Qualifier("jobs") PlatformTransactionManager transactions) {
        this.laws = laws.stream().sorted(Comparator.comparing(Law::name)).toList();
        this.db = db;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// Examines each law, in the order of their names. Each sees the database as it is at one moment, also while
    /// people work in it.
    public List<Examined> examineAll() {
        return laws.stream()
                .map(law -> new Examined(law.name(), Objects.requireNonNull(oneMoment.execute(_ -> law.examine(db)))))
                .toList();
    }

    /// A law and what was found.
    public record Examined(String name, Law.Finding finding) {}
}
