package nl.samenspel.careplans;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A step in a transaction of its own. What the database refused, because somebody moved in between, is looked at once
/// more as it is then: the second time the step itself sees why, and says so in words.
///
/// Both kinds of refusal are caught: a rule of a table, and row security (which PostgreSQL counts among mistakes in the
/// statement). What is really our mistake is refused twice, and then thrown.
@Component
class SecondLook {

    private final TransactionTemplate transaction;

    SecondLook(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    <T> T at(Supplier<T> step) {
        try {
            return once(step);
        } catch (DataIntegrityViolationException | BadSqlGrammarException _) {
            return once(step);
        }
    }

    private <T> T once(Supplier<T> step) {
        return Objects.requireNonNull(transaction.execute(_ -> step.get()));
    }
}
