package nl.samenspel.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// What one page costs: how long it takes, and how much processor time program and database spend on it.
public final class Cost {

    private static final int AT_ONCE = 2;

    private final URI site;
    private final String who;
    private final String path;

    private Cost(URI site, String who, String path) {
        this.site = site;
        this.who = who;
        this.path = path;
    }

    /// @param args the site, one of the demo's people, a path, how often
    public static void main(String[] args) throws Exception {
        var cost = new Cost(URI.create(args[0]), args[1], args[2]);
        var times = Integer.parseInt(args[3]);
        cost.ask(times);
        var programBefore = spent(Cost::isProgram);
        var databaseBefore = spent(Cost::isDatabase);
        var nanos = cost.ask(times);
        System.out.printf(
                Locale.ROOT,
                "%s %s, %d answers: p50 %.1f ms, p95 %.1f ms; processor time for each: program %.1f ms, PostgreSQL %.1f ms%n",
                args[1],
                args[2],
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 95 / 100] / 1e6,
                (spent(Cost::isProgram) - programBefore) / (double) nanos.length,
                (spent(Cost::isDatabase) - databaseBefore) / (double) nanos.length);
    }

    /// Nanoseconds of each answer, sorted.
    private long[] ask(int times) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Callable<long[]> some = () -> {
                var visitor = SignedIn.atTheDemo(site, who).who();
                var nanos = new long[times / AT_ONCE];
                for (var i = 0; i < nanos.length; i++) {
                    var began = System.nanoTime();
                    var status = visitor.get(path).status();
                    nanos[i] = System.nanoTime() - began;
                    if (status != 200) {
                        throw new IOException("%s was answered with %d".formatted(path, status));
                    }
                }
                return nanos;
            };
            var all = LongStream.empty();
            for (var done : threads.invokeAll(Collections.nCopies(AT_ONCE, some))) {
                all = LongStream.concat(all, Arrays.stream(done.get()));
            }
            return all.sorted().toArray();
        }
    }

    /// Milliseconds of processor time so far.
    private static long spent(Predicate<ProcessHandle> whose) {
        return ProcessHandle.allProcesses()
                .filter(whose)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toMillis)
                .sum();
    }

    private static boolean isProgram(ProcessHandle process) {
        return is(process, "java") && !process.equals(ProcessHandle.current());
    }

    private static boolean isDatabase(ProcessHandle process) {
        return is(process, "postgres");
    }

    private static boolean is(ProcessHandle process, String command) {
        return process.info().command().filter(found -> found.endsWith("/" + command)).isPresent();
    }
}
