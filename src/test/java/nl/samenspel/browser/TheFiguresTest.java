package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import nl.samenspel.insight.PublicFigures;
import nl.samenspel.insight.Quarter;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Point;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A manager looks up on a phone what is asked where: first as dots, then on the map that the administrator reads in.
/// The national office makes figures public, and a municipality reads them, not a day before.
@DemoTown
class TheFiguresTest {

    @LocalServerPort
    int port;

    @Autowired
    Clock clock;

    @Autowired
    Areas areas;

    @Autowired
    PublicFigures figures;

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

    @Test
    void lars_makes_figures_public_and_merel_reads_them_on_her_phone_not_a_day_before() {
        var lars = as("LARS", Chromium.DESK);
        lars.navigate(address("/figures"));
        follow(lars, lars.locator("form[action='/figures/count'] button"));
        assertThat(lars.locator("#problems").innerText()).contains("Van welk kwartaal?");

        var early = count(lars, 3);
        lars.locator("#from").fill("gisteren");
        follow(lars, lars.locator("form[action='/figures/publish'] button"));
        assertThat(lars.locator("#problems").innerText()).contains("Vanaf welke dag?");
        lars.locator("#from").fill(LocalDate.now(clock).plusDays(7).format(DateTimeFormatter.ofPattern("d-M-uuuu")));
        follow(lars, lars.locator("form[action='/figures/publish'] button"));
        assertThat(lars.locator("main li", new Page.LocatorOptions().setHasText(early))
                        .innerText())
                .contains("openbaar vanaf");

        var merel = as("MEREL", Chromium.PHONE);
        merel.navigate(address("/figures"));
        assertThat(merel.locator("main").innerText()).doesNotContain(early);
        assertThat(Objects.requireNonNull(merel.navigate(address("/figures/" + path(3))))
                        .status())
                .isEqualTo(404);

        var now = count(lars, 4);
        follow(lars, lars.locator("form[action='/figures/publish'] button"));
        merel.navigate(address("/figures"));
        follow(merel, merel.locator("main .cards a", new Page.LocatorOptions().setHasText(now)));
        assertThat(merel.locator("h1").innerText()).contains(now);
        follow(merel, merel.locator("main ul.plain a").first());
        assertThat(merel.url()).startsWith(address("/figures/" + path(4) + "/asked"));
        // three requests or none: nothing may be shown of it, and it says so in a sentence
        assertThat(merel.locator("main").innerText()).contains("niets te tonen").contains("10 mensen");
        assertThat(merel.locator("main table").count()).isZero();
    }

    /// Has a quarter counted, so many ago.
    ///
    /// @return what it is called
    private String count(Page lars, int ago) {
        lars.navigate(address("/figures"));
        lars.locator("#quarter").selectOption(path(ago));
        var name = lars.locator("#quarter option:checked").innerText();
        follow(lars, lars.locator("form[action='/figures/count'] button"));
        // the background does so too, every few seconds
        figures.countOrdered();
        lars.navigate(address("/figures/draft"));
        assertThat(lars.locator("main tbody tr").count()).isEqualTo(6);
        return name;
    }

    private String path(int ago) {
        return Stream.iterate(Quarter.before(LocalDate.now(clock)), Quarter::previous)
                .skip(ago - 1L)
                .findFirst()
                .orElseThrow()
                .toString();
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
