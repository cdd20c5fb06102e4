package nl.samenspel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/// Kills the program and its database while clients write, and counts what they were told is saved.
public final class Killed {

    private static final int TOLD_EVERY = 10;

    private Killed() {}

    /// @param args the folder of the project, a folder to work in, a port, how many kills, how many writes at the
    ///     least, and `control` to let the database say that something is saved before it is
    public static void main(String[] args) throws Exception {
        var work = Path.of(args[1]);
        var kills = Integer.parseInt(args[3]);
        var writes = Integer.parseInt(args[4]);
        var control = args.length > 5 && args[5].equals("control");
        var isRight = false;
        try (var installation =
                new Installation(Path.of(args[0]), work.resolve("data"), Integer.parseInt(args[2]), Map.of())) {
            installation.start();
            // before the control begins: what it loses must not be the way in
            var token = installation.token();
            if (control) {
                installation.stop();
                // settings of one's own, which go before the program's
                Files.writeString(
                        work.resolve("data/database/postgresql.auto.conf"),
                        "synchronous_commit = 'off'\nwal_writer_delay = '10s'\n",
                        StandardOpenOption.APPEND);
                installation.start();
            }
            var acknowledged = new Acknowledged();
            String killed;
            try (var _ = new Writers(installation.site(), token, acknowledged)) {
                killed = kill(installation, kills, control, acknowledged);
                while (acknowledged.size() < writes) {
                    Thread.sleep(200);
                }
                if (control) {
                    // what was said a moment ago is what is lost
                    installation.killDatabase();
                    while (!installation.answers()) {
                        Thread.sleep(100);
                    }
                }
            }
            try (var database = installation.database()) {
                var found = acknowledged.compare(database);
                System.out.printf(
                        "%s; %s%nlost %d, twice %d%n", killed, acknowledged, found.lost(), found.twice());
                isRight = control ? found.lost() > 0 : found.isRight();
            }
        }
        if (!isRight) {
            System.exit(1);
        }
    }

    private static String kill(Installation installation, int kills, boolean onlyDatabases, Acknowledged acknowledged)
            throws IOException, InterruptedException {
        var chance = new Random(20261126);
        var programs = 0;
        var databases = 0;
        var slowest = Duration.ZERO;
        for (var kill = 1; kill <= kills; kill++) {
            var before = acknowledged.size();
            while (acknowledged.size() < before + 5) {
                Thread.sleep(20);
            }
            Thread.sleep(chance.nextInt(1500));
            var began = Instant.now();
            if (onlyDatabases || kill % 2 == 0) {
                installation.killDatabase();
                databases++;
                while (!installation.answers()) {
                    Thread.sleep(50);
                }
                var took = Duration.between(began, Instant.now());
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            } else {
                installation.kill();
                programs++;
                installation.start();
            }
            if (kill % TOLD_EVERY == 0) {
                System.err.printf("%d of %d kills, %d writes%n", kill, kills, acknowledged.size());
            }
        }
        return "killed the program %d times and the database %d times, slowest page after the database %.1f s"
                .formatted(programs, databases, slowest.toMillis() / 1000.0);
    }
}
