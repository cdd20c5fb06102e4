package nl.samenspel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SamenspelTest
@NullUnmarked
class SigningInTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Test
    void the_right_password_opens_the_door_to_the_own_start() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());

        assertThat(signIn(team.email(), Neighbourhood.PASSWORD)).hasStatus(302).hasRedirectedUrl("/home");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_look_the_same() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());

        assertThat(signIn(team.email(), "iets anders")).hasRedirectedUrl("/sign-in?wrong");
        assertThat(signIn("niemand@voorbeeld.example", "iets anders")).hasRedirectedUrl("/sign-in?wrong");
    }

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
        assertThat(signIn(team.email(), "een lange zin")).hasRedirectedUrl("/home");
    }

    @Test
    void a_short_password_is_refused_and_the_code_stays_good() {
        var team = neighbourhood.team();
        var code = neighbourhood.asAdministrator(() -> accounts.enrolmentCode(team.coordinator(), Accounts.LINK_LASTS));

        assertThat(enrol(code.value(), "kort")).hasStatus(422).bodyText().contains("minstens 10 tekens");
        assertThat(enrol(code.value().toLowerCase(java.util.Locale.ROOT).replace("-", " "), "een lange zin"))
                .hasRedirectedUrl("/sign-in");
    }

    @Test
    void recovery_says_the_same_whether_or_not_there_is_an_account() {
        var team = neighbourhood.team();
        for (var email : new String[] {team.email(), "niemand@voorbeeld.example"}) {
            assertThat(browser.post().uri("/forgotten").param("email", email).with(csrf()))
                    .hasStatus(302)
                    .hasRedirectedUrl("/sign-in");
        }
    }

    @Test
    void what_was_typed_when_a_session_ended_comes_back_to_the_same_account_only() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var other = neighbourhood.team();
        neighbourhood.canSignIn(other.coordinator());
        var lastHere =
                signIn(team.email(), Neighbourhood.PASSWORD).getResponse().getCookie("samenspel_last");

        var typed = browser.post()
                .uri("/cover")
                .param("from", "morgen")
                .cookie(lastHere)
                .with(csrf())
                .exchange();
        assertThat(typed).hasRedirectedUrl("/sign-in?ended");

        var session = typed.getResponse().getCookie("SESSION");
        var back = browser.post()
                .uri("/sign-in")
                .param("name", team.email())
                .param("password", Neighbourhood.PASSWORD)
                .cookie(session)
                .with(csrf())
                .exchange();
        assertThat(back).hasRedirectedUrl("/go-on");
        assertThat(browser.get().uri("/go-on").cookie(sessionAfter(back, session)))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"morgen\"");

        var again = browser.post()
                .uri("/cover")
                .param("from", "overmorgen")
                .cookie(lastHere)
                .with(csrf())
                .exchange();
        var stranger = browser.post()
                .uri("/sign-in")
                .param("name", other.email())
                .param("password", Neighbourhood.PASSWORD)
                .cookie(again.getResponse().getCookie("SESSION"))
                .with(csrf())
                .exchange();
        assertThat(browser.get()
                        .uri("/go-on")
                        .cookie(sessionAfter(stranger, again.getResponse().getCookie("SESSION"))))
                .hasStatus(302)
                .hasRedirectedUrl("/home");
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

    @Test
    void what_is_not_for_you_looks_like_what_is_not_there() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var session = signIn(team.email(), Neighbourhood.PASSWORD).getResponse().getCookie("SESSION");

        assertThat(browser.get().uri("/organisations").cookie(session)).hasStatus(404);
        assertThat(browser.get().uri("/no-such-page").cookie(session)).hasStatus(404);
        assertThat(browser.get().uri("/organisations")).hasRedirectedUrl("/sign-in?to=/organisations");
    }

    private static Cookie sessionAfter(MvcTestResult result, Cookie before) {
        var now = result.getResponse().getCookie("SESSION");
        return now == null ? before : now;
    }

    private MvcTestResult signIn(String name, String password) {
        return browser.post()
                .uri("/sign-in")
                .param("name", name)
                .param("password", password)
                .with(csrf())
                .exchange();
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
