package nl.samenspel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/// Copies a file into a table of text that nothing watches over: what the same rows cost PostgreSQL at the least. Prints
/// the seconds, with the commit.
public final class Copy {

    private Copy() {}

    /// @param args the data folder of a running installation, and a file with semicolons and a header
    public static void main(String[] args) throws Exception {
        var data = Path.of(args[0]);
        var file = Path.of(args[1]);
        String header;
        try (var reader = Files.newBufferedReader(file)) {
            header = reader.readLine();
        }
        var columns = Arrays.stream(header.split(";"))
                .map(name -> '"' + name + "\" text")
                .collect(Collectors.joining(", "));
        try (var connection = Installation.connect(data, "samenspel_owner", "owner");
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute("drop table if exists bench.raw");
            statement.execute("create table bench.raw (%s)".formatted(columns));
            var began = System.nanoTime();
            try (var in = Files.newInputStream(file)) {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy bench.raw from stdin (format csv, delimiter ';', header)", in);
            }
            System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - began) / 1e9);
            statement.execute("drop table bench.raw");
        }
    }
}
