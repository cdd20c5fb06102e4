package nl.samenspel.commands;

import java.util.concurrent.Callable;
import nl.samenspel.database.CannotStart;
import picocli.CommandLine.Command;

/// Stands here for `--help`. The launcher itself runs the tests, since they build the program first.
@Command(name = "test", description = "Builds Samenspel and runs all its tests, as CI does.")
final class TestCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new CannotStart("The tests are run by the launcher, in the folder of the sources: ./samenspel test");
    }
}
