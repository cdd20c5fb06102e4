package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.samenspel.access.Recovery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Coming in, as people do it: the first time with an app for codes, with a passkey, after forgetting a password, and
/// after a session ended in the middle of a form. Each page is looked at, with axe-core, on a phone and at a desk.
@DemoTown
class WaysInTest {

    private static final String PASSWORD = "de markt op donderdag";
    private static final String ANOTHER = "de kermis op zaterdag";

    @LocalServerPort
    int port;

    @Autowired
    Recovery recovery;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    private final List<BrowserContext> browsers = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final String email =
            "nieuw.%s@maatjes.example".formatted(UUID.randomUUID().toString().substring(0, 8));

    @AfterEach
    void everyone_goes_home() {
        browsers.forEach(BrowserContext::close);
        assertThat(troubles).isEmpty();
    }

    @Test
    void a_new_coordinator_sets_up_an_app_signs_out_and_comes_in_with_a_code() throws Exception {
        var page = newCoordinator();
        looked(page, "begin");
        assertThat(page.locator("main").innerText()).contains("Nog één stap");
        page.navigate(address("/workbench"));
        assertThat(page.url()).endsWith("/my-access/begin");

        follow(page, page.locator("main a[href='/my-access/app']"));
        page.locator("main summary").click();
        var secret = page.locator("main .code").innerText().replace(" ", "");
        looked(page, "app");
        page.locator("#code").fill("123");
        send(page);
        assertThat(page.locator("#problems").innerText()).contains("klopt niet");
        page.locator("#code").fill(code(secret, -30));
        send(page);
        assertThat(page.url()).endsWith("/my-access");
        looked(page, "my-access");
        press(page, "Maak een vel");
        looked(page, "sheet");
        var codes = page.locator(".codes .code").allInnerTexts();
        assertThat(codes).hasSize(10);
        follow(page, page.locator("main a.button"));
        press(page, "Uitloggen");

        page.navigate(address("/sign-in"));
        looked(page, "sign-in");
        page.locator("#name").fill(email);
        page.locator("#password").fill(PASSWORD);
        send(page);
        assertThat(page.url()).endsWith("/sign-in/second");
        looked(page, "second");
        page.locator("#code").fill("000 000");
        send(page);
        assertThat(page.locator("#problems").innerText()).contains("klopt niet");
        page.locator("#code").fill(code(secret, 0));
        send(page);
        assertThat(page.url()).endsWith("/workbench");
        page.navigate(address("/my-access?language=en"));
        looked(page, "my-access-en");
    }

    @Test
    void without_javascript_a_sheet_is_enough() {
        var page = newCoordinator(false);
        press(page, "Maak een vel");
        var code = page.locator(".codes .code").first().innerText();
        follow(page, page.locator("main a.button"));
        press(page, "Uitloggen");
        page.navigate(address("/sign-in"));
        assertThat(page.getByText("Inloggen met een passkey").isVisible()).isFalse();
        page.locator("#name").fill(email);
        page.locator("#password").fill(PASSWORD);
        send(page);
        page.locator("#code").fill(code);
        send(page);
        assertThat(page.url()).endsWith("/workbench");
    }

    @Test
    void a_volunteer_makes_a_passkey_and_comes_in_with_nothing_else() {
        var page = as("NOOR");
        var phone = authenticator(page);
        follow(page, page.locator("header a[href='/my-access']"));
        looked(page, "volunteer-my-access");
        follow(page, page.locator("main a[href='/my-access/passkey']"));
        looked(page, "passkey");
        page.locator("#called").fill("Mijn telefoon");
        page.getByText("Maak de passkey").click();
        page.waitForURL("**/my-access");
        assertThat(page.locator("main").innerText()).contains("Mijn telefoon");
        looked(page, "my-access-passkey");
        press(page, "Uitloggen");

        page.navigate(address("/sign-in"));
        page.getByText("Inloggen met een passkey").click();
        page.waitForURL("**/my-week");

        // a device that is not asked for a finger or a PIN is not enough
        press(page, "Uitloggen");
        phone.send("WebAuthn.setUserVerified", with("isUserVerified", false));
        page.navigate(address("/sign-in"));
        page.getByText("Inloggen met een passkey").click();
        page.locator("[data-passkey-trouble]").waitFor();
        assertThat(page.url()).endsWith("/sign-in");
        looked(page, "passkey-trouble");

        // and one that was removed is unknown
        phone.send("WebAuthn.setUserVerified", with("isUserVerified", true));
        jobs.sql("delete from access.passkey where name = 'Mijn telefoon'").update();
        page.navigate(address("/sign-in"));
        page.getByText("Inloggen met een passkey").click();
        page.getByText("Deze passkey kennen we niet").waitFor();
        assertThat(page.url()).endsWith("/sign-in");
    }

    @Test
    void who_forgot_a_password_chooses_another_with_a_link_and_a_code_of_the_sheet() {
        var page = newCoordinator();
        press(page, "Maak een vel");
        var codes = page.locator(".codes .code").allInnerTexts();
        follow(page, page.locator("main a.button"));
        press(page, "Uitloggen");

        page.navigate(address("/forgotten"));
        page.locator("#email").fill(email);
        send(page);
        assertThat(page.locator("body").innerText()).contains("Kennen we dit mailadres?");
        // what otherwise happens by itself some seconds later
        recovery.answer();
        page.navigate(address(linkInMail(page)));
        looked(page, "recover");
        page.locator("#password").fill(ANOTHER);
        send(page);
        assertThat(page.locator("#problems").innerText()).contains("Vul dit nog in");
        page.locator("#password").fill(ANOTHER);
        page.locator("#second").fill(codes.getFirst());
        send(page);
        page.locator("#name").fill(email);
        page.locator("#password").fill(ANOTHER);
        send(page);
        page.locator("#code").fill(codes.get(1));
        send(page);
        assertThat(page.url()).endsWith("/workbench");
    }

    @Test
    void what_was_typed_when_the_session_ended_comes_back_after_signing_in() {
        var page = newCoordinator();
        press(page, "Maak een vel");
        var codes = page.locator(".codes .code").allInnerTexts();
        page.navigate(address("/volunteers/new"));
        var field = page.locator("main form input[name=familyName]");
        field.fill("Kanariepiet");
        jobs.sql("""
                update access.sign_in set seen_at = seen_at - interval '31 minutes', began_at = began_at - interval '31 minutes'
                where account = (select id from access.account where sign_in_name = :name)
                """).param("name", email).update();
        send(page);
        assertThat(page.url()).contains("/sign-in?ended");
        looked(page, "ended");
        assertThat(page.context().storageState()).doesNotContain("Kanariepiet");
        page.locator("#name").fill(email);
        page.locator("#password").fill(PASSWORD);
        send(page);
        page.locator("#code").fill(codes.getFirst());
        send(page);
        assertThat(page.url()).endsWith("/go-on");
        looked(page, "go-on");
        send(page);
        assertThat(page.locator("main form input[name=familyName]").inputValue())
                .isEqualTo("Kanariepiet");
    }

    @Test
    void a_coordinator_helps_and_a_manager_keeps_the_rules() {
        var manager = as("ELS");
        manager.navigate(address("/people-access"));
        looked(manager, "people-access");
        follow(manager, manager.locator("main table a").first());
        looked(manager, "help");
    }

    // --- how they do it ---

    /// Invited by the manager; has chosen a password and nothing more, and just signed in.
    private Page newCoordinator() {
        return newCoordinator(true);
    }

    private Page newCoordinator(boolean javaScript) {
        var manager = as("ELS");
        manager.navigate(address("/my-organisation"));
        manager.locator("details:has(#colleague) > summary").click();
        manager.locator("#colleague").fill("Nieuwe Collega");
        manager.locator("#colleagueEmail").fill(email);
        manager.locator("#role").selectOption("COORDINATOR");
        manager.locator("#branch").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        follow(manager, manager.locator("form[action$='/colleagues'] button[type=submit]"));
        var page = visitor(javaScript);
        page.navigate(address(linkInMail(page)));
        page.locator("#password").fill(PASSWORD);
        send(page);
        page.locator("#name").fill(email);
        page.locator("#password").fill(PASSWORD);
        send(page);
        assertThat(page.url()).endsWith("/my-access/begin");
        return page;
    }

    private String linkInMail(Page page) {
        page.navigate(address("/demo/mailbox"));
        return page.locator("article")
                .filter(new Locator.FilterOptions().setHasText(email))
                .locator("a[href*='/enrol']")
                .first()
                .getAttribute("href");
    }

    /// A telephone that recognises a finger.
    private static com.microsoft.playwright.CDPSession authenticator(Page page) {
        var browser = page.context().newCDPSession(page);
        browser.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var wanted = new JsonObject();
        wanted.add("options", options);
        authenticatorId = browser.send("WebAuthn.addVirtualAuthenticator", wanted)
                .get("authenticatorId")
                .getAsString();
        return browser;
    }

    private static String authenticatorId = "";

    private static JsonObject with(String name, boolean value) {
        var arguments = new JsonObject();
        arguments.addProperty("authenticatorId", authenticatorId);
        arguments.addProperty(name, value);
        return arguments;
    }

    /// RFC 6238 once more, by itself: what an app does.
    private static String code(String base32, int secondsOff) throws Exception {
        var bits = new StringBuilder();
        base32.chars()
                .forEach(letter ->
                        bits.append(Integer.toBinaryString(32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter))
                                .substring(1)));
        var secret = new byte[bits.length() / 8];
        for (var i = 0; i < secret.length; i++) {
            secret[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        var mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret, "HmacSHA1"));
        var hash = mac.doFinal(ByteBuffer.allocate(8)
                .putLong((Instant.now().getEpochSecond() + secondsOff) / 30)
                .array());
        var at = hash[19] & 15;
        return "%06d".formatted((ByteBuffer.wrap(hash).getInt(at) & 0x7fffffff) % 1_000_000);
    }

    private void looked(Page page, String name) {
        for (var width : new int[] {Chromium.PHONE, Chromium.DESK}) {
            page.setViewportSize(width, 800);
            var wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
            if (wide > width) {
                troubles.add("%s: %d px wide on a screen of %d".formatted(name, wide, width));
            }
            Chromium.picture(page, "ways-in/%s-%d".formatted(name, width));
            Axe.faults(page).forEach(fault -> troubles.add("%s at %d px: %s".formatted(name, width, fault)));
        }
        if (page.locator("body").innerText().contains("??")) {
            troubles.add(name + ": words are missing");
        }
    }

    private static void send(Page page) {
        follow(page, page.locator("main form:not([hidden]) button[type=submit]").first());
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

    private Page as(String persona) {
        var page = visitor(true);
        page.navigate(address("/demo"));
        follow(page, page.locator("button[name=as][value=" + persona + "]"));
        return page;
    }

    private Page visitor(boolean javaScript) {
        var browser = Chromium.visitor(Chromium.DESK, javaScript);
        browsers.add(browser);
        var page = browser.newPage();
        page.onPageError(troubles::add);
        return page;
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
