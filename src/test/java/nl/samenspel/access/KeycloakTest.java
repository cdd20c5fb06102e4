package nl.samenspel.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.util.FileSystemUtils;

/// Signing in through a real Keycloak, that the build unpacks and this test starts; not in the usual run
/// (CONTRIBUTING.md). Its realm is src/test/resources/keycloak/werk-realm.json; it insists on PKCE, and says in `amr`
/// what somebody showed.
@SamenspelTest
@NullUnmarked
@EnabledIfSystemProperty(named = "keycloak", matches = "true")
class KeycloakTest {

    private static final Path FOLDER = Path.of("target/keycloak");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
    private static final byte[] SECRET_OF_MARJA = "twintig tekens geheim".getBytes(UTF_8);
    private static final String ADMIN_PASSWORD = "alleen voor deze proef";

    private static Process keycloak;
    private static int port;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
        properties.add("samenspel.oidc.issuer", () -> site() + "/realms/werk");
        properties.add("samenspel.oidc.name", () -> "Werk");
        properties.add("samenspel.oidc.client-id", () -> "samenspel");
        properties.add("samenspel.oidc.client-secret", () -> "een geheim van samenspel en werk");
        properties.add("samenspel.oidc.strong", () -> "otp");
    }

    private static String site() {
        return "http://localhost:" + port;
    }

    private static void start() throws Exception {
        Path home;
        try (var unpacked = Files.list(FOLDER)) {
            home = unpacked.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        FileSystemUtils.deleteRecursively(home.resolve("data/h2"));
        var realm = home.resolve("data/import/werk-realm.json");
        Files.createDirectories(realm.getParent());
        Files.write(
                realm,
                KeycloakTest.class
                        .getResourceAsStream("/keycloak/werk-realm.json")
                        .readAllBytes());
        var command = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("keycloak.log").toFile());
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        command.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        command.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN_PASSWORD);
        keycloak = command.start();
        var begin = Instant.now();
        while (!isUp()) {
            if (!keycloak.isAlive() || begin.plus(Duration.ofMinutes(6)).isBefore(Instant.now())) {
                throw new IllegalStateException("Keycloak did not start; see " + FOLDER.resolve("keycloak.log"));
            }
            Thread.sleep(1_000);
        }
        System.out.printf(
                "Keycloak %s answers after %d s%n",
                home.getFileName(), Duration.between(begin, Instant.now()).toSeconds());
    }

    private static boolean isUp() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    site() + "/realms/werk/.well-known/openid-configuration"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        keycloak.descendants().forEach(ProcessHandle::destroy);
        keycloak.destroy();
    }

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Test
    void a_coordinator_connects_and_then_comes_in_with_what_they_showed_at_work() throws Exception {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var owner = new Visitor(browser).signIn(team.email());

        assertThat(through(new Visitor(browser), new AtWork("marja")))
                .as("before it was connected")
                .hasRedirectedUrl("/sign-in?provider=unknown");
        owner.post("/my-access/provider");
        assertThat(through(owner, new AtWork("marja"))).hasRedirectedUrl("/my-access?connected");

        var visitor = new Visitor(browser);
        assertThat(through(visitor, new AtWork("marja"))).hasRedirectedUrl("/home");
        assertThat(visitor.get("/workbench")).hasStatusOk();
    }

    @Test
    void who_showed_only_a_password_at_work_is_asked_for_more_where_their_role_needs_it() throws Exception {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var owner = new Visitor(browser).signIn(team.email());
        owner.post("/my-access/provider");
        assertThat(through(owner, new AtWork("ria"))).hasRedirectedUrl("/my-access?connected");

        var visitor = new Visitor(browser);
        assertThat(through(visitor, new AtWork("ria"))).hasRedirectedUrl("/sign-in/second");
        assertThat(visitor.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(visitor.post("/sign-in/second", "code", Neighbourhood.nextCode(team.email())))
                .hasRedirectedUrl("/home");
    }

    @Test
    void nobody_gets_an_account_by_it_and_a_stolen_answer_is_of_no_use_in_another_browser() throws Exception {
        assertThat(through(new Visitor(browser), new AtWork("onbekend"))).hasRedirectedUrl("/sign-in?provider=unknown");

        var answer = ask(new Visitor(browser), new AtWork("marja"));
        assertThat(new Visitor(browser).get(answer)).hasRedirectedUrl("/sign-in?provider=failed");
    }

    @Test
    void new_keys_at_the_provider_are_not_noticed_by_anyone() throws Exception {
        assertThat(through(new Visitor(browser), new AtWork("onbekend"))).hasRedirectedUrl("/sign-in?provider=unknown");
        var before = keys();
        newKeys();
        assertThat(keys()).isNotEqualTo(before);
        assertThat(through(new Visitor(browser), new AtWork("onbekend")))
                .as("the token was read and believed")
                .hasRedirectedUrl("/sign-in?provider=unknown");
    }

    private static String keys() throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(site() + "/realms/werk/protocol/openid-connect/certs"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static void newKeys() throws Exception {
        var admin = HTTP.send(
                        HttpRequest.newBuilder(URI.create(site() + "/realms/master/protocol/openid-connect/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form(Map.of(
                                        "grant_type", "password",
                                        "client_id", "admin-cli",
                                        "username", "admin",
                                        "password", ADMIN_PASSWORD))))
                                .build(),
                        BodyHandlers.ofString())
                .body()
                .replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(site() + "/admin/realms/werk/components"))
                        .header("Authorization", "Bearer " + admin)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("""
                                {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                                 "config": {"priority": ["200"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}}"""))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    // --- to work and back ---

    private MvcTestResult through(Visitor visitor, AtWork atWork) throws Exception {
        return visitor.get(ask(visitor, atWork));
    }

    /// What Keycloak has the browser ask of us afterwards.
    private static String ask(Visitor visitor, AtWork atWork) throws Exception {
        var to = visitor.get("/oauth2/authorization/work").getResponse().getRedirectedUrl();
        assertThat(to).startsWith(site() + "/realms/werk/").contains("code_challenge_method=S256");
        var back = URI.create(atWork.signIn(to));
        return back.getPath() + "?" + URLDecoder.decode(back.getRawQuery(), UTF_8);
    }

    /// Somebody at Keycloak's own pages.
    private static final class AtWork {

        private final String name;
        private final Map<String, String> cookies = new LinkedHashMap<>();

        AtWork(String name) {
            this.name = name;
        }

        String signIn(String to) throws Exception {
            var page = send(HttpRequest.newBuilder(URI.create(to)));
            var answer = post(page, Map.of("username", name, "password", "het wachtwoord van " + name));
            if (answer.statusCode() == 200 && answer.body().contains("name=\"otp\"")) {
                answer = post(answer, Map.of("otp", Totp.codeAt(Instant.now(), SECRET_OF_MARJA), "login", "Sign In"));
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
            return answer.headers().firstValue("location").orElseThrow();
        }

        private HttpResponse<String> post(HttpResponse<String> page, Map<String, String> fields) throws Exception {
            var action = ACTION.matcher(page.body());
            assertThat(action.find()).as(page.body()).isTrue();
            return send(HttpRequest.newBuilder(URI.create(action.group(1).replace("&amp;", "&")))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(fields))));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            for (var cookie : answer.headers().allValues("set-cookie")) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return answer;
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
