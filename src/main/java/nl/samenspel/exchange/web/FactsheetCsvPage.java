package nl.samenspel.exchange.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import nl.samenspel.access.MayUse;
import nl.samenspel.exchange.FactsheetCsv;
import nl.samenspel.insight.Factsheets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// The factsheet, as a file.
@Controller
@MayUse(everyone = true)
class FactsheetCsvPage {

    private final Factsheets factsheets;
    private final FactsheetCsv file;

    FactsheetCsvPage(Factsheets factsheets, FactsheetCsv file) {
        this.factsheets = factsheets;
        this.file = file;
    }

    @GetMapping("/factsheets/{year:[0-9]+}/csv")
    ResponseEntity<byte[]> download(@PathVariable int year) {
        var edition = factsheets.find(year).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var out = new ByteArrayOutputStream();
        file.write(edition.factsheet(), out);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("factsheet-%d.csv".formatted(year))
                                .build()
                                .toString())
                .body(out.toByteArray());
    }
}
