package nl.samenspel.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A PostgreSQL of its own, with everything on disk before it says so, that a test kills; it comes up by itself on the
/// same port. For programs in other processes: [#at] gives them its database.
@NullMarked
public final class DurableServer implements AutoCloseable {

    private static final String NAME = "samenspel";

    private final EmbeddedPostgres postgres;

    private DurableServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /// An empty database, in this folder.
    public static DurableServer in(Path folder) throws IOException, SQLException {
        var unpacked = PostgresBinaries.unpackInto(Files.createDirectories(Path.of("target/test-postgres")));
        Files.createSymbolicLink(
                folder.resolve(unpacked.folder().getFileName()),
                unpacked.folder().toAbsolutePath());
        var server = new DurableServer(EmbeddedPostgres.open(folder, Map.of("max_connections", "100")));
        try (var connection = server.connect("postgres")) {
            for (var role : DatabaseRole.values()) {
                Roles.make(connection, role, password(role), true);
            }
            Roles.makeDatabase(connection, NAME, null);
        }
        return server;
    }

    /// The database behind an address that [#url] gave, for a program elsewhere.
    public static Database at(String url) {
        var passwords = new EnumMap<DatabaseRole, String>(DatabaseRole.class);
        for (var role : DatabaseRole.values()) {
            passwords.put(role, password(role));
        }
        return new Database(url, passwords, true, null, () -> {});
    }

    private static String password(DatabaseRole role) {
        return "test-" + role.login();
    }

    public String url() {
        return postgres.url(NAME);
    }

    /// For looking at all rows, whosever they are.
    public JdbcClient superuser() {
        return JdbcClient.create(new DriverManagerDataSource(
                url(), EmbeddedPostgres.SUPERUSER, postgres.secrets().get("superuser")));
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                postgres.url(name),
                EmbeddedPostgres.SUPERUSER,
                postgres.secrets().get("superuser"));
    }

    /// With -9; waits until it is up again.
    public void kill() throws IOException, InterruptedException {
        var before = postgres.pid();
        new ProcessBuilder("kill", "-9", Long.toString(before)).start().waitFor();
        var until = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(until)) {
            if (postgres.pid() != before && answers()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The database did not come up again within 30 seconds.");
    }

    private boolean answers() {
        try (var connection = connect(NAME)) {
            return connection.isValid(1);
        } catch (SQLException _) {
            return false;
        }
    }

    @Override
    public void close() {
        postgres.close();
    }
}
