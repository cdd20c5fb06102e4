package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Who works at a desk has a long menu. It takes one line of their screen, and the rest of it folds out.
@DemoTown
class TheMenuTest {

    private static final String MORE = ".nav-more > summary";
    private static final String FOLDED = ".nav-more a[href='/import']";

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ELS", "MARIEKE", "HENK"})
    void it_takes_one_line_of_a_desk_s_screen_in_both_languages(String persona) {
        var page = as(persona, true);
        for (var language : List.of("nl", "en")) {
            page.navigate(page.url().replaceFirst("\\?.*", "") + "?language=" + language);

            assertThat(page.evaluate("document.querySelector('.nav-wide').getBoundingClientRect().height"
                            + " < 1.5 * document.querySelector('.nav-wide a').getBoundingClientRect().height"))
                    .as(language)
                    .isEqualTo(true);
        }
    }

    @Test
    void what_folds_out_leads_there_without_javascript() {
        var page = as("ELS", false);
        assertThat(page.locator(FOLDED).isVisible()).isFalse();
        page.locator(MORE).click();
        page.locator(FOLDED).click();
        page.waitForURL("**/import");
        assertThat(page.locator(MORE + ".here").isVisible())
                .as("it says that the reader is on a page of it")
                .isTrue();
    }

    @Test
    void what_folds_out_hinders_nobody() {
        var page = as("ELS", true);
        page.locator(MORE).click();
        for (var width : new int[] {800, Chromium.DESK}) {
            page.setViewportSize(width, 900);
            assertThat(page.locator(FOLDED).isVisible()).isTrue();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("no wider than %d", width)
                    .isEqualTo(true);
            assertThat(Axe.faults(page)).as("at %d", width).isEmpty();
        }
    }

    @Test
    void escape_and_a_click_beside_it_fold_it_away() {
        var page = as("ELS", true);
        page.locator(MORE).click();
        page.locator(FOLDED).focus();
        page.keyboard().press("Escape");
        assertThat(page.locator(FOLDED).isVisible()).isFalse();
        assertThat(page.evaluate("selector => document.activeElement === document.querySelector(selector)", MORE))
                .as("the focus is where it was opened")
                .isEqualTo(true);

        page.locator(MORE).click();
        assertThat(page.locator(FOLDED).isVisible()).isTrue();
        page.locator(".brand").evaluate("it => it.closest('.site-bar').click()");
        assertThat(page.locator(FOLDED).isVisible()).isFalse();
    }

    @Test
    void on_a_phone_all_of_it_is_in_one_list() {
        var page = as("ELS", true);
        page.setViewportSize(Chromium.PHONE, 720);
        page.locator(".nav-small > summary").click();

        assertThat(page.locator(".nav-small a[href='/import']").isVisible()).isTrue();
        assertThat(page.locator(".nav-small a").count())
                .isEqualTo(page.locator(".nav-wide a").count());
    }

    private Page as(String persona, boolean javaScript) {
        var browser = Chromium.visitor(Chromium.DESK, javaScript);
        browsers.add(browser);
        var page = browser.newPage();
        page.navigate("http://localhost:%d/demo".formatted(port));
        page.locator("button[name=as][value='" + persona + "']").click();
        page.waitForLoadState();
        return page;
    }
}
