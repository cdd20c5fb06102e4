package nl.samenspel.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;

/// The ten best volunteers of a request: ours, Lucene and PostGIS on the same invented country, in one run and in turns,
/// so that what else the machine does weighs on all of them. First each must give the same answers.
public final class Top {

    /// Somebody who finds the ten best.
    interface Finder extends AutoCloseable {

        String name();

        /// Seconds to build, the median of so many times.
        double build() throws Exception;

        /// Something to ask with, for one thread.
        Asker asker() throws Exception;

        @Override
        void close() throws Exception;
    }

    interface Asker extends AutoCloseable {

        /// The volunteers, best first.
        int[] topTen(int request) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    private static final int ROUNDS = 5;
    private static final int COMPARED = 200;

    private Top() {}

    public static void main(String[] args) throws Exception {
        var size = Size.valueOf(args[0]);
        long seed = Long.parseLong(args[1]);
        var country = TestCountry.of(size, seed);
        System.out.printf(
                Locale.ROOT,
                "country %s, seed %d: %,d volunteers, %,d requests; %d processors, load %s%n",
                size,
                seed,
                country.volunteers().size(),
                country.requests().size(),
                Runtime.getRuntime().availableProcessors(),
                load());
        var finders = new ArrayList<Finder>();
        finders.add(new Ours(country));
        finders.add(new Lucene(country));
        if (args.length > 2) {
            finders.add(new PostGis(country, Path.of(args[2])));
        }
        try {
            run(country, finders);
        } finally {
            for (var finder : finders) {
                finder.close();
            }
        }
        System.out.printf(Locale.ROOT, "load at the end %s%n", load());
    }

    private static void run(TestCountry country, List<Finder> finders) throws Exception {
        var builds = new double[finders.size()];
        for (int i = 0; i < finders.size(); i++) {
            builds[i] = finders.get(i).build();
        }
        var order = IntStream.range(0, country.requests().size()).boxed().toArray(Integer[]::new);
        Collections.shuffle(Arrays.asList(order), new Random(1));
        var askers = new ArrayList<Asker>();
        for (var finder : finders) {
            askers.add(finder.asker());
        }
        for (int i = 0; i < COMPARED; i++) {
            var right = askers.getFirst().topTen(order[i]);
            for (int other = 1; other < askers.size(); other++) {
                var found = askers.get(other).topTen(order[i]);
                if (!Arrays.equals(right, found)) {
                    throw new IllegalStateException("%s says %s for request %d, and we say %s"
                            .formatted(
                                    finders.get(other).name(),
                                    Arrays.toString(found),
                                    order[i],
                                    Arrays.toString(right)));
                }
            }
        }
        System.out.printf("all gave the same answers for %d requests%n", COMPARED);
        var half = new double[finders.size()][ROUNDS];
        var most = new double[finders.size()][ROUNDS];
        var many = new double[finders.size()][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < finders.size(); i++) {
                int questions = i == 0 ? Math.min(100_000, order.length) : Math.min(3_000, order.length);
                var micros = ask(askers.get(i), order, questions);
                double perSecond = askInTwo(finders.get(i), order, questions);
                if (round >= 0) {
                    half[i][round] = micros[questions / 2];
                    most[i][round] = micros[questions * 99 / 100];
                    many[i][round] = perSecond;
                }
            }
        }
        for (var asker : askers) {
            asker.close();
        }
        System.out.printf("%-10s %12s %12s %12s %14s%n", "", "build", "p50", "p99", "a second, two");
        for (int i = 0; i < finders.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %10.2f s %9.1f µs %9.1f µs %,14.0f%n",
                    finders.get(i).name(),
                    builds[i],
                    median(half[i]),
                    median(most[i]),
                    median(many[i]));
        }
        for (int i = 1; i < finders.size(); i++) {
            System.out.printf(
                    Locale.ROOT,
                    "%s takes %.0f times as long at p50, %.0f at p99; we answer %.0f times as many a second%n",
                    finders.get(i).name(),
                    median(half[i]) / median(half[0]),
                    median(most[i]) / median(most[0]),
                    median(many[0]) / median(many[i]));
        }
    }

    /// Microseconds for each question, rising.
    private static double[] ask(Asker asker, Integer[] order, int questions) throws Exception {
        var micros = new double[questions];
        for (int i = 0; i < questions; i++) {
            long began = System.nanoTime();
            asker.topTen(order[i]);
            micros[i] = (System.nanoTime() - began) / 1e3;
        }
        Arrays.sort(micros);
        return micros;
    }

    private static double askInTwo(Finder finder, Integer[] order, int questions) throws Exception {
        try (var pool = Executors.newFixedThreadPool(2);
                var one = finder.asker();
                var two = finder.asker()) {
            long began = System.nanoTime();
            var first = pool.submit(() -> {
                for (int i = 0; i < questions; i += 2) {
                    one.topTen(order[i]);
                }
                return true;
            });
            for (int i = 1; i < questions; i += 2) {
                two.topTen(order[i]);
            }
            first.get();
            return questions / ((System.nanoTime() - began) / 1e9);
        }
    }

    static double median(double[] numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String load() throws Exception {
        return java.nio.file.Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
