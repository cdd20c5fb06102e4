package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A guest asks for help in the demo town, screen after screen, also without JavaScript. No link leads to most of
/// these screens, so they are looked at here and not by [EveryPageTest].
@DemoTown
class AskForHelpTest {

    @LocalServerPort
    int port;

    private final List<String> troubles = new ArrayList<>();

    /// What looks for troubles is a script itself.
    private boolean looks;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_daughter_asks_for_her_mother(boolean javaScript) {
        try (var context = Chromium.visitor(Chromium.PHONE, javaScript)) {
            var page = context.newPage();
            page.onPageError(troubles::add);
            page.navigate("http://localhost:" + port + "/ask");

            looks = javaScript;
            looked(page, "who");
            page.locator("button.button[type=submit]").first().click();
            looked(page, "who-wrong");
            assertThat(page.title()).startsWith("Let op");
            page.getByLabel("Voor iemand anders").check();
            on(page, "kind");
            if (javaScript) {
                // not "send the form again?", though what was sent there first was wrong
                page.goBack();
                assertThat(page.getByLabel("Voor iemand anders").isChecked()).isTrue();
                page.goForward();
            }
            page.getByLabel("boodschappen").check();
            on(page, "words");
            page.locator("#words").fill("Samen naar de markt 🥕");
            on(page, "place");
            page.locator("#place").fill("Nergenshuizen");
            on(page, "");
            if (page.url().endsWith("/branch")) {
                looked(page, "branch");
                on(page, "");
            }
            looked(page, "moments");
            page.locator("input[value=TUESDAY-MORNING]").check();
            page.locator("input[value=THURSDAY-MORNING]").check();
            on(page, "amount");
            on(page, "start");
            on(page, "urgency");
            page.getByLabel("Gewoon, als er iemand is").check();
            on(page, "languages");
            on(page, "wishes");
            on(page, "before");
            page.getByLabel("Nee").check();
            on(page, "person");
            page.locator("#givenName").fill("Ans");
            page.locator("#familyName").fill("van Dijk");
            on(page, "asker");
            page.locator("#askerGivenName").fill("Karin");
            page.locator("#askerFamilyName").fill("de Wit");
            page.locator("#relation").selectOption("CHILD");
            page.locator("#askerPhone").fill("0612345678");
            on(page, "check");
            assertThat(page.locator("main").innerText())
                    .contains("Samen naar de markt 🥕", "Karin de Wit", "hoe ver iemand moet reizen");
            page.goBack();
            assertThat(page.locator("#askerGivenName").inputValue()).isEqualTo("Karin");
            page.goForward();
            page.getByText("Ja, verstuur mijn vraag").click();
            looked(page, "sent");
            assertThat(page.locator("main").innerText()).contains("Uw vraag is binnen");

            assertThat(troubles).isEmpty();
        }
    }

    /// Sends this screen and looks at the next.
    private void on(Page page, String next) {
        page.locator("main form").first().locator("button[type=submit]").click();
        assertThat(page.locator("#problems").count())
                .as("%s: %s", page.url(), page.locator("main").innerText())
                .isZero();
        if (!next.isEmpty()) {
            looked(page, next);
        }
    }

    private void looked(Page page, String name) {
        if (!looks) {
            return;
        }
        for (var width : new int[] {Chromium.DESK, Chromium.PHONE}) {
            page.setViewportSize(width, 800);
            var wide = ((Number)
                            page.locator("html").evaluate("e => e.scrollWidth", null, new Locator.EvaluateOptions()))
                    .intValue();
            if (wide > width) {
                troubles.add("%s: %d px wide on a screen of %d".formatted(name, wide, width));
            }
            Chromium.picture(page, "asking/%s-%d".formatted(name, width));
            Axe.faults(page).forEach(fault -> troubles.add("%s at %d px: %s".formatted(name, width, fault)));
        }
    }
}
