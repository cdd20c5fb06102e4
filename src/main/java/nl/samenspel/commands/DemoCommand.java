package nl.samenspel.commands;

import java.time.Duration;
import java.util.concurrent.Callable;
import nl.samenspel.story.DemoCountry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The demo by its name: with a scale it is first filled in around the town, as large as a region or a country.
@Command(
        name = "demo",
        description = "Runs the demo; with --scale, first fills in an invented country around its town.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    private static final double SMALLEST = 0.001;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "town",
            description = "town (usual), region (10,000 volunteers), national (250,000), or a part of national,"
                    + " from 0.001 to 1.")
    private String scale = "town";

    @Option(names = "--only-fill", description = "Fills in and ends, without serving pages.")
    private boolean onlyFill;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var part = part();
        if (part > 0) {
            var size = DemoCountry.Size.of(part);
            out.printf(
                    "Inventing %,d volunteers, %,d open requests and %,d of the past three years, in %,d organisations …%n",
                    size.volunteers(), size.open(), size.closed(), size.organisations());
            out.flush();
            samenspel.launch().inNewDemo(context -> {
                var country = context.getBean(DemoCountry.class);
                country.fill(size, progress -> {
                    out.printf("%3.0f %%, %s left   \r", 100 * progress.part(), inWords(progress.left()));
                    out.flush();
                });
                out.printf("%nMaking figures of its last year public …%n");
                out.flush();
                country.publishFigures();
                return true;
            });
            out.printf("The country is there.%n");
            out.flush();
        }
        return onlyFill ? 0 : samenspel.launch().serve("demo", out);
    }

    private double part() {
        return switch (scale) {
            case "town" -> 0;
            case "region" -> 0.04;
            case "national" -> 1;
            default -> typed();
        };
    }

    private double typed() {
        try {
            var part = Double.parseDouble(scale);
            if (part >= SMALLEST && part <= 1) {
                return part;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new ParameterException(
                spec.commandLine(),
                "--scale must be town, region, national or a number from 0.001 to 1, but is \"%s\".".formatted(scale));
    }

    private static String inWords(Duration left) {
        return left.toMinutes() > 0 ? "about %d min".formatted(left.toMinutes() + 1) : "less than a minute";
    }
}
