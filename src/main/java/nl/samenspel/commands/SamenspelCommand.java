package nl.samenspel.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nl.samenspel.audit.Occasion;
import nl.samenspel.database.CannotStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./samenspel`: the demo, and the way to all other commands.
@Command(
        name = "samenspel",
        description = "Without a command: runs the demo, with everything it needs, on this machine only.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  SAMENSPEL_DATA      folder for all data (./data beside the launcher)",
            "  SERVER_PORT         port of the pages (8080)",
            "  SERVER_ADDRESS      address to listen on (127.0.0.1: this machine only)",
            "  SAMENSPEL_DATABASE  JDBC address of a PostgreSQL of your own, for real use"
        },
        mixinStandardHelpOptions = true,
        versionProvider = SamenspelCommand.Version.class,
        subcommands = {
            SetupCommand.class,
            DemoCommand.class,
            CheckCommand.class,
            AuditCommand.class,
            MatchCommand.class,
            FactsheetCommand.class,
            ImportCommand.class,
            TokenCommand.class,
            ForgetCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            SimulateCommand.class,
            TestCommand.class
        })
public final class SamenspelCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(SamenspelCommand.class);
    private static final int FAULT = 70;

    private final Launch launch;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private SamenspelCommand(Launch launch) {
        this.launch = launch;
    }

    /// Runs what is asked for and returns the exit code.
    ///
    /// @param application  the class Spring starts from
    public static int run(Class<?> application, String... arguments) {
        var surroundings = Surroundings.ofThisProcess();
        return new CommandLine(new SamenspelCommand(new Launch(application, surroundings)))
                .setExecutionExceptionHandler(
                        (exception, command, _) -> explain(exception, command.getErr(), surroundings.logs()))
                .setExecutionStrategy(SamenspelCommand::once)
                .execute(arguments);
    }

    /// What a command shows to somebody is one event in the log of looks. What serves pages is no such command.
    private static int once(CommandLine.ParseResult asked) {
        var name = asked.asCommandLineList().getLast().getCommandSpec().qualifiedName(" ");
        var runLast = new CommandLine.RunLast();
        return !asked.hasSubcommand() || name.endsWith(" setup") || name.endsWith(" demo")
                ? runLast.execute(asked)
                : Occasion.call("command " + name.replaceFirst("^samenspel ", ""), () -> runLast.execute(asked));
    }

    @Override
    public Integer call() {
        return launch.serve("demo", spec.commandLine().getOut());
    }

    Launch launch() {
        return launch;
    }

    private static int explain(Exception exception, PrintWriter err, Path logs) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart refusal) {
                err.println(refusal.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
        }
        if (isStopping()) {
            // asked to stop while it was still starting: what then finds the database gone is no fault
            return CommandLine.ExitCode.OK;
        }
        LOG.error("Stopped by a fault", exception);
        err.println("Samenspel stopped by a fault of its own: " + NestedExceptionUtils.getMostSpecificCause(exception));
        err.println("More about it in " + logs);
        return FAULT;
    }

    /// The machine refuses a new last task only when the last tasks have begun.
    private static boolean isStopping() {
        var nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException _) {
            return true;
        }
    }

    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = SamenspelCommand.class.getPackage().getImplementationVersion();
            return new String[] {"Samenspel " + (version == null ? "(not packaged)" : version)};
        }
    }
}
