package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// The steps to the identity provider and back. The provider is looked up at its first use, so that one which is away
/// stops neither the start nor anybody's other ways in.
@Component
class ProviderSignIn {

    /// Who is about to connect their account, in their session.
    static final String CONNECTING = "connecting";

    private static final Logger LOG = LoggerFactory.getLogger(ProviderSignIn.class);

    private final Provider provider;
    private final SignIns signIns;
    private final SignInDesk desk;

    ProviderSignIn(Provider provider, SignIns signIns, SignInDesk desk) {
        this.provider = provider;
        this.signIns = signIns;
        this.desk = desk;
    }

    /// Nothing, where none is configured.
    HttpSecurity addTo(HttpSecurity http) {
        if (!provider.isThere()) {
            return http;
        }
        return http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(new SupplierClientRegistrationRepository(
                        () -> new InMemoryClientRegistrationRepository(registration())))
                .authorizedClientRepository(new Nothing())
                .successHandler(this::came)
                .failureHandler((request, response, e) -> {
                    LOG.info("The identity provider did not let somebody in: {}", e.toString());
                    response.sendRedirect(request.getContextPath() + "/sign-in?provider=failed");
                }));
    }

    private ClientRegistration registration() {
        return ClientRegistrations.fromIssuerLocation(provider.issuer())
                .registrationId(Provider.ID)
                .clientId(provider.clientId())
                .clientSecret(provider.clientSecret())
                .scope("openid")
                .build();
    }

    /// The provider has said who it is.
    private void came(HttpServletRequest request, HttpServletResponse response, Authentication who) throws IOException {
        if (!(who.getPrincipal() instanceof OidcUser user)) {
            throw new IllegalStateException("The scope openid gives an OidcUser.");
        }
        response.sendRedirect(request.getContextPath() + next(user, request, response));
    }

    private String next(OidcUser user, HttpServletRequest request, HttpServletResponse response) {
        var subject = Objects.requireNonNull(user.getSubject(), "OpenID Connect always names a subject.");
        var session = request.getSession();
        var connecting = session.getAttribute(CONNECTING);
        session.removeAttribute(CONNECTING);
        if (connecting instanceof String account) {
            return signIns.present(request)
                            .map(present -> present.viewer().me())
                            .filter(me -> me.toString().equals(account))
                            .filter(me -> provider.connect(me, subject))
                            .isPresent()
                    ? "/my-access?connected"
                    : "/my-access?notConnected";
        }
        var known = provider.whose(subject);
        if (known.isEmpty()) {
            return "/sign-in?provider=unknown";
        }
        var account = known.get();
        if (provider.isStrong(said(user.getClaims()))) {
            signIns.begin(account, SignIns.Proof.PROVIDER, request, response);
        } else if (desk.needsSecond(account)) {
            signIns.beginHalf(account, "/home", request);
            return "/sign-in/second";
        } else {
            signIns.begin(account, SignIns.Proof.PASSWORD, request, response);
        }
        return "/home";
    }

    private static List<String> said(Map<String, Object> claims) {
        var said = new ArrayList<String>();
        Optional.ofNullable(claims.get("acr")).map(Object::toString).ifPresent(said::add);
        if (claims.get("amr") instanceof List<?> methods) {
            methods.forEach(method -> said.add(String.valueOf(method)));
        }
        return said;
    }

    /// We ask the provider nothing afterwards, so we keep none of its tokens.
    private static final class Nothing implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String id, Authentication who, HttpServletRequest request, HttpServletResponse response) {}
    }
}
