package nl.samenspel.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether what went wrong is that the database could not be reached.
public final class Reach {

    /// What PostgreSQL says when it goes down, comes up, has no room for another connection or on its disk, or cannot
    /// read or write that (https://www.postgresql.org/docs/current/errcodes-appendix.html).
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "53300", "53100", "58030");

    private static final String CONNECTION = "08";

    /// What the pool says, without a code, of a connection that it closed because it was broken.
    private static final String CLOSED = "Connection is closed";

    private Reach() {}

    /// Whether this happened because the database could not be reached. What was asked of it last may have been
    /// done all the same: the line can break after it was heard and before it answered.
    public static boolean isLost(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof SQLTransientConnectionException
                        || (cause instanceof SQLException said
                                && (isLost(said.getSQLState()) || CLOSED.equals(said.getMessage()))));
    }

    /// What the database said, as a code; empty: nothing.
    public static Optional<String> code(Throwable thrown) {
        return causes(thrown)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .map(SQLException::getSQLState)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes.stream();
    }

    private static boolean isLost(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION) || AWAY.contains(state));
    }
}
