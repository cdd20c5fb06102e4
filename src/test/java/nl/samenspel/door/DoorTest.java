package nl.samenspel.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@SamenspelTest
@NullUnmarked
class DoorTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    /// However slow the machine is: the pace of this kind gives one more in ten seconds only.
    @Test
    void who_asks_far_too_much_at_once_is_asked_to_wait_and_others_are_not() {
        var fast = signedIn();
        var page = "/import/" + UUID.randomUUID();
        var answer = fast.get(page);
        assertThat(answer).hasStatus(302);
        var tries = 1;
        while (answer.getResponse().getStatus() != 429) {
            assertThat(tries++).isLessThan(300);
            answer = fast.get(page);
        }
        assertThat(tries).isGreaterThan(Pace.Kind.FILE.atOnce());
        assertThat(answer.getResponse().getHeader("Retry-After")).matches("[1-9]|10");
        assertThat(fast.get("/import")).as("what costs little goes on").hasStatusOk();
        assertThat(signedIn().get(page)).hasStatus(302);
    }

    /// A page that moved would lose its pace unnoticed.
    @Test
    void every_rule_of_pace_is_about_a_page_that_exists() {
        var handlers = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .flatMap(path -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> new String[] {method.name(), path.replaceAll("\\{[^}]*}", "x")})))
                .toList();
        assertThat(handlers).hasSizeGreaterThan(100);
        assertThat(PaceRule.ALL)
                .allSatisfy(rule -> assertThat(handlers).as("%s", rule).anyMatch(it -> rule.isAbout(it[0], it[1])));
        assertThat(handlers).noneMatch(it -> new PaceRule("GET", "/moved", Pace.Kind.FILE).isAbout(it[0], it[1]));
    }

    @Test
    void https_is_remembered_for_a_year_and_never_told_over_plain_http() {
        var request = new MockHttpServletRequest();
        var plain = new MockHttpServletResponse();
        SecurityHeaders.write(request, plain);
        assertThat(plain.getHeader("Strict-Transport-Security")).isNull();
        request.setSecure(true);
        var secure = new MockHttpServletResponse();
        SecurityHeaders.write(request, secure);
        assertThat(secure.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
    }

    @Test
    void a_program_finds_whom_to_tell_of_a_hole() throws Exception {
        var answer = browser.get().uri("/.well-known/security.txt").exchange();
        assertThat(answer).hasStatusOk().hasContentType("text/plain;charset=UTF-8");
        var text = answer.getResponse().getContentAsString();
        assertThat(text)
                .containsPattern("(?m)^Contact: (https?|mailto):")
                .containsPattern("(?m)^Policy: http.*/security$")
                .contains("Preferred-Languages: nl, en");
        var until = Instant.parse(text.replaceAll("(?s).*Expires: (\\S+).*", "$1"));
        assertThat(until)
                .isBetween(
                        Instant.now().plusSeconds(60L * 86_400), Instant.now().plusSeconds(366L * 86_400));
    }

    @Test
    void what_is_promised_can_be_read_by_everyone_in_two_languages() {
        for (var page : new String[] {"/security", "/accessibility"}) {
            assertThat(browser.get().uri(page).exchange())
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("??");
        }
    }

    private Visitor signedIn() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        return new Visitor(browser).signIn(team.email());
    }
}
