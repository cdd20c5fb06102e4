package nl.samenspel.commands;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import nl.samenspel.audit.SealedLog;
import nl.samenspel.audit.SealedLog.Finding;
import nl.samenspel.audit.SealedLog.Wrong;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The log of looks, as a whole.
@Command(
        name = "audit",
        description = "The log of who looked at whose record.",
        mixinStandardHelpOptions = true,
        subcommands = AuditCommand.Verify.class)
final class AuditCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /// Whether the log is as it was written.
    @Command(
            name = "verify",
            description = "Examines whether the log of looks is as it was written, and names the first bad row.",
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {

        private static final DateTimeFormatter MOMENT =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Europe/Amsterdam"));

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private AuditCommand audit;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Override
        public Integer call() {
            var findings = audit.samenspel
                    .launch()
                    .withoutPages(context -> context.getBean(SealedLog.class).verify());
            return report(findings, spec.commandLine().getOut());
        }

        static int report(List<Finding> findings, PrintWriter out) {
            var broken = 0;
            for (var finding : findings) {
                out.printf(
                        "organisation %s: %,d lines sealed%s, %,d of them under a checkpoint (%s), %,d in the open window%n",
                        finding.organisation(),
                        finding.sealed(),
                        finding.letGo() == 0
                                ? ""
                                : ", after %,d that had had their time and were let go".formatted(finding.letGo()),
                        finding.checkpointed(),
                        finding.lastCheckpoint() == null ? "never" : "the last at " + moment(finding.lastCheckpoint()),
                        finding.open());
                if (finding.wrong() != null) {
                    broken++;
                    out.println("    " + words(finding.wrong()));
                }
            }
            out.printf("%d chains examined, %d broken.%n", findings.size(), broken);
            out.printf(
                    "The open window: what was written since the last checkpoint (one every %d seconds, while pages are "
                            + "served) can still be changed unseen by who rules the database.%n",
                    SealedLog.EVERY.toSeconds());
            out.flush();
            return broken == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }

        private static String moment(Instant at) {
            return MOMENT.format(at);
        }

        private static String words(Wrong wrong) {
            var row = wrong.event() == null ? "" : " (event %s, person %s)".formatted(wrong.event(), wrong.person());
            return switch (wrong.what()) {
                case GONE -> "first bad row: line %d%s is gone".formatted(wrong.nth(), row);
                case CHANGED ->
                    "first bad row: line %d%s is not as it was sealed, or not in its place".formatted(wrong.nth(), row);
                case ADDED_LATER ->
                    "first bad row: line %d%s tells of a moment long before the line that stands before it"
                            .formatted(wrong.nth(), row);
                case NEVER_SEALED -> "first bad row: %s was never sealed, long after its moment".formatted(row.strip());
                case OTHER_THAN_CHECKPOINT ->
                    "first bad row: at line %d%s the chain is another than its checkpoint says; since the checkpoint "
                                    .formatted(wrong.nth(), row)
                            + "before, lines were replaced";
                case CHECKPOINT_CHANGED ->
                    "line %d of the file of checkpoints is not as it was written".formatted(wrong.nth());
            };
        }
    }
}
