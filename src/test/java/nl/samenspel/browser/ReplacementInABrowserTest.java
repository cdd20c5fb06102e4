package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One replacement, from the volunteer's "I am ill" to the new acquaintance and back: the volunteer on a phone, the
/// coordinator at a desk. With JavaScript and without.
@DemoTown
class ReplacementInABrowserTest {

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_volunteer_falls_ill_another_comes_and_the_first_is_back(boolean javaScript) {
        var volunteer = as("HENK", javaScript, Chromium.PHONE);
        volunteer.navigate(address("/my-week"));
        var tried = volunteer
                .locator("li.card")
                .filter(new Locator.FilterOptions().setHasText("jullie proberen het"))
                .first();
        var match = tried.locator("a[href*='/my-matches/']")
                .first()
                .getAttribute("href")
                .replace("/my-matches/", "");

        // two taps
        follow(volunteer, volunteer.locator("a:has-text('Ik ben ziek')"));
        press(volunteer, "Ja, ik ben ziek");
        assertThat(volunteer.locator("main").innerText()).contains("je bent even weg");

        // the coordinator sees it today, and that the participant knows or is to be phoned
        var coordinator = as("MARIEKE", javaScript, Chromium.DESK);
        coordinator.navigate(address("/workbench"));
        assertThat(coordinator.locator("main").innerText()).contains("komt een vrijwilliger niet");
        var page = "/matches/" + match + "/replacement";
        coordinator.navigate(address(page));
        if (coordinator.locator("button:has-text('Ik heb gebeld')").count() > 0) {
            press(coordinator, "Ik heb gebeld");
        }
        assertThat(coordinator.locator("main").innerText()).containsPattern("gemaild|gebeld");

        // somebody is asked, and says yes
        var asked = coordinator.locator("input[name=volunteer]").first();
        asked.check();
        press(coordinator, "Vraag wie ik koos");
        coordinator
                .locator("details summary")
                .filter(new Locator.FilterOptions().setHasText("Antwoord gehad?"))
                .last()
                .click();
        coordinator.locator("details[open] input[name=said][value=YES]").check();
        follow(coordinator, coordinator.locator("details[open] button:has-text('Antwoord bewaren')"));
        assertThat(coordinator.url()).contains("/matches/").doesNotContain(match);

        // the participant agrees on the phone, and they get acquainted
        coordinator.locator("input[name=saidBy]").first().check();
        press(coordinator, "Toestemming vastleggen");
        coordinator.locator("#meetingOn").fill(in(2));
        coordinator.locator("#meetingPlace").fill("thuis, met de coördinator erbij");
        press(coordinator, "Plan de kennismaking");
        press(coordinator, "Begin de proefperiode");
        var bridge = coordinator.url();
        coordinator.navigate(address(page));
        assertThat(coordinator.locator("main").innerText()).contains("Komt in de plaats", "proefperiode");

        // and he is back
        volunteer.navigate(address("/my-week"));
        follow(volunteer, volunteer.locator("form[action$='" + match + "/back'] button"));
        assertThat(volunteer.locator("main").innerText())
                .contains("jullie proberen het")
                .doesNotContain("je bent even weg");
        coordinator.navigate(bridge);
        assertThat(coordinator.locator("main").innerText()).contains("de vaste vrijwilliger is terug");
        coordinator.navigate(address("/matches/" + match));
        assertThat(coordinator.locator("main").innerText()).contains("De vrijwilliger is terug", "proefperiode");
    }

    private Page as(String persona, boolean javaScript, int width) {
        var context = Chromium.visitor(width, javaScript);
        browsers.add(context);
        var page = context.newPage();
        page.navigate(address("/demo"));
        follow(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private static void press(Page page, String button) {
        follow(page, page.locator("button:has-text('" + button + "')").first());
    }

    private static void follow(Page page, Locator way) {
        AroundTheTable.follow(page, way);
    }

    private static String in(int days) {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(days).toString();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
