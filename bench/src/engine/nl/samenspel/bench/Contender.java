package nl.samenspel.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import nl.samenspel.matching.engine.Effort;
import nl.samenspel.matching.engine.Problem;
import nl.samenspel.matching.engine.Round;
import nl.samenspel.matching.engine.RoundAnswer;
import nl.samenspel.matching.engine.RoundInput;
import nl.samenspel.matching.engine.RoundListener;
import nl.samenspel.matching.engine.Rules;
import nl.samenspel.matching.engine.Situations;
import nl.samenspel.matching.engine.Weights;
import nl.samenspel.matching.testcountry.TestCountry;

/// One contender, once, in a program of its own, so that what memory it takes is its own.
final class Contender {

    private Contender() {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var country = TestCountry.of(TestCountry.Size.valueOf(args[1]), Long.parseLong(args[2]));
        var rules = new Rules(Situations.of(country), Weights.DEFAULT);
        country = null;
        long began = System.nanoTime();
        var problem = Problem.of(RoundInput.of(rules, 2));
        double listed = (System.nanoTime() - began) / 1e9;
        switch (args[0]) {
            case "pairs" -> say(listed, problem.volunteer.length, problem.volunteer.length);
            case "hours-flow" -> {
                var solved = Flow.solve(problem.hoursOnly());
                say(solved.seconds(), solved.value(), solved.value());
            }
            case "hours" -> {
                var relaxed = problem.hoursOnly();
                say(relaxed, effort(args[3]));
            }
            case "round" -> say(problem, effort(args[3]));
            case "timefold" -> TimefoldRound.run(problem, Integer.parseInt(args[3].replace("s", "")));
            case "exact" -> {
                if (args.length > 5) {
                    problem = problem.part(Integer.parseInt(args[4]), Integer.parseInt(args[5]));
                }
                var answer = Round.run(problem.input, effort("1000"), 2, RoundListener.NONE, () -> false);
                say(0, answer.objective(), answer.bound());
                Exact.run(problem, problem.given(answer), Double.parseDouble(args[3].replace("s", "")));
            }
            case "ill" -> {
                int effort = Integer.parseInt(args[3]);
                int many = problem.volunteers / 250;
                var answer = Round.run(problem.input, new Effort.Amount(effort), 2, RoundListener.NONE, () -> false);
                var took = problem.fallIll(answer, many, effort);
                System.out.printf("%.2f %.2f %.4f%n", took[many / 2], took[many * 99 / 100], took[many] / 1_000);
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static Effort effort(String given) {
        return given.endsWith("s")
                ? new Effort.Time((long) (Double.parseDouble(given.substring(0, given.length() - 1)) * 1e9), System::nanoTime)
                : new Effort.Amount(Integer.parseInt(given));
    }

    private static void say(Problem problem, Effort effort) throws Exception {
        long began = System.nanoTime();
        RoundAnswer answer = Round.run(problem.input, effort, 2, RoundListener.NONE, () -> false);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (problem.value(problem.given(answer)) != answer.objective()) {
            throw new IllegalStateException("The answer is not worth what it says.");
        }
        say(seconds, answer.objective(), answer.bound());
    }

    static void say(double seconds, long value, long bound) throws Exception {
        System.out.printf("%.3f %d %d %d%n", seconds, value, bound, peak());
    }

    /// The most memory this program had so far, in MiB.
    private static long peak() throws Exception {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1_024;
            }
        }
        return -1;
    }
}
