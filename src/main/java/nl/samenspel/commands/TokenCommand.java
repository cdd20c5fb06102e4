package nl.samenspel.commands;

import java.util.concurrent.Callable;
import nl.samenspel.access.ApiTokens;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// A key to the API, for a program that works on behalf of somebody.
@Command(
        name = "token",
        description = {
            "Prints a bearer token of an account, for the API. It is shown once and lasts 90 days.",
            "Whatever is done with it is done by that person, with their roles, and stands in the log."
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--as", required = true, paramLabel = "EMAIL", description = "The name that person signs in with.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String as;

    @Override
    public Integer call() {
        var token = samenspel
                .launch()
                .withoutPages(context -> context.getBean(ApiTokens.class).issue(as));
        if (token.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .printf("Nobody signs in as %s. Look at the spelling, or invite them first.%n", as);
            return CommandLine.ExitCode.USAGE;
        }
        spec.commandLine().getOut().println(token.get().value());
        return CommandLine.ExitCode.OK;
    }
}
