package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A coordinator divides everything that waits, sends one proposal, puts another aside, and goes on from there; the
/// administrator does so for all organisations. With JavaScript and without.
@DemoTown
class TheRoundTest {

    private static final int TRIES = 120;

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_coordinator_sends_a_proposal_puts_one_aside_and_renews(boolean javaScript) {
        var page = as("JOOST", Chromium.PHONE, javaScript);
        page.navigate(address("/rounds"));
        press(page, "Begin de ronde");
        ready(page, "Wat de ronde voorstelt");

        page.locator("input[type=checkbox][name=proposal]").first().check();
        press(page, "Verstuur deze uitnodigingen");
        assertThat(page.locator("#problems").count()).isZero();
        assertThat(page.locator(".notice").first().innerText()).containsAnyOf("uitnodiging", "Nog te bellen");

        var waiting = page.locator("li.card:has(form[action$='/aside'])").first();
        var pair = waiting.locator("strong").first().innerText().replace("Vraag ", "");
        waiting.locator("details:has(form[action$='/aside']) summary").click();
        follow(page, waiting.locator("form[action$='/aside'] button"));
        assertThat(page.locator(".notice").first().innerText()).contains("Opzij gelegd");

        press(page, "Vernieuw de ronde");
        ready(page, "Wat de ronde voorstelt");
        assertThat(page.locator("li.card")
                        .filter(new Locator.FilterOptions().setHasText(pair))
                        .filter(new Locator.FilterOptions().setHas(page.locator("input[type=checkbox][name=proposal]")))
                        .count())
                .as("%s is not proposed again", pair)
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_administrator_divides_over_all_and_a_coordinator_finds_the_own_part(boolean javaScript) {
        var administrator = as("BEHEER", Chromium.DESK, javaScript);
        administrator.navigate(address("/joint-rounds"));
        press(administrator, "Begin de ronde");
        ready(administrator, "Wat de gezamenlijke ronde opleverde");
        assertThat(administrator.locator("main").innerText()).doesNotContain("Henk", "Visser");

        var coordinator = as("MARIEKE", Chromium.PHONE, javaScript);
        coordinator.navigate(address("/rounds"));
        follow(
                coordinator,
                coordinator
                        .locator("main .list a")
                        .filter(new Locator.FilterOptions().setHasText("Gezamenlijke ronde"))
                        .first());
        assertThat(coordinator.locator("main").innerText()).contains("alle organisaties samen");
    }

    /// Where it still runs, looks again until it is done; with JavaScript the page does that by itself.
    private static void ready(Page page, String title) {
        for (int i = 0; i < TRIES && !page.locator("h1").innerText().equals(title); i++) {
            page.waitForTimeout(500);
            page.reload();
        }
        assertThat(page.locator("h1").innerText()).isEqualTo(title);
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
