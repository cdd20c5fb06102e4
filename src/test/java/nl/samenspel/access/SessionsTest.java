package nl.samenspel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import nl.samenspel.MovingClock;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// How long one stays signed in, where, and what becomes of what one was typing.
@SamenspelTest
@NullUnmarked
class SessionsTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    SignInDesk desk;

    @Autowired
    SignIns signIns;

    @Autowired
    Devices devices;

    @Autowired
    WayInLog log;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    private Neighbourhood.Team team;

    @BeforeEach
    void somebody() {
        team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
    }

    // --- when it ends ---

    @Test
    void staff_may_pause_half_an_hour_others_four_hours_and_twelve_hours_is_the_end() {
        var ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        assertThat(stays(team.coordinator(), Duration.ofMinutes(29))).isTrue();
        assertThat(stays(team.coordinator(), Duration.ofMinutes(31))).isFalse();
        assertThat(stays(ria.account(), Duration.ofMinutes(239))).isTrue();
        assertThat(stays(ria.account(), Duration.ofMinutes(241))).isFalse();

        var clock = new MovingClock(Instant.parse("2031-03-03T08:00:00Z"));
        var at = at(clock);
        var id = begin(at, ria.account());
        for (var minutes = 0; minutes < 12 * 60; minutes += 20) {
            clock.after(Duration.ofMinutes(20));
            assertThat(at.present(id)).as("after %d minutes", minutes + 20).isPresent();
        }
        clock.after(Duration.ofMinutes(1));
        assertThat(at.present(id)).isEmpty();
        clock.after(Duration.ofHours(-2));
        assertThat(at.present(id)).as("when the clock goes back").isEmpty();
    }

    private boolean stays(AccountId account, Duration pause) {
        var clock = new MovingClock(Instant.parse("2031-03-03T08:00:00Z"));
        var at = at(clock);
        var id = begin(at, account);
        assertThat(at.present(id)).isPresent();
        clock.after(pause);
        return at.present(id).isPresent();
    }

    private SignIns at(MovingClock clock) {
        return new SignIns(db, jobs, desk, devices, log, clock);
    }

    private static UUID begin(SignIns at, AccountId account) {
        var request = new MockHttpServletRequest();
        at.begin(account, SignIns.Proof.TWO, request, new MockHttpServletResponse());
        return UUID.fromString((String) request.getSession().getAttribute(SignIns.POINTER));
    }

    @Test
    void a_session_that_ended_shows_nothing_any_more() {
        var visitor = new Visitor(browser).signIn(team.email());
        assertThat(visitor.get("/workbench")).hasStatusOk();
        pause(team.coordinator(), Duration.ofMinutes(31));
        assertThat(visitor.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
    }

    // --- its name ---

    @Test
    void the_session_has_a_new_name_after_the_password_after_the_second_factor_and_after_showing_again() {
        var visitor = new Visitor(browser);
        visitor.post("/sign-in", "name", team.email(), "password", Neighbourhood.PASSWORD);
        var half = visitor.cookie("SESSION").getValue();
        visitor.arrive(team.email());
        var in = visitor.cookie("SESSION").getValue();
        assertThat(in).isNotEqualTo(half);
        assertThat(browser.get()
                        .uri("/workbench")
                        .cookie(new jakarta.servlet.http.Cookie("SESSION", half))
                        .exchange())
                .hasRedirectedUrl("/sign-in?to=/workbench");

        shownLongAgo(team.coordinator());
        assertThat(visitor.get("/my-access/password")).hasRedirectedUrl("/show-again?to=/my-access/password");
        assertThat(visitor.post("/show-again", "to", "/my-access/password", "password", "mis", "code", "AAAA-AAAA"))
                .hasStatus(422);
        assertThat(visitor.cookie("SESSION").getValue()).isEqualTo(in);
        var codes = neighbourhood.viewer(team.coordinator()).call(factors::newSheet);
        assertThat(visitor.post(
                        "/show-again",
                        "to",
                        "/my-access/password",
                        "password",
                        Neighbourhood.PASSWORD,
                        "code",
                        codes.getFirst()))
                .hasRedirectedUrl("/my-access/password");
        assertThat(visitor.cookie("SESSION").getValue()).isNotEqualTo(in);
        assertThat(visitor.get("/my-access/password")).hasStatusOk();
    }

    @Test
    void what_is_worth_stealing_asks_again_who_it_is() {
        var visitor = new Visitor(browser).signIn(team.email());
        shownLongAgo(team.coordinator());
        for (var page : new String[] {"/my-access/password", "/my-access/app", "/my-access/passkey"}) {
            assertThat(visitor.get(page)).as(page).hasRedirectedUrl("/show-again?to=" + page);
        }
        for (var step : new String[] {
            "/my-access/password",
            "/my-access/app",
            "/my-access/app/remove",
            "/my-access/sheet",
            "/my-access/sheet/remove",
            "/my-access/passkey",
            "/my-access/passkey/" + UUID.randomUUID() + "/remove"
        }) {
            assertThat(visitor.post(step)).as(step).hasRedirectedUrl("/show-again?to=/go-on");
        }
        assertThat(visitor.get("/my-access")).hasStatusOk();
    }

    // --- where one is signed in ---

    @Test
    void one_sees_where_one_is_signed_in_and_ends_one_or_all_others() {
        var here = new Visitor(browser).signIn(team.email());
        var phone = new Visitor(browser).signIn(team.email());
        var third = new Visitor(browser).signIn(team.email());
        var stranger = neighbourhood.team();
        neighbourhood.canSignIn(stranger.coordinator());
        var other = new Visitor(browser).signIn(stranger.email());
        assertThat(here.get("/my-access")).bodyText().contains("Waar je bent ingelogd", "dit apparaat");

        var phones = newest(team.coordinator(), 1);
        assertThat(other.post("/my-access/sessions/" + phones + "/end")).hasRedirectedUrl("/my-access");
        assertThat(phone.get("/workbench")).hasStatusOk();
        assertThat(here.post("/my-access/sessions/" + phones + "/end")).hasRedirectedUrl("/my-access");
        assertThat(phone.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(third.get("/workbench")).hasStatusOk();

        assertThat(here.post("/my-access/sessions/end-others")).hasRedirectedUrl("/my-access");
        assertThat(third.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(here.get("/workbench")).hasStatusOk();
        assertThat(other.get("/workbench")).hasStatusOk();
    }

    @Test
    void another_password_or_another_factor_ends_all_others() {
        var here = new Visitor(browser).signIn(team.email());
        var other = new Visitor(browser).signIn(team.email());
        assertThat(here.post("/my-access/sheet")).hasStatusOk();
        assertThat(other.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(here.get("/workbench")).hasStatusOk();

        neighbourhood.canSignIn(team.coordinator());
        here = new Visitor(browser).signIn(team.email());
        other = new Visitor(browser).signIn(team.email());
        assertThat(here.post("/my-access/password", "present", "mis", "password", "een andere lange zin"))
                .hasStatus(422);
        assertThat(other.get("/workbench")).hasStatusOk();
        assertThat(here.post(
                        "/my-access/password", "present", Neighbourhood.PASSWORD, "password", "een andere lange zin"))
                .hasRedirectedUrl("/my-access");
        assertThat(other.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(here.get("/workbench")).hasStatusOk();
    }

    @Test
    void nobody_sees_or_ends_another_persons_sessions_in_the_database_either() {
        new Visitor(browser).signIn(team.email());
        var stranger = neighbourhood.team();
        var id = newest(team.coordinator(), 0);
        stranger.viewer().run(() -> signIns.endMine(id));
        assertThat(jobs.sql("select ended_at is null from access.sign_in where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        // the same statement on behalf of whose it is
        neighbourhood.viewer(team.coordinator()).run(() -> signIns.endMine(id));
        assertThat(jobs.sql("select ended_at is null from access.sign_in where id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void signing_out_ends_it_and_clears_what_the_browser_kept() {
        var visitor = new Visitor(browser).signIn(team.email());
        var session = visitor.cookie("SESSION");
        var answer = browser.post()
                .uri("/sign-out")
                .secure(true)
                .cookie(new jakarta.servlet.http.Cookie("__Host-SESSION", session.getValue()))
                .with(csrf())
                .exchange();
        assertThat(answer.getResponse().getHeader("Clear-Site-Data")).contains("\"cache\"", "\"storage\"");
        assertThat(browser.get().uri("/workbench").cookie(session).exchange())
                .hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(jobs.sql("select ended_by from access.sign_in where account = :id order by began_at desc limit 1")
                        .param("id", team.coordinator().value())
                        .query(String.class)
                        .single())
                .isEqualTo("SELF");
    }

    @Test
    void over_https_every_cookie_that_matters_belongs_to_this_host_only() {
        var answer = browser.post()
                .uri("/sign-in")
                .secure(true)
                .param("name", team.email())
                .param("password", Neighbourhood.PASSWORD)
                .with(csrf())
                .exchange();
        var page = browser.get().uri("/sign-in").secure(true).exchange();
        var cookies = new java.util.ArrayList<>(answer.getResponse().getHeaders("Set-Cookie"));
        cookies.addAll(page.getResponse().getHeaders("Set-Cookie"));
        assertThat(cookies)
                .isNotEmpty()
                .allMatch(cookie -> cookie.startsWith("__Host-"))
                .allMatch(cookie -> cookie.contains("Secure") && cookie.contains("HttpOnly"))
                .allMatch(cookie -> cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
                .noneMatch(cookie -> cookie.contains("Domain="));
    }

    // --- what one was typing ---

    @Test
    void what_was_typed_when_a_session_ended_comes_back_to_the_same_account_only() throws Exception {
        var other = neighbourhood.team();
        neighbourhood.canSignIn(other.coordinator());
        var visitor = new Visitor(browser).signIn(team.email());
        pause(team.coordinator(), Duration.ofMinutes(31));

        assertThat(visitor.post("/cover", "from", "morgen", "password", "geheim"))
                .hasRedirectedUrl("/sign-in?ended");
        assertThat(visitor.get("/go-on")).hasRedirectedUrl("/sign-in?ended");
        // somebody else in the same browser gets nothing of it
        var stranger = visitor.tab();
        assertThat(stranger.arrive(other.email())).hasRedirectedUrl("/home");
        assertThat(stranger.get("/go-on")).hasRedirectedUrl("/home");

        assertThat(visitor.arrive(team.email())).hasRedirectedUrl("/go-on");
        assertThat(visitor.get("/go-on"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"morgen\"", "action=\"/cover\"")
                .doesNotContain("geheim");
        assertThat(visitor.get("/go-on")).as("once").hasRedirectedUrl("/home");
    }

    @Test
    void a_draft_is_sealed_on_the_server_and_nothing_of_it_is_in_the_browser() {
        var visitor = new Visitor(browser).signIn(team.email());
        pause(team.coordinator(), Duration.ofMinutes(31));
        var answer = visitor.post("/cover", "from", "kanarie7413");
        assertThat(answer.getResponse().getHeaders("Set-Cookie")).noneMatch(cookie -> cookie.contains("kanarie"));
        var sealed = jobs.sql("select sealed from access.draft where account = :id")
                .param("id", team.coordinator().value())
                .query((rs, _) -> rs.getBytes(1))
                .single();
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("kanarie");
        assertThat(jobs.sql("select count(*) from access.draft where account is not null and account = :id")
                        .param("id", team.coordinator().value())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(asSuperuserAttributes()).noneMatch(text -> text.contains("kanarie"));
        // swapped to somebody else's row it does not open
        var other = neighbourhood.team();
        jobs.sql("update access.draft set account = :other where account = :id")
                .param("other", other.coordinator().value())
                .param("id", team.coordinator().value())
                .update();
        neighbourhood.canSignIn(other.coordinator());
        var thief = new Visitor(browser).signIn(other.email());
        assertThat(thief.get("/go-on")).hasRedirectedUrl("/home");
    }

    private java.util.List<String> asSuperuserAttributes() {
        return db.sql("select attribute_bytes from access.session_attributes")
                .query((rs, _) -> new String(rs.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                .list();
    }

    @Test
    void a_guests_form_that_stood_open_too_long_comes_back_to_the_guest() {
        var typed =
                browser.post().uri("/forgotten").param("email", "truus@mail").exchange();
        assertThat(typed).hasRedirectedUrl("/go-on");

        assertThat(browser.get().uri("/go-on").cookie(typed.getResponse().getCookie("SESSION")))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"truus@mail\"", "action=\"/forgotten\"");
    }

    // --- several desks ---

    @Test
    void who_works_for_two_organisations_chooses_and_switches_and_sees_one_at_a_time() {
        var second = neighbourhood.team();
        neighbourhood.asAdministrator(() -> {
            accounts.give(team.coordinator(), Role.COORDINATOR, second.organisation(), second.branch(), null);
            return "";
        });
        var visitor = new Visitor(browser);
        assertThat(visitor.arrive(team.email())).hasRedirectedUrl("/desk?to=/home");
        assertThat(visitor.get("/desk?to=/home")).hasStatusOk();

        for (var one : new Neighbourhood.Team[] {second, team, second}) {
            assertThat(visitor.post("/desk", "organisation", one.organisation().toString(), "to", "/workbench"))
                    .hasRedirectedUrl("/workbench");
            assertThat(visitor.get("/workbench")).bodyText().contains("href=\"/desk\"", nameOf(one));
            assertThat(current()).isEqualTo(one.organisation());
        }
        // what is not theirs, or is nothing at all, changes nothing
        var stranger = neighbourhood.team();
        for (var junk : new String[] {stranger.organisation().toString(), "", "kind", "'; drop table", "0"}) {
            assertThat(visitor.post("/desk", "organisation", junk, "to", "//evil.example"))
                    .hasRedirectedUrl("/home");
            assertThat(current()).isEqualTo(second.organisation());
        }
        // and who works for one is never asked
        neighbourhood.canSignIn(stranger.coordinator());
        var single = new Visitor(browser).signIn(stranger.email());
        assertThat(single.get("/desk")).hasRedirectedUrl("/home");
        assertThat(single.get("/workbench")).bodyText().doesNotContain("href=\"/desk\"");
    }

    private OrganisationId current() {
        var id = newest(team.coordinator(), 0);
        return signIns.present(id).orElseThrow().viewer().myDesk().organisation();
    }

    private String nameOf(Neighbourhood.Team one) {
        return db.sql("select name from network.organisation where id = :id")
                .param("id", one.organisation().value())
                .query(String.class)
                .single();
    }

    // --- what these share ---

    private UUID newest(AccountId account, int before) {
        return jobs.sql("""
                select id from access.sign_in where account = :id and ended_at is null
                order by began_at desc offset :before limit 1
                """)
                .param("id", account.value())
                .param("before", before)
                .query((rs, _) -> rs.getObject("id", UUID.class))
                .single();
    }

    private void pause(AccountId account, Duration length) {
        jobs.sql("""
                update access.sign_in set seen_at = seen_at - cast(:length as interval),
                    began_at = began_at - cast(:length as interval), proved_at = proved_at - cast(:length as interval)
                where account = :id
                """)
                .param("length", length.toString())
                .param("id", account.value())
                .update();
    }

    private void shownLongAgo(AccountId account) {
        jobs.sql("update access.sign_in set proved_at = proved_at - interval '11 minutes' where account = :id")
                .param("id", account.value())
                .update();
    }

    @Test
    void browsers_are_named_in_plain_words() {
        var agents = java.util.Map.of(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "firefox windows",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "edge windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
                        "safari iphone",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36",
                        "chrome android",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "safari mac",
                "", "other other");
        agents.forEach((agent, said) -> {
            var request = new MockHttpServletRequest();
            request.addHeader("User-Agent", agent);
            var from = From.of(request);
            assertThat(from.browser() + " " + from.system()).as(agent).isEqualTo(said);
        });
    }

    @Test
    void a_house_of_ipv6_is_one_place() {
        var places = Arrays.stream(
                        new String[] {"2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1", "10.0.0.1"})
                .map(address -> {
                    var request = new MockHttpServletRequest();
                    request.setRemoteAddr(address);
                    return From.of(request).address();
                })
                .toList();
        assertThat(places.get(0)).isEqualTo(places.get(1)).isNotEqualTo(places.get(2));
        assertThat(places.get(3)).isEqualTo("10.0.0.1");
    }
}
