package nl.samenspel.exchange.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.exchange.ListFile;
import nl.samenspel.exchange.ListFile.Format;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Words;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// The volunteers of a branch as a file, which can be brought in again.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class ListFilePage {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

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

    @GetMapping("/volunteers.xlsx")
    ResponseEntity<byte[]> xlsx(@RequestParam(required = false, defaultValue = "") String branch) {
        return download(branch, Format.XLSX, XLSX, "xlsx");
    }

    @GetMapping("/volunteers.csv")
    ResponseEntity<byte[]> csv(@RequestParam(required = false, defaultValue = "") String branch) {
        return download(branch, Format.CSV, new MediaType("text", "csv", StandardCharsets.UTF_8), "csv");
    }

    private ResponseEntity<byte[]> download(String asked, Format format, MediaType type, String ending) {
        var mine = mine(organisations);
        var branch = mine.stream()
                .filter(one -> asked.isEmpty() || one.id().toString().equals(asked))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var out = new ByteArrayOutputStream();
        file.writeVolunteers(branch.id(), format, out);
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("%s-%s.%s"
                                        .formatted(words.get("exchange.out.volunteers"), LocalDate.now(clock), ending))
                                .build()
                                .toString())
                .body(out.toByteArray());
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
