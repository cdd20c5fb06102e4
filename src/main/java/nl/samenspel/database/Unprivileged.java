package nl.samenspel.database;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// PostgreSQL refuses to run as root. An ordinary user runs it directly; for root there are two ways.
///
/// In a *user namespace* (`unshare`) the process believes it is nobody, while its files stay root's: nothing needs to
/// change hands. Where the system forbids these, it runs as the user *nobody*, who then gets the database's files.
enum Unprivileged {
    AS_WE_ARE,
    IN_A_NAMESPACE,
    AS_NOBODY,
    AS_NOBODY_BY_RUNUSER;

    private static final String ROOT = "root";

    static Unprivileged choose() {
        if (!ROOT.equals(System.getProperty("user.name"))) {
            return AS_WE_ARE;
        }
        return Stream.of(IN_A_NAMESPACE, AS_NOBODY, AS_NOBODY_BY_RUNUSER)
                .filter(Unprivileged::works)
                .findFirst()
                .orElseThrow(() -> new CannotStart("""
                        PostgreSQL refuses to run as root, and none of unshare, setpriv and runuser (Debian's package \
                        util-linux) works here. Start Samenspel as an ordinary user."""));
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(before());
        whole.addAll(command);
        return whole;
    }

    private List<String> before() {
        return switch (this) {
            case AS_WE_ARE -> List.of();
            case IN_A_NAMESPACE -> List.of("unshare", "--user", "--");
            case AS_NOBODY -> List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--");
            case AS_NOBODY_BY_RUNUSER -> List.of("runuser", "-u", "nobody", "--");
        };
    }

    /// Makes the files those of the user PostgreSQL will be.
    void own(Path path) throws IOException {
        if (this == AS_WE_ARE) {
            return;
        }
        var name = this == IN_A_NAMESPACE ? ROOT : "nobody";
        var owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        if (Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(owner) && !Files.isRegularFile(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                give(file, owner);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                give(folder, owner);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void give(Path path, UserPrincipal owner) throws IOException {
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setOwner(owner);
    }

    private boolean works() {
        try {
            var process = new ProcessBuilder(command(List.of("true")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
