package nl.samenspel.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import nl.samenspel.Samenspel;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.core.ApplicationModuleIdentifiers;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.runtime.flyway.MigrationFilter;
import org.springframework.modulith.runtime.flyway.SpringModulithFlywayMigrationStrategy;
import org.springframework.util.FileSystemUtils;

/// A real PostgreSQL for tests: one server for the whole run, and a fresh, migrated database for each Spring context.
///
/// In a test with Spring, import it; nothing else is needed:
///
///     @SpringBootTest
///     @Import(TestDatabase.class)
///     class HelpRequestStoreTest {
///         @Autowired JdbcClient db;                        // as samenspel_app, under row security
///         @Autowired @Qualifier("jobs") JdbcClient jobs;   // as samenspel_jobs
///
/// Spring keeps a context for all test classes that are configured alike, so these share one database: let a test
/// make its own rows (with ids of its own) and count only those, or be `@Transactional`. A class that must have a
/// database to itself adds `@DirtiesContext` or a property of its own.
///
/// The installation is marked as real use, so nothing is filled in; `@SpringBootTest(properties =
/// "samenspel.installation=demo")` gives the demo.
///
/// Without Spring, [#fresh] gives a migrated database and [#empty] one without tables; [#as] gives a
/// `DataSource` of any role.
///
/// The server is the embedded one in `target/test-postgres`, made anew each run. With the system property or
/// environment variable `SAMENSPEL_TEST_DATABASE` (a JDBC address with user and password of a superuser, such as
/// `jdbc:postgresql://localhost/postgres?user=postgres&password=…`) the tests run there instead.
@NullMarked
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    private static final String TEMPLATE =
            "samenspel_test_%d_template".formatted(ProcessHandle.current().pid());
    private static final AtomicInteger COUNT = new AtomicInteger();

    /// For each Spring context a database of its own.
    @Bean
    Database database() {
        return fresh();
    }

    /// A new database with all tables, and no rows.
    public static Database fresh() {
        return make(Template.NAME);
    }

    /// A new database without tables.
    public static Database empty() {
        return make(null);
    }

    /// A key of an installation.
    ///
    /// @param text at least 32 characters
    public static InstallationKey key(String text) {
        return new InstallationKey(text, "");
    }

    /// A new connection each time, as one of the roles the program works with.
    ///
    /// @param role `app`, `jobs`, `owner` or `reporting`
    public static DataSource as(String role, Database database) {
        return database.connect(DatabaseRole.valueOf(role.toUpperCase(Locale.ROOT)));
    }

    /// The JDBC address of a database, for whoever stands between it and the program.
    public static String url(Database database) {
        return database.url();
    }

    /// For what no role of ours may do, such as damaging rows on purpose.
    public static DataSource asSuperuser(Database database) {
        return Database.connect(
                Server.THE_ONE.url(databaseName(database)), Server.THE_ONE.user(), Server.THE_ONE.password());
    }

    /// As one of the program's own roles, without a pool.
    public static DataSource as(DatabaseRole role, Database database) {
        return database.connect(role);
    }

    private static Database make(@Nullable String template) {
        var name = "samenspel_test_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        try (var connection = Server.THE_ONE.connect()) {
            Roles.makeDatabase(connection, name, template);
        } catch (SQLException e) {
            throw new IllegalStateException("No database for this test", e);
        }
        var server = Server.THE_ONE;
        var superuser = Database.connect(server.url(name), server.user(), server.password());
        return new Database(server.url(name), server.passwords(), true, superuser, () -> server.drop(name));
    }

    private static String databaseName(Database database) {
        return database.url().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    }

    /// Migrated once per run; every other database is a copy.
    private static final class Template {
        static final String NAME = migrated();

        private static String migrated() {
            var server = Server.THE_ONE;
            server.drop(TEMPLATE);
            try (var connection = server.connect()) {
                Roles.makeDatabase(connection, TEMPLATE, null);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            var template = new Database(server.url(TEMPLATE), server.passwords(), true, null, () -> {});
            var flyway = Flyway.configure()
                    .dataSource(template.connect(DatabaseRole.OWNER))
                    .locations("classpath:db/migration")
                    .placeholderReplacement(false)
                    .load();
            var modules = ApplicationModuleIdentifiers.of(ApplicationModules.of(Samenspel.class));
            new SpringModulithFlywayMigrationStrategy(modules, MigrationFilter.USE_ALL).migrate(flyway);
            server.atTheEnd(() -> server.drop(TEMPLATE));
            return TEMPLATE;
        }
    }

    private record Server(
            String address, String user, String password, boolean embedded, Map<DatabaseRole, String> passwords) {

        static final Server THE_ONE = start();

        private static Server start() {
            var given = System.getProperty("SAMENSPEL_TEST_DATABASE", System.getenv("SAMENSPEL_TEST_DATABASE"));
            var server = given == null || given.isBlank() ? startEmbedded() : given(given);
            try (var connection = server.connect()) {
                for (var role : DatabaseRole.values()) {
                    server.passwords().put(role, "test-" + role.login());
                    Roles.make(connection, role, "test-" + role.login(), true);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The tests cannot use the server " + server.address(), e);
            }
            return server;
        }

        private static Server given(String address) {
            var question = address.indexOf('?');
            var parameters = new LinkedHashMap<String, String>();
            for (var parameter : address.substring(question + 1).split("&", -1)) {
                var equals = parameter.indexOf('=');
                parameters.put(parameter.substring(0, Math.max(0, equals)), parameter.substring(equals + 1));
            }
            var user = parameters.remove("user");
            var password = parameters.remove("password");
            if (question < 0 || user == null || password == null) {
                throw new IllegalArgumentException("SAMENSPEL_TEST_DATABASE must end with ?user=…&password=…");
            }
            var rest = new StringJoiner("&", "?", "").setEmptyValue("");
            parameters.forEach((name, value) -> rest.add(name + "=" + value));
            return new Server(
                    address.substring(0, question) + rest, user, password, false, new EnumMap<>(DatabaseRole.class));
        }

        private static Server startEmbedded() {
            var folder = Path.of("target", "test-postgres");
            try {
                FileSystemUtils.deleteRecursively(folder.resolve("database"));
                FileSystemUtils.deleteRecursively(folder.resolve("secrets"));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            // Only here: a test's data need not survive a power cut.
            var postgres = EmbeddedPostgres.open(
                    folder,
                    Map.of(
                            "fsync",
                            "off",
                            "synchronous_commit",
                            "off",
                            "full_page_writes",
                            "off",
                            "max_connections",
                            "200"));
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            return new Server(
                    postgres.url("postgres"),
                    EmbeddedPostgres.SUPERUSER,
                    postgres.secrets().get("superuser"),
                    true,
                    new EnumMap<>(DatabaseRole.class));
        }

        String url(String database) {
            return address.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
        }

        Connection connect() throws SQLException {
            return DriverManager.getConnection(address, user, password);
        }

        /// Leaves a server that is not ours as it was; the embedded one goes anyway.
        void atTheEnd(Runnable action) {
            if (!embedded) {
                Runtime.getRuntime().addShutdownHook(new Thread(action));
            }
        }

        void drop(String name) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute("drop database if exists " + name + " with (force)");
            } catch (SQLException e) {
                throw new IllegalStateException("The test database cannot be dropped", e);
            }
        }
    }
}
