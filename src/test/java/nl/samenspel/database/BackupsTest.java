package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Role;
import nl.samenspel.database.Backups.Restoring;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@SamenspelTest
@NullUnmarked
class BackupsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-26T03:00:00Z"), ZoneId.of("Europe/Amsterdam"));
    private static final String KEY = "a key that is only ever used in this one test";

    @Autowired
    Database database;

    @Autowired
    Neighbourhood neighbourhood;

    @TempDir
    Path folder;

    @Test
    void what_was_copied_comes_back_to_the_row() throws IOException {
        var team = neighbourhood.team();
        neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1817 KL");
        withKey(database);
        Files.writeString(folder.resolve("forgotten.txt"), "nobody yet");
        var copy = copyOf(database);

        try (var elsewhere = TestDatabase.fresh()) {
            var there = Files.createDirectory(folder.resolve("there"));

            assertThat(backups(elsewhere, there).restore(copy)).isInstanceOf(Restoring.Done.class);
            assertThat(counts(elsewhere)).isEqualTo(counts(database)).isNotEmpty();
            assertThat(contents(elsewhere)).isEqualTo(contents(database));
            assertThat(there.resolve("forgotten.txt")).hasContent("nobody yet");

            // who comes after whom goes on where it was
            assertThat(next(elsewhere)).isEqualTo(next(database));
            assertThat(backups(elsewhere, there).restore(copy)).isInstanceOf(Restoring.NotEmpty.class);
        }
    }

    @Test
    void neither_keys_nor_passwords_are_in_a_copy() throws IOException {
        Files.createDirectories(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/key"), KEY);
        withKey(database);

        try (var zip = new ZipFile(copyOf(database).toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.contains("secrets"))
                    .contains("tables/access.account", "manifest.json");
            for (var entry : zip.stream().toList()) {
                assertThat(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8))
                        .doesNotContain(KEY);
            }
        }
    }

    @Test
    void a_copy_of_which_something_is_missing_changes_nothing() throws IOException {
        neighbourhood.team();
        withKey(database);
        var copy = copyOf(database);
        var damaged = folder.resolve("damaged.zip");
        try (var whole = new ZipFile(copy.toFile());
                var zip = new ZipOutputStream(Files.newOutputStream(damaged))) {
            for (var entry : whole.stream().toList()) {
                var content = whole.getInputStream(entry).readAllBytes();
                zip.putNextEntry(new ZipEntry(entry.getName()));
                // all rows of one table but the last
                var text = new String(content, StandardCharsets.UTF_8);
                zip.write(
                        entry.getName().equals("tables/access.account")
                                ? text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1)
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
                zip.closeEntry();
            }
        }

        try (var elsewhere = TestDatabase.fresh()) {
            var begun = backups(elsewhere, folder);
            var before = contents(elsewhere);

            assertThat(begun.restore(damaged)).isInstanceOf(Restoring.Unusable.class);
            assertThat(contents(elsewhere)).isEqualTo(before);
        }
    }

    @Test
    void another_key_no_key_and_another_file_are_refused_before_anything_is_begun() throws IOException {
        withKey(database);
        var copy = copyOf(database);
        var empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(Backups.refusal(copy, KEY, empty)).isEmpty();
        assertThat(Backups.refusal(copy, "", empty)).containsInstanceOf(Restoring.OtherKey.class);
        assertThat(Backups.refusal(copy, KEY + KEY, empty)).containsInstanceOf(Restoring.OtherKey.class);
        assertThat(empty).isEmptyDirectory();

        var letter = Files.writeString(folder.resolve("letter.zip"), "Dear coordinator");
        assertThat(Backups.refusal(letter, KEY, empty)).containsInstanceOf(Restoring.Unusable.class);
    }

    @Test
    void a_copy_of_another_version_is_refused() throws IOException {
        withKey(database);
        var copy = copyOf(database);
        try (var elsewhere = TestDatabase.fresh()) {
            JdbcClient.create(TestDatabase.asSuperuser(elsewhere))
                    .sql("update flyway_schema_history_access set checksum = checksum + 1 where version = '1'")
                    .update();

            assertThat(backups(elsewhere, folder).restore(copy)).isInstanceOf(Restoring.OtherVersion.class);
        }
    }

    private Path copyOf(Database whole) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(backups(whole, folder).write(bytes).rows()).isPositive();
        return Files.write(folder.resolve("copy.zip"), bytes.toByteArray());
    }

    private static Backups backups(Database database, Path data) {
        var installation =
                new Installation(JdbcClient.create(TestDatabase.as(DatabaseRole.APP, database)), database, "real");
        return new Backups(
                database, installation, new InstallationKey(KEY, ""), JsonMapper.shared(), CLOCK, data.toString());
    }

    private static void withKey(Database database) {
        new KeyOfDatabase(TestDatabase.as(DatabaseRole.APP, database), new InstallationKey(KEY, ""), CLOCK, true);
    }

    private static long next(Database database) {
        return JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("select nextval(pg_get_serial_sequence('matches.event', 'id'))")
                .query(Long.class)
                .single();
    }

    private static Map<String, Long> counts(Database database) {
        return each(database, "select count(*) from %s", Long.class);
    }

    /// A mark of all that stands in each table.
    private static Map<String, String> contents(Database database) {
        return each(
                database,
                "select coalesce(md5(string_agg(one::text, chr(10) order by one::text)), '') from %s one",
                String.class);
    }

    private static <T> Map<String, T> each(Database database, String sql, Class<T> type) {
        var db = JdbcClient.create(TestDatabase.asSuperuser(database));
        var found = new LinkedHashMap<String, T>();
        db.sql("""
                        select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
                        where schemaname not in ('pg_catalog', 'information_schema') and tablename not like 'flyway%'
                        order by 1
                        """)
                .query(String.class)
                .list()
                .forEach(table -> found.put(
                        table, db.sql(sql.formatted(table)).query(type).single()));
        return found;
    }
}
