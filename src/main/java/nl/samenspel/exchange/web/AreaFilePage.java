package nl.samenspel.exchange.web;

import java.time.Clock;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.exchange.ImportList;
import nl.samenspel.exchange.ListFile;
import nl.samenspel.exchange.ListFile.Format;
import nl.samenspel.ui.Words;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Where postcodes lie as a file, which can be brought in again.
@Controller
@MayUse(Role.ADMINISTRATOR)
class AreaFilePage {

    private final ListFile file;
    private final Words words;
    private final Clock clock;

    AreaFilePage(ListFile file, Words words, Clock clock) {
        this.file = file;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/lists/areas.xlsx")
    ResponseEntity<byte[]> xlsx() {
        return ListFilePage.download(
                file,
                ImportList.AREAS,
                null,
                Format.XLSX,
                ListFilePage.name(words, ImportList.AREAS, clock, "xlsx"),
                ListFilePage.XLSX);
    }

    @GetMapping("/lists/areas.csv")
    ResponseEntity<byte[]> csv() {
        return ListFilePage.download(
                file,
                ImportList.AREAS,
                null,
                Format.CSV,
                ListFilePage.name(words, ImportList.AREAS, clock, "csv"),
                ListFilePage.CSV);
    }
}
