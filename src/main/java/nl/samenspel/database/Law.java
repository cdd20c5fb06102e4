package nl.samenspel.database;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A law of the domain that can be checked on a database: something that must be true of every row, always.
///
/// A module declares its laws as beans; `./samenspel check` examines them all. They are examined as the role
/// `samenspel_jobs`, so the module must let that role read the rows in question.
public interface Law {

    /// The module and the law, such as `requests.one-holder`.
    String name();

    /// Looks at all rows the law is about. Changes nothing.
    Finding examine(JdbcClient database);

    /// What was found.
    ///
    /// @param rows        how many rows were examined
    /// @param violations  a line for each row that breaks the law: its id and what is wrong, never a person's data
    record Finding(long rows, List<String> violations) {

        public Finding {
            violations = List.copyOf(violations);
            if (rows < 0) {
                throw new IllegalArgumentException("A law cannot examine %d rows.".formatted(rows));
            }
        }
    }
}
