package nl.samenspel.commands;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Role;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.ImportList;
import nl.samenspel.exchange.ImportReport;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.exchange.Imports;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.FileSystemResource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The same import as on the screen.
@Command(
        name = "import",
        description = {
            "Brings in a list from an Excel file (.xlsx) or a CSV file. Nothing comes in when a row cannot, unless --keep-good is said.",
            "Exit code 0: all rows are good. 1: some rows cannot come in. 2: it cannot be read, or not by you."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    /// Enough to see what is wrong; the rest is counted.
    private static final int SHOWN = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private SamenspelCommand samenspel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "LIST",
            description = "areas, volunteers, participants or requests",
            converter = ListName.class)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private ImportList list;

    @Parameters(index = "1", paramLabel = "FILE", description = "an .xlsx file or a CSV file")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--dry-run", description = "Says what would happen; changes nothing.")
    private boolean dryRun;

    @Option(names = "--keep-good", description = "Brings in the good rows where others cannot come in.")
    private boolean keepGood;

    @Option(
            names = "--as",
            paramLabel = "EMAIL",
            description = "Who brings it in; needed for all but areas, which go to that person's branch.")
    private @Nullable String as;

    @Option(names = "--branch", paramLabel = "NAME", description = "Which branch, for who works for several.")
    private @Nullable String branch;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return refuse("There is no file %s that can be read.".formatted(file));
        }
        if (as == null && list != ImportList.AREAS) {
            return refuse("Say who brings them in: --as EMAIL.");
        }
        return samenspel.launch().withoutPages(this::bringIn);
    }

    /// Within the running program.
    int bringIn(ApplicationContext context) {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        try {
            var viewer = as == null
                    ? Optional.of(Viewer.installation())
                    : context.getBean(SignInDesk.class).viewerNamed(as);
            if (viewer.isEmpty()) {
                return refuse("Nobody signs in as %s. Look at the spelling, or invite them first.".formatted(as));
            }
            if (!Imports.listFor(viewer.get()).contains(list)) {
                return refuse(
                        list == ImportList.AREAS
                                ? "Only an administrator brings in areas."
                                : "Only a coordinator or manager brings in %s."
                                        .formatted(list.name().toLowerCase(Locale.ROOT)));
            }
            return viewer.get().call(() -> bringIn(context, viewer.get()));
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
    }

    private int bringIn(ApplicationContext context, Viewer viewer) {
        BranchId at = null;
        if (list != ImportList.AREAS) {
            var organisations = context.getBean(Organisations.class);
            var branches = branches(organisations, viewer);
            if (branches.size() != 1) {
                return refuse("Say for which branch: --branch NAME. There %s."
                        .formatted(
                                branches.isEmpty()
                                        ? "is none called so"
                                        : "are "
                                                + String.join(
                                                        ", ",
                                                        branches.stream()
                                                                .map(Branch::name)
                                                                .toList())));
            }
            var chosen = branches.getFirst();
            if (list == ImportList.REQUESTS && organisations.holderAt(chosen).isEmpty()) {
                return refuse("Nobody is on duty at %s, so nobody can be given the requests.".formatted(chosen.name()));
            }
            at = chosen.id();
        }
        var imports = context.getBean(Imports.class);
        var words = context.getBean(Words.class);
        var content = new FileSystemResource(file);
        if (dryRun) {
            return switch (imports.tryOut(list, content, at)) {
                case Imports.Unusable(var why) -> refuse(words.of(why));
                case Imports.TriedOut tried -> tell(tried.report(), "Nothing was changed.", imports, words);
            };
        }
        return switch (imports.bringIn(list, content, at, keepGood)) {
            case Imports.Unusable(var why) -> refuse(words.of(why));
            case Imports.BroughtIn(var report) -> tell(report, "Brought in.", imports, words);
            case Imports.NotAllGood(var report) ->
                tell(report, "Nothing was changed; --keep-good brings in the good rows.", imports, words);
            case Imports.Stopped _ -> refuse(words.get("exchange.try.stopped"));
        };
    }

    private List<Branch> branches(Organisations organisations, Viewer viewer) {
        var desk = viewer.myDesk();
        return organisations.listBranches(desk.organisation()).stream()
                .filter(it -> desk.role() == Role.MANAGER || desk.branches().contains(it.id()))
                .filter(it -> branch == null || it.name().equalsIgnoreCase(branch.strip()))
                .toList();
    }

    private int tell(ImportReport report, String outcome, Imports imports, Words words) {
        var out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d rows: %,d new, %,d changed, %,d unchanged, %,d rejected.%n",
                report.read(),
                report.added(),
                report.changed(),
                report.unchanged(),
                report.rejected());
        report.firstRejected().stream()
                .limit(SHOWN)
                .flatMap(row -> row.why().stream())
                .forEach(remark -> tell(remark, imports.fixOf(remark), out, imports, words));
        if (report.rejected() > SHOWN) {
            out.printf("    and %,d more%n", report.rejected() - SHOWN);
        }
        if (report.warned() > 0) {
            out.printf("%,d good rows with something to note:%n", report.warned());
            report.firstWarnings().stream().limit(SHOWN).forEach(remark -> tell(remark, "", out, imports, words));
            if (report.firstWarnings().size() > SHOWN) {
                out.println("    and more");
            }
        }
        out.println(outcome);
        out.flush();
        return report.rejected() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static void tell(Remark remark, String fix, PrintWriter out, Imports imports, Words words) {
        out.printf(
                "    row %d, %s \"%s\": %s%n",
                remark.number(),
                remark.column() == null ? words.get("exchange.table.wholeRow") : imports.nameOf(remark),
                remark.value(),
                (words.of(remark.problem()) + " " + fix).strip());
    }

    private int refuse(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return CommandLine.ExitCode.USAGE;
    }

    static final class ListName implements CommandLine.ITypeConverter<ImportList> {

        @Override
        public ImportList convert(String text) {
            for (var list : ImportList.values()) {
                if (list.name().equalsIgnoreCase(text)) {
                    return list;
                }
            }
            throw new CommandLine.TypeConversionException(
                    "is \"%s\", but a list is one of areas, volunteers, participants, requests".formatted(text));
        }
    }
}
