package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// One table, five people in five browsers: the plan is agreed by daughter, volunteer and nurse; the volunteer falls
/// ill,
/// and within one page load what he did is nobody's; a volunteer of another organisation takes over.
@DemoTown
class TheTableOfThreeTest {

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    /// Something only this walk says, to find it back.
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_volunteer_falls_ill_and_nothing_is_left_undone_unseen(boolean javaScript) {
        var coordinator = as("MARIEKE", javaScript);
        var daughter = as("ANNEKE", javaScript);
        var nurse = as("SAMIRA", javaScript);
        var volunteer = as("HENK", javaScript);
        var another = as("NOOR", javaScript);
        var plan = tableOf(coordinator, "Truus de Boer");
        coordinator.navigate(address(plan + "/seats?find=Henk"));
        check(coordinator, "who", "Henk Visser");
        coordinator.locator("input[name=how][value=ONLINE]").check();
        coordinator.locator("#participantAgrees").check();
        press(coordinator, "Vraag aan tafel");
        volunteer.navigate(address("/careplans"));
        press(volunteer, "Ik ga aan tafel");
        join(coordinator, another, plan);

        // the plan is agreed by daughter, volunteer and nurse
        daughter.navigate(address(plan));
        open(daughter, "Een afspraak voorstellen");
        daughter.locator("#agreement").fill("Naar buiten met een vrijwilliger, zorg door de wijk " + mark);
        daughter.locator("#by").selectOption("TOGETHER");
        daughter.locator("#reviewOn").fill(in(90));
        press(daughter, "Stel voor");
        for (var who : List.of(volunteer, nurse)) {
            who.navigate(address(plan));
            follow(who, agreement(who).locator("button:has-text('Daar ben ik het mee eens')"));
        }
        daughter.navigate(address(plan));
        assertThat(agreement(daughter).innerText())
                .contains("dit is zo besloten", "Anneke de Boer", "Henk Visser", "Samira El Idrissi");

        // a task, and who does it
        open(daughter, "Een taak voorstellen");
        daughter.locator("#taskWords").fill("Naar de kapper " + mark);
        press(daughter, "Leg op tafel");
        assertThat(nobodys(daughter)).contains("Naar de kapper " + mark);
        volunteer.navigate(address(plan));
        follow(volunteer, task(volunteer).locator("button:has-text('Dat doe ik')"));
        daughter.navigate(address(plan));
        assertThat(nobodys(daughter)).doesNotContain("Naar de kapper " + mark);

        // the volunteer falls ill
        pause(volunteer, in(14));
        try {
            daughter.navigate(address(plan));
            assertThat(nobodys(daughter)).as("one page load later").contains("Naar de kapper " + mark);
            coordinator.navigate(address("/workbench"));
            assertThat(coordinator.locator("main").innerText()).contains("van niemand");

            // another takes over
            another.navigate(address(plan));
            follow(another, task(another).locator("button:has-text('Dat doe ik')"));
            daughter.navigate(address(plan));
            assertThat(nobodys(daughter)).doesNotContain("Naar de kapper " + mark);
            assertThat(task(daughter).innerText()).contains("Noor Jansen");
        } finally {
            pause(volunteer, "");
            leaves(volunteer, plan);
            leaves(another, plan);
        }
    }

    private String tableOf(Page page, String participant) {
        page.navigate(address("/careplans"));
        return page.locator("li.card")
                .filter(new Locator.FilterOptions().setHasText(participant))
                .locator("a")
                .getAttribute("href");
    }

    private void join(Page coordinator, Page newcomer, String plan) {
        coordinator.navigate(address(plan + "/seats"));
        coordinator.locator("input[name=who][value=code]").check();
        coordinator.locator("#givenName").fill("Noor");
        coordinator.locator("#familyName").fill("Jansen");
        coordinator.locator("#seatPart").selectOption("VOLUNTEER");
        coordinator.locator("input[name=how][value=ONLINE]").check();
        coordinator.locator("#participantAgrees").check();
        press(coordinator, "Vraag aan tafel");
        var code = coordinator.locator(".code").innerText();
        newcomer.navigate(address("/careplans/join"));
        newcomer.locator("#code").fill(code);
        press(newcomer, "Ga aan tafel");
        assertThat(newcomer.locator("main").innerText()).contains("Truus de Boer");
    }

    private static void pause(Page page, String until) {
        page.navigate(page.url().replaceFirst("(https?://[^/]+).*", "$1/my-limits"));
        page.locator("#pauseUntil").fill(until);
        follow(page, page.locator("main form button[type=submit]").first());
        assertThat(page.locator("#problems").count()).isZero();
    }

    private void leaves(Page page, String plan) {
        page.navigate(address(plan + "/seats"));
        open(page, "Ik sta op van tafel");
        follow(page, page.locator("form button:has-text('Ik sta op van tafel')"));
    }

    private Locator agreement(Page page) {
        return page.locator("section div.stack").filter(new Locator.FilterOptions().setHasText(mark));
    }

    private Locator task(Page page) {
        return page.locator("li.card").filter(new Locator.FilterOptions().setHasText("Naar de kapper " + mark));
    }

    private static String nobodys(Page page) {
        return page.locator("section[aria-labelledby=nobodys]").innerText();
    }

    private static void check(Page page, String name, String label) {
        page.locator("label.choice")
                .filter(new Locator.FilterOptions().setHasText(label))
                .locator("input[name=" + name + "]")
                .check();
    }

    private static void open(Page page, String summary) {
        page.locator("summary:has-text('" + summary + "')").click();
    }

    private static void press(Page page, String button) {
        follow(page, page.locator("main button:has-text('" + button + "')").first());
    }

    /// Clicks what leads to another page, and waits until that is there.
    private static void follow(Page page, Locator what) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest() && answer.status() / 100 != 3, what::click);
        page.waitForLoadState();
    }

    private Page as(String persona, boolean javaScript) {
        var page = visitor(persona.equals("MARIEKE") ? Chromium.DESK : Chromium.PHONE, javaScript);
        page.navigate(address("/demo"));
        follow(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private Page visitor(int width, boolean javaScript) {
        var context = Chromium.visitor(width, javaScript);
        browsers.add(context);
        return context.newPage();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }

    private static String in(int days) {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(days).toString();
    }
}
