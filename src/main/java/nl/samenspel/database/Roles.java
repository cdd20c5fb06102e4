package nl.samenspel.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Utils;
import org.postgresql.util.PasswordUtil;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Makes the roles of the database, and refuses to work in one that row security would not apply to.
final class Roles {

    private Roles() {}

    /// Makes the role if it is missing. PostgreSQL is told the password in the form in which it keeps it.
    static void make(Connection superuser, DatabaseRole role, String password, boolean passwordIsNew)
            throws SQLException {
        var exists = exists(superuser, "select 1 from pg_roles where rolname = ?", role.login());
        if (exists && !passwordIsNew) {
            return;
        }
        var kept = PasswordUtil.encodePassword(role.login(), password.toCharArray(), "scram-sha-256");
        try (var statement = superuser.createStatement()) {
            statement.execute("""
                    %s role %s login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password %s
                    """.formatted(exists ? "alter" : "create", role.login(), literal(kept)));
        }
    }

    /// Makes the database if it is missing: the owner's, and closed to everybody who is not one of our roles.
    static void makeDatabase(Connection superuser, String name, @Nullable String template) throws SQLException {
        if (exists(superuser, "select 1 from pg_database where datname = ?", name)) {
            return;
        }
        try (var statement = superuser.createStatement()) {
            var quoted = Utils.escapeIdentifier(null, name).toString();
            statement.execute("create database %s owner %s %s"
                    .formatted(
                            quoted,
                            DatabaseRole.OWNER.login(),
                            template == null
                                    ? "template template0 encoding 'UTF8' locale_provider icu icu_locale 'nl-NL'"
                                    : "template " + Utils.escapeIdentifier(null, template)));
            statement.execute("revoke all on database %s from public".formatted(quoted));
            for (var role : DatabaseRole.values()) {
                statement.execute("grant connect on database %s to %s".formatted(quoted, role.login()));
            }
        }
    }

    /// Refuses a database that does not let this role in.
    static void refuseSilence(Database database, DatabaseRole role) {
        try (var connection = database.connect(role).getConnection()) {
            if (!connection.isValid(10)) {
                throw new SQLException("no answer");
            }
        } catch (SQLException e) {
            throw new CannotStart(
                    "The database at %s does not let %s in: %s".formatted(database.url(), role.login(), e.getMessage()),
                    e);
        }
    }

    /// Refuses a role to which row security would not apply, itself or through a role it is a member of.
    static void refuseTooMighty(DataSource source) {
        var db = JdbcClient.create(source);
        db.sql("""
                with mine as (
                    select oid, rolname, rolsuper, rolbypassrls
                    from pg_roles
                    where pg_has_role(current_user, oid, 'member')
                ),
                reason (words) as (
                    select format('%s is superuser', rolname) from mine where rolsuper
                    union all
                    select format('%s may bypass row security', rolname) from mine where rolbypassrls
                    union all
                    select format('%s owns %s tables', mine.rolname, count(*))
                    from mine
                    join pg_class on pg_class.relowner = mine.oid
                    where pg_class.relkind in ('r', 'p', 'v', 'm', 'f') and not mine.rolsuper
                    group by mine.rolname
                )
                select words from reason limit 1
                """).query(String.class).optional().ifPresent(reason -> {
            throw new CannotStart("""
                    Samenspel does not work as the database role %s: %s, so row security would not protect anybody's \
                    data. Make the roles as docs/operations/own-postgresql.md says.""".formatted(
                            db.sql("select current_user").query(String.class).single(), reason));
        });
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String literal(String text) throws SQLException {
        return "'" + Utils.escapeLiteral(null, text, true) + "'";
    }
}
