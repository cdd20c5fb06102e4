package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A coordinator brings in a list, with and without JavaScript. Each step can be used by anyone, on a phone and at a
/// desk: the crawler does not come here, because the way leads over a file.
@DemoTown
class ImportTest {

    private static final long HUGE = 300L << 20;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void from_file_to_requests(boolean javaScript) {
        try (var context = Chromium.visitor(Chromium.DESK, javaScript)) {
            var page = context.newPage();
            page.navigate(address("/demo"));
            page.locator("button[name=as][value='MARIEKE']").click();
            page.navigate(address("/import"));
            page.locator("main button[type=submit]").click();
            assertThat(page.locator("#problems").innerText()).contains("Kies eerst een bestand");
            examine(page, "import-start", javaScript);

            page.locator("input[name=list][value=REQUESTS]").check();
            page.setInputFiles(
                    "#file", new FilePayload("wachtlijst 2026.csv", "text/csv", """
                    Nummer;Zus of zo %1$s;Soort hulp;Omschrijving;Postcode;Plaats;Telefoon;Wacht sinds
                    %1$s-1;Wil de Groot;gezelschap;Kaarten op dinsdag, met iemand die van een grapje houdt;1811 AB;;06-12345678;3-9-2026
                    %1$s-2;Mevr. J. Smit;samen wandelen;Een rondje langs het water;9999 ZZ;'s-Gravendorp;;2026-10-01
                    %1$s-3;Jan Vos;parachutespringen;Eén keer vliegen;1811;;+31;morgen
                    %1$s-4;;boodschappen;Burgerservicenummer 111222333;1811;;;
                    """.formatted(javaScript ? "A" : "B")
                            .getBytes(StandardCharsets.UTF_8)));
            page.locator("main button[type=submit]").first().click();

            assertThat(page.locator("h1").innerText()).contains("Wat betekenen de kolommen");
            assertThat(page.locator("main").innerText())
                    .contains("4 rijen in wachtlijst 2026.csv", "kan geen rij mee: naam");
            examine(page, "import-columns", javaScript);
            page.locator("#column-1").selectOption("NAME");
            page.locator("main button[type=submit]").first().click();
            page.getByText("Er is nog niets veranderd").waitFor();

            assertThat(page.locator("main").innerText())
                    .contains(
                            "Er is nog niets veranderd",
                            "parachutespringen",
                            "burgerservicenummer (BSN)",
                            "De afstand is onbekend");
            examine(page, "import-tried", javaScript);
            var download = page.waitForDownload(
                    () -> page.locator("a[href$='rejected.csv']").click());
            assertThat(download.suggestedFilename()).isEqualTo("niet-ingelezen.csv");
            mend(page, javaScript);
            page.locator("button[name=keepGood]").click();

            page.getByRole(
                            AriaRole.HEADING,
                            new Page.GetByRoleOptions().setName("Ingelezen").setExact(true))
                    .waitFor();
            examine(page, "import-done", javaScript);
            undo(page, javaScript ? "A" : "B", javaScript);
            page.goBack();
            assertThat(page.locator("h1").innerText())
                    .as("back does not bring it in twice")
                    .isNotBlank();
        }
    }

    /// The row of Jan Vos: half of what is wrong first, then the rest.
    private void mend(Page page, boolean javaScript) {
        page.locator("a[href$='/rows/4']").first().click();
        assertThat(page.locator("h1").innerText()).contains("Rij 4 verbeteren");
        examine(page, "import-row", javaScript);
        page.locator("#cell-2").fill("samen wandelen");
        page.locator("main form button").click();
        assertThat(page.locator(".field.wrong").count()).isEqualTo(2);
        assertThat(page.locator("#cell-2").inputValue()).isEqualTo("samen wandelen");
        page.locator("#cell-6").fill("06-87654321");
        page.locator("#cell-7").fill("1-10-2026");
        page.locator("main form button").click();
        page.getByText("Er is nog niets veranderd").waitFor();
        assertThat(page.locator("main").innerText()).doesNotContain("parachutespringen");
    }

    /// First what it comes to, then doing it: all three requests are gone, and so is who they were for.
    private void undo(Page page, String mark, boolean javaScript) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Maak ongedaan"))
                .click();
        assertThat(page.locator("main").innerText())
                .contains("wachtlijst 2026.csv is ingelezen", "Er is nog niets veranderd", "Hulpvragen", "Personen");
        examine(page, "import-undo", javaScript);
        page.locator("main form button").click();
        page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName("Ongedaan gemaakt").setExact(true))
                .waitFor();
        assertThat(page.locator("dl.facts").innerText()).contains("6").doesNotContain("4");
        examine(page, "import-undone", javaScript);
        page.navigate(address("/import"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ongedaan maken"))
                .click();
        assertThat(page.locator("main").innerText()).contains("Ongedaan gemaakt op");
        examine(page, "import-history", javaScript);
        page.navigate(address("/requests?words=" + mark));
        assertThat(page.locator("main").innerText()).doesNotContain("Wil de Groot");
    }

    /// More than the server takes at all: without care it hangs up, and the browser shows a page of its own.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_file_that_is_far_too_big_is_refused_in_words_and_what_was_chosen_stays(boolean javaScript)
            throws IOException {
        var huge = Files.createTempFile("alle-vrijwilligers", ".csv");
        try (var file = new RandomAccessFile(huge.toFile(), "rw");
                var context = Chromium.visitor(Chromium.DESK, javaScript)) {
            file.setLength(HUGE);
            var page = context.newPage();
            page.navigate(address("/demo"));
            page.locator("button[name=as][value='MARIEKE']").click();
            page.navigate(address("/import"));
            page.locator("input[name=list][value=VOLUNTEERS]").check();
            page.setInputFiles("#file", huge);
            var before = allocated();
            page.locator("main button[type=submit]").click();

            assertThat(page.locator("#problems").innerText()).contains("groter dan 256 MB", "Verdeel het in stukken");
            assertThat(allocated() - before)
                    .as("read and thrown away in pieces")
                    .isLessThan(HUGE / 2);
            assertThat(page.locator("input[name=list][value=VOLUNTEERS]").isChecked())
                    .isTrue();
            examine(page, "import-huge", javaScript);
        } finally {
            Files.delete(huge);
        }
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }

    private static void examine(Page page, String name, boolean javaScript) {
        for (var width : new int[] {Chromium.PHONE, Chromium.DESK}) {
            page.setViewportSize(width, width < 600 ? 720 : 900);
            if (javaScript) {
                Chromium.picture(page, name + "-" + width);
                assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                        .as("%s at %d px", name, width)
                        .isLessThanOrEqualTo(width);
                assertThat(Axe.faults(page)).as("%s at %d px", name, width).isEmpty();
            }
            assertThat(page.locator("body").innerText()).doesNotContain("??");
        }
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
