package nl.samenspel.commands;

import java.nio.file.Path;
import nl.samenspel.matching.files.RoundFiles;
import nl.samenspel.matching.files.RoundOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// How a round on files is run, and what it writes.
@SuppressWarnings("NullAway.Init") // picocli fills it in
final class RoundOptions {

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The answer to write.")
    private Path out;

    @Option(names = "--prices", required = true, paramLabel = "FILE", description = "Prices that prove the bound.")
    private Path prices;

    @Option(names = "--report", required = true, paramLabel = "FILE", description = "The report to write, as JSON.")
    private Path report;

    @Option(
            names = "--effort",
            paramLabel = "N",
            description = "Amount of work; the same amount gives the same answer. 100 if left out.")
    private @Nullable Integer effort;

    @Option(
            names = "--seconds",
            paramLabel = "T",
            description = "As much work as can be done in this time; the report says how much.")
    private @Nullable Double seconds;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "1 if left out.")
    private int threads;

    @Option(
            names = "--fairness",
            paramLabel = "POLICY",
            defaultValue = "none",
            description = "Between areas: none, proportional or worst-first. none if left out.")
    private String fairness;

    RoundOrder order(CommandLine command) {
        try {
            return new RoundOrder(effort, seconds, threads, fairness);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, String.valueOf(e.getMessage()), e);
        }
    }

    RoundFiles files() {
        return new RoundFiles(out, prices, report);
    }
}
