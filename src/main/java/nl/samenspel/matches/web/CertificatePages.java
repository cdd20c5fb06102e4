package nl.samenspel.matches.web;

import static nl.samenspel.access.Role.COORDINATOR;
import static nl.samenspel.access.Role.MANAGER;
import static nl.samenspel.access.Role.VOLUNTEER;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import nl.samenspel.access.MayUse;
import nl.samenspel.matches.Certificate;
import nl.samenspel.matches.Certificates;
import nl.samenspel.matches.MatchId;
import nl.samenspel.ui.Notice;
import nl.samenspel.ui.Words;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// A certificate on paper: a tagged PDF, so that it can be read aloud.
@Controller
class CertificatePages {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /// Of the paper, not of our pages: it goes into the document and nowhere else.
    private static final String STYLE = """
            <style>
            @page { size: A4; margin: 30mm 25mm; }
            body { font-family: "Liberation Sans"; font-size: 12pt; line-height: 1.5; color: #1d1b26; }
            h1 { font-size: 22pt; font-weight: normal; margin: 0 0 10mm 0; }
            .certificate + .certificate { page-break-before: always; }
            table { width: 100%; border-collapse: collapse; margin: 6mm 0; }
            th, td { text-align: left; font-weight: normal; padding: 2mm 4mm 2mm 0; border-bottom: 0.3mm solid #8a8694; }
            .name { font-size: 16pt; }
            .small { font-size: 10pt; color: #4c4957; }
            </style>
            </head>""";

    private final Certificates certificates;
    private final ITemplateEngine templates;
    private final Words words;

    CertificatePages(Certificates certificates, ITemplateEngine templates, Words words) {
        this.certificates = certificates;
        this.templates = templates;
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
                .body(render(some));
    }

    private byte[] render(List<Certificate> some) {
        var context = new Context(words.locale());
        context.setVariable("certificates", some);
        var page = templates.process("matches/certificate", context).replace("</head>", STYLE);
        var out = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .usePdfUaAccessibility(true)
                    .useFont(
                            () -> Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT)),
                            "Liberation Sans",
                            400,
                            FontStyle.NORMAL,
                            true)
                    .withHtmlContent(page, null)
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
