package nl.samenspel.exchange.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.ImportList;
import nl.samenspel.exchange.Imports;
import nl.samenspel.exchange.ListFile;
import nl.samenspel.exchange.ListFile.Format;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// Any list of a branch, and for the administrator where postcodes lie, as a file which can be brought in again.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class ListFilePage {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final ListFile file;
    private final Organisations organisations;
    private final Words words;
    private final Clock clock;

    ListFilePage(ListFile file, Organisations organisations, Words words, Clock clock) {
        this.file = file;
        this.organisations = organisations;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/lists/{list}.xlsx")
    ResponseEntity<byte[]> xlsx(
            @PathVariable String list, @RequestParam(required = false, defaultValue = "") String branch) {
        return download(list, branch, Format.XLSX, XLSX, "xlsx");
    }

    @GetMapping("/lists/{list}.csv")
    ResponseEntity<byte[]> csv(
            @PathVariable String list, @RequestParam(required = false, defaultValue = "") String branch) {
        return download(list, branch, Format.CSV, CSV, "csv");
    }

    @GetMapping("/lists/areas.xlsx")
    @MayUse(Role.ADMINISTRATOR)
    ResponseEntity<byte[]> areasXlsx() {
        return download(ImportList.AREAS, null, Format.XLSX, XLSX, "xlsx");
    }

    @GetMapping("/lists/areas.csv")
    @MayUse(Role.ADMINISTRATOR)
    ResponseEntity<byte[]> areasCsv() {
        return download(ImportList.AREAS, null, Format.CSV, CSV, "csv");
    }

    private ResponseEntity<byte[]> download(String named, String asked, Format format, MediaType type, String ending) {
        var list = Imports.listFor(Viewer.current()).stream()
                .filter(one -> one != ImportList.AREAS && named.equals(inAddress(one)))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var branch = mine(organisations).stream()
                .filter(one -> asked.isEmpty() || one.id().toString().equals(asked))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return download(list, branch.id(), format, type, ending);
    }

    private ResponseEntity<byte[]> download(
            ImportList list, @Nullable BranchId branch, Format format, MediaType type, String ending) {
        var name = "%s-%s.%s".formatted(words.of("exchange.list", list), LocalDate.now(clock), ending);
        var out = new ByteArrayOutputStream();
        file.write(list, branch, format, out);
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(out.toByteArray());
    }

    /// A list as it stands in an address.
    static String inAddress(ImportList list) {
        return list.name().toLowerCase(Locale.ROOT);
    }

    /// A list that can be fetched.
    record Out(String name, String address, @Nullable String branch) {}

    /// What the viewer can fetch, of this branch or of the whole installation.
    static List<Out> files(@Nullable Branch branch, Words words) {
        return Imports.listFor(Viewer.current()).stream()
                .filter(list -> list == ImportList.AREAS || branch != null)
                .map(list -> new Out(
                        words.of("exchange.out", list),
                        inAddress(list),
                        list == ImportList.AREAS || branch == null
                                ? null
                                : branch.id().toString()))
                .toList();
    }

    /// The branches for which the viewer works.
    static List<Branch> mine(Organisations organisations) {
        var desk = Viewer.current().desk();
        return desk == null
                ? List.of()
                : organisations.listBranches(desk.organisation()).stream()
                        .filter(branch ->
                                desk.role() == Role.MANAGER || desk.branches().contains(branch.id()))
                        .toList();
    }
}
