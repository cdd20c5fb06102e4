package nl.samenspel.commands;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.samenspel.database.Backups;
import nl.samenspel.database.Backups.Restoring;
import nl.samenspel.privacy.Forgetting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Puts a copy back into an empty installation, and forgets once more who was forgotten since.
@Command(
        name = "restore",
        description = {
            "Puts a copy back, whole or not at all, in a data folder (or a database of your own) without an installation.",
            "Put secrets/key in the data folder first. Afterwards everybody is forgotten again whom the list names:",
            "the newest forgotten.txt that you have, or else the one in the copy."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What ./samenspel backup wrote.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--forgotten", paramLabel = "FILE", description = "The newest list of who was forgotten.")
    private @Nullable Path forgotten;

    @Override
    public Integer call() {
        for (var wanted : forgotten == null ? new Path[] {file} : new Path[] {file, forgotten}) {
            if (!Files.isReadable(wanted)) {
                return refuse("%s cannot be read.".formatted(wanted));
            }
        }
        var launch = samenspel.launch();
        return switch (launch.refusal(file)
                .orElseGet(() -> launch.inNewInstallation(
                        context -> context.getBean(Backups.class).restore(file)))) {
            case Restoring.Done done -> {
                var out = spec.commandLine().getOut();
                out.printf(
                        "Put back: %,d rows of %d tables, as they were at %s.%n",
                        done.rows(), done.tables(), done.madeAt());
                var again = launch.withoutPages(
                        context -> context.getBean(Forgetting.class).forgetAgain(forgotten));
                out.printf(
                        "%d on the list of who was forgotten: %d forgotten again.%n",
                        again.wanted(), again.forgotten());
                out.println("Look now: ./samenspel check, and ./samenspel audit verify.");
                out.flush();
                yield CommandLine.ExitCode.OK;
            }
            case Restoring.Unusable(var why) ->
                refuse("%s is no copy of Samenspel, or is damaged: %s.".formatted(file, why));
            case Restoring.NotEmpty() -> refuse("""
                    There is an installation here already; nothing was changed. A copy goes into a new folder \
                    (SAMENSPEL_DATA) or a new database.""");
            case Restoring.OtherVersion(var step) -> refuse("""
                    This copy was made by another version of Samenspel (they differ in %s). Put it back with that version, \
                    in an empty folder, and update afterwards.""".formatted(step));
            case Restoring.OtherKey() -> refuse("""
                    The key of this installation is not the one that belongs to this copy. Put the file secrets/key (or \
                    SAMENSPEL_KEY) back first.""");
        };
    }

    private int refuse(String words) {
        spec.commandLine().getErr().println(words);
        return CommandLine.ExitCode.USAGE;
    }
}
