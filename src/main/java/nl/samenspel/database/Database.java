package nl.samenspel.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Where the database is, and the password of each role. Closing it stops the embedded PostgreSQL, if there is one
/// and nobody else uses it.
public final class Database implements AutoCloseable {

    private final String url;
    private final Map<DatabaseRole, String> passwords;
    private final Runnable onClose;
    private final boolean embedded;
    private final @Nullable DataSource superuser;

    Database(
            String url,
            Map<DatabaseRole, String> passwords,
            boolean embedded,
            @Nullable DataSource superuser,
            Runnable onClose) {
        this.url = url;
        this.passwords = new EnumMap<>(passwords);
        this.embedded = embedded;
        this.superuser = superuser;
        this.onClose = onClose;
    }

    /// The PostgreSQL in the data folder: made, started or joined, whichever is needed.
    public static Database embedded(Path data) {
        var postgres = EmbeddedPostgres.open(data, Map.of());
        try {
            return in(postgres);
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    /// Whether the data folder holds an embedded database.
    public static boolean isIn(Path data) {
        return EmbeddedPostgres.isIn(data);
    }

    /// A PostgreSQL of the organisation's own. Its roles were made by hand (docs/operations/own-postgresql.md).
    ///
    /// @param environment  the environment variables, which hold the passwords
    public static Database own(String url, Map<String, String> environment) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart("""
                    SAMENSPEL_DATABASE must be a JDBC address of PostgreSQL, such as \
                    jdbc:postgresql://localhost:5432/samenspel, but is "%s".""".formatted(url));
        }
        if (url.matches(".*[?&](user|password)=.*")) {
            throw new CannotStart("""
                    SAMENSPEL_DATABASE must not name a user or a password: Samenspel enters by roles of its own. \
                    See docs/operations/own-postgresql.md.""");
        }
        var passwords = new EnumMap<DatabaseRole, String>(DatabaseRole.class);
        for (var role : new DatabaseRole[] {DatabaseRole.OWNER, DatabaseRole.APP, DatabaseRole.JOBS}) {
            var variable = "SAMENSPEL_" + role.name() + "_PASSWORD";
            var password = environment.get(variable);
            if (password == null || password.isBlank()) {
                throw new CannotStart("""
                        SAMENSPEL_DATABASE is set, but %s is not: the password of the role %s. \
                        See docs/operations/own-postgresql.md.""".formatted(variable, role.login()));
            }
            passwords.put(role, password);
        }
        var password = environment.get("SAMENSPEL_SUPERUSER_PASSWORD");
        var superuser = password == null || password.isBlank()
                ? null
                : connect(url, environment.getOrDefault("SAMENSPEL_SUPERUSER", EmbeddedPostgres.SUPERUSER), password);
        return new Database(url, passwords, false, superuser, () -> {});
    }

    static Database in(EmbeddedPostgres postgres) {
        var passwords = new EnumMap<DatabaseRole, String>(DatabaseRole.class);
        try (var connection = postgres.connectAsSuperuser(EmbeddedPostgres.SUPERUSER)) {
            for (var role : DatabaseRole.values()) {
                var file = role.name().toLowerCase(Locale.ROOT);
                var isNew = !postgres.secrets().has(file);
                var password = postgres.secrets().get(file);
                Roles.make(connection, role, password, isNew);
                passwords.put(role, password);
            }
            Roles.makeDatabase(connection, "samenspel", null);
        } catch (SQLException e) {
            throw new CannotStart("The roles of the database cannot be made: " + e.getMessage(), e);
        }
        var url = postgres.url("samenspel");
        var superuser =
                connect(url, EmbeddedPostgres.SUPERUSER, postgres.secrets().get("superuser"));
        return new Database(url, passwords, true, superuser, postgres::close);
    }

    public boolean isEmbedded() {
        return embedded;
    }

    String url() {
        return url;
    }

    String password(DatabaseRole role) {
        var password = passwords.get(role);
        if (password == null) {
            throw new IllegalStateException("There is no password for the role " + role.login());
        }
        return password;
    }

    /// A new connection each time, without a pool.
    DataSource connect(DatabaseRole role) {
        return connect(url, role.login(), password(role));
    }

    /// A connection to which row security does not apply: for copies of the whole, and for nothing else.
    Connection connectAsSuperuser() throws SQLException {
        if (superuser == null) {
            throw new CannotStart("""
                    A copy is made and put back as superuser of your PostgreSQL: set SAMENSPEL_SUPERUSER_PASSWORD for \
                    this one command (and SAMENSPEL_SUPERUSER, when the superuser is not called postgres).""");
        }
        return superuser.getConnection();
    }

    /// Lets PostgreSQL count anew what its tables hold and tidy them, after very many rows came in at
    /// once. Otherwise it does so by itself, minutes later, and answers slowly until then.
    public void settle() {
        try (var connection = connect(DatabaseRole.OWNER).getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum (analyze, skip_locked)");
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be tidied", e);
        }
    }

    static DataSource connect(String url, @Nullable String user, @Nullable String password) {
        var properties = new Properties();
        properties.setProperty("ApplicationName", "samenspel");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        var source = new DriverManagerDataSource(url, properties);
        if (user != null && password != null) {
            source.setUsername(user);
            source.setPassword(password);
        }
        return source;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
