package nl.samenspel.exchange.web;

import static nl.samenspel.access.Role.ADMINISTRATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.MUNICIPALITY;
import static nl.samenspel.access.Role.NATIONAL_OFFICE;
import static nl.samenspel.access.Role.RESEARCHER;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import nl.samenspel.access.MayUse;
import nl.samenspel.exchange.FigureCsv;
import nl.samenspel.insight.PublicFigures;
import nl.samenspel.insight.Quarter;
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

/// All tables of a quarter, as a file.
@Controller
@MayUse({MUNICIPALITY, NATIONAL_OFFICE, RESEARCHER, MANAGER, ADMINISTRATOR})
class FigureCsvPage {

    private final PublicFigures figures;
    private final FigureCsv file;

    FigureCsvPage(PublicFigures figures, FigureCsv file) {
        this.figures = figures;
        this.file = file;
    }

    @GetMapping("/figures/{quarter:[0-9]+-Q[1-4]}/csv")
    ResponseEntity<byte[]> download(@PathVariable String quarter, @RequestParam(defaultValue = "0") int version) {
        var edition = Quarter.of(quarter).stream()
                .flatMap(one -> figures.list(one).stream())
                .filter(one -> version == 0 || one.version() == version)
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var out = new ByteArrayOutputStream();
        file.write(edition, out);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("samenspel-%s-%d.csv".formatted(edition.quarter(), edition.version()))
                                .build()
                                .toString())
                .body(out.toByteArray());
    }
}
