package nl.samenspel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Clock;
import java.util.Locale;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.database.InstallationKey;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Coming in, and what is asked for it.
@SamenspelTest
@NullUnmarked
class SigningInTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    HouseRules rules;

    @Autowired
    Recovery recovery;

    @Autowired
    InstallationKey key;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    // --- a password, and more where it is asked ---

    @Test
    void a_coordinator_comes_in_with_a_password_and_a_second_factor() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var visitor = new Visitor(browser);

        assertThat(password(visitor, team.email())).hasStatus(302).hasRedirectedUrl("/sign-in/second");
        assertThat(visitor.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(visitor.post("/sign-in/second", "code", "AAAA-BBBB"))
                .hasStatus(422)
                .bodyText()
                .contains("klopt niet");
        assertThat(visitor.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(visitor.arrive(team.email())).hasRedirectedUrl("/home");
        assertThat(visitor.get("/workbench")).hasStatusOk();
    }

    @Test
    void who_must_have_a_second_factor_reaches_nothing_before_setting_one_up() {
        var team = neighbourhood.team();
        var visitor = new Visitor(browser);
        enrolled(team.coordinator());

        assertThat(password(visitor, team.email())).hasRedirectedUrl("/home");
        for (var page :
                new String[] {"/home", "/workbench", "/requests", "/volunteers", "/my-access", "/cover", "/desk"}) {
            assertThat(visitor.get(page)).as(page).hasRedirectedUrl("/my-access/begin");
        }
        assertThat(visitor.post("/cover", "from", "morgen")).hasRedirectedUrl("/my-access/begin");
        assertThat(visitor.get("/my-access/begin")).hasStatusOk().bodyText().contains("Nog één stap");
        // the database would not show them anything either
        assertThat(visitor.get("/")).hasStatusOk().bodyText().doesNotContain("href=\"/workbench\"");

        assertThat(visitor.post("/my-access/sheet")).hasStatusOk();
        assertThat(visitor.get("/workbench")).hasStatusOk();
    }

    @Test
    void every_role_that_sees_others_needs_a_second_factor_and_the_rest_may_choose() {
        assertThat(java.util.Arrays.stream(Role.values()).filter(Role::needsSecondFactor))
                .containsExactly(
                        Role.PROFESSIONAL,
                        Role.TEAM_LEADER,
                        Role.COORDINATOR,
                        Role.MANAGER,
                        Role.ADMINISTRATOR,
                        Role.NATIONAL_OFFICE);

        var ria = neighbourhood.someone(neighbourhood.team(), "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        var visitor = new Visitor(browser);
        assertThat(password(visitor, ria.email())).hasRedirectedUrl("/home");
        assertThat(visitor.get("/my-access")).hasStatusOk().bodyText().contains("Het hoeft niet");
    }

    @Test
    void an_organisation_may_ask_it_of_everyone_from_the_next_click_on() {
        var team = neighbourhood.team();
        var manager = manager(team);
        var ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        var other = neighbourhood.someone(neighbourhood.team(), "Bea", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        neighbourhood.canSignIn(other.account());
        var visitor = new Visitor(browser).signIn(ria.email());
        assertThat(visitor.get("/my-access")).hasStatusOk();

        manager.run(() -> rules.setSecondForAll(true));
        assertThat(visitor.get("/my-access")).hasRedirectedUrl("/my-access/begin");
        assertThat(new Visitor(browser).signIn(other.email()).get("/my-access")).hasStatusOk();

        // and never less than Samenspel asks
        manager.run(() -> rules.setSecondForAll(false));
        assertThat(visitor.get("/my-access")).hasStatusOk();
        assertThat(neighbourhood.viewer(team.coordinator()).call(factors::mine).mustHaveSecond())
                .isTrue();
        // only a manager sets it
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> team.viewer().run(() -> rules.setSecondForAll(true)))
                .isInstanceOf(org.springframework.dao.DataAccessException.class);
    }

    @Test
    void an_app_is_set_up_with_its_first_code_and_each_code_works_once() throws Exception {
        var team = neighbourhood.team();
        enrolled(team.coordinator());
        var visitor = new Visitor(browser);
        password(visitor, team.email());

        var page = visitor.get("/my-access/app");
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("<path class=\"scan-ink\" d=\"M", "otpauth://totp/Samenspel:");
        var secret = secretOn(page);
        assertThat(visitor.post("/my-access/app", "code", "000000")).hasStatus(422);
        var now = clock.instant();
        assertThat(visitor.post("/my-access/app", "code", Totp.codeAt(now.minusSeconds(30), secret)))
                .hasRedirectedUrl("/my-access");
        assertThat(visitor.get("/workbench")).hasStatusOk();

        var elsewhere = new Visitor(browser);
        password(elsewhere, team.email());
        assertThat(elsewhere.post("/sign-in/second", "code", Totp.codeAt(now.minusSeconds(30), secret)))
                .hasStatus(422);
        var fresh = Totp.codeAt(clock.instant(), secret);
        assertThat(elsewhere.post("/sign-in/second", "code", fresh.substring(0, 3) + " " + fresh.substring(3)))
                .hasRedirectedUrl("/home");
        var again = new Visitor(browser);
        password(again, team.email());
        assertThat(again.post("/sign-in/second", "code", fresh)).hasStatus(422);
    }

    @Test
    void the_secret_of_an_app_is_sealed_and_codes_of_a_sheet_are_only_marks() throws Exception {
        var team = neighbourhood.team();
        enrolled(team.coordinator());
        var visitor = new Visitor(browser);
        password(visitor, team.email());
        var secret = secretOn(visitor.get("/my-access/app"));
        visitor.post("/my-access/app", "code", Totp.codeAt(clock.instant(), secret));
        var codes = neighbourhood.viewer(team.coordinator()).call(factors::newSheet);

        var sealed = jobs.sql("select sealed_secret from access.app where account = :id")
                .param("id", team.coordinator().value())
                .query((rs, _) -> rs.getBytes(1))
                .single();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(secret, java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThat(key.open("app " + team.coordinator(), sealed)).hasValue(secret);
        // nor can it be moved to somebody else's account
        assertThat(key.open("app " + AccountId.next(), sealed)).isEmpty();
        assertThat(jobs.sql("select mac from access.sheet_code where account = :id")
                        .param("id", team.coordinator().value())
                        .query(String.class)
                        .list())
                .hasSize(10)
                .allMatch(mac -> mac.matches("[0-9a-f]{64}"))
                .noneMatch(mac -> codes.contains(mac));
    }

    @Test
    void a_new_sheet_makes_the_old_one_worthless_and_the_last_code_warns() {
        var team = neighbourhood.team();
        enrolled(team.coordinator());
        var first = neighbourhood.viewer(team.coordinator()).call(factors::newSheet);
        var second = neighbourhood.viewer(team.coordinator()).call(factors::newSheet);
        assertThat(second).hasSize(10).doesNotHaveDuplicates().doesNotContainAnyElementsOf(first);

        assertThat(factors.use(team.coordinator(), first.getFirst())).isFalse();
        for (var code : second.subList(0, 9)) {
            assertThat(factors.use(
                            team.coordinator(), code.toLowerCase(Locale.ROOT).replace("-", " ")))
                    .isTrue();
            assertThat(factors.use(team.coordinator(), code)).isFalse();
        }
        var visitor = new Visitor(browser);
        password(visitor, team.email());
        var last = visitor.post("/sign-in/second", "code", second.getLast());
        assertThat(last).hasRedirectedUrl("/my-access");
        assertThat(visitor.follow(last)).bodyText().contains("Je vel met codes is op");

        // a password alone is never enough again, until the desk lets them begin anew
        var locked = new Visitor(browser);
        assertThat(password(locked, team.email())).hasRedirectedUrl("/sign-in/second");
        assertThat(locked.post("/sign-in/second", "code", second.getLast())).hasStatus(422);
    }

    @Test
    void staff_cannot_take_away_their_last_second_factor_and_a_volunteer_can() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        assertThat(neighbourhood.viewer(team.coordinator()).call(factors::removeSheet))
                .isFalse();

        var ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        enrolled(ria.account());
        ria.viewer().call(factors::newSheet);
        assertThat(password(new Visitor(browser), ria.email())).hasRedirectedUrl("/sign-in/second");
        assertThat(ria.viewer().call(factors::removeSheet)).isTrue();
        assertThat(password(new Visitor(browser), ria.email())).hasRedirectedUrl("/home");
    }

    // --- codes in links and on paper ---

    @Test
    void opening_a_link_uses_nothing_up_and_sending_the_form_uses_it_once() {
        var team = neighbourhood.team();
        var code = neighbourhood.asAdministrator(() -> accounts.enrolmentCode(team.coordinator(), Accounts.LINK_LASTS));

        for (var i = 0; i < 3; i++) {
            assertThat(browser.get().uri("/enrol?code={code}", code.value())).hasStatusOk();
        }
        assertThat(enrol(code.value(), "een lange zin")).hasRedirectedUrl("/sign-in");
        assertThat(enrol(code.value(), "nog een lange zin"))
                .hasStatus(422)
                .bodyText()
                .contains("werkt niet meer");
        assertThat(new Visitor(browser).post("/sign-in", "name", team.email(), "password", "een lange zin"))
                .hasRedirectedUrl("/home");
    }

    @Test
    void a_short_password_is_refused_and_the_code_stays_good() {
        var team = neighbourhood.team();
        var code = neighbourhood.asAdministrator(() -> accounts.enrolmentCode(team.coordinator(), Accounts.LINK_LASTS));

        assertThat(enrol(code.value(), "kort")).hasStatus(422).bodyText().contains("minstens 10 tekens");
        assertThat(enrol(code.value().toLowerCase(Locale.ROOT).replace("-", " "), "een lange zin"))
                .hasRedirectedUrl("/sign-in");
    }

    @Test
    void a_password_that_others_have_or_know_is_refused_in_words_and_the_code_stays_good() {
        // "Stichting 12345678" is a common word with figures behind it, and refused as that
        var team = Stream.generate(neighbourhood::team)
                .filter(one -> nameOf(one).matches(".* .*[a-f].*"))
                .findFirst()
                .orElseThrow();
        var organisation = nameOf(team);
        var code = neighbourhood
                .asAdministrator(() -> accounts.enrolmentCode(team.coordinator(), Accounts.LINK_LASTS))
                .value();

        assertThat(enrol(code, "Welkom2026!")).hasStatus(422).bodyText().contains("Veel mensen hebben zo’n wachtwoord");
        assertThat(enrol(code, organisation + " 2026!"))
                .hasStatus(422)
                .bodyText()
                .contains("lijkt op een naam die anderen ook kennen");
        assertThat(enrol(code, team.email())).hasStatus(422).bodyText().contains("lijkt op een naam");
        assertThat(enrol(code, "vier woorden en een fiets")).hasRedirectedUrl("/sign-in");
    }

    private String nameOf(Team team) {
        return db.sql("select name from network.organisation where id = :id")
                .param("id", team.organisation().value())
                .query(String.class)
                .single();
    }

    @Test
    void recovery_lasts_a_quarter_of_an_hour_and_asks_for_the_second_factor_too() {
        var team = neighbourhood.team();
        enrolled(team.coordinator());
        var codes = neighbourhood.viewer(team.coordinator()).call(factors::newSheet);
        new Visitor(browser).post("/forgotten", "email", team.email());
        recovery.answer();
        var link = lastLinkTo(team.email());
        assertThat(jobs.sql(
                                "select max(expires_at - created_at) <= interval '15 minutes' from access.link where account = :id and purpose = 'RECOVER'")
                        .param("id", team.coordinator().value())
                        .query(Boolean.class)
                        .single())
                .isTrue();

        var visitor = new Visitor(browser);
        assertThat(visitor.get("/enrol?code=" + link)).hasStatusOk().bodyText().contains("name=\"second\"");
        assertThat(visitor.post("/enrol", "code", link, "password", "een heel nieuwe zin"))
                .hasStatus(422);
        assertThat(visitor.post("/enrol", "code", link, "password", "een heel nieuwe zin", "second", "AAAA-AAAA"))
                .hasStatus(422);
        assertThat(new Visitor(browser).post("/sign-in", "name", team.email(), "password", "een heel nieuwe zin"))
                .hasRedirectedUrl("/sign-in?wrong");
        assertThat(visitor.post("/enrol", "code", link, "password", "een heel nieuwe zin", "second", codes.getFirst()))
                .hasRedirectedUrl("/sign-in");
        // and coming in asks for it again
        assertThat(new Visitor(browser).post("/sign-in", "name", team.email(), "password", "een heel nieuwe zin"))
                .hasRedirectedUrl("/sign-in/second");
    }

    @Test
    void whoever_recovered_in_this_browser_comes_in_there_while_others_are_guessing() {
        var ria = neighbourhood.someone(neighbourhood.team(), "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        for (var i = 0; i < 9; i++) {
            new Visitor(browser).post("/sign-in", "name", ria.email(), "password", "geraden " + i);
        }
        assertThat(password(new Visitor(browser), ria.email())).hasRedirectedUrl("/sign-in?often");
        new Visitor(browser).post("/forgotten", "email", ria.email());
        recovery.answer();
        var herself = new Visitor(browser);
        herself.post("/enrol", "code", lastLinkTo(ria.email()), "password", Neighbourhood.PASSWORD);
        assertThat(password(herself, ria.email())).hasRedirectedUrl("/home");
        // control: elsewhere it is still too often
        assertThat(password(new Visitor(browser), ria.email())).hasRedirectedUrl("/sign-in?often");
    }

    @Test
    void a_link_that_somebody_mails_to_an_account_that_exists_asks_for_the_second_factor_too() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var code = neighbourhood.asAdministrator(() -> accounts.enrolmentCode(team.coordinator(), Accounts.LINK_LASTS));

        assertThat(enrol(code.value(), "een lange zin")).hasStatus(422);
    }

    @Test
    void a_new_password_ends_what_was_signed_in() {
        var team = neighbourhood.team();
        var ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        var visitor = new Visitor(browser).signIn(ria.email());
        assertThat(visitor.get("/my-access")).hasStatusOk();

        var code = neighbourhood.asAdministrator(() -> accounts.enrolmentCode(ria.account(), Accounts.LINK_LASTS));
        assertThat(enrol(code.value(), "een lange zin om te onthouden")).hasStatus(302);
        assertThat(visitor.get("/my-access")).hasRedirectedUrl("/sign-in?to=/my-access");
    }

    // --- what is not for you ---

    @Test
    void what_is_not_for_you_looks_like_what_is_not_there() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var visitor = new Visitor(browser).signIn(team.email());

        assertThat(visitor.get("/organisations")).hasStatus(404);
        assertThat(visitor.get("/no-such-page")).hasStatus(404);
        assertThat(browser.get().uri("/organisations")).hasRedirectedUrl("/sign-in?to=/organisations");
    }

    @Test
    void signing_in_leads_to_no_other_site() {
        var ria = neighbourhood.someone(neighbourhood.team(), "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        for (var to : new String[] {"//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a?b", ""}) {
            assertThat(new Visitor(browser)
                            .post("/sign-in", "name", ria.email(), "password", Neighbourhood.PASSWORD, "to", to))
                    .as(to)
                    .hasRedirectedUrl("/home");
        }
        assertThat(new Visitor(browser)
                        .post("/sign-in", "name", ria.email(), "password", Neighbourhood.PASSWORD, "to", "/my-offer"))
                .hasRedirectedUrl("/my-offer");
    }

    // --- helping at the desk ---

    @Test
    void a_coordinator_prints_a_code_and_a_sheet_for_who_has_no_mail_and_it_is_on_the_record() throws Exception {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var wim = withoutMail(team);
        var desk = new Visitor(browser).signIn(team.email());

        assertThat(desk.get("/help-sign-in/" + wim.id())).hasStatusOk();
        assertThat(desk.post("/help-sign-in/" + wim.id() + "/print")).hasStatus(422);
        var paper = desk.post("/help-sign-in/" + wim.id() + "/print", "seen", "IN_PERSON", "sheet", "yes");
        assertThat(paper).hasStatusOk();
        assertThat(paper.getResponse().getHeader("Cache-Control")).contains("no-store");
        var text = paper.getResponse().getContentAsString();
        var code = find("[A-Z2-9]{4}(?:-[A-Z2-9]{4}){5}", text);
        var fromSheet = find("(?<=class=\"code\">)[A-Z2-9]{4}-[A-Z2-9]{4}(?=<)", text);

        assertThat(enrol(code, "een lange zin over vogels")).hasRedirectedUrl("/sign-in");
        var visitor = new Visitor(browser);
        assertThat(visitor.post("/sign-in", "name", wim.signInName(), "password", "een lange zin over vogels"))
                .hasRedirectedUrl("/sign-in/second");
        assertThat(visitor.post("/sign-in/second", "code", fromSheet)).hasRedirectedUrl("/home");
        assertThat(visitor.get("/my-access"))
                .bodyText()
                .contains("Code op papier gekregen.", "Met hulp van", "zag en kende je");
        // once there is a password the desk makes no second paper
        assertThat(desk.post("/help-sign-in/" + wim.id() + "/print", "seen", "IN_PERSON"))
                .hasStatus(404);
    }

    @Test
    void beginning_anew_takes_everything_away_ends_every_session_and_is_told() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        ria.viewer().call(factors::newSheet);
        var lost = new Visitor(browser);
        password(lost, ria.email());
        var desk = new Visitor(browser).signIn(team.email());

        assertThat(desk.post("/help-sign-in/" + ria.account() + "/anew", "anewSeen", "KNOWN_VOICE"))
                .hasRedirectedUrl("/help-sign-in/" + ria.account());

        assertThat(password(new Visitor(browser), ria.email())).hasRedirectedUrl("/sign-in?wrong");
        var mail = lastMailTo(ria.email());
        assertThat(mail).contains("opnieuw laten beginnen", "Coördinator");
        assertThat(enrol(find("(?<=code=)\\S+", mail), "een nieuwe lange zin")).hasRedirectedUrl("/sign-in");
        assertThat(new Visitor(browser).post("/sign-in", "name", ria.email(), "password", "een nieuwe lange zin"))
                .hasRedirectedUrl("/home");
    }

    @Test
    void nobody_helps_an_equal_a_superior_a_stranger_or_themselves_in() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var manager = manager(team);
        var colleague = neighbourhood.colleagueOf(team);
        var stranger = neighbourhood.someone(neighbourhood.team(), "Bea", Role.VOLUNTEER, "1234");
        var desk = new Visitor(browser).signIn(team.email());
        for (var account : new AccountId[] {
            manager.me(), colleague.coordinator(), stranger.account(), team.coordinator(), AccountId.next()
        }) {
            assertThat(desk.get("/help-sign-in/" + account)).hasStatus(404);
            assertThat(desk.post("/help-sign-in/" + account + "/anew", "anewSeen", "IN_PERSON"))
                    .hasStatus(404);
            assertThat(desk.post("/help-sign-in/" + account + "/print", "seen", "IN_PERSON"))
                    .hasStatus(404);
        }
        // a volunteer here who coordinates elsewhere is helped there: it would open the other organisation's door
        var other = neighbourhood.team();
        var both = neighbourhood.someone(team, "Cas", Role.VOLUNTEER, "1234");
        assertThat(desk.get("/help-sign-in/" + both.account())).hasStatusOk();
        neighbourhood.asAdministrator(() -> {
            accounts.give(both.account(), Role.COORDINATOR, other.organisation(), other.branch(), null);
            return "";
        });
        assertThat(desk.get("/help-sign-in/" + both.account())).hasStatus(404);
    }

    // --- what these share ---

    /// With a password and nothing more.
    private void enrolled(AccountId account) {
        var code = neighbourhood.asAdministrator(() -> accounts.enrolmentCode(account, Accounts.LINK_LASTS));
        assertThat(enrol(code.value(), Neighbourhood.PASSWORD)).hasRedirectedUrl("/sign-in");
    }

    private Viewer manager(Neighbourhood.Team team) {
        return neighbourhood.viewer(neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Leidinggevende", "leiding." + team.email(), "nl", Role.MANAGER, team.organisation(), null, null))));
    }

    private Account withoutMail(Neighbourhood.Team team) {
        return neighbourhood.asAdministrator(() -> accounts.find(accounts.open(new NewAccount(
                        "Wim Voorbeeld", null, "nl", Role.PROFESSIONAL, team.organisation(), null, null)))
                .orElseThrow());
    }

    private static byte[] secretOn(MvcTestResult page) throws Exception {
        var text = find("(?<=secret=)[A-Z2-7]+", page.getResponse().getContentAsString());
        var bits = new StringBuilder();
        text.chars()
                .forEach(letter -> bits.append("%5s"
                        .formatted(Integer.toBinaryString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)))
                        .replace(' ', '0')));
        var secret = new byte[Totp.SECRET_BYTES];
        for (var i = 0; i < secret.length; i++) {
            secret[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
        }
        return secret;
    }

    private static String find(String pattern, String text) {
        return java.util.regex.Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + pattern + " in " + text))
                .group();
    }

    private String lastMailTo(String email) {
        return jobs.sql("select body from mail.outbox where to_address = :to order by created_at desc limit 1")
                .param("to", email)
                .query(String.class)
                .single();
    }

    private String lastLinkTo(String email) {
        return find("(?<=code=)\\S+", lastMailTo(email));
    }

    private static MvcTestResult password(Visitor visitor, String name) {
        return visitor.post("/sign-in", "name", name, "password", Neighbourhood.PASSWORD);
    }

    private MvcTestResult enrol(String code, String password) {
        return browser.post()
                .uri("/enrol")
                .param("code", code)
                .param("password", password)
                .with(csrf())
                .exchange();
    }
}
