package nl.samenspel.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
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

    ViewerTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        var viewer = Viewer.current();
        var desk = viewer.desk();
        try (var tell = connection.prepareStatement("""
                select set_config('samenspel.account', ?, true), set_config('samenspel.persons', ?, true),
                       set_config('samenspel.organisation', ?, true), set_config('samenspel.branches', ?, true),
                       set_config('samenspel.role', ?, true), set_config('samenspel.administrator', ?, true)
                """)) {
            tell.setString(1, viewer.account() == null ? "" : viewer.account().toString());
            tell.setString(2, joined(viewer.persons()));
            tell.setString(3, desk == null ? "" : desk.organisation().toString());
            tell.setString(4, desk == null ? "" : desk.role() == Role.MANAGER ? "all" : joined(desk.branches()));
            tell.setString(
                    5,
                    desk != null ? desk.role().name() : viewer.is(Role.ADMINISTRATOR) ? Role.ADMINISTRATOR.name() : "");
            tell.setString(6, viewer.is(Role.ADMINISTRATOR) ? "yes" : "");
            tell.execute();
        }
    }

    private static String joined(Collection<?> ids) {
        return ids.stream().map(Object::toString).collect(Collectors.joining(","));
    }
}
