package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A manager looks up on a phone what is asked where: first as dots, then on the map that the administrator reads in.
@DemoTown
class TheFiguresTest {

    @LocalServerPort
    int port;

    @Autowired
    Areas areas;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @Test
    void els_sees_dots_and_then_a_map_without_her_browser_asking_another_site() {
        var els = as("ELS", Chromium.PHONE);
        var asked = new ArrayList<String>();
        els.onRequest(request -> asked.add(request.url()));
        els.navigate(address("/insight"));
        follow(els, els.locator(".cards a[href*='/insight/need']"));
        follow(els, els.locator("nav a", new Page.LocatorOptions().setHasText("Per postcode")));
        assertThat(els.locator(".map circle").count()).isPositive();
        assertThat(els.locator(".map path").count()).isZero();
        els.locator("details summary", new Page.LocatorOptions().setHasText("De tabel"))
                .click();
        assertThat(els.locator("table tbody tr").count()).isPositive();

        var administrator = as("BEHEER", Chromium.DESK);
        administrator.navigate(address("/import"));
        follow(administrator, administrator.locator("main a[href='/insight/borders']"));
        administrator.locator("input[name=level][value=POSTCODE]").check();
        administrator.locator("input[name=system][value=RD]").check();
        administrator.locator("#property").fill("naam");
        administrator.locator("#source").fill("zelf getekend, 2026");
        send(administrator);
        assertThat(administrator.locator("#problems").innerText()).contains("code");
        administrator.locator("#property").fill("code");
        send(administrator);
        assertThat(administrator.locator(".notice").first().innerText()).contains("ingelezen");

        els.reload();
        assertThat(els.locator(".map path").count()).isPositive();
        assertThat(els.locator(".map circle").count()).isZero();
        assertThat(asked).allMatch(url -> url.startsWith(address("/")));

        follow(administrator, administrator.locator("form[action$='/insight/borders/remove'] button"));
        els.reload();
        assertThat(els.locator(".map path").count()).isZero();
    }

    private void send(Page administrator) {
        administrator
                .locator("#file")
                .setInputFiles(new FilePayload(
                        "gebieden.geojson", "application/geo+json", squares().getBytes(StandardCharsets.UTF_8)));
        follow(administrator, administrator.locator("main form[enctype] button"));
    }

    /// A square of a kilometre around each middle.
    private String squares() {
        return "{\"type\": \"FeatureCollection\", \"features\": [%s]}"
                .formatted(String.join(
                        ",",
                        areas.list().stream()
                                .filter(area -> area.middle() != null)
                                .map(area -> square(area, Objects.requireNonNull(area.middle())))
                                .toList()));
    }

    private static String square(Area area, Point middle) {
        var west = middle.x() - 500;
        var east = middle.x() + 500;
        var south = middle.y() - 500;
        var north = middle.y() + 500;
        return """
                {"type": "Feature", "properties": {"code": "%s"}, "geometry": {"type": "Polygon",
                 "coordinates": [[[%d, %d], [%d, %d], [%d, %d], [%d, %d], [%d, %d]]]}}
                """.formatted(area.postcode(), west, south, east, south, east, north, west, north, west, south);
    }

    /// Clicks what leads to another page, and waits until that is there.
    private static void follow(Page page, Locator what) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest() && answer.status() / 100 != 3, what::click);
        page.waitForLoadState();
    }

    private Page as(String persona, int width) {
        var browser = Chromium.visitor(width, false);
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
