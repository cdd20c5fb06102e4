package nl.samenspel.commands;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.insight.Doubt;
import nl.samenspel.insight.Factsheet;
import nl.samenspel.insight.Figure;
import nl.samenspel.insight.Total;
import nl.samenspel.insight.UnusableFactsheetException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `factsheet`: an edition of the network's figures in a file, without a database.
@Command(
        name = "factsheet",
        mixinStandardHelpOptions = true,
        description = "The network's factsheet as a file: what is doubtful in it.")
public final class FactsheetCommand {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages.insight", Locale.ENGLISH);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Command(
            mixinStandardHelpOptions = true,
            description = "Prints what is doubtful in an edition, a line each: organisation, measure, what and why.",
            exitCodeListHeading = "%nExit code:%n",
            exitCodeList = {"0:no doubts", "1:at least one doubt", "2:the file cannot be used"})
    int check(
            @Parameters(paramLabel = "FILE.csv", description = "The edition, a row for each figure.") Path file,
            @Option(
                            names = "--previous",
                            paramLabel = "FILE",
                            description = "The edition before: also shows jumps of more than a quarter.")
                    @Nullable
                    Path previous,
            @Option(names = "--totals", description = "Also prints what the network has of each measure.")
                    boolean totals) {
        try {
            var edition = read(file);
            var doubts = previous == null ? edition.doubts() : edition.doubts(read(previous));
            doubts.forEach(doubt -> say(line(doubt)));
            edition.notAdditive().forEach(figure -> say(line(figure)));
            if (totals) {
                edition.totals().forEach(total -> lines(total).forEach(this::say));
            }
            say(
                    doubts.isEmpty()
                            ? "No doubts in %d figures."
                                    .formatted(edition.figures().size())
                            : "%d %s in %d figures."
                                    .formatted(
                                            doubts.size(),
                                            doubts.size() == 1 ? "doubt" : "doubts",
                                            edition.figures().size()));
            return doubts.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        } catch (Unusable e) {
            spec.commandLine().getErr().println(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private static final class Unusable extends Exception {
        Unusable(String message, Exception cause) {
            super(message, cause);
        }
    }

    private static Factsheet read(Path file) throws Unusable {
        try {
            return Factsheet.read(file);
        } catch (UnusableFactsheetException e) {
            throw new Unusable("%s: %s".formatted(file, e.getMessage()), e);
        } catch (CharacterCodingException e) {
            throw new Unusable("%s is not in UTF-8.".formatted(file), e);
        } catch (FileSystemException e) {
            throw new Unusable(
                    "%s cannot be read (%s).".formatted(file, e.getClass().getSimpleName()), e);
        } catch (IOException e) {
            throw new Unusable("Reading %s failed: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String line(Doubt doubt) {
        return "%s · %s · %s · %s (line %d)"
                .formatted(
                        doubt.organisation(),
                        doubt.measure(),
                        WORDS.getString("insight.what." + doubt.what()),
                        new MessageFormat(WORDS.getString("insight.doubt." + doubt.what()), Locale.ENGLISH)
                                .format(doubt.words(Locale.ENGLISH)),
                        doubt.line());
    }

    /// Nothing wrong with it, but whoever adds up the column must know.
    private static String line(Figure figure) {
        return "%s · %s · not additive, and marked so · %s%s (line %d)"
                .formatted(
                        figure.organisation(),
                        figure.measure(),
                        Objects.requireNonNull(figure.counting()).inFiles(),
                        Stream.of(figure.scope(), figure.note())
                                .filter(words -> !words.isBlank())
                                .map(words -> ", " + words)
                                .collect(Collectors.joining()),
                        figure.line());
    }

    private static List<String> lines(Total total) {
        var same = total.additive().equals(total.withOthers());
        return Stream.of(
                        "total · %s (%s) · %s".formatted(total.measure(), total.unit(), shown(total.additive())),
                        same
                                ? ""
                                : "total · %s (%s) · with those who may be counted elsewhere too: %s"
                                        .formatted(total.measure(), total.unit(), shown(total.withOthers())))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String shown(Total.Sum sum) {
        return "%s%s%,d, the sum of %d organisations%s"
                .formatted(
                        sum.isAbout() ? "about " : "",
                        sum.isMoreThan() ? "more than " : "",
                        sum.value(),
                        sum.organisations(),
                        sum.notGiven().isEmpty() ? "" : "; not given by " + String.join(", ", sum.notGiven()));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
