package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// What people do at one table, each in a browser of their own.
///
/// @param address of the program
/// @param plan the address of the plan
/// @param mark something only this walk says, to find it back
record AroundTheTable(String address, String plan, String mark) {

    /// Takes a seat with a code that the coordinator hands over on paper.
    void join(Page coordinator, Page newcomer, String givenName, String familyName, String part, String participant) {
        coordinator.navigate(address + plan + "/seats");
        coordinator.locator("input[name=who][value=code]").check();
        coordinator.locator("#givenName").fill(givenName);
        coordinator.locator("#familyName").fill(familyName);
        coordinator.locator("#seatPart").selectOption(part);
        coordinator.locator("input[name=how][value=ONLINE]").check();
        coordinator.locator("#participantAgrees").check();
        press(coordinator, "Vraag aan tafel");
        var code = coordinator.locator(".code").innerText();
        newcomer.navigate(address + "/careplans/join");
        newcomer.locator("#code").fill(code);
        press(newcomer, "Ga aan tafel");
        assertThat(newcomer.locator("main").innerText()).contains(participant);
    }

    /// A volunteer of the organisation is asked, and sits down.
    void ask(Page coordinator, Page volunteer, String givenName, String name) {
        coordinator.navigate(address + plan + "/seats?find=" + givenName);
        coordinator
                .locator("label.choice")
                .filter(new Locator.FilterOptions().setHasText(name))
                .locator("input[name=who]")
                .check();
        coordinator.locator("input[name=how][value=ONLINE]").check();
        coordinator.locator("#participantAgrees").check();
        press(coordinator, "Vraag aan tafel");
        volunteer.navigate(address + "/careplans");
        press(volunteer, "Ik ga aan tafel");
    }

    /// The plan is agreed by daughter, volunteer and nurse; the volunteer takes a task and falls ill; within one page
    /// load it is nobody's, and another takes over. Everybody is as well as before afterwards.
    ///
    /// @param board where the desk sees it: the workbench of who holds the plan, or the list of tables
    void nothingIsLeftUndoneUnseen(
            Page coordinator, String board, Page daughter, Page nurse, Page volunteer, Page another) {
        // the plan is agreed by daughter, volunteer and nurse
        daughter.navigate(address + plan);
        open(daughter, "Een afspraak voorstellen");
        daughter.locator("#agreement").fill("Naar buiten met een vrijwilliger, zorg door de wijk " + mark);
        daughter.locator("#by").selectOption("TOGETHER");
        daughter.locator("#reviewOn").fill(in(90));
        press(daughter, "Stel voor");
        for (var who : List.of(volunteer, nurse)) {
            who.navigate(address + plan);
            follow(who, agreement(who).locator("button:has-text('Daar ben ik het mee eens')"));
        }
        daughter.navigate(address + plan);
        assertThat(agreement(daughter).innerText())
                .contains("dit is zo besloten", "Anneke de Boer", "Henk Visser", "Samira El Idrissi");

        // a task, and who does it
        open(daughter, "Een taak voorstellen");
        daughter.locator("#taskWords").fill("Naar de kapper " + mark);
        press(daughter, "Leg op tafel");
        assertThat(nobodys(daughter)).contains("Naar de kapper " + mark);
        volunteer.navigate(address + plan);
        follow(volunteer, task(volunteer).locator("button:has-text('Dat doe ik')"));
        daughter.navigate(address + plan);
        assertThat(nobodys(daughter)).doesNotContain("Naar de kapper " + mark);

        // the volunteer falls ill
        pause(volunteer, in(14));
        try {
            daughter.navigate(address + plan);
            assertThat(nobodys(daughter)).as("one page load later").contains("Naar de kapper " + mark);
            coordinator.navigate(address + board);
            assertThat(coordinator.locator("main").innerText()).contains("van niemand");

            // another takes over
            another.navigate(address + plan);
            follow(another, task(another).locator("button:has-text('Dat doe ik')"));
            daughter.navigate(address + plan);
            assertThat(nobodys(daughter)).doesNotContain("Naar de kapper " + mark);
            assertThat(task(daughter).innerText()).contains("Noor Jansen");
        } finally {
            pause(volunteer, "");
            leaves(volunteer);
            leaves(another);
        }
    }

    private static void pause(Page page, String until) {
        page.navigate(page.url().replaceFirst("(https?://[^/]+).*", "$1/my-limits"));
        page.locator("#pauseUntil").fill(until);
        follow(page, page.locator("main form button[type=submit]").first());
        assertThat(page.locator("#problems").count()).isZero();
    }

    private void leaves(Page page) {
        page.navigate(address + plan + "/seats");
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

    private static void open(Page page, String summary) {
        page.locator("summary:has-text('" + summary + "')").click();
    }

    private static void press(Page page, String button) {
        follow(page, page.locator("main button:has-text('" + button + "')").first());
    }

    /// Clicks what leads to another page, and waits until that is there.
    static void follow(Page page, Locator what) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest() && answer.status() / 100 != 3, what::click);
        page.waitForLoadState();
    }

    private static String in(int days) {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(days).toString();
    }
}
