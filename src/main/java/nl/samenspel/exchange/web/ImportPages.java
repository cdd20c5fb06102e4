package nl.samenspel.exchange.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.ImportList;
import nl.samenspel.exchange.ImportReport;
import nl.samenspel.exchange.ImportReport.Remark;
import nl.samenspel.exchange.Imports;
import nl.samenspel.exchange.Imports.End;
import nl.samenspel.exchange.Imports.Over;
import nl.samenspel.exchange.Imports.Preview;
import nl.samenspel.exchange.Imports.Ticket;
import nl.samenspel.exchange.Imports.TriedOut;
import nl.samenspel.exchange.Imports.Working;
import nl.samenspel.exchange.KnownColumn;
import nl.samenspel.exchange.ListHistory;
import nl.samenspel.exchange.Sample;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.WebUtils;

/// Bringing in a list: send the file, say what its columns mean, see what would happen, and do it.
///
/// The key to the file travels in a cookie that this file's pages only get.
@Controller
@MayUse({ADMINISTRATOR, COORDINATOR, MANAGER})
class ImportPages {

    private static final int ROWS_SHOWN = 5;
    private static final int VALUES_SHOWN = 3;

    private static final String COOKIE = "samenspel_import";
    private static final Duration KEPT = Duration.ofDays(1);

    /// A list of some hundreds of rows is done before one could look.
    private static final Duration A_MOMENT = Duration.ofMillis(1500);

    private static final Duration A_LITTLE_LONGER = Duration.ofSeconds(2);
    private static final int FIXED = 3;
    private static final int LONGEST_FIXED = 200;

    private final Imports imports;
    private final ListHistory history;
    private final Organisations organisations;
    private final Words words;

    ImportPages(Imports imports, ListHistory history, Organisations organisations, Words words) {
        this.imports = imports;
        this.history = history;
        this.organisations = organisations;
        this.words = words;
    }

    /// Also where [HugeFileFilter] leads back to, with what was chosen.
    @GetMapping("/import")
    ModelAndView start(@RequestParam MultiValueMap<String, String> typed) {
        var form = Form.of(typed, "exchange.start");
        if (!form.ticked("tooLarge")) {
            return start(form, HttpStatus.OK);
        }
        form.refuse("file", "exchange.unusable.tooBig", Imports.MOST_BYTES >> 20);
        return start(form, HttpStatus.CONTENT_TOO_LARGE);
    }

    @PostMapping("/import")
    Object send(
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(typed, "exchange.start");
        var list = form.oneOf("list", mine().stream().map(Enum::name).toList());
        var branch = branch(form, list);
        if (file == null || nameOf(file).isEmpty()) {
            form.refuse("file", "exchange.start.noFile");
        }
        if (!form.isRight() || file == null) {
            return start(form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (imports.send(ImportList.valueOf(list), nameOf(file), file.getResource(), branch)) {
            case Imports.Unusable(var why) -> {
                form.refuse("file", why.key(), why.args().toArray());
                yield start(form, HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Imports.Waiting(var ticket) -> {
                response.addHeader(HttpHeaders.SET_COOKIE, cookie(ticket, request));
                yield "redirect:/import/" + ticket.id() + "/columns";
            }
        };
    }

    @GetMapping("/import/{id}/columns")
    Object columns(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        var ticket = ticket(id, request);
        return switch (imports.course(ticket).orElse(null)) {
            case Imports.ToRead _, TriedOut _ ->
                imports.preview(ticket)
                        .<Object>map(preview -> columns(id, preview, Form.filled(chosen(preview)), HttpStatus.OK))
                        .orElseGet(() -> gone(redirect));
            case Working _ -> "redirect:/import/" + id;
            case Over _ -> "redirect:/import/" + id + "/done";
            case null -> gone(redirect);
        };
    }

    @PostMapping("/import/{id}/columns")
    Object choose(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var ticket = ticket(id, request);
        var found = imports.preview(ticket);
        if (found.isEmpty()) {
            return gone(redirect);
        }
        var preview = found.get();
        var form = Form.of(typed, "exchange.columns");
        var names = preview.list().columns().stream().map(Enum::name).toList();
        List<Optional<KnownColumn>> columns = new ArrayList<>();
        for (var place = 0; place < preview.header().size(); place++) {
            var field = field(place);
            var column = form.optionalOneOf(field, names).map(KnownColumn::valueOf);
            if (column.isPresent() && columns.contains(column)) {
                form.refuse(field, "exchange.columns.twice");
            } else if (column.isPresent() && isNamedAfterBsn(preview.header().get(place))) {
                form.refuse(field, "exchange.columns.bsn");
            }
            columns.add(column);
        }
        var fixed = fixed(form, names, columns);
        if (!form.isRight()) {
            return columns(id, preview, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        if (imports.choose(ticket, columns, fixed)) {
            imports.await(ticket, A_MOMENT);
        }
        return "redirect:/import/" + id;
    }

    /// What every row says that is in no column.
    private static Map<KnownColumn, String> fixed(Form form, List<String> names, List<Optional<KnownColumn>> columns) {
        Map<KnownColumn, String> fixed = new EnumMap<>(KnownColumn.class);
        for (var nth = 0; nth < FIXED; nth++) {
            var meaning = form.optionalOneOf("fixed-" + nth, names).map(KnownColumn::valueOf);
            var value = form.optionalText("value-" + nth, LONGEST_FIXED);
            if (meaning.isEmpty() && value.isPresent()) {
                form.refuse("fixed-" + nth, "ui.form.choose");
            } else if (meaning.isPresent() && (columns.contains(meaning) || fixed.containsKey(meaning.get()))) {
                form.refuse("fixed-" + nth, "exchange.columns.twice");
            } else if (meaning.isPresent() && meaning.get().isOneEach()) {
                form.refuse("fixed-" + nth, "exchange.columns.oneEach");
            } else if (meaning.isPresent() && value.isPresent()) {
                fixed.put(meaning.get(), value.get());
            }
        }
        return fixed;
    }

    @GetMapping("/import/{id}")
    Object course(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        return switch (imports.course(ticket(id, request)).orElse(null)) {
            case Imports.ToRead _ -> "redirect:/import/" + id + "/columns";
            case Working working -> working(id, working);
            case TriedOut tried -> tried(id, tried, HttpStatus.OK);
            case Over _ -> "redirect:/import/" + id + "/done";
            case null -> gone(redirect);
        };
    }

    @PostMapping("/import/{id}")
    Object bringIn(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var ticket = ticket(id, request);
        return switch (imports.bringIn(ticket, Form.of(typed).ticked("keepGood"))
                .orElse(null)) {
            case Imports.Begun _ -> {
                imports.await(ticket, A_MOMENT);
                yield imports.findOver(id).isPresent() ? "redirect:/import/" + id + "/done" : "redirect:/import/" + id;
            }
            case Imports.SomeRejected _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("exchange.try.notAllGood"));
                yield "redirect:/import/" + id;
            }
            case Imports.NotNow _ -> {
                if (imports.findOver(id).isEmpty()) {
                    yield "redirect:/import/" + id;
                }
                Notice.put(redirect, Notice.Kind.INFO, words.get("exchange.done.before"));
                yield "redirect:/import/" + id + "/done";
            }
            case null -> gone(redirect);
        };
    }

    /// A row that cannot come in, to put right here.
    @GetMapping("/import/{id}/rows/{number}")
    Object wrong(
            @PathVariable UUID id, @PathVariable int number, HttpServletRequest request, RedirectAttributes redirect) {
        return imports.findWrong(ticket(id, request), number)
                .<Object>map(row -> wrong(id, row, HttpStatus.OK))
                .orElseGet(() -> gone(redirect));
    }

    @PostMapping("/import/{id}/rows/{number}")
    Object correct(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var ticket = ticket(id, request);
        var before = imports.findWrong(ticket, number).orElse(null);
        if (before == null) {
            return gone(redirect);
        }
        List<String> cells = new ArrayList<>();
        for (var place = 0; place < before.header().size(); place++) {
            var typedHere = typed.getFirst("cell-" + place);
            cells.add(
                    typedHere != null
                            ? typedHere
                            : place < before.cells().size() ? before.cells().get(place) : "");
        }
        var now = imports.correct(ticket, number, cells).orElse(null);
        if (now == null) {
            return gone(redirect);
        }
        if (!now.why().isEmpty()) {
            return wrong(id, now, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Notice.put(redirect, Notice.Kind.SUCCESS, words.get("exchange.row.right", number));
        return "redirect:/import/" + id;
    }

    @PostMapping("/import/{id}/stop")
    String stop(@PathVariable UUID id, HttpServletRequest request) {
        imports.stop(id);
        imports.await(ticket(id, request), A_LITTLE_LONGER);
        return "redirect:/import/" + id;
    }

    @GetMapping("/import/{id}/done")
    Object done(@PathVariable UUID id, RedirectAttributes redirect) {
        return imports.findOver(id)
                .<Object>map(over -> over.end() == End.UNDONE
                        ? "redirect:/import/" + id + "/undo"
                        : new ModelAndView(
                                "exchange/done",
                                Map.of("id", id, "over", over, "undoable", history.isUndoable(id)),
                                HttpStatus.OK))
                .orElseGet(() -> gone(redirect));
    }

    @GetMapping("/import/{id}/rejected.csv")
    ResponseEntity<byte[]> rejected(@PathVariable UUID id, HttpServletRequest request) {
        var out = new ByteArrayOutputStream();
        if (imports.writeRejected(ticket(id, request), out).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv; charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(words.get("exchange.rejected.file"))
                                .build()
                                .toString())
                .body(out.toByteArray());
    }

    @PostMapping("/import/{id}/forget")
    String forget(@PathVariable UUID id, RedirectAttributes redirect) {
        imports.forget(id);
        Notice.put(redirect, Notice.Kind.INFO, words.get("exchange.try.forgotten"));
        return "redirect:/import";
    }

    private static List<ImportList> mine() {
        return Imports.listFor(Viewer.current());
    }

    /// Where what comes in belongs: the only branch there is, or the one that was chosen.
    private @Nullable BranchId branch(Form form, String list) {
        if (list.isEmpty() || list.equals(ImportList.AREAS.name())) {
            return null;
        }
        var branches = branches();
        var chosen = branches.size() == 1
                ? Optional.of(branches.getFirst())
                : form.id("branch", BranchId::new)
                        .flatMap(id -> branches.stream()
                                .filter(branch -> branch.id().equals(id))
                                .findFirst());
        if (chosen.isEmpty() && form.error("branch") == null) {
            form.refuse("branch", "ui.form.choose");
        }
        if (list.equals(ImportList.REQUESTS.name())
                && chosen.flatMap(organisations::holderAt).isEmpty()
                && form.error("branch") == null) {
            form.refuse("branch", "exchange.start.nobodyOnDuty");
        }
        return chosen.map(Branch::id).orElse(null);
    }

    private List<Branch> branches() {
        return ListFilePage.mine(organisations);
    }

    private ModelAndView start(Form form, HttpStatus status) {
        var page = new ModelAndView("exchange/start", status);
        page.addObject("form", form);
        page.addObject("lists", words.options("exchange.list", mine()));
        page.addObject("hasHistory", history.hasAny());
        page.addObject("mayReadBorders", Viewer.current().is(Role.ADMINISTRATOR));
        var branches = branches();
        var of = form.optionalId("of", BranchId::new)
                .flatMap(id -> branches.stream()
                        .filter(branch -> branch.id().equals(id))
                        .findFirst())
                .or(() -> branches.stream().findFirst());
        page.addObject("outgoing", ListFilePage.files(of.orElse(null), words));
        page.addObject(
                "branches",
                branches.stream()
                        .map(branch -> new Option(branch.id().toString(), branch.name()))
                        .toList());
        return page;
    }

    private ModelAndView columns(UUID id, Preview preview, Form form, HttpStatus status) {
        var page = new ModelAndView("exchange/columns", status);
        page.addObject("id", id);
        page.addObject("preview", preview);
        page.addObject("form", form);
        page.addObject(
                "meanings", words.options("exchange.column", preview.list().columns()));
        page.addObject("missing", missing(preview));
        page.addObject(
                "fixable",
                words.options(
                        "exchange.column",
                        preview.list().columns().stream()
                                .filter(column -> !column.isOneEach())
                                .toList()));
        page.addObject("missingFixable", preview.missing().stream().anyMatch(column -> !column.isOneEach()));
        page.addObject("noneRecognised", preview.columns().stream().allMatch(Optional::isEmpty));
        return page;
    }

    private ModelAndView tried(UUID id, TriedOut tried, HttpStatus status) {
        var page = new ModelAndView("exchange/tried", status);
        page.addObject("id", id);
        page.addObject("preview", tried.preview());
        page.addObject("report", tried.report());
        page.addObject("warnings", warnings(tried.report()));
        page.addObject("added", tried.samples().stream().filter(Sample::isNew).toList());
        page.addObject(
                "changed", tried.samples().stream().filter(one -> !one.isNew()).toList());
        page.addObject("missing", missing(tried.preview()));
        page.addObject("imports", imports);
        page.addObject("words", words);
        return page;
    }

    /// What is to be noted, once, with the rows it is about.
    record Warning(String rows, String column, String value, String note) {}

    private List<Warning> warnings(ImportReport report) {
        record Same(String column, Form.Problem problem) {}
        return report.firstWarnings().stream()
                .collect(Collectors.groupingBy(
                        remark -> new Same(imports.nameOf(remark), remark.problem()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new Warning(
                        rows(entry.getValue().stream().map(Remark::number).toList()),
                        entry.getKey().column(),
                        entry.getValue().stream()
                                .map(Remark::value)
                                .distinct()
                                .limit(VALUES_SHOWN)
                                .filter(value -> !value.isEmpty())
                                .collect(Collectors.joining(", ")),
                        words.of(entry.getKey().problem())))
                .toList();
    }

    private String rows(List<Integer> numbers) {
        var first = numbers.stream().limit(ROWS_SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return numbers.size() > ROWS_SHOWN
                ? words.get("exchange.try.rowsAndMore", first, numbers.size() - ROWS_SHOWN)
                : first;
    }

    private String missing(Preview preview) {
        return preview.missing().stream()
                .sorted()
                .map(column -> words.of("exchange.column", column))
                .collect(Collectors.joining(", "));
    }

    /// A cell of a row that is put right.
    record Cell(String name, String label, String value, String problem, String fix) {}

    private ModelAndView wrong(UUID id, Imports.Wrong row, HttpStatus status) {
        List<Cell> cells = new ArrayList<>();
        for (var place = 0; place < row.header().size(); place++) {
            var column = row.columns().get(place).orElse(null);
            if (column != null) {
                var why = row.why().stream()
                        .filter(remark -> remark.column() == column)
                        .toList();
                cells.add(new Cell(
                        "cell-" + place,
                        row.header().get(place).isBlank()
                                ? words.of("exchange.column", column)
                                : row.header().get(place),
                        place < row.cells().size() ? row.cells().get(place).strip() : "",
                        why.stream().map(remark -> words.of(remark.problem())).collect(Collectors.joining(" ")),
                        // what a form says itself, says already how
                        why.stream()
                                .filter(remark -> !remark.problem().key().startsWith("ui."))
                                .map(imports::fixOf)
                                .distinct()
                                .collect(Collectors.joining(" "))));
            }
        }
        var elsewhere = row.why().stream()
                .filter(remark -> remark.column() == null || !row.columns().contains(Optional.of(remark.column())))
                .map(remark -> (imports.nameOf(remark) + " " + words.of(remark.problem()) + " " + imports.fixOf(remark))
                        .strip())
                .toList();
        return new ModelAndView(
                "exchange/row",
                Map.of("id", id, "number", row.number(), "cells", cells, "elsewhere", elsewhere),
                status);
    }

    private ModelAndView working(UUID id, Working working) {
        var seconds = working.left().map(Duration::toSeconds).map(left -> Math.max(1, left));
        return new ModelAndView(
                "exchange/working",
                Map.of(
                        "id",
                        id,
                        "working",
                        working,
                        "left",
                        seconds.map(left -> left < 90
                                        ? words.get("exchange.left.seconds", left)
                                        : words.get("exchange.left.minutes", Math.round(left / 60.0)))
                                .orElseGet(() -> words.get("exchange.left.unknown"))));
    }

    /// What the form says at first: what we think, and blanks for what is missing.
    private static Map<String, String> chosen(Preview preview) {
        Map<String, String> chosen = new HashMap<>();
        var nth = 0;
        for (var fixed : preview.fixed().entrySet()) {
            chosen.put("fixed-" + nth, fixed.getKey().name());
            chosen.put("value-" + nth++, fixed.getValue());
        }
        for (var missing : preview.missing().stream().sorted().toList()) {
            if (!missing.isOneEach() && nth < FIXED) {
                chosen.put("fixed-" + nth++, missing.name());
            }
        }
        for (var place = 0; place < preview.columns().size(); place++) {
            chosen.put(
                    field(place), preview.columns().get(place).map(Enum::name).orElse(""));
        }
        return chosen;
    }

    private static String field(int place) {
        return "column-" + place;
    }

    private static boolean isNamedAfterBsn(String header) {
        return header.toLowerCase(java.util.Locale.ROOT)
                .matches(".*(\\bbsn|bsn\\b|burgerservice|sofi.?num|citizen service).*");
    }

    private Object gone(RedirectAttributes redirect) {
        Notice.put(redirect, Notice.Kind.WARNING, words.get("exchange.try.gone"));
        return "redirect:/import";
    }

    private static String nameOf(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name == null ? "" : name.replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
    }

    private static String cookie(Ticket ticket, HttpServletRequest request) {
        return ResponseCookie.from(cookieName(request), ticket.key())
                .path(request.getContextPath() + "/import/" + ticket.id())
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(KEPT)
                .build()
                .toString();
    }

    private static String cookieName(HttpServletRequest request) {
        return request.isSecure() ? "__Secure-" + COOKIE : COOKIE;
    }

    private static Ticket ticket(UUID id, HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, cookieName(request));
        return new Ticket(id, cookie == null ? "" : cookie.getValue());
    }
}
