package nl.samenspel.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;

/// Tells the database at the start of each transaction who looks; the settings end with the transaction.
///
/// Never set for longer: a pooled connection would carry one person's sight to the next.
@Component("transactionManager")
@Primary
class ViewerTransactions extends JdbcTransactionManager {

    static final String TELL = """
            select set_config('samenspel.account', ?, true), set_config('samenspel.persons', ?, true),
                   set_config('samenspel.organisation', ?, true), set_config('samenspel.branches', ?, true),
                   set_config('samenspel.role', ?, true), set_config('samenspel.administrator', ?, true),
                   set_config('plan_cache_mode', ?, true)
            """;

    ViewerTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        var told = told(Viewer.current());
        try (var tell = connection.prepareStatement(TELL)) {
            for (var i = 0; i < told.size(); i++) {
                tell.setString(i + 1, told.get(i));
            }
            tell.execute();
        }
    }

    /// What [#TELL] is filled in with.
    static List<String> told(Viewer viewer) {
        var desk = viewer.desk();
        return List.of(
                viewer.account() == null ? "" : viewer.account().toString(),
                joined(viewer.persons()),
                desk == null ? "" : desk.organisation().toString(),
                desk == null ? "" : desk.role() == Role.MANAGER ? "all" : joined(desk.branches()),
                desk != null ? desk.role().name() : viewer.is(Role.ADMINISTRATOR) ? Role.ADMINISTRATOR.name() : "",
                viewer.is(Role.ADMINISTRATOR) ? "yes" : "",
                seesOnlyOwn(viewer) ? "force_generic_plan" : "auto");
    }

    /// Whose rows are few, however large the installation: a volunteer's, a relative's. With row security
    /// it costs PostgreSQL more to plan such a statement anew than to do it, so it keeps the plan it made
    /// before. At a desk it depends on how much is there, and each is planned for what is asked.
    private static boolean seesOnlyOwn(Viewer viewer) {
        return viewer.desk() == null && !viewer.persons().isEmpty();
    }

    private static String joined(Collection<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
