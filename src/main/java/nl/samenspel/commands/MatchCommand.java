package nl.samenspel.commands;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import nl.samenspel.matching.files.MatchingFolder;
import nl.samenspel.matching.files.PairsFolder;
import nl.samenspel.matching.files.UnusableFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `match`: the matching engine on a folder of files, without a database.
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = "The matching engine on a folder of files: who fits, and why or why not.")
public final class MatchCommand {

    private static final String FOLDER = "Folder with meta.txt, volunteers.csv, requests.csv and exclusions.csv.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = "Writes the ten volunteers who fit each request best, with their score.")
    int top(
            @Parameters(paramLabel = "DIR", description = FOLDER) Path folder,
            @Option(
                            names = "--requests",
                            paramLabel = "N",
                            description = "Only the first N requests. All of them if left out.")
                    @Nullable
                    Integer first,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
                    Path out) {
        if (first != null && first < 0) {
            throw new ParameterException(command("top"), "--requests must be 0 or more, but is %d.".formatted(first));
        }
        return on(folder, read -> {
            int requests = first == null ? read.requests() : Math.min(first, read.requests());
            int helped = read.writeTopTen(requests, out);
            say("%s: somebody fits %d of %d requests.".formatted(out, helped, requests));
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Shows what a volunteer earns for a request, or every condition that fails.")
    int why(
            @Parameters(paramLabel = "DIR", description = FOLDER) Path folder,
            @Parameters(paramLabel = "REQUEST", description = "Number of the request.") int request,
            @Parameters(paramLabel = "VOLUNTEER", description = "Number of the volunteer.") int volunteer) {
        return on(folder, read -> {
            require("request", request, read.requests());
            require("volunteer", volunteer, read.volunteers());
            read.why(request, volunteer).forEach(this::say);
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Distributes all hours over all requests: proposals, with a proof of how good they are.")
    int round(@Parameters(paramLabel = "DIR", description = FOLDER) Path folder, @Mixin RoundOptions options) {
        var order = options.order(command("round"));
        return on(() -> say(MatchingFolder.read(folder).round(order, options.files())));
    }

    @Command(mixinStandardHelpOptions = true, description = "The same on plain pairs, without geography or criteria.")
    int pairs(
            @Parameters(paramLabel = "DIR", description = "Folder with pairs.csv, requests.csv and volunteers.csv.")
                    Path folder,
            @Mixin RoundOptions options) {
        var order = options.order(command("pairs"));
        return on(() -> say(PairsFolder.read(folder).round(order, options.files())));
    }

    private interface Work {
        void run() throws IOException;
    }

    private interface Question {
        void ask(MatchingFolder folder) throws IOException;
    }

    private int on(Path folder, Question question) {
        return on(() -> question.ask(MatchingFolder.read(folder)));
    }

    private int on(Work work) {
        try {
            work.run();
            return ExitCode.OK;
        } catch (UnusableFileException e) {
            return refuse(e.getMessage());
        } catch (FileSystemException e) {
            return refuse("%s cannot be read or written (%s)."
                    .formatted(e.getFile(), e.getClass().getSimpleName()));
        } catch (IOException e) {
            return refuse("Reading or writing failed: " + e.getMessage());
        }
    }

    private void require(String what, int number, int count) {
        if (number < 0 || number >= count) {
            throw new ParameterException(
                    command("why"),
                    "There is no %s %d: they count from 0 and there are %d.".formatted(what, number, count));
        }
    }

    private CommandLine command(String name) {
        return Objects.requireNonNull(spec.subcommands().get(name), name);
    }

    private int refuse(@Nullable String reason) {
        spec.commandLine().getErr().println(reason);
        return ExitCode.USAGE;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
