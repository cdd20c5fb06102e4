package nl.samenspel.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.samenspel.privacy.Forgetting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Forgets once more, after a backup was put back.
@Command(
        name = "forget",
        description = {
            "After a backup was put back: forgets once more whom the list names.",
            "The list is forgotten.txt in the data folder, or the file you name."
        },
        mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--again", required = true, arity = "0..1", fallbackValue = "", paramLabel = "FILE")
    private @Nullable String again;

    @Override
    public Integer call() {
        var named = again == null || again.isEmpty() ? null : Path.of(again);
        if (named != null && !Files.isReadable(named)) {
            spec.commandLine().getErr().printf("%s cannot be read. Name the list of who was forgotten.%n", named);
            return CommandLine.ExitCode.USAGE;
        }
        var done = samenspel
                .launch()
                .withoutPages(context -> context.getBean(Forgetting.class).forgetAgain(named));
        var out = spec.commandLine().getOut();
        out.printf(
                "%d on the list: %d forgotten again, %d were forgotten already or are not here.%n",
                done.wanted(), done.forgotten(), done.already());
        if (done.stillRunning() > 0) {
            out.printf(
                    "%d of them had a request or match that still ran. Its words are gone; end it at the desk.%n",
                    done.stillRunning());
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
