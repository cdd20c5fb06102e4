package nl.samenspel.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriComponentsBuilder;

/// Signing in through an identity provider: a small one of our own, on this machine, that says what a test tells it to.
@SamenspelTest
@NullUnmarked
class ProviderTest {

    private static final String SECRET = "een geheim van ons en het werk, lang genoeg";

    private static HttpServer issuer;
    private static RSAKey key;
    private static String nonce;
    private static String subject;
    private static Map<String, Object> says = Map.of();
    private static String audience = "samenspel";
    private static RSAKey signsWith;
    private static String sentBy;
    private static Duration lasts = Duration.ofMinutes(1);

    /// How the token is signed.
    private enum Signed {
        AS_IT_SHOULD,
        NOT_AT_ALL,
        WITH_OUR_SECRET
    }

    private static Signed signed = Signed.AS_IT_SHOULD;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry properties) throws Exception {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        signsWith = key;
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(address())));
        issuer.createContext(
                "/keys",
                exchange -> answer(exchange, new JWKSet(key).toPublicJWKSet().toString()));
        issuer.createContext("/token", exchange -> answer(exchange, """
                {"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}""".formatted(token())));
        issuer.start();
        properties.add("samenspel.oidc.issuer", ProviderTest::address);
        properties.add("samenspel.oidc.name", () -> "Werk & Co");
        properties.add("samenspel.oidc.client-id", () -> "samenspel");
        properties.add("samenspel.oidc.client-secret", () -> SECRET);
    }

    @AfterAll
    static void stop() {
        issuer.stop(0);
    }

    private static String address() {
        return "http://localhost:" + issuer.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = json.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    private static String token() {
        try {
            var claims = new JWTClaimsSet.Builder()
                    .issuer(sentBy == null ? address() : sentBy)
                    .subject(subject)
                    .audience(audience)
                    .issueTime(Date.from(Instant.now().minusSeconds(1)))
                    .expirationTime(Date.from(Instant.now().plus(lasts)))
                    .claim("nonce", nonce);
            says.forEach(claims::claim);
            if (signed == Signed.NOT_AT_ALL) {
                return new PlainJWT(claims.build()).serialize();
            }
            var ours = signed == Signed.WITH_OUR_SECRET;
            var token = new SignedJWT(
                    new JWSHeader.Builder(ours ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                            .keyID("one")
                            .build(),
                    claims.build());
            token.sign(ours ? new MACSigner(SECRET) : new RSASSASigner(signsWith));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Test
    void an_account_is_connected_by_its_owner_and_the_provider_takes_care_of_the_second_factor() {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        subject = UUID.randomUUID().toString();
        says = Map.of("amr", List.of("pwd", "mfa"));

        // nobody gets an account by it, and nobody's is found by a mail address
        says = Map.of("amr", List.of("mfa"), "email", team.email(), "email_verified", true);
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/sign-in?provider=unknown");

        var owner = new Visitor(browser).signIn(team.email());
        assertThat(owner.get("/my-access")).bodyText().contains("Verbind met Werk &amp; Co");
        assertThat(owner.post("/my-access/provider")).hasStatusOk();
        assertThat(through(owner)).hasRedirectedUrl("/my-access?connected");
        assertThat(owner.get("/workbench")).hasStatusOk();

        var visitor = new Visitor(browser);
        assertThat(through(visitor)).hasRedirectedUrl("/home");
        assertThat(visitor.get("/workbench")).hasStatusOk();

        // without its word for two factors, ours is asked
        says = Map.of("amr", List.of("pwd"), "acr", "1");
        var weak = new Visitor(browser);
        assertThat(through(weak)).hasRedirectedUrl("/sign-in/second");
        assertThat(weak.get("/workbench")).hasRedirectedUrl("/sign-in?to=/workbench");
        assertThat(weak.post("/sign-in/second", "code", "AAAA-AAAA")).hasStatus(422);

        // one subject, one account
        var other = neighbourhood.team();
        neighbourhood.canSignIn(other.coordinator());
        var thief = new Visitor(browser).signIn(other.email());
        thief.post("/my-access/provider");
        assertThat(through(thief)).hasRedirectedUrl("/my-access?notConnected");

        assertThat(owner.post("/my-access/provider/remove")).hasRedirectedUrl("/my-access");
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/sign-in?provider=unknown");
    }

    @Test
    void what_is_not_signed_by_the_provider_for_us_in_answer_to_us_opens_nothing() throws Exception {
        var ria = neighbourhood.someone(neighbourhood.team(), "Ria", Role.VOLUNTEER, "1234");
        neighbourhood.canSignIn(ria.account());
        subject = UUID.randomUUID().toString();
        says = Map.of("amr", List.of("mfa"));
        var owner = new Visitor(browser).signIn(ria.email());
        owner.post("/my-access/provider");
        assertThat(through(owner)).hasRedirectedUrl("/my-access?connected");

        signsWith = new RSAKeyGenerator(2048).keyID("one").generate();
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/sign-in?provider=failed");
        signsWith = key;
        audience = "somebody else";
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/sign-in?provider=failed");
        audience = "samenspel";
        var visitor = new Visitor(browser);
        begin(visitor);
        nonce = "another";
        assertThat(visitor.get("/login/oauth2/code/work?code=x&state=" + state))
                .hasRedirectedUrl("/sign-in?provider=failed");
        begin(visitor);
        assertThat(visitor.get("/login/oauth2/code/work?code=x&state=another"))
                .hasRedirectedUrl("/sign-in?provider=failed");
        sentBy = "http://localhost:1/elsewhere";
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/sign-in?provider=failed");
        sentBy = null;
        lasts = Duration.ofMinutes(-5);
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/sign-in?provider=failed");
        lasts = Duration.ofMinutes(1);
        for (var how : List.of(Signed.NOT_AT_ALL, Signed.WITH_OUR_SECRET)) {
            signed = how;
            assertThat(through(new Visitor(browser))).as(how.name()).hasRedirectedUrl("/sign-in?provider=failed");
        }
        signed = Signed.AS_IT_SHOULD;
        // the control: all as it should be
        assertThat(through(new Visitor(browser))).hasRedirectedUrl("/home");
    }

    private String state;

    /// To the provider, which keeps what we asked of it.
    private void begin(Visitor visitor) {
        var to = visitor.get("/oauth2/authorization/work").getResponse().getRedirectedUrl();
        assertThat(to).startsWith(address() + "/authorize?");
        var asked = UriComponentsBuilder.fromUriString(to).build().getQueryParams();
        assertThat(asked.getFirst("scope")).isEqualTo("openid");
        state = URLDecoder.decode(asked.getFirst("state"), UTF_8);
        nonce = URLDecoder.decode(asked.getFirst("nonce"), UTF_8);
    }

    /// To the provider and back.
    private MvcTestResult through(Visitor visitor) {
        begin(visitor);
        return visitor.get("/login/oauth2/code/work?code=x&state=" + state);
    }
}
