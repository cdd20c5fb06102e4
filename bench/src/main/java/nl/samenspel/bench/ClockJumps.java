package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Sets the clock of a program and its database while clients write, and counts what they were told is saved, which
/// answers they got and for how long nothing was saved; afterwards whether jobs are planned for the time it is.
public final class ClockJumps {

    private static final Duration EACH = Duration.ofSeconds(30);
    private static final Duration SEEN = Duration.ofSeconds(2);
    /// A quarter of a minute before, so that it happens while they write.
    private static final Instant CLOCK_GOES_BACK = Instant.parse("2026-10-25T00:59:45Z");
    private static final Instant CLOCK_GOES_AHEAD = Instant.parse("2026-03-29T00:59:45Z");
    /// Jobs that run more than once a minute must be planned before this has passed.
    private static final Duration SOON = Duration.ofMinutes(2);

    private ClockJumps() {}

    /// @param args the folder of the project, a folder to work in, a port, the library that sets the clock
    public static void main(String[] args) throws Exception {
        var folder = Path.of(args[1]);
        var ahead = Files.createDirectories(folder).resolve("ahead");
        set(ahead, Duration.ZERO);
        var isRight = false;
        try (var installation = new Installation(
                Path.of(args[0]),
                folder.resolve("data"),
                Integer.parseInt(args[2]),
                Map.of(
                        "LD_PRELOAD", args[3],
                        "FAKETIME_TIMESTAMP_FILE", ahead.toString(),
                        "FAKETIME_CACHE_DURATION", "1",
                        "DONT_FAKE_MONOTONIC", "1",
                        // or each thread that waits for a while works all that while
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0"))) {
            installation.start();
            var acknowledged = new Acknowledged();
            try (var _ = new Writers(installation.site(), installation.token(), acknowledged)) {
                for (var jump : jumps().entrySet()) {
                    set(ahead, jump.getValue());
                    var pages = SignedIn.atTheDemo(URI.create(installation.site()), "MARIEKE");
                    System.out.printf(
                            "%s: nothing saved for %.1f s, the workbench answers %d%n",
                            jump.getKey(),
                            longestGap(acknowledged).toMillis() / 1000.0,
                            pages.who().get("/workbench").status());
                }
            }
            Thread.sleep(EACH);
            // the jobs' role sees all that was taken in, but not what is planned
            try (var database = installation.database();
                    var superuser = Installation.connect(folder.resolve("data"), "postgres", "superuser");
                    var statement = superuser.createStatement()) {
                var found = acknowledged.compare(database);
                System.out.printf("%s%nlost %d, twice %d%n", acknowledged, found.lost(), found.twice());
                isRight = found.isRight() && Set.of(200, 201).containsAll(acknowledged.answers());
                try (var rows = statement.executeQuery("""
                        select task_name, execution_time - now() as until from database.scheduled_tasks
                        where task_name in ('bring-mail', 'seal-looks') and execution_time > now() + interval '%d seconds'
                        """.formatted(SOON.toSeconds()))) {
                    while (rows.next()) {
                        isRight = false;
                        System.out.printf("%s is planned %s from now%n", rows.getString(1), rows.getString(2));
                    }
                }
            }
            isRight &= installation.verifiesItsLog();
        }
        if (!isRight) {
            System.exit(1);
        }
    }

    /// What the clock says beside the time it is.
    private static Map<String, Duration> jumps() {
        var now = Instant.now();
        var jumps = new LinkedHashMap<String, Duration>();
        jumps.put("as it is", Duration.ZERO);
        jumps.put("a day ahead", Duration.ofDays(1));
        jumps.put("back to the time it is", Duration.ZERO);
        jumps.put("an hour back", Duration.ofHours(-1));
        jumps.put("the night in which the clock goes back", Duration.between(now, CLOCK_GOES_BACK));
        jumps.put("the night in which the clock goes ahead", Duration.between(now, CLOCK_GOES_AHEAD));
        jumps.put("the time it is again", Duration.ZERO);
        return jumps;
    }

    /// Returns when everybody has seen it.
    private static void set(Path ahead, Duration by) throws IOException, InterruptedException {
        Files.writeString(ahead, "%+d\n".formatted(by.toSeconds()));
        Thread.sleep(SEEN);
    }

    private static Duration longestGap(Acknowledged acknowledged) throws InterruptedException {
        var longest = Duration.ZERO;
        var until = System.nanoTime() + EACH.toNanos();
        var size = acknowledged.size();
        for (var since = System.nanoTime(); System.nanoTime() < until; Thread.sleep(20)) {
            var gap = Duration.ofNanos(System.nanoTime() - since);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
            if (acknowledged.size() > size) {
                size = acknowledged.size();
                since = System.nanoTime();
            }
        }
        return longest;
    }
}
