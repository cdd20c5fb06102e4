package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Expenses from the phone of a volunteer to the file for the bank: Henk, Marieke (coordinator) and Els (manager, who
/// keeps the money). With JavaScript and without.
@DemoTown
class TheExpensesTest {

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_volunteer_paid_comes_back(boolean javaScript) throws Exception {
        var shade = javaScript ? 1 : 2;
        var kilometres = javaScript ? "31" : "32";
        var henk = as("HENK", Chromium.PHONE, javaScript);
        henk.navigate(address("/my-expenses"));
        assertThat(henk.locator("main").innerText()).contains("wat je echt uitgaf", "NL91 … 4300", "€ 4,14", "betaald");

        // in three taps: what, (how far: it is filled in) and send
        follow(henk, henk.locator("main a.button", new Page.LocatorOptions().setHasText("Ik heb gereden")));
        assertThat(henk.locator("#kilometres").inputValue()).isNotEmpty();
        press(henk, "Vraag terug");
        assertThat(henk.locator("main").innerText()).contains("Dit vroeg je al.");
        henk.locator("#kilometres").fill(kilometres);
        press(henk, "Vraag terug");
        assertThat(henk.locator(".notice").first().innerText()).contains("We hebben het");

        // a receipt: first something that is none
        henk.navigate(address("/my-expenses/receipt"));
        henk.locator("#photo")
                .setInputFiles(
                        new FilePayload("bon.pdf", "application/pdf", "%PDF-1.7 bom".getBytes(StandardCharsets.UTF_8)));
        henk.locator("#amount").fill("120,5");
        press(henk, "Vraag terug");
        assertThat(henk.locator("#problems").innerText()).contains("Dit is een pdf");
        assertThat(henk.locator("#amount").inputValue()).isEqualTo("120,5");
        henk.locator("#photo").setInputFiles(new FilePayload("bon.jpg", "image/jpeg", new byte[11 * 1024 * 1024]));
        press(henk, "Vraag terug");
        assertThat(henk.locator("#problems").innerText()).contains("groter dan 10 MB");
        henk.locator("#photo").setInputFiles(new FilePayload("bon.jpg", "image/jpeg", photo(shade)));
        press(henk, "Vraag terug");
        assertThat(henk.locator("main").innerText()).contains("€ 120,50", "wacht op een besluit");

        // Marieke approves; above 100 euro Els looks too
        var marieke = as("MARIEKE", Chromium.DESK, javaScript);
        marieke.navigate(address("/expenses"));
        approve(marieke, kilometres + " km");
        assertThat(marieke.locator(".notice").first().innerText()).contains("Goedgekeurd.");
        approve(marieke, "€ 120,50");
        assertThat(marieke.locator(".notice").first().innerText()).contains("nog iemand anders");
        if (javaScript) {
            assertThat(marieke.locator("img").last().evaluate("image => image.complete ? image.naturalWidth : 0"))
                    .isEqualTo(600);
        }
        assertThat(marieke.navigate(address("/expenses/settings")).status()).isEqualTo(404);

        var els = as("ELS", Chromium.DESK, javaScript);
        els.navigate(address("/expenses"));
        approve(els, "€ 120,50");
        follow(els, els.locator("form[action$='/expenses/pay'] button"));
        assertThat(els.locator("main").innerText()).contains("Henk Visser");
        var file = els.waitForDownload(() -> els.locator("a[download]").first().click());
        assertThat(Files.readString(file.path()))
                .contains("pain.001.001.09", "NL91ABNA0417164300", "H. Visser")
                .doesNotContain("Verf", "Naar");

        // and Henk sees it, on the screen and on paper
        henk.navigate(address("/my-expenses"));
        assertThat(henk.locator("main .list li", new Page.LocatorOptions().setHasText("€ 120,50"))
                        .first()
                        .innerText())
                .contains("betaald");
        var paper = henk.waitForDownload(
                () -> henk.locator("a[href*='/my-expenses/statement']").first().click());
        try (var document = Loader.loadPDF(Files.readAllBytes(paper.path()))) {
            assertThat(new PDFTextStripper().getText(document)).contains("Henk Visser", "120,50", "Betaald");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(document.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
        }
    }

    /// A hundred megabytes: without care the server hangs up, and the browser shows a page of its own.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_photo_that_is_far_too_big_is_refused_in_words_and_what_was_typed_stays(boolean javaScript) throws Exception {
        var huge = Files.createTempFile("bon", ".jpg");
        try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100L << 20);
            var henk = as("HENK", Chromium.PHONE, javaScript);
            henk.navigate(address("/my-expenses/receipt"));
            henk.locator("#photo").setInputFiles(huge);
            henk.locator("#amount").fill("12,50");
            press(henk, "Vraag terug");

            assertThat(henk.locator("#problems").innerText()).contains("groter dan 10 MB");
            assertThat(henk.locator("#amount").inputValue()).isEqualTo("12,50");
            assertThat(henk.locator("#day").inputValue()).isNotEmpty();
        } finally {
            Files.delete(huge);
        }
    }

    private void approve(Page page, String what) {
        page.navigate(address("/expenses"));
        follow(
                page,
                page.locator("main .list li", new Page.LocatorOptions().setHasText(what))
                        .first()
                        .locator("a"));
        follow(page, page.locator("form[action$='/approve'] button"));
    }

    private static byte[] photo(int shade) throws IOException {
        var out = new ByteArrayOutputStream();
        var image = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        image.setRGB(1, 1, 0xffffff);
        for (var at = 0; at < 100; at++) {
            image.setRGB(at, shade * 10, 0xffffff);
        }
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static void press(Page page, String button) {
        follow(
                page,
                page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true)));
    }

    /// Clicks what leads to another page, and waits until that is there.
    private static void follow(Page page, Locator what) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest() && answer.status() / 100 != 3, what::click);
        page.waitForLoadState();
    }

    private Page as(String persona, int width, boolean javaScript) {
        var browser = Chromium.visitor(width, javaScript);
        browsers.add(browser);
        var page = browser.newPage();
        page.navigate(address("/demo"));
        follow(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
