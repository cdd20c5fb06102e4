package nl.samenspel.ui;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.TransformerFactory;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// A page on paper: a tagged PDF, so that it can be read aloud.
///
/// Making a paper takes many times as long as drawing its page. So what everybody may read is made once: the last few
/// are kept by the page that they were made of.
@Component
public class Paper {

    private static final byte[] FONT = font("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");

    /// Of the paper, not of our pages: it goes into the document and nowhere else.
    private static final String STYLE = """
            <style>
            @page { size: A4; margin: 30mm 25mm; }
            body { font-family: "Liberation Sans"; font-size: 12pt; line-height: 1.5; color: #1d1b26; }
            h1 { font-size: 22pt; font-weight: normal; margin: 0 0 10mm 0; }
            h2 { font-size: 14pt; font-weight: normal; margin: 8mm 0 2mm 0; }
            .sheet + .sheet { page-break-before: always; }
            table { width: 100%; border-collapse: collapse; margin: 6mm 0; -fs-table-paginate: paginate; }
            th, td { text-align: left; font-weight: normal; padding: 2mm 4mm 2mm 0; border-bottom: 0.3mm solid #8a8694; vertical-align: top; }
            tr { page-break-inside: avoid; }
            .dense { font-size: 9pt; line-height: 1.3; }
            .dense th, .dense td { padding: 0.8mm 3mm 0.8mm 0; }
            .number { text-align: right; white-space: nowrap; }
            .name { font-size: 16pt; }
            .small { font-size: 10pt; color: #4c4957; }
            </style>
            </head>""";

    private static final int MOST_KEPT = 8;

    static {
        useJavasOwnXml();
    }

    private final Map<String, byte[]> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_KEPT;
        }
    });
    private final ITemplateEngine templates;
    private final Words words;

    Paper(ITemplateEngine templates, Words words) {
        this.templates = templates;
        this.words = words;
    }

    /// This page as an answer.
    ///
    /// @param template a whole XHTML page; each of its parts of class `sheet` begins on a new page
    /// @param file what it is called when somebody keeps it
    public ResponseEntity<byte[]> of(String template, Map<String, ?> model, String file) {
        return answer(render(draw(template, model)), file);
    }

    /// The same of a page that everybody may read.
    public ResponseEntity<byte[]> ofEverybody(String template, Map<String, ?> model, String file) {
        return answer(kept.computeIfAbsent(draw(template, model), Paper::render), file);
    }

    private static ResponseEntity<byte[]> answer(byte[] paper, String file) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(file).build().toString())
                .body(paper);
    }

    private String draw(String template, Map<String, ?> model) {
        var context = new Context(words.locale());
        model.forEach(context::setVariable);
        return templates.process(template, context).replace("</head>", STYLE);
    }

    private static byte[] render(String page) {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument();
                var font = font()) {
            new PdfRendererBuilder()
                    .usePdfUaAccessibility(true)
                    .usePDDocument(document)
                    .useFont(
                            new PDFontSupplier(PDType0Font.load(document, font, true)),
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

    /// Letters that stand alone: joining them ("fi" as one) took more than a quarter of the time of a paper.
    private static TrueTypeFont font() throws IOException {
        var font = new TTFParser().parse(new RandomAccessReadBuffer(FONT));
        font.setEnableGsub(false);
        return font;
    }

    private static byte[] font(String file) {
        try (var font = Objects.requireNonNull(PDDocument.class.getResourceAsStream(file))) {
            return font.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A paper asks Java four times for what reads or writes XML. Unless it is told, it looks each time in every
    /// library
    /// for another than its own, which took a twelfth of the time of a paper.
    private static void useJavasOwnXml() {
        use(DocumentBuilderFactory.class, DocumentBuilderFactory.newDefaultInstance());
        use(SAXParserFactory.class, SAXParserFactory.newDefaultInstance());
        use(TransformerFactory.class, TransformerFactory.newDefaultInstance());
    }

    private static <T> void use(Class<T> what, T own) {
        System.setProperty(what.getName(), own.getClass().getName());
    }
}
