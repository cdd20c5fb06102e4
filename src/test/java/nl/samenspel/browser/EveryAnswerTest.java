package nl.samenspel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.samenspel.access.ApiTokens;
import nl.samenspel.access.MayUse;
import nl.samenspel.browser.Knocker.Answer;
import nl.samenspel.browser.Knocker.Handler;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Over real HTTP, for every handler of the running application: what each answer carries, and that nothing changes
/// on behalf of another site. A new handler is in it by itself.
@DemoTown
@NullUnmarked
class EveryAnswerTest {

    /// What each answer must say.
    private static final Map<String, Pattern> EXPECTED = new LinkedHashMap<>();

    static {
        EXPECTED.put(
                "content-security-policy",
                Pattern.compile("(?=.*default-src 'none')(?=.*script-src 'self')(?=.*object-src 'none')"
                        + "(?=.*base-uri 'none')(?=.*form-action 'self')(?=.*frame-ancestors 'none')"
                        + "(?=.*require-trusted-types-for 'script')(?!.*unsafe)(?!.*\\*).*"));
        EXPECTED.put("x-content-type-options", Pattern.compile("nosniff"));
        EXPECTED.put("x-frame-options", Pattern.compile("DENY"));
        EXPECTED.put("referrer-policy", Pattern.compile("same-origin|no-referrer"));
        EXPECTED.put(
                "permissions-policy",
                Pattern.compile("(?=.*camera=\\(\\))(?=.*microphone=\\(\\))(?=.*geolocation=\\(\\)).*"));
        EXPECTED.put("cross-origin-opener-policy", Pattern.compile("same-origin"));
        EXPECTED.put("cross-origin-embedder-policy", Pattern.compile("require-corp"));
        EXPECTED.put("cross-origin-resource-policy", Pattern.compile("same-origin"));
        EXPECTED.put("cache-control", Pattern.compile("(?=.*no-store).*"));
    }

    private static final Map<String, Pattern> FILE = Map.of("cache-control", Pattern.compile(".*max-age=31536000.*"));
    private static final Map<String, Pattern> DESCRIPTION =
            Map.of("cross-origin-resource-policy", Pattern.compile("cross-origin"));

    @LocalServerPort
    int port;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    ApiTokens tokens;

    private final List<String> troubles = new ArrayList<>();
    private int answers;
    private Knocker guest;
    private Knocker coordinator;

    /// A handler with a fault in it.
    @MayUse(everyone = true)
    static final class Faulty {

        @SuppressWarnings("unused")
        public String fail() {
            throw new IllegalStateException("This handler always fails.");
        }
    }

    @BeforeEach
    void knock() throws Exception {
        guest = new Knocker(port);
        coordinator = new Knocker(port).as("MARIEKE");
    }

    @Test
    void every_answer_carries_the_headers_errors_and_files_too() throws Exception {
        for (var handler : Knocker.handlers(requestMappingHandlerMapping)) {
            var expected = handler.path().endsWith("/openapi.json") ? DESCRIPTION : Map.<String, Pattern>of();
            look("guest " + handler, guest.send(handler.method(), handler.path(), "", Map.of()), expected);
            if (!handler.changes()) {
                look("coordinator " + handler, coordinator.get(handler.path()), expected);
            }
        }
        assertThat(answers).isGreaterThan(150);

        var page = guest.get("/").body();
        for (var file : found(page, "/ui/[A-Za-z-]+[0-9a-f]{32}\\.[a-z]+")) {
            var answer = guest.get(file);
            assertThat(answer.status()).as(file).isEqualTo(200);
            look(file, answer, FILE);
            var again = guest.send("GET", file, "", Map.of("If-Modified-Since", answer.header("last-modified")));
            assertThat(again.status()).as(file).isEqualTo(304);
            look(file + " again", again, FILE);
        }
        look("licences", guest.get("/ui/licences.txt"), FILE);
        for (var missing : List.of("/nothing", "/ui/nothing.css", "/ui/", "/.git/config", "/error", "/favicon.ico")) {
            look(missing, guest.get(missing), Map.of());
        }

        var key = Map.of(
                "Authorization",
                "Bearer "
                        + tokens.issue("marieke@maatjes.example").orElseThrow().value());
        look("api, no key", guest.get("/api/v1/matches"), Map.of());
        look("api, nothing there", guest.send("GET", "/api/v1/nothing", "", key), Map.of());
        look("api, wrong method", guest.send("DELETE", "/api/v1/matches", "", key), Map.of());
        look("api, wrong type", guest.send("POST", "/api/v1/invitations", "a=b", key), Map.of());
        var large = guest.send("POST", "/api/v1/invitations", "x".repeat(2_000_000), key);
        assertThat(large.status()).isEqualTo(413);
        look("api, too large", large, Map.of());

        for (var odd : List.of("/a;b=c", "/%2e%2e/x", "//x", "/a%00b", "/requests/geen-nummer", "/a%2fb")) {
            look(odd, guest.get(odd), Map.of());
        }
        for (var method : List.of("TRACE", "OPTIONS", "PUT", "DELETE", "PROPFIND")) {
            look(method, guest.send(method, "/directory", "", Map.of()), Map.of());
        }
        var host = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        look("raw %zz", guest.raw("GET /%zz" + host + "\r\n"), Map.of());
        look("raw <", guest.raw("GET /<x>" + host + "\r\n"), Map.of());
        look("raw, no host", guest.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), Map.of());

        System.out.printf("Every answer: %d looked at, %d troubles%n", answers, troubles.size());
        assertThat(troubles).isEmpty();
    }

    @Test
    void a_fault_of_ours_tells_nothing_and_carries_the_headers_too() throws Exception {
        var info =
                RequestMappingInfo.paths("/faulty").methods(RequestMethod.GET).build();
        requestMappingHandlerMapping.registerMapping(info, new Faulty(), Faulty.class.getMethod("fail"));
        try {
            var page = guest.send("GET", "/faulty", "", Map.of("Accept", "text/html"));
            assertThat(page.body()).contains("Er ging iets mis bij ons");
            for (var answer : List.of(page, guest.get("/faulty"))) {
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.body()).doesNotContain("always fails", "Exception");
                look("fault", answer, Map.of());
            }
        } finally {
            requestMappingHandlerMapping.unregisterMapping(info);
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void what_is_not_meant_to_be_seen_is_not_there() throws Exception {
        for (var path : List.of(
                "/.git/config",
                "/.git/",
                "/.svn/entries",
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/h2-console",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/ui/",
                "/ui",
                "/META-INF/MANIFEST.MF",
                "/WEB-INF/web.xml",
                "/application.yaml",
                "/static/ui/samenspel.css",
                "/ui/.built-from")) {
            assertThat(guest.get(path).status()).as(path).isIn(400, 404);
        }
        for (var path : List.of("/", "/ui/licences.txt")) {
            var answer = guest.send("TRACE", path, "", Map.of("X-Canary", "kanarie"));
            assertThat(answer.status()).as("TRACE %s", path).isIn(403, 405, 501);
            assertThat(answer.body()).doesNotContain("kanarie");
        }
        for (var path : List.of("/nothing?trace=true&message=true&debug=true", "/error?trace=true&message=true")) {
            assertThat(guest.get(path).body()).doesNotContain("Exception", "at nl.samenspel", "Whitelabel");
        }
        assertThat(guest.get("/").headers()).doesNotContainKeys("server", "x-powered-by", "x-application-context");
    }

    /// The looker is not blind: each header that is taken away, or loosened, is missed.
    @Test
    void a_header_that_is_gone_is_noticed() throws Exception {
        var good = guest.get("/");
        assertThat(missing(good, Map.of())).isEmpty();
        for (var name : EXPECTED.keySet()) {
            var fewer = new HashMap<>(good.headers());
            fewer.remove(name);
            assertThat(missing(new Answer(200, fewer, ""), Map.of())).hasSize(1);
        }
        var looser = new HashMap<>(good.headers());
        looser.computeIfPresent("content-security-policy", (_, policy) -> policy + "; style-src 'unsafe-inline'");
        assertThat(missing(new Answer(200, looser, ""), Map.of())).hasSize(1);
    }

    @Test
    void nothing_changes_on_behalf_of_another_site() throws Exception {
        var token = coordinator.token("/workbench");
        var other = new Knocker(port).as("JOOST").token("/workbench");
        var tried = 0;
        var through = new ArrayList<String>();
        for (var handler : changing()) {
            if (handler.isApi()) {
                // a cookie opens nothing here: only a key in a header does, and no other site can send that
                var answer = coordinator.send(
                        handler.method(), handler.path(), "{}", Map.of("Content-Type", "application/json"));
                assertThat(answer.status()).as("%s", handler).isEqualTo(401);
                tried++;
                continue;
            }
            var form = Knocker.form(Map.of("_csrf", token));
            var tries = Map.of(
                    "no token", coordinator.send(handler.method(), handler.path(), "", Map.of()),
                    "a token of someone else",
                            coordinator.send(
                                    handler.method(), handler.path(), Knocker.form(Map.of("_csrf", other)), Map.of()),
                    "as plain text",
                            coordinator.send(
                                    handler.method(), handler.path(), form, Map.of("Content-Type", "text/plain")),
                    "from another site",
                            coordinator.send(
                                    handler.method(), handler.path(), form, Map.of("Sec-Fetch-Site", "cross-site")),
                    "from a site beside ours",
                            coordinator.send(
                                    handler.method(), handler.path(), form, Map.of("Sec-Fetch-Site", "same-site")));
            tries.forEach((how, answer) -> {
                if (!refused(answer)) {
                    through.add(handler + " " + how + ": " + answer.status());
                }
            });
            tried += tries.size();
        }
        System.out.printf(
                "Forged: %d tries on %d handlers, %d got through%n",
                tried, changing().size(), through.size());
        assertThat(tried).isGreaterThan(250);
        assertThat(through).isEmpty();
    }

    /// The same knocks with the token of the page itself get past the door; what then happens is the page's affair.
    @Test
    void what_a_page_of_ours_sends_comes_in() throws Exception {
        var token = guest.token("/sign-in");
        for (var handler : changing()) {
            if (!handler.isApi() && !handler.path().contains("sign-")) {
                var answer = guest.send(
                        handler.method(),
                        handler.path(),
                        Knocker.form(Map.of("_csrf", token)),
                        Map.of("Sec-Fetch-Site", "same-origin"));
                assertThat(refused(answer))
                        .as("%s: %d", handler, answer.status())
                        .isFalse();
            }
        }
    }

    private List<Handler> changing() {
        return Knocker.handlers(requestMappingHandlerMapping).stream()
                .filter(Handler::changes)
                .toList();
    }

    /// Or sent back to send it again oneself.
    private static boolean refused(Answer answer) {
        return answer.status() == 403
                || (answer.status() == 302 && answer.header("location").endsWith("/go-on"));
    }

    private void look(String what, Answer answer, Map<String, Pattern> otherwise) {
        answers++;
        missing(answer, otherwise).forEach(trouble -> troubles.add(what + " (" + answer.status() + "): " + trouble));
    }

    private static List<String> missing(Answer answer, Map<String, Pattern> otherwise) {
        return EXPECTED.keySet().stream()
                .filter(name -> !otherwise
                        .getOrDefault(name, EXPECTED.get(name))
                        .matcher(answer.header(name))
                        .matches())
                .map(name -> name + " is \"" + answer.header(name) + "\"")
                .toList();
    }

    private static List<String> found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group())
                .distinct()
                .toList();
    }
}
