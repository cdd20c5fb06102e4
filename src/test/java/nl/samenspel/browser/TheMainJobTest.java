package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The whole job, by three people in three browsers of their own: a relative asks, the coordinator weighs and
/// invites, the volunteer answers, whoever decides for the participant agrees, they meet, the trial ends well.
/// With JavaScript and without.
@DemoTown
class TheMainJobTest {

    private static final String PASSWORD = "de markt op donderdag";

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
    void from_a_request_to_a_match_both_said_yes_to(boolean javaScript) {
        var relative = visitor(Chromium.PHONE, javaScript);
        ask(relative);

        var coordinator = as("MARIEKE", javaScript);
        var request = weigh(coordinator);
        invite(coordinator, request, "Henk");

        var volunteer = as("HENK", javaScript);
        openInvitation(volunteer);
        assertThat(volunteer.locator("main").innerText()).doesNotContain("Mientje", "Kamperfoelie");
        press(volunteer, "Ja, graag");
        assertThat(volunteer.locator("main").innerText()).contains("Wat gebeurt er nu?");

        enrol(relative);
        relative.navigate(address("/my-matches"));
        follow(relative, relative.locator("main a[href*='/my-matches/']").first());
        press(relative, "Ja, dat is goed");

        coordinator.navigate(address("/matches?request=" + request));
        coordinator.locator("#meetingOn").fill(in(3));
        coordinator.locator("#meetingPlace").fill("bij Mientje thuis");
        press(coordinator, "Plan de kennismaking");
        press(coordinator, "Begin de proefperiode");
        press(coordinator, "Maak er een koppeling van");
        assertThat(coordinator.locator("#problems").count()).isZero();
        assertThat(coordinator.locator("main").innerText()).contains("Hoe gaat het?");

        volunteer.navigate(address("/my-week"));
        assertThat(volunteer.locator("main").innerText()).contains("Mientje");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_no_harms_nobody_and_is_not_asked_again(boolean javaScript) {
        ask(visitor(Chromium.PHONE, javaScript));
        var coordinator = as("MARIEKE", javaScript);
        var request = weigh(coordinator);
        invite(coordinator, request, "Henk");

        var volunteer = as("HENK", javaScript);
        openInvitation(volunteer);
        press(volunteer, "Nu niet");
        assertThat(volunteer.locator("main").innerText()).contains("helemaal goed");

        coordinator.navigate(address("/requests/" + request + "/candidates?name=Henk+Visser"));
        assertThat(coordinator.locator("main").innerText()).contains("past nu niet");
        assertThat(coordinator.locator("#invite").innerText()).doesNotContain("Henk Visser");
    }

    /// Noor has room for one person. Two yeses leave her browser in the same moment.
    @Test
    void of_two_yeses_on_the_last_room_one_wins_and_the_other_is_told_plainly() {
        var coordinator = as("JOOST", true);
        var volunteer = as("NOOR", true);
        for (var request : links(coordinator, "/requests?state=SEARCHING", "main table a[href*='/requests/']")) {
            if (links(volunteer, "/invitations", "a.button[href*='/invitations/']")
                            .size()
                    >= 2) {
                break;
            }
            coordinator.navigate(address(request + "/candidates?name=Noor+Jansen"));
            var noor = coordinator
                    .locator("label.choice")
                    .filter(new Locator.FilterOptions().setHasText("Noor Jansen"))
                    .locator("input");
            if (noor.count() > 0) {
                noor.first().check();
                press(coordinator, "Vraag deze mensen");
            }
        }
        var asked = links(volunteer, "/invitations", "a.button[href*='/invitations/']");
        assertThat(asked).hasSizeGreaterThanOrEqualTo(2);

        var forms = asked.subList(0, 2).stream()
                .map(link -> {
                    volunteer.navigate(address(link));
                    var form = volunteer.evaluate("""
                            () => new URLSearchParams(
                                new FormData(document.querySelector("form[action$='/yes']"))).toString()""");
                    return List.of(link, form);
                })
                .toList();
        @SuppressWarnings("unchecked")
        var answers = (List<String>) volunteer.evaluate("""
                async forms => {
                    const answers = await Promise.all(forms.map(([link, form]) =>
                        fetch(link + '/yes', { method: 'POST', body: new URLSearchParams(form) })));
                    return Promise.all(answers.map(answer => answer.text()));
                }""", forms);

        assertThat(answers.stream().filter(page -> page.contains("Wat gebeurt er nu?")))
                .hasSize(1);
        assertThat(answers.stream().filter(page -> page.contains("past nu niet binnen je eigen grenzen")))
                .hasSize(1);
    }

    private List<String> links(Page page, String path, String which) {
        page.navigate(address(path));
        return page.locator(which).all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList();
    }

    private void ask(Page page) {
        page.navigate(address("/ask"));
        page.locator("input[name=who][value=OTHER]").check();
        next(page);
        page.locator("input[name=kind][value=WALKING]").check();
        next(page);
        page.locator("#words").fill("Een rondje om de kerk, " + mark);
        next(page);
        page.locator("#postcode").fill("1815 ab");
        next(page);
        if (page.url().endsWith("/branch")) {
            next(page);
        }
        for (var moment : List.of("TUESDAY-MORNING", "THURSDAY-MORNING", "FRIDAY-AFTERNOON")) {
            page.locator("input[value=" + moment + "]").check();
        }
        next(page);
        page.locator("#hours").fill("1");
        next(page);
        next(page);
        page.locator("input[name=urgency]").first().check();
        next(page);
        next(page);
        next(page);
        page.locator("input[name=paidBefore][value=NO]").check();
        next(page);
        page.locator("#givenName").fill("Mientje");
        page.locator("#familyName").fill("Kamperfoelie");
        next(page);
        page.locator("#askerGivenName").fill("Karin");
        page.locator("#askerFamilyName").fill("Kamperfoelie");
        page.locator("#relation").selectOption("LEGAL_REPRESENTATIVE");
        page.locator("#askerEmail").fill("karin." + mark + "@mail.example");
        next(page);
        press(page, "Ja, verstuur mijn vraag");
        assertThat(page.locator("main").innerText()).contains("Uw vraag is binnen");
    }

    /// Finds the new request, confirms who decides, and decides that a volunteer can do this. Returns its id.
    private String weigh(Page page) {
        page.navigate(address("/requests?q=" + mark));
        follow(page, page.locator("main table a[href*='/requests/']").first());
        var request = page.url().replaceAll(".*/requests/([0-9a-f-]+).*", "$1");
        var confirm = page.locator("form[action$='/representative'] button");
        assertThat(confirm.count()).isOne();
        follow(page, confirm);
        page.locator("input[name=withinAYear]").first().check();
        page.locator("input[name=outcome][value=VOLUNTEER]").check();
        press(page, "Leg dit besluit vast");
        assertThat(page.locator("#problems").count()).isZero();
        return request;
    }

    private void invite(Page page, String request, String who) {
        page.navigate(address("/requests/" + request + "/candidates?name=" + who + "+Visser"));
        page.locator("label.choice")
                .filter(new Locator.FilterOptions().setHasText(who + " Visser"))
                .first()
                .locator("input")
                .check();
        page.locator("#words").fill("Iemand wil graag een rondje om de kerk. " + mark);
        follow(page, page.locator("#invite button[type=submit]").last());
        assertThat(page.locator("#problems").count()).isZero();
    }

    private void openInvitation(Page page) {
        page.navigate(address("/invitations"));
        for (var link : page.locator("main a[href*='/invitations/']").all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList()) {
            page.navigate(address(link));
            if (page.locator("main").innerText().contains(mark)) {
                return;
            }
        }
        throw new AssertionError("No invitation says " + mark);
    }

    /// By the link in the mail that the demo shows.
    private void enrol(Page page) {
        page.navigate(address("/demo/mailbox"));
        var mail = page.locator("article")
                .filter(new Locator.FilterOptions().setHasText("karin." + mark + "@mail.example"));
        var link = mail.locator("a[href*='/enrol']").first().getAttribute("href");
        page.navigate(address(link));
        page.locator("#password").fill(PASSWORD);
        follow(page, page.locator("main form button[type=submit]"));
        page.locator("#name").fill("karin." + mark + "@mail.example");
        page.locator("#password").fill(PASSWORD);
        follow(page, page.locator("form:has(#password) button[type=submit]"));
        assertThat(page.url()).endsWith("/my-requests");
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

    private static void next(Page page) {
        follow(
                page,
                page.locator("main form").first().locator("button[type=submit]").first());
        assertThat(page.locator("#problems").count())
                .as("%s: %s", page.url(), page.locator("main").innerText())
                .isZero();
    }

    private Page as(String persona, boolean javaScript) {
        var page = visitor(Chromium.DESK, javaScript);
        page.navigate(address("/demo"));
        follow(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private Page visitor(int width, boolean javaScript) {
        var browser = Chromium.visitor(width, javaScript);
        browsers.add(browser);
        return browser.newPage();
    }

    private static String in(int days) {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam")).plusDays(days).toString();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
