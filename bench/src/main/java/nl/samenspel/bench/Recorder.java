package nl.samenspel.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// Reads from PostgreSQL's own log what a page asks of the database, on whoever's behalf. As long as it is open, everything
/// is written in that log with what it was asked about, so nothing is measured then, and it is for invented people only.
final class Recorder implements AutoCloseable {

    /// What was written: as which role, by which connection, and what.
    private static final Pattern ENTRY = Pattern.compile("@samenspel_([a-z]+) ([0-9]+)@ (.*)", Pattern.DOTALL);
    private static final Pattern ASKED =
            Pattern.compile("LOG: {2}duration: [0-9.]+ ms {2}(?:execute [^:]*|statement): (.*)", Pattern.DOTALL);
    private static final Pattern FILLED_IN = Pattern.compile("DETAIL: {2}[Pp]arameters: (.*)", Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("\\$([0-9]+) = (NULL|'[^']*+(?:''[^']*+)*+')");
    /// Until what was asked is in the log.
    private static final int WRITTEN_MILLIS = 150;

    private final Path logs;
    private final Connection superuser;

    Recorder(Path data) throws IOException, SQLException, InterruptedException {
        logs = data.resolve("database").resolve("log");
        superuser = Installation.connect(data, "postgres", "superuser");
        set(
                "alter system set log_line_prefix = '@%u %p@ '",
                "alter system set log_parameter_max_length = -1",
                "alter system set log_error_verbosity = 'default'",
                "alter system set log_min_duration_statement = 0");
    }

    /// @param role without `samenspel_`
    /// @param backend the process of PostgreSQL that it was asked of, one for each connection
    /// @param sql with `$1` where a parameter goes
    /// @param parameters as literals, by number from 1
    record Statement(String role, String backend, String sql, List<String> parameters) implements Serializable {}

    List<Statement> whileAsking(Callable<?> page) throws Exception {
        var log = newest();
        var from = Files.size(log);
        page.call();
        Thread.sleep(WRITTEN_MILLIS);
        var statements = new ArrayList<Statement>();
        // the statement that the next line of a connection may tell more of
        var open = new HashMap<String, Integer>();
        for (var text : read(log, from).split("\n(?=@)", -1)) {
            var entry = ENTRY.matcher(text.replace("\n\t", "\n").stripTrailing());
            if (!entry.matches()) {
                continue;
            }
            var asked = ASKED.matcher(entry.group(3));
            var filledIn = FILLED_IN.matcher(entry.group(3));
            var last = open.remove(entry.group(2));
            if (asked.matches() && Bare.ROLES.contains(entry.group(1))) {
                open.put(entry.group(2), statements.size());
                statements.add(new Statement(entry.group(1), entry.group(2), asked.group(1), List.of()));
            } else if (filledIn.matches() && last != null) {
                var told = statements.get(last);
                statements.set(last, new Statement(told.role(), told.backend(), told.sql(), parameters(filledIn.group(1))));
            }
        }
        return statements;
    }

    private static List<String> parameters(String text) {
        var byNumber = new HashMap<Integer, String>();
        var found = PARAMETER.matcher(text);
        while (found.find()) {
            byNumber.put(Integer.valueOf(found.group(1)), found.group(2));
        }
        return byNumber.entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .map(java.util.Map.Entry::getValue)
                .toList();
    }

    private Path newest() throws IOException {
        try (var files = Files.list(logs)) {
            return files.max(Comparator.comparing(file -> file.toFile().lastModified())).orElseThrow();
        }
    }

    private static String read(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private void set(String... settings) throws SQLException, InterruptedException {
        try (var statement = superuser.createStatement()) {
            for (var setting : settings) {
                statement.execute(setting);
            }
            statement.execute("select pg_reload_conf()");
        }
        Thread.sleep(2 * WRITTEN_MILLIS);
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        try (superuser) {
            set(
                    "alter system reset log_min_duration_statement",
                    "alter system reset log_error_verbosity",
                    "alter system reset log_parameter_max_length",
                    "alter system reset log_line_prefix");
        }
    }
}
