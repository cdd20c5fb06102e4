package nl.samenspel.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import nl.samenspel.database.Backups;
import nl.samenspel.database.CannotStart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Writes a copy of everything in the database, while people go on working.
@Command(
        name = "backup",
        description = {
            "Writes a copy of everything in the database to a new file, while people go on working.",
            "The key of the installation is not in it: keep secrets/key apart. See docs/operations."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that does not exist yet, such as samenspel-2026-11-26.zip.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(file)) {
            spec.commandLine().getErr().printf("%s is there already. Nothing was written over it.%n", file);
            return CommandLine.ExitCode.USAGE;
        }
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        var made = samenspel.launch().withoutPages(context -> {
            try {
                Files.deleteIfExists(unfinished);
                Files.createFile(
                        unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                try (var out = Files.newOutputStream(unfinished)) {
                    return context.getBean(Backups.class).write(out);
                }
            } catch (IOException e) {
                throw new CannotStart("%s cannot be written: %s".formatted(file, e.getMessage()), e);
            }
        });
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        var out = spec.commandLine().getOut();
        out.printf("%s: %,d rows of %d tables, %,d bytes.%n", file, made.rows(), made.tables(), Files.size(file));
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
