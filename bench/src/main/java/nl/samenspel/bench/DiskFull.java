package nl.samenspel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// Fills the disk that the data are on while clients write, gives room again, and counts what they were told is saved,
/// which answers they got, and how long it took until there were pages again.
public final class DiskFull {

    private static final Duration FULL_FOR = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DiskFull() {}

    /// @param args the folder of the project, a folder on a small disk, a port, how many times
    public static void main(String[] args) throws Exception {
        var disk = Path.of(args[1]);
        var times = Integer.parseInt(args[3]);
        var isRight = false;
        try (var installation =
                new Installation(Path.of(args[0]), disk.resolve("data"), Integer.parseInt(args[2]), Map.of())) {
            installation.start();
            var token = installation.token();
            var acknowledged = new Acknowledged();
            try (var _ = new Writers(installation.site(), token, acknowledged)) {
                for (var nth = 1; nth <= times; nth++) {
                    var before = acknowledged.size();
                    while (acknowledged.size() < before + 100) {
                        Thread.sleep(50);
                    }
                    var filler = fill(disk);
                    Thread.sleep(FULL_FOR);
                    var whileFull = acknowledged.size();
                    Files.delete(filler);
                    var began = Instant.now();
                    while (!installation.answers() || acknowledged.size() < whileFull + 20) {
                        if (Duration.between(began, Instant.now()).compareTo(PATIENCE) > 0) {
                            throw new IOException("No writes " + PATIENCE + " after there was room again");
                        }
                        Thread.sleep(50);
                    }
                    System.out.printf(
                            "full for %d s: written again %.1f s after there was room%n",
                            FULL_FOR.toSeconds(), Duration.between(began, Instant.now()).toMillis() / 1000.0);
                }
            }
            try (var database = installation.database()) {
                var found = acknowledged.compare(database);
                System.out.printf(
                        "%s%nlost %d, twice %d%n", acknowledged, found.lost(), found.twice());
                isRight = found.isRight() && Set.of(200, 201, 503).containsAll(acknowledged.answers());
            }
        }
        if (!isRight) {
            System.exit(1);
        }
    }

    /// Until the last byte.
    private static Path fill(Path disk) throws IOException {
        var filler = disk.resolve("filler");
        for (var size = 1 << 20; size > 0; size /= 16) {
            var piece = new byte[size];
            try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(piece);
                }
            } catch (IOException e) {
                // there is no room for a piece of this size any more
            }
        }
        return filler;
    }
}
