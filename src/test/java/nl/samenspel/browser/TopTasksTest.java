package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The twelve tasks that matter most (docs/explanation/top-tasks.md), by keyboard only: by somebody with a screen
/// magnified four times, the colours of their own device and no JavaScript, and by somebody at an ordinary desk.
@DemoTown
class TopTasksTest {

    private static final String PASSWORD = "de markt op donderdag";

    /// How somebody sits there.
    enum Seat {
        /// 1280 px magnified four times is 320 CSS px wide: the same as a small phone.
        MAGNIFIED(Chromium.PHONE, false, ForcedColors.ACTIVE),
        DESK(Chromium.DESK, true, ForcedColors.NONE);

        private final int width;
        private final boolean javaScript;
        private final ForcedColors colours;

        Seat(int width, boolean javaScript, ForcedColors colours) {
            this.width = width;
            this.javaScript = javaScript;
            this.colours = colours;
        }
    }

    @LocalServerPort
    int port;

    private final List<BrowserContext> browsers = new ArrayList<>();

    /// Something only this walk says, to find it back.
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
    }

    /// Tasks 1, 3, 4, 5, 6 and 7, each by whom it belongs to.
    @ParameterizedTest
    @EnumSource
    void from_asking_for_help_to_a_first_meeting(Seat seat) {
        var relative = visitor(seat);
        ask(relative);
        var coordinator = as(seat, "MARIEKE");
        var request = triage(coordinator);
        var volunteer = as(seat, "HENK");
        makeRoom(volunteer);
        chooseAndInvite(coordinator, request);
        answer(volunteer);
        consent(relative);
        plan(coordinator, request);
        System.out.printf(
                "%s: %d presses by a relative, %d by a coordinator, %d by a volunteer%n",
                seat, relative.presses(), coordinator.presses(), volunteer.presses());
    }

    private void ask(Keyboard keys) {
        keys.open("/ask").choose("who", "OTHER").go("main button[type=submit]");
        keys.choose("kind", "WALKING").go("main button[type=submit]");
        keys.type("#words", "Een rondje om de kerk, " + mark).go("main button[type=submit]");
        keys.type("#postcode", "1815 ab").go("main button[type=submit]");
        if (keys.page().url().contains("/branch")) {
            keys.go("main button[type=submit]");
        }
        keys.tick("input[value=TUESDAY-MORNING]")
                .tick("input[value=THURSDAY-MORNING]")
                .tick("input[value=FRIDAY-AFTERNOON]")
                .go("main button[type=submit]");
        keys.type("#hours", "1").go("main button[type=submit]");
        keys.go("main button[type=submit]");
        keys.choose("urgency", firstOf(keys, "urgency")).go("main button[type=submit]");
        keys.go("main button[type=submit]");
        keys.go("main button[type=submit]");
        keys.choose("paidBefore", "NO").go("main button[type=submit]");
        keys.type("#givenName", "Mientje").type("#familyName", "Kamperfoelie").go("main button[type=submit]");
        keys.type("#askerGivenName", "Karin")
                .type("#askerFamilyName", "Kamperfoelie")
                .select("#relation", "LEGAL_REPRESENTATIVE")
                .type("#askerEmail", mail())
                .go("main button[type=submit]");
        keys.go("main form button[type=submit]");
        assertThat(keys.page().locator("main").innerText()).contains("Uw vraag is binnen");
    }

    private String triage(Keyboard keys) {
        keys.open("/requests?q=" + mark).go("main table a[href*='/requests/']");
        var request = keys.page().url().replaceAll(".*/requests/([0-9a-f-]+).*", "$1");
        keys.go("form[action$='/representative'] button");
        keys.choose("withinAYear", firstOf(keys, "withinAYear"))
                .choose("outcome", "VOLUNTEER")
                .go("form[action$='/triage'] button[type=submit]");
        // decided: the form is folded away
        assertThat(keys.page()
                        .locator("details[open]:has(form[action$='/triage'])")
                        .count())
                .isZero();
        return request;
    }

    /// Others may have asked Henk before: he says himself that he has room for more.
    private void makeRoom(Keyboard keys) {
        keys.open("/my-limits").type("#hours", "40").type("#atATime", "10").go("main form button[type=submit]");
    }

    private void chooseAndInvite(Keyboard keys, String request) {
        keys.open("/requests/" + request + "/candidates");
        keys.type("input[name=name]", "Henk Visser").go("form[role=search] button");
        var henk = keys.page()
                .locator("label.choice")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Henk Visser"))
                .first()
                .locator("input")
                .getAttribute("value");
        keys.tick("input[name=volunteer][value='" + henk + "']")
                .type("#words", "Iemand wil graag een rondje om de kerk. " + mark)
                .go("#invite button[type=submit]:not([form])");
        assertThat(keys.page().locator("main").innerText()).contains("Henk Visser");
    }

    private void answer(Keyboard keys) {
        keys.open("/invitations");
        for (var link : links(keys, "main a[href*='/invitations/']")) {
            keys.open("/invitations").go("main a[href='" + link + "']");
            if (keys.page().locator("main").innerText().contains(mark)) {
                keys.go("form[action$='/yes'] button");
                assertThat(keys.page().locator("main").innerText()).contains("Wat gebeurt er nu?");
                return;
            }
        }
        throw new AssertionError("No invitation says " + mark);
    }

    private void consent(Keyboard keys) {
        keys.open(enrolLink(keys)).type("#password", PASSWORD).go("main form button[type=submit]");
        keys.type("#name", mail()).type("#password", PASSWORD).go("main form button[type=submit]");
        keys.open("/my-matches").go("main a[href*='/my-matches/']");
        keys.go("form[action$='/yes'] button");
    }

    /// The link in the mail to Karin.
    private String enrolLink(Keyboard keys) {
        keys.page().navigate(address("/demo/mailbox"));
        return keys.page()
                .locator("article")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(mail()))
                .locator("a[href*='/enrol']")
                .first()
                .getAttribute("href")
                .replaceFirst("^https?://[^/]+", "");
    }

    private void plan(Keyboard keys, String request) {
        keys.open("/matches?request=" + request)
                .day("#meetingOn", today().plusDays(3))
                .type("#meetingPlace", "bij Mientje thuis")
                .go("form[action$='/meeting'] button[type=submit]");
        assertThat(keys.page().locator("main").innerText()).contains("bij Mientje thuis");
    }

    /// Task 2.
    @ParameterizedTest
    @EnumSource
    void offering_help(Seat seat) {
        var keys = visitor(seat).open("/help-out");
        keys.type("#givenName", "Fatma")
                .type("#familyName", "van 's-Gravenhage")
                .type("#email", "fatma." + mark + "@mail.example")
                .go("main button[type=submit]");
        keys.type("#postcode", "1811 AB").choose("km", "5").go("main button[type=submit]");
        keys.choose("kind-WALKING", "LOVES").go("main button[type=submit]");
        keys.tick("input[value=TUESDAY-MORNING]").go("main button[type=submit]");
        keys.go("main button[type=submit]");
        keys.type("#hours", "3").type("#atATime", "1").go("main button[type=submit]");
        keys.type("#aboutMe", "Ik houd van vogels.").go("main button[type=submit]");
        keys.go("form[action$='/send'] button[type=submit]");
        assertThat(keys.page().locator("main").innerText()).contains("Fijn dat je mee wilt doen");
    }

    /// Task 8.
    @ParameterizedTest
    @EnumSource
    void finding_someone(Seat seat) {
        var keys = as(seat, "MARIEKE").open("/search").type("#q", "Visser").go("form[role=search] button");
        keys.go("main a[href*='/volunteers/']");
        assertThat(keys.page().locator("h1").innerText()).contains("Visser");
    }

    /// Tasks 9 and 10.
    @ParameterizedTest
    @EnumSource
    void changing_ones_own_limits_and_setting_a_pause(Seat seat) {
        var keys = as(seat, "NOOR").open("/my-limits");
        var hours = keys.page().locator("#hours").inputValue();
        keys.type("#hours", String.valueOf(Integer.parseInt(hours) + 1)).go("main form button[type=submit]");
        assertThat(keys.page().locator("#hours").inputValue()).isEqualTo(String.valueOf(Integer.parseInt(hours) + 1));
        keys.type("#hours", hours).day("#pauseUntil", today().plusDays(30)).go("main form button[type=submit]");
        assertThat(keys.page().locator("main").innerText()).contains("auze");
        assertThat(keys.page().locator("#hours").inputValue()).isEqualTo(hours);
        // and back, for whoever comes next in this town
        keys.reach("#pauseUntil");
        for (var part = 0; part < 3; part++) {
            keys.page().keyboard().press("Delete");
            keys.page().keyboard().press("ArrowRight");
        }
        keys.go("main form button[type=submit]");
        assertThat(keys.page().locator("#pauseUntil").inputValue()).isEmpty();
    }

    /// Task 11.
    @ParameterizedTest
    @EnumSource
    void letting_a_colleague_take_over(Seat seat) {
        var keys = as(seat, "MARIEKE").open("/cover");
        var colleague = keys.page().locator("#cover option").nth(1).getAttribute("value");
        var later = today().plusDays(200 + 20L * seat.ordinal());
        keys.select("#cover", colleague)
                .day("#from", later)
                .day("#until", later.plusDays(5))
                .go("main form button[type=submit]");
        assertThat(keys.page().locator(".notice.success").count()).isOne();
    }

    /// Task 12.
    @ParameterizedTest
    @EnumSource
    void bringing_in_a_list(Seat seat) {
        var keys = as(seat, "MARIEKE").open("/import").choose("list", "REQUESTS");
        keys.file("#file", new FilePayload("wachtlijst.csv", "text/csv", """
                Nummer;Naam;Soort hulp;Omschrijving;Postcode;Wacht sinds
                %1$s-1;Wil de Groot;gezelschap;Kaarten op dinsdag;1811 AB;3-9-2026
                %1$s-2;Jan Vos;parachutespringen;Eén keer vliegen;1811;4-9-2026
                """.formatted(mark)
                .getBytes(StandardCharsets.UTF_8)));
        keys.go("main button[type=submit]");
        keys.go("main button[type=submit]");
        assertThat(keys.page().locator("main").innerText()).contains("parachutespringen");
        keys.go("button[name=keepGood]");
        assertThat(keys.page().locator("h1").innerText()).isEqualTo("Ingelezen");
    }

    /// What the tests do and what the page says people can do are the same.
    @Test
    void each_of_the_twelve_tasks_has_a_test() throws Exception {
        var named = Pattern.compile("TopTasksTest#(\\w+)")
                .matcher(Files.readString(Path.of("docs/explanation/top-tasks.md")))
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(named).hasSize(12);
        var tests = java.util.Arrays.stream(TopTasksTest.class.getDeclaredMethods())
                .map(method -> method.getName())
                .toList();
        assertThat(tests).containsAll(named);
    }

    /// The looker is not blind: without an outline a press is refused.
    @Test
    void a_focus_that_cannot_be_seen_is_noticed() {
        var keys = visitor(Seat.DESK).open("/ask");
        keys.page().evaluate("""
                () => { const sheet = new CSSStyleSheet();
                    sheet.replaceSync('* { outline: none !important }');
                    document.adoptedStyleSheets = [sheet]; }""");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> keys.reach("main button[type=submit]"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("cannot be seen");
    }

    private static String firstOf(Keyboard keys, String name) {
        return keys.page().locator("input[name=" + name + "]").first().getAttribute("value");
    }

    private static List<String> links(Keyboard keys, String which) {
        return keys.page().locator(which).all().stream()
                .map(link -> link.getAttribute("href"))
                .distinct()
                .toList();
    }

    private String mail() {
        return "karin." + mark + "@mail.example";
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam"));
    }

    private Keyboard as(Seat seat, String persona) {
        return visitor(seat).open("/demo").go("button[name=as][value=" + persona + "]");
    }

    private Keyboard visitor(Seat seat) {
        var browser = Chromium.visitor(seat.width, seat.javaScript, seat.colours);
        browsers.add(browser);
        return new Keyboard(browser.newPage(), address(""));
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
