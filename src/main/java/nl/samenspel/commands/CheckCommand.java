package nl.samenspel.commands;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import nl.samenspel.database.Laws;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Examines every law of the domain on the database.
@Command(
        name = "check",
        description = "Examines every law of the domain on the database, a line each.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    /// Enough to see what is wrong; the rest is counted.
    private static final int SHOWN = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        var examined = samenspel
                .launch()
                .withoutPages(context -> context.getBean(Laws.class).examineAll());
        return report(examined, spec.commandLine().getOut());
    }

    static int report(List<Laws.Examined> laws, PrintWriter out) {
        var broken = 0;
        for (var law : laws) {
            var violations = law.finding().violations();
            out.printf(
                    "%-45s %,9d rows %,9d violations%n",
                    law.name(), law.finding().rows(), violations.size());
            violations.stream().limit(SHOWN).forEach(violation -> out.println("    " + violation));
            if (violations.size() > SHOWN) {
                out.printf("    and %,d more%n", violations.size() - SHOWN);
            }
            broken += violations.isEmpty() ? 0 : 1;
        }
        out.printf("%d laws examined, %d broken.%n", laws.size(), broken);
        out.flush();
        return broken == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
}
