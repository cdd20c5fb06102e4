package nl.samenspel.exchange.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
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
import nl.samenspel.exchange.Imports;
import nl.samenspel.exchange.Imports.Preview;
import nl.samenspel.exchange.Imports.Ticket;
import nl.samenspel.exchange.Imports.TriedOut;
import nl.samenspel.exchange.KnownColumn;
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

    private static final String COOKIE = "samenspel_import";
    private static final Duration KEPT = Duration.ofDays(1);

    private final Imports imports;
    private final Organisations organisations;
    private final Words words;

    ImportPages(Imports imports, Organisations organisations, Words words) {
        this.imports = imports;
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
        return switch (imports.send(ImportList.valueOf(list), nameOf(file), file, branch)) {
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
        return imports.preview(ticket(id, request))
                .<Object>map(preview -> preview.done()
                        ? "redirect:/import/" + id + "/done"
                        : columns(id, preview, Form.filled(chosen(preview)), HttpStatus.OK))
                .orElseGet(() -> gone(redirect));
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
        var form = Form.of(typed);
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
        if (!form.isRight()) {
            return columns(id, preview, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        imports.choose(ticket, columns);
        return "redirect:/import/" + id;
    }

    @GetMapping("/import/{id}")
    Object tryOut(@PathVariable UUID id, HttpServletRequest request, RedirectAttributes redirect) {
        return imports.tryOut(ticket(id, request))
                .<Object>map(tried ->
                        tried.preview().done() ? "redirect:/import/" + id + "/done" : tried(id, tried, HttpStatus.OK))
                .orElseGet(() -> gone(redirect));
    }

    @PostMapping("/import/{id}")
    Object bringIn(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        var keepGood = Form.of(typed).ticked("keepGood");
        var outcome = imports.bringIn(ticket(id, request), keepGood);
        if (outcome.isEmpty()) {
            return gone(redirect);
        }
        return switch (outcome.get()) {
            case Imports.BroughtIn _ -> "redirect:/import/" + id + "/done";
            case Imports.BroughtInBefore _ -> {
                Notice.put(redirect, Notice.Kind.INFO, words.get("exchange.done.before"));
                yield "redirect:/import/" + id + "/done";
            }
            case Imports.NotAllGood _ -> {
                Notice.put(redirect, Notice.Kind.WARNING, words.get("exchange.try.notAllGood"));
                yield "redirect:/import/" + id;
            }
            case Imports.Stopped _ -> {
                Notice.put(redirect, Notice.Kind.ERROR, words.get("exchange.try.stopped"));
                yield "redirect:/import/" + id;
            }
            case Imports.Unusable(var why) -> {
                Notice.put(redirect, Notice.Kind.ERROR, words.of(why));
                yield "redirect:/import";
            }
        };
    }

    @GetMapping("/import/{id}/done")
    Object done(@PathVariable UUID id, RedirectAttributes redirect) {
        return imports.findReport(id)
                .<Object>map(
                        report -> new ModelAndView("exchange/done", Map.of("id", id, "report", report), HttpStatus.OK))
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

    /// The branches for which the viewer works.
    private List<Branch> branches() {
        var desk = Viewer.current().desk();
        return desk == null
                ? List.of()
                : organisations.listBranches(desk.organisation()).stream()
                        .filter(branch ->
                                desk.role() == Role.MANAGER || desk.branches().contains(branch.id()))
                        .toList();
    }

    private ModelAndView start(Form form, HttpStatus status) {
        var page = new ModelAndView("exchange/start", status);
        page.addObject("form", form);
        page.addObject("lists", words.options("exchange.list", mine()));
        page.addObject("mayReadBorders", Viewer.current().is(Role.ADMINISTRATOR));
        page.addObject(
                "branches",
                branches().stream()
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
        page.addObject("noneRecognised", preview.columns().stream().allMatch(Optional::isEmpty));
        return page;
    }

    private ModelAndView tried(UUID id, TriedOut tried, HttpStatus status) {
        var page = new ModelAndView("exchange/tried", status);
        page.addObject("id", id);
        page.addObject("preview", tried.preview());
        page.addObject("report", tried.report());
        page.addObject("missing", missing(tried.preview()));
        page.addObject("imports", imports);
        page.addObject("words", words);
        return page;
    }

    private String missing(Preview preview) {
        return preview.missing().stream()
                .sorted()
                .map(column -> words.of("exchange.column", column))
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> chosen(Preview preview) {
        Map<String, String> chosen = new java.util.HashMap<>();
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
