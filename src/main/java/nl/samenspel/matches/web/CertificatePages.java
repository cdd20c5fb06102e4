package nl.samenspel.matches.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.VOLUNTEER;

import java.util.List;
import java.util.Map;
import nl.samenspel.access.MayUse;
import nl.samenspel.matches.Certificate;
import nl.samenspel.matches.Certificates;
import nl.samenspel.matches.MatchId;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Paper;
import nl.samenspel.ui.Words;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A certificate on paper.
@Controller
class CertificatePages {

    private final Certificates certificates;
    private final Paper paper;
    private final Words words;

    CertificatePages(Certificates certificates, Paper paper, Words words) {
        this.certificates = certificates;
        this.paper = paper;
        this.words = words;
    }

    @GetMapping("/my-certificate")
    @MayUse(VOLUNTEER)
    Object mine(RedirectAttributes redirect) {
        var mine = certificates.listMine();
        if (mine.isEmpty()) {
            Notice.put(redirect, Notice.Kind.INFO, words.get("matches.certificate.nothing"));
            return "redirect:/my-week";
        }
        return pdf(mine);
    }

    @GetMapping("/matches/{id}/certificate")
    @MayUse({COORDINATOR, MANAGER})
    ResponseEntity<byte[]> ofVolunteer(@PathVariable String id) {
        return pdf(List.of(
                Pages.parse(id, MatchId::of).flatMap(certificates::ofVolunteer).orElseThrow(Pages::notFound)));
    }

    private ResponseEntity<byte[]> pdf(List<Certificate> some) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(words.get("matches.certificate.file"))
                                .build()
                                .toString())
                .body(paper.print("matches/certificate", Map.of("certificates", some)));
    }
}
