package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A guest of the demo town wants to do something, screen after screen, also without JavaScript; and what the desk
/// and a volunteer see when something is wrong. No link leads to these screens, so they are looked at here.
@DemoTown
class HelpOutInABrowserTest {

    @LocalServerPort
    int port;

    private final List<String> troubles = new ArrayList<>();

    /// Axe itself is JavaScript, and waits forever where there is none.
    private boolean axe = true;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_guest_wants_to_do_something(boolean javaScript) {
        axe = javaScript;
        try (var context = Chromium.visitor(Chromium.PHONE, javaScript)) {
            var page = context.newPage();
            page.onPageError(troubles::add);
            page.navigate(address("/help-out"));

            looked(page, "who");
            send(page);
            looked(page, "who-wrong");
            assertThat(page.title()).startsWith("Let op");
            page.locator("#givenName").fill("Fatma");
            page.locator("#familyName").fill("van 's-Gravenhage");
            page.locator("#email").fill("fatma@voorbeeld.example");
            on(page, "where");
            page.locator("#postcode").fill("9999 ZZ");
            page.getByLabel("5 km, op de fiets").check();
            send(page);
            looked(page, "where-unknown");
            page.locator("#place").fill("Nergenshuizen");
            on(page, "what");
            send(page);
            looked(page, "what-wrong");
            page.locator("input[name=kind-WALKING][value=LOVES]").check();
            page.locator("details.way-group:has(input[name=kind-COOKING]) > summary")
                    .click();
            page.locator("input[name=kind-COOKING][value=LIKES]").check();
            page.locator("input[name=kind-GARDEN][value=RATHER_NOT]").check();
            on(page, "when");
            page.locator("input[value=TUESDAY-MORNING]").check();
            page.locator("input[value=THURSDAY-EVENING]").check();
            on(page, "languages");
            page.getByLabel("Turks").check();
            on(page, "limits");
            page.locator("#hours").fill("3");
            page.locator("#atATime").fill("1");
            on(page, "about");
            page.locator("#aboutMe").fill("Ik houd van vogels 🐦\nen van fietsen.");
            on(page, "check");
            assertThat(page.locator("main").innerText())
                    .contains("Fatma van 's-Gravenhage", "samen wandelen", "Nergenshuizen", "dinsdag: ochtend", "🐦");
            page.goBack();
            assertThat(page.locator("#aboutMe").inputValue()).contains("vogels");
            page.goForward();
            page.getByText("Verstuur mijn aanmelding").click();
            looked(page, "sent");
            assertThat(page.locator("main").innerText()).contains("Fijn dat je mee wilt doen");
            page.goBack();
            page.reload();
            assertThat(page.locator("#givenName").inputValue()).isEmpty();

            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void the_desk_types_in_a_volunteer_who_has_no_mail() {
        try (var context = Chromium.visitor(Chromium.DESK, true)) {
            var page = signedIn(context.newPage(), "MARIEKE");
            page.navigate(address("/volunteers/new"));
            looked(page, "new");
            send(page);
            looked(page, "new-wrong");
            page.locator("#givenName").fill("Wim");
            page.locator("#familyName").fill("Zonderpost");
            page.locator("#phone").fill("06 12345678");
            page.locator("#postcode").fill("9999");
            page.locator("select[name=kind-ODD_JOBS]").selectOption("LOVES");
            page.locator("select[name=kind-GARDEN]").selectOption("DOES");
            page.locator("input[value=MONDAY-MORNING]").check();
            send(page);
            looked(page, "new-place");
            page.locator("#place").fill("Nergenshuizen");
            send(page);
            looked(page, "record");
            assertThat(page.locator("h1").innerText()).isEqualTo("Wim Zonderpost");

            page.getByText("Zet een grens lager").click();
            page.locator("#hours").fill("9");
            page.getByText("Bewaar de grenzen").click();
            looked(page, "record-raise");
            assertThat(page.locator("main").innerText()).contains("kan alleen de vrijwilliger zelf kiezen");

            page.getByText("Ik heb een VOG gezien").click();
            page.locator("#vogSeenOn").fill("2024-01-31");
            page.getByText("Bewaar de datum").click();
            page.getByText("Heet Wim welkom").click();
            looked(page, "record-welcome");
            assertThat(page.locator("main").innerText()).contains("doet mee", "gezien op 31 jan");

            page.getByText("Verander", new Page.GetByTextOptions().setExact(true))
                    .click();
            looked(page, "edit");
            assertThat(page.locator("select[name=kind-GARDEN]").inputValue()).isEqualTo("DOES");
            page.goBack();
            page.getByText("Maak een code om te printen").click();
            looked(page, "code");
            assertThat(page.locator("main").innerText()).contains("wim.zonderpost.", "/enrol");

            page.navigate(address("/volunteers?name=zonderpost"));
            looked(page, "found");
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void a_volunteer_changes_what_they_offer_and_how_much() {
        try (var context = Chromium.visitor(Chromium.PHONE, true)) {
            var page = signedIn(context.newPage(), "HENK");
            page.navigate(address("/my-offer"));
            looked(page, "my-offer");
            page.locator("details:has(#km) > summary").click();
            page.locator("#km").fill("heel ver");
            send(page);
            looked(page, "my-offer-wrong");
            page.locator("#km").fill("7,5");
            send(page);
            looked(page, "my-offer-kept");
            assertThat(page.locator("#km").inputValue()).isEqualTo("7,5");

            page.navigate(address("/my-limits"));
            looked(page, "my-limits");
            page.locator("#hours").fill("0");
            send(page);
            looked(page, "my-limits-wrong");
            assertThat(troubles).isEmpty();
        }
    }

    private Page signedIn(Page page, String persona) {
        page.onPageError(troubles::add);
        page.navigate(address("/demo"));
        page.locator("button[name=as][value=" + persona + "]").click();
        return page;
    }

    /// Sends this screen and looks at the next.
    private void on(Page page, String next) {
        send(page);
        assertThat(page.locator("#problems").count())
                .as("%s: %s", page.url(), page.locator("main").innerText())
                .isZero();
        looked(page, next);
    }

    private static void send(Page page) {
        page.locator("main form").first().locator("button[type=submit]").click();
    }

    private void looked(Page page, String name) {
        for (var width : new int[] {Chromium.DESK, Chromium.PHONE}) {
            page.setViewportSize(width, 800);
            var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
            if (wide > width) {
                troubles.add("%s: %d px wide on a screen of %d".formatted(name, wide, width));
            }
            if (!axe) {
                continue;
            }
            Chromium.picture(page, "volunteers/%s-%d".formatted(name, width));
            Axe.faults(page).forEach(fault -> troubles.add("%s at %d px: %s".formatted(name, width, fault)));
        }
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
