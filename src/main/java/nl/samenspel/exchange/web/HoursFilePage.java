package nl.samenspel.exchange.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.exchange.HoursFile;
import nl.samenspel.ui.Form;
import nl.samenspel.ui.Words;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// All hours of the desk, as a file.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class HoursFilePage {

    private static final int YEARS = 10;

    private final HoursFile file;
    private final Words words;
    private final Clock clock;

    HoursFilePage(HoursFile file, Words words, Clock clock) {
        this.file = file;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/hours.csv")
    ResponseEntity<byte[]> download(@RequestParam MultiValueMap<String, String> asked) {
        var today = LocalDate.now(clock);
        var form = Form.of(asked);
        var from = form.optionalDate("from", today.minusYears(YEARS), today.plusYears(1))
                .orElse(today.withDayOfYear(1));
        var until = form.optionalDate("until", today.minusYears(YEARS), today.plusYears(1))
                .orElse(today);
        var out = new ByteArrayOutputStream();
        file.write(from, until, out);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("%s-%s-%s.csv".formatted(words.get("exchange.hours.file"), from, until))
                                .build()
                                .toString())
                .body(out.toByteArray());
    }
}
