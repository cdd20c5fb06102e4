package nl.samenspel.database;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Copies of a whole installation, made while it runs and put back into an empty one.
///
/// A copy is a zip file. `manifest.json` says when and by which tables it was made; `tables/<schema>.<table>` is what
/// PostgreSQL's own `COPY` writes (text, UTF-8), all of one moment; `files/` is what stands in the shared folder beside
/// the database: who was forgotten, and the checkpoints of the log of looks. Keys and passwords are not in it.
///
/// Row security holds for every other role, so both ways go as superuser.
@Component
public class Backups {

    private static final String MANIFEST = "manifest.json";
    private static final String HISTORY = "flyway_schema_history";
    private static final List<String> BESIDE = List.of("forgotten.txt", "audit/checkpoints", SharedFolder.MARK);

    /// What is in a copy.
    ///
    /// @param migrations the steps by which its tables were made
    /// @param rows of each table
    /// @param sequences what was last given out
    /// @param keyMark of the key of the installation, from which nobody knows the key
    record Manifest(
            Instant madeAt,
            List<String> migrations,
            Map<String, Long> rows,
            Map<String, Long> sequences,
            String keyMark) {

        long total() {
            return rows.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// A copy that is ready.
    public record Made(int tables, long rows) {}

    /// What came of putting a copy back.
    public sealed interface Restoring {

        record Done(Instant madeAt, int tables, long rows) implements Restoring {}

        /// The file is no copy of Samenspel, or it is damaged.
        record Unusable(String why) implements Restoring {}

        /// There was an installation here already. Nothing was changed.
        record NotEmpty() implements Restoring {}

        /// It was made by another version.
        ///
        /// @param missing a step by which its tables were made and ours were not, or the other way round
        record OtherVersion(String missing) implements Restoring {}

        /// It belongs to another key than the one that is here.
        record OtherKey() implements Restoring {}
    }

    private record Table(String name, String columns) {}

    private final Database database;
    private final Installation installation;
    private final InstallationKey key;
    private final JsonMapper json;
    private final Clock clock;
    private final Path shared;

    Backups(
            Database database,
            Installation installation,
            InstallationKey key,
            JsonMapper json,
            Clock clock,
            @Value("${samenspel.shared:${samenspel.data:}}") String shared) {
        this.database = database;
        this.installation = installation;
        this.key = key;
        this.json = json;
        this.clock = clock;
        this.shared = Path.of(shared);
    }

    /// Writes a copy. Everybody goes on working meanwhile; the copy is of the moment it began.
    public Made write(OutputStream to) {
        try (var connection = database.connectAsSuperuser();
                var zip = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            // before the moment of the tables: a checkpoint never tells of a line that is not in them
            for (var file : filesBeside()) {
                zip.putNextEntry(new ZipEntry("files/" + shared.relativize(file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var db = in(connection);
            var copying = new CopyManager(connection.unwrap(BaseConnection.class));
            var rows = new LinkedHashMap<String, Long>();
            for (var table : tables(db)) {
                zip.putNextEntry(new ZipEntry("tables/" + table.name()));
                rows.put(
                        table.name(),
                        copying.copyOut("copy %s (%s) to stdout".formatted(table.name(), table.columns()), zip));
                zip.closeEntry();
            }
            var manifest = new Manifest(clock.instant(), migrations(db), rows, sequences(db), keyMark(db));
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(json.writeValueAsBytes(manifest));
            zip.closeEntry();
            return new Made(rows.size(), manifest.total());
        } catch (SQLException e) {
            throw new IllegalStateException("The database cannot be copied: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is known to be wrong before an installation is begun for it; empty when nothing is.
    ///
    /// @param key the key that was given; blank: the file in the data folder
    public static Optional<Restoring> refusal(Path file, String key, Path data) {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            var manifest = manifest(zip, JsonMapper.shared());
            return hasKey(key, data)
                            && manifest.keyMark().equals(KeyOfDatabase.mark(new InstallationKey(key, data.toString())))
                    ? Optional.empty()
                    : Optional.of(new Restoring.OtherKey());
        } catch (ZipException | JacksonException e) {
            return Optional.of(new Restoring.Unusable(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasKey(String given, Path data) {
        return !given.isBlank() || new Secrets(data.resolve("secrets")).has("key");
    }

    private static Manifest manifest(ZipFile zip, JsonMapper json) throws IOException {
        var written = zip.getEntry(MANIFEST);
        if (written == null) {
            throw new ZipException("it has no " + MANIFEST);
        }
        try (var content = zip.getInputStream(written)) {
            return json.readValue(content, Manifest.class);
        }
    }

    /// Puts a copy back, whole or not at all, in an installation that this very start began.
    public Restoring restore(Path file) {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
                var connection = database.connectAsSuperuser()) {
            var manifest = manifest(zip, json);
            connection.setAutoCommit(false);
            var db = in(connection);
            var refusal = refusal(db, manifest);
            if (refusal != null) {
                return refusal;
            }
            load(zip, manifest, db, new CopyManager(connection.unwrap(BaseConnection.class)));
            connection.commit();
            putBeside(zip);
            return new Restoring.Done(manifest.madeAt(), manifest.rows().size(), manifest.total());
        } catch (ZipException | JacksonException e) {
            return new Restoring.Unusable(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new IllegalStateException("The copy cannot be put back: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Restoring refusal(JdbcClient db, Manifest manifest) {
        if (!installation.freshlyMade()) {
            return new Restoring.NotEmpty();
        }
        var here = migrations(db);
        var differing = Stream.concat(
                        manifest.migrations().stream().filter(step -> !here.contains(step)),
                        here.stream().filter(step -> !manifest.migrations().contains(step)))
                .findFirst();
        if (differing.isPresent()) {
            return new Restoring.OtherVersion(differing.get());
        }
        return manifest.keyMark().equals(KeyOfDatabase.mark(key)) ? null : new Restoring.OtherKey();
    }

    private static void load(ZipFile zip, Manifest manifest, JdbcClient db, CopyManager copying)
            throws SQLException, IOException {
        var tables = tables(db);
        // what a trigger would do was done already, and is in the copy
        db.sql("set local session_replication_role = replica").update();
        db.sql("truncate " + tables.stream().map(Table::name).collect(Collectors.joining(", ")))
                .update();
        for (var table : tables) {
            var entry = zip.getEntry("tables/" + table.name());
            if (entry == null) {
                throw new ZipException(table.name() + " is not in it");
            }
            var rows = copying.copyIn(
                    "copy %s (%s) from stdin".formatted(table.name(), table.columns()), zip.getInputStream(entry));
            if (rows != Objects.requireNonNullElse(manifest.rows().get(table.name()), -1L)) {
                throw new ZipException("of %s it has %d rows, which is not what it says".formatted(table.name(), rows));
            }
        }
        manifest.sequences()
                .forEach((sequence, last) -> db.sql("select setval(cast(:sequence as regclass), :last)")
                        .param("sequence", sequence)
                        .param("last", last)
                        .query(Long.class)
                        .single());
    }

    private List<Path> filesBeside() throws IOException {
        var files = new ArrayList<Path>();
        for (var name : BESIDE) {
            var root = shared.resolve(name);
            if (Files.exists(root)) {
                try (var found = Files.walk(root)) {
                    found.filter(Files::isRegularFile).sorted().forEach(files::add);
                }
            }
        }
        return files;
    }

    /// What is there already is newer, and stays.
    private void putBeside(ZipFile zip) throws IOException {
        for (var entry :
                zip.stream().filter(one -> one.getName().startsWith("files/")).toList()) {
            var file =
                    shared.resolve(entry.getName().substring("files/".length())).normalize();
            if (file.startsWith(shared) && Files.notExists(file)) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                try (var content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
    }

    /// Every table but those in which is kept how the tables were made, with the columns that can be written.
    private static List<Table> tables(JdbcClient db) {
        return db.sql("""
                        select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                               string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                             and a.attgenerated = ''
                        where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
                          and not starts_with(c.relname, :history)
                        group by n.nspname, c.relname
                        order by n.nspname, c.relname
                        """)
                .param("history", HISTORY)
                .query((rs, _) -> new Table(rs.getString("name"), rs.getString("columns")))
                .list();
    }

    private static List<String> migrations(JdbcClient db) {
        return db.sql("""
                        select quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and starts_with(c.relname, :history)
                        order by 1
                        """).param("history", HISTORY).query(String.class).list().stream()
                .flatMap(table -> db
                        .sql(
                                "select script, checksum from %s where success and script <> '<< Flyway Schema Creation >>'"
                                        .formatted(table))
                        .query((rs, _) -> rs.getString("script") + " " + rs.getInt("checksum"))
                        .list()
                        .stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Map<String, Long> sequences(JdbcClient db) {
        var last = new LinkedHashMap<String, Long>();
        db.sql("""
                        select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value
                        from pg_sequences where last_value is not null order by 1
                        """).query(rs -> {
            last.put(rs.getString("name"), rs.getLong("last_value"));
        });
        return last;
    }

    private static String keyMark(JdbcClient db) {
        return db.sql("select mark from database.key_mark order by nth desc limit 1")
                .query(String.class)
                .single();
    }

    private static JdbcClient in(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
