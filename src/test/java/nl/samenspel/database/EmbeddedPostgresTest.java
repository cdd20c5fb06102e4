package nl.samenspel.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Each test has a data folder of its own, with a space and a quote in its name.
class EmbeddedPostgresTest {

    @TempDir
    Path folder;

    Path data = Path.of("");

    @BeforeEach
    void share_the_unpacked_programs() throws IOException {
        data = Files.createDirectories(folder.resolve("Wilma's data"));
        var unpacked = PostgresBinaries.unpackInto(Files.createDirectories(Path.of("target/test-postgres")));
        Files.createSymbolicLink(
                data.resolve(unpacked.folder().getFileName()), unpacked.folder().toAbsolutePath());
    }

    @Test
    void what_is_committed_is_on_disk_and_nobody_enters_without_a_password() throws Exception {
        try (var postgres = open()) {
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
            assertThat(setting(postgres, "data_checksums")).isEqualTo("on");
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(setting(postgres, "unix_socket_directories")).isEmpty();
            assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
            assertThat(sql(postgres)
                            .sql("select distinct auth_method from pg_hba_file_rules")
                            .query(String.class)
                            .list())
                    .containsExactly("scram-sha-256");
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url("postgres"), "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void names_sort_as_Dutch_readers_expect() {
        try (var postgres = open()) {
            assertThat(sql(postgres)
                            .sql("select name from unnest(array['Zoë', 'Éva', 'eva', 'Ebru', 'Fatma', 'de Vries']) name"
                                    + " order by name")
                            .query(String.class)
                            .list())
                    .containsExactly("de Vries", "Ebru", "eva", "Éva", "Fatma", "Zoë");
        }
    }

    @Test
    void the_passwords_are_for_the_owner_of_the_folder_only() throws IOException {
        try (var postgres = open()) {
            var database = Database.in(postgres);
            Files.setPosixFilePermissions(data.resolve("secrets/app"), PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(Database.in(postgres).password(DatabaseRole.APP)).isEqualTo(database.password(DatabaseRole.APP));
        }

        assertThat(permissions(data.resolve("secrets"))).isEqualTo("rwx------");
        assertThat(data.resolve("secrets").toFile().list())
                .containsExactlyInAnyOrder("superuser", "owner", "app", "jobs", "reporting");
        try (var files = Files.list(data.resolve("secrets"))) {
            assertThat(files).allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
    }

    @Test
    void the_second_start_finds_the_rows_of_the_first() {
        try (var postgres = open()) {
            write(postgres);
        }

        try (var postgres = open()) {
            assertThat(written(postgres)).isEqualTo(1);
        }
    }

    @Test
    void a_server_left_by_a_killed_program_is_taken_over_and_stopped_at_the_end() throws Exception {
        var killed = Other.program(data);
        killed.process().destroyForcibly().waitFor();

        long pid;
        try (var postgres = open()) {
            pid = postgres.pid();
            assertThat(pid).isEqualTo(killed.postgres());
            write(postgres);
        }

        assertGone(pid);
    }

    @Test
    void a_server_that_was_killed_is_started_again_on_the_same_port_with_all_that_was_committed() throws Exception {
        try (var postgres = open()) {
            write(postgres);
            var before = postgres.pid();
            var port = postgres.port();
            kill(before);

            await(() -> postgres.pid() != before && written(postgres) == 1);

            assertThat(postgres.port()).isEqualTo(port);
        }
    }

    @Test
    void what_keeps_it_from_starting_again_may_last_a_while() throws Exception {
        try (var postgres = open()) {
            write(postgres);
            var before = postgres.pid();
            // without it nothing starts, as on a full disk
            var control = data.resolve("database/global/pg_control");
            var aside = control.resolveSibling("aside");
            Files.move(control, aside);
            kill(before);
            Thread.sleep(5_000);
            Files.move(aside, control);

            await(() -> postgres.pid() != before && written(postgres) == 1);
        }
    }

    @Test
    void after_both_were_killed_it_recovers() throws Exception {
        var killed = Other.program(data);
        killed.process().destroyForcibly().waitFor();
        kill(killed.postgres());

        try (var postgres = open()) {
            assertThat(postgres.pid()).isNotEqualTo(killed.postgres());
            write(postgres);
        }
    }

    @Test
    void a_stale_note_that_names_a_living_stranger_is_not_believed() throws IOException {
        try (var postgres = open()) {
            write(postgres);
        }
        var stranger = ProcessHandle.current().pid();
        Files.write(
                data.resolve("database/postmaster.pid"),
                List.of(
                        Long.toString(stranger),
                        data.resolve("database").toString(),
                        "1",
                        "5432",
                        "",
                        "",
                        "",
                        "ready"));

        try (var postgres = open()) {
            assertThat(postgres.pid()).isNotEqualTo(stranger);
            assertThat(written(postgres)).isEqualTo(1);
        }
    }

    @Test
    void who_leaves_first_leaves_it_running_for_the_other() throws Exception {
        var other = Other.program(data);
        long pid;
        try (var postgres = open()) {
            pid = postgres.pid();
            assertThat(pid).isEqualTo(other.postgres());
        }
        assertThat(ProcessHandle.of(pid)).isPresent();

        other.process().destroy(); // asks it to end, so it closes what it has
        other.process().waitFor();

        assertGone(pid);
    }

    @Test
    void one_program_opens_a_folder_once() {
        try (var postgres = open()) {
            assertThatThrownBy(this::open).isInstanceOf(CannotStart.class).hasMessageContaining("open already");
            assertThat(setting(postgres, "port")).isEqualTo(Integer.toString(postgres.port()));
        }
    }

    @Test
    void data_of_another_major_version_are_left_alone() throws IOException {
        open().close();
        Files.writeString(data.resolve("database/PG_VERSION"), "17\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("made by PostgreSQL 17, this Samenspel brings PostgreSQL 18");
    }

    @Test
    void without_its_password_file_it_says_which_one_is_missing() throws IOException {
        open().close();
        Files.delete(data.resolve("secrets/superuser"));

        assertThatThrownBy(this::open)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(Path.of("secrets", "superuser").toString());
    }

    private EmbeddedPostgres open() {
        return EmbeddedPostgres.open(data, Map.of());
    }

    private static JdbcClient sql(EmbeddedPostgres postgres) {
        return JdbcClient.create(new DriverManagerDataSource(
                postgres.url("postgres"),
                EmbeddedPostgres.SUPERUSER,
                postgres.secrets().get("superuser")));
    }

    private static String setting(EmbeddedPostgres postgres, String name) {
        return sql(postgres)
                .sql("select current_setting(:name)")
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static void write(EmbeddedPostgres postgres) {
        sql(postgres).sql("create table kept as select 1 as row").update();
    }

    private static long written(EmbeddedPostgres postgres) {
        return sql(postgres).sql("select count(*) from kept").query(Long.class).single();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static void kill(long pid) throws Exception {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    private static void assertGone(long pid) {
        await(() -> ProcessHandle.of(pid).isEmpty());
    }

    private static void await(Condition condition) {
        var until = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } catch (RuntimeException e) {
                // not yet
            }
            if (Instant.now().isAfter(until)) {
                throw new AssertionError("It did not come about within 30 seconds.");
            }
        }
    }

    private interface Condition {
        boolean holds();
    }

    /// Another program on this machine that uses the database in the same folder.
    record Other(Process process, long postgres) {

        static Other program(Path data) throws IOException {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Holder.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("postgres=")) {
                    return new Other(process, Long.parseLong(line.substring(9)));
                }
            }
            throw new IllegalStateException("The other program ended.");
        }
    }

    /// Opens the database and holds it until it is asked to end.
    static final class Holder {

        public static void main(String[] arguments) throws InterruptedException {
            var postgres = EmbeddedPostgres.open(Path.of(arguments[0]), Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
            System.out.println("postgres=" + postgres.pid());
            Thread.sleep(Duration.ofMinutes(5));
        }
    }
}
