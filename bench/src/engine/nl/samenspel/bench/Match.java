package nl.samenspel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Rounds of the engine beside those of others, in turns, so that what else the machine does weighs on all of them.
public final class Match {

    /// What one run told: seconds, what the answer is worth, what nothing exceeds, and peak memory in MiB.
    private record Ran(double seconds, double value, double bound, double memory) {

        static Ran of(String line) {
            var numbers = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
            return new Ran(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
    }

    private final String java;
    private final String classes;
    private final String size;
    private final String seed;
    private final int times;

    private Match(String[] args) {
        size = args[1];
        seed = args[2];
        java = args[3];
        classes = args[4];
        times = Integer.parseInt(args[5]);
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var match = new Match(args);
        System.out.printf("%s, size %s, seed %s, %d times; load %s%n", args[0], match.size, match.seed, match.times, load());
        switch (args[0]) {
            case "hours" -> match.hours();
            case "round" -> match.round();
            case "change" -> match.change();
            case "exact" -> match.exact();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.printf("load at the end %s%n", load());
    }

    private void hours() throws Exception {
        var pairs = new ArrayList<Ran>();
        var ours = new ArrayList<Ran>();
        var flow = new ArrayList<Ran>();
        for (int i = 0; i < times; i++) {
            pairs.add(Ran.of(run("1g", "pairs").getLast()));
            ours.add(Ran.of(run("1g", "hours", "1").getLast()));
            flow.add(Ran.of(run("1g", "hours-flow").getLast()));
        }
        System.out.printf("all pairs: %.0f in %.2f s%n", pairs.getFirst().value, seconds(pairs));
        say("Samenspel", ours, ours.getFirst().bound);
        say("OR-Tools", flow, ours.getFirst().bound);
        System.out.printf("Samenspel takes %.2f of the time of OR-Tools%n", seconds(ours) / seconds(flow));
    }

    private void round() throws Exception {
        var half = new ArrayList<Ran>();
        var whole = new ArrayList<Ran>();
        var timefold = new ArrayList<Ran>();
        for (int i = 0; i < times; i++) {
            if (!size.equals("L")) {
                half.add(Ran.of(run("700m", "round", "30s").getLast()));
            }
            whole.add(Ran.of(run("700m", "round", "58s").getLast()));
            timefold.add(Ran.of(run("12g", "timefold", "60s").getLast()));
        }
        double bound = whole.stream().mapToDouble(Ran::bound).min().orElseThrow();
        if (!half.isEmpty()) {
            say("Samenspel, 30 s", half, bound);
        }
        say("Samenspel, 58 s", whole, bound);
        say("Timefold, 60 s", timefold, bound);
        say("Timefold, 300 s", List.of(Ran.of(run("12g", "timefold", "300s").getLast())), bound);
    }

    private void change() throws Exception {
        var effort = size.equals("L") ? "8" : "20";
        System.out.println("One in 250 volunteers falls ill, one after another:");
        for (int i = 0; i < times; i++) {
            var line = run("1g", "ill", effort).getLast().split(" ");
            System.out.printf("p50 %s ms, p99 %s ms of processor time; %s %% lost after all%n", line[0], line[1], line[2]);
        }
    }

    private void exact() throws Exception {
        for (var part : List.of(List.of("120s", "0", "150"), List.of("300s", "0", "300"), List.of("600s"))) {
            var lines = run("4g", "exact", part.toArray(String[]::new));
            var ours = Ran.of(lines.getFirst());
            var solver = Ran.of(lines.getLast());
            System.out.printf(
                    "%s: ours %.0f, at most %.0f; CP-SAT %.0f, at most %.0f, in %.0f s%n",
                    part.size() == 1 ? "all requests" : "the first " + part.getLast() + " requests",
                    ours.value,
                    ours.bound,
                    solver.value,
                    solver.bound,
                    solver.seconds);
            if (solver.value == solver.bound) {
                System.out.printf(
                        "  the answer is %.2f %% below the best, the bound %.2f %% above it%n",
                        100 * (solver.value - ours.value) / solver.value,
                        100 * (ours.bound - solver.value) / solver.value);
            }
        }
    }

    private static void say(String who, List<Ran> runs, double bound) {
        double value = median(runs.stream().mapToDouble(Ran::value));
        System.out.printf(
                "%-16s %8.2f s, worth %,14.0f, %6.2f %% under the bound, memory %,6.0f MiB%n",
                who,
                seconds(runs),
                value,
                100 * (bound - value) / bound,
                median(runs.stream().mapToDouble(Ran::memory)));
    }

    private static double seconds(List<Ran> runs) {
        return median(runs.stream().mapToDouble(Ran::seconds));
    }

    private static double median(java.util.stream.DoubleStream numbers) {
        return Top.median(numbers.toArray());
    }

    private List<String> run(String memory, String what, String... rest) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                java, "-Xmx" + memory, "-XX:+UseParallelGC", "-cp", classes, "nl.samenspel.bench.Contender", what, size, seed));
        command.addAll(List.of(rest));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new String(process.getInputStream().readAllBytes())
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(what, process.exitValue()));
        }
        return lines;
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
