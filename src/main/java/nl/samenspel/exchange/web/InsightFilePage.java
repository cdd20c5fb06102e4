package nl.samenspel.exchange.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import nl.samenspel.access.MayUse;
import nl.samenspel.access.Role;
import nl.samenspel.exchange.InsightFile;
import nl.samenspel.insight.NeedQuestion;
import nl.samenspel.insight.Needs;
import nl.samenspel.insight.Topic;
import nl.samenspel.ui.Words;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// A table of the own organisation's figures, as a file. Who took it is kept.
@Controller
@MayUse({Role.COORDINATOR, Role.MANAGER})
class InsightFilePage {

    private final Needs needs;
    private final InsightFile file;
    private final Words words;
    private final Clock clock;

    InsightFilePage(Needs needs, InsightFile file, Words words, Clock clock) {
        this.needs = needs;
        this.file = file;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/insight/{topic}.csv")
    ResponseEntity<byte[]> download(@PathVariable String topic, @RequestParam MultiValueMap<String, String> typed) {
        var wanted = Topic.ofSlug(topic).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var by = NeedQuestion.by(wanted, typed);
        var asked = NeedQuestion.of(typed, needs.listMunicipalities(), LocalDate.now(clock), by);
        var out = new ByteArrayOutputStream();
        file.write(needs.takeOut(wanted, by, asked.filter()), out);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("%s-%s-%s.csv"
                                        .formatted(
                                                words.get("insight.file." + wanted),
                                                asked.filter().from(),
                                                asked.filter().until()))
                                .build()
                                .toString())
                .body(out.toByteArray());
    }
}
