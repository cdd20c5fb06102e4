package nl.samenspel.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import nl.samenspel.simulation.FastClock;
import nl.samenspel.simulation.Figures;
import nl.samenspel.simulation.Year;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `simulate`: a year of the demo town in fast time, on a database of its own that is thrown away.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Lives a year in the demo town, in fast time, and shows what protecting volunteers comes to.")
final class SimulateCommand {

    private static final int MOST_DAYS = 3_660;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = "A year twice: with protection, and the same year without. Takes some minutes.")
    int year(
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "Which year; the same number, the same happenings (1).")
                    long seed,
            @Option(
                            names = "--days",
                            paramLabel = "D",
                            defaultValue = "365",
                            description = "How many days, from 1 to 3660 (365).")
                    int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new ParameterException(
                    spec.commandLine(), "--days must be from 1 to %d, but is %d.".formatted(MOST_DAYS, days));
        }
        var out = spec.commandLine().getOut();
        var protectedYear = live(samenspel.launch(), seed, days, true, out);
        var otherYear = live(samenspel.launch(), seed, days, false, out);
        out.printf("%n%-45s %12s %12s%n", "Seed %d, %d days".formatted(seed, days), "protected", "without");
        for (int i = 0; i < protectedYear.lines().size(); i++) {
            out.printf(
                    "%-45s %12s %12s%n",
                    protectedYear.lines().get(i).what(),
                    protectedYear.lines().get(i).figure(),
                    otherYear.lines().get(i).figure());
        }
        out.flush();
        return ExitCode.OK;
    }

    static Figures live(Launch launch, long seed, int days, boolean protect, PrintWriter out) {
        // from next Monday on: the database's own clock is never ahead of this one
        var clock = new FastClock(LocalDate.now(ZoneId.systemDefault()).with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
        var name = protect ? "with protection" : "without protection";
        out.println("A year " + name + " …");
        out.flush();
        Path folder;
        try {
            folder = Files.createTempDirectory("samenspel-year");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return launch.apart(
                    new Surroundings(folder, Map.of()),
                    clock,
                    context -> context.getBean(Year.class).live(clock, seed, days, protect, line -> {
                        out.println("  " + line);
                        out.flush();
                    }));
        } finally {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                out.println("The folder %s could not be deleted: %s".formatted(folder, e.getMessage()));
            }
        }
    }
}
