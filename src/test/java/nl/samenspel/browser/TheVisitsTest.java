package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A volunteer's hours: written down on a phone in two taps, by phone at the desk, put right, and by a team leader; and
/// the calendar. With JavaScript and without.
@DemoTown
class TheVisitsTest {

    @LocalServerPort
    int port;

    @Autowired
    Clock clock;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    /// Tap one: my week, where one begins. Tap two: that is right.
    @Test
    void henk_says_on_his_phone_that_yesterday_went_as_agreed() {
        var henk = as("HENK", Chromium.PHONE, false);
        henk.navigate(address("/my-week"));
        var card = henk.locator("li.card")
                .filter(new Locator.FilterOptions().setHasText("Gerrit Aafjes"))
                .first();
        assertThat(card.innerText()).contains("14:00, 1 uur");
        follow(henk, card.locator("form[action$='/my-visits/right'] button"));
        assertThat(henk.locator(".notice").first().innerText()).contains("Fijn dat je er was");
        assertThat(henk.locator("form[action$='/my-visits/right']").count()).isZero();

        henk.navigate(address("/my-visits"));
        assertThat(henk.locator("main").innerText())
                .contains("Gerrit Aafjes", "ging niet door (vakantie)", "samen op pad, 1 uur en 30 minuten");
        // what Marieke put right for him, and what he had said
        follow(
                henk,
                henk.locator("main .list li")
                        .filter(new Locator.FilterOptions().setHasText("1 uur en 30 minuten"))
                        .first()
                        .locator("a"));
        assertThat(henk.locator("main").innerText()).contains("Naar de molen gelopen.", "bezoek, 1 uur", "Marieke Vos");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_written_down_is_put_right_and_a_second_one_is_met_with_a_choice(boolean javaScript) {
        var day = LocalDate.now(clock).minusDays(javaScript ? 5 : 6);
        var noor = as("NOOR", Chromium.PHONE, javaScript);
        noor.navigate(address("/my-visits/new"));
        write(noor, day, "1");
        assertThat(noor.locator(".notice").first().innerText()).contains("Opgeschreven");

        noor.navigate(address("/my-visits/new"));
        write(noor, day, "2");
        assertThat(noor.locator("main").innerText()).contains("Dit heb je al opgeschreven.");
        assertThat(noor.locator("#hours").inputValue()).isEqualTo("2");
        follow(noor, noor.locator("main .notice a", new Page.LocatorOptions().setHasText("Verander wat er staat")));
        noor.locator("#hours").fill("3");
        press(noor, "Verander");
        assertThat(noor.locator("main").innerText()).contains("training, 3 uur", "training, 1 uur");

        noor.locator("#hours").fill("30");
        press(noor, "Verander");
        assertThat(noor.locator("#problems").innerText()).contains("langer dan 24 uur");
        assertThat(noor.locator("#hours").inputValue()).isEqualTo("30");
    }

    private static void write(Page page, LocalDate day, String hours) {
        page.locator("input[name=what][value^='TRAINING:']").check();
        page.locator("#day").fill("%d-%d-%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()));
        page.locator("#hours").fill(hours);
        press(page, "Schrijf op");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void marieke_writes_down_what_she_hears_on_the_phone(boolean javaScript) {
        var marieke = as("MARIEKE", Chromium.DESK, javaScript);
        marieke.navigate(address("/matches"));
        follow(
                marieke,
                marieke.locator("main a")
                        .filter(new Locator.FilterOptions().setHasText("Aafjes"))
                        .first());
        follow(marieke, marieke.locator("main a", new Page.LocatorOptions().setHasText("Uren en vaste momenten")));
        var day = LocalDate.now(clock).minusDays(javaScript ? 3 : 4);
        marieke.locator("#day").fill(day.toString());
        marieke.locator("#hours").fill("0");
        marieke.locator("#minutes").fill("20");
        marieke.locator("#kind").selectOption("PHONE");
        press(marieke, "Schrijf op");
        assertThat(marieke.locator("main").innerText()).contains("gebeld, 20 minuten", "verteld aan Marieke Vos");
        marieke.navigate(address("/hours"));
        assertThat(marieke.locator("main").innerText()).contains("Henk Visser");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saar_phones_somebody_of_her_team_and_writes_it_down(boolean javaScript) {
        var saar = as("SAAR", Chromium.PHONE, javaScript);
        assertThat(saar.locator("h1").innerText()).isEqualTo("Mijn team");
        follow(saar, saar.locator("main a", new Page.LocatorOptions().setHasText("Henk Visser")));
        assertThat(saar.locator("main").innerText()).contains("Gerrit Aafjes").doesNotContain("Molenweg");
        saar.getByLabel("gezelschap met Gerrit Aafjes").check();
        saar.locator("input[name=came]").first().check();
        var day = LocalDate.now(clock).minusDays(javaScript ? 9 : 10);
        saar.locator("#day").fill(day.toString());
        saar.locator("#hours").fill("1");
        press(saar, "Schrijf op");
        assertThat(saar.locator("main").innerText()).contains("verteld aan Saar Mulder");
        assertThat(saar.navigate(address("/matches")).status()).isEqualTo(404);
        assertThat(saar.navigate(address("/volunteers")).status()).isEqualTo(404);

        var henk = as("HENK", Chromium.PHONE, javaScript);
        assertThat(henk.locator("main").innerText()).contains("Je teamleider is Saar Mulder.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void henk_puts_it_in_his_phone_and_an_old_address_opens_nothing(boolean javaScript) throws Exception {
        var henk = as("HENK", Chromium.PHONE, javaScript);
        follow(henk, henk.locator("main a", new Page.LocatorOptions().setHasText("In de agenda van mijn telefoon")));
        if (henk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stop ermee"))
                        .count()
                > 0) {
            press(henk, "Stop ermee");
        }
        press(henk, "Maak mijn adres");
        var first = henk.locator("#feed").inputValue();
        var calendar = fetch(first);
        assertThat(calendar.statusCode()).isEqualTo(200);
        assertThat(calendar.headers().firstValue("content-type").orElse("")).startsWith("text/calendar");
        assertThat(calendar.headers().firstValue("cache-control").orElse("")).contains("private");
        assertThat(calendar.body())
                // in the language he read last
                .containsPattern("SUMMARY:(Vrijwilligerswerk|Volunteering)")
                .contains("TZID:Europe/Amsterdam", "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Amsterdam:")
                .doesNotContain("Aafjes", "Henk", "Molenweg");

        press(henk, "Maak een nieuw adres");
        assertThat(henk.locator("#feed").inputValue()).isNotEqualTo(first);
        assertThat(fetch(first).statusCode()).isEqualTo(404);
        assertThat(fetch(henk.locator("#feed").inputValue()).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> fetch(String link) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var path = URI.create(link).getPath();
            return client.send(
                    HttpRequest.newBuilder(URI.create(address(path))).build(), HttpResponse.BodyHandlers.ofString());
        }
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
