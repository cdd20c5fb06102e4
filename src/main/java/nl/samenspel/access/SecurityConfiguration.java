package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// How the web's doors are hung: one chain for people with a browser, one for programs with a token.
/// Which handler is for whom is said by [MayUse] on the handler, and nowhere else.
@Configuration
@EnableWebSecurity
@ConditionalOnWebApplication
@EnableJdbcHttpSession(tableName = "access.session", maxInactiveIntervalInSeconds = 4 * 3600)
class SecurityConfiguration implements WebMvcConfigurer {

    private final SignInDesk desk;
    private final ApiTokens tokens;
    private final Drafts drafts;
    private final Accounts accounts;

    SecurityConfiguration(SignInDesk desk, ApiTokens tokens, Drafts drafts, Accounts accounts) {
        this.desk = desk;
        this.tokens = tokens;
        this.drafts = drafts;
        this.accounts = accounts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new LanguageOfMail(accounts)).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(new MayUseInterceptor(drafts));
    }

    /// Two requests of one session may both be the first to remember something: a form that is sent twice.
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsInPostgreSql() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiChain(HttpSecurity http) {
        return headers(http)
                .securityMatcher("/api/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new BearerFilter(), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new ViewerFilter(), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain browserChain(HttpSecurity http) {
        return headers(http)
                .csrf(csrf -> csrf.csrfTokenRepository(new CookieCsrfTokenRepository()))
                .securityContext(context -> context.securityContextRepository(new SessionMemory(desk)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authenticationProvider(new PasswordProvider())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .successHandler(this::welcome)
                        .failureHandler((request, response, _) ->
                                response.sendRedirect(request.getContextPath() + "/sign-in?wrong"
                                        + (request.getParameter("to") == null ? "" : "&to=" + safe(request)))))
                .logout(logout -> logout.logoutUrl("/sign-out").logoutSuccessUrl("/?goodbye"))
                .exceptionHandling(trouble -> trouble.accessDeniedHandler((request, response, denied) -> {
                    if (denied instanceof CsrfException && request.getMethod().equals("POST")) {
                        // the page stood open too long: nothing of what was typed is lost
                        drafts.keep(request);
                        response.sendRedirect(request.getContextPath() + "/go-on");
                    } else {
                        response.sendError(HttpServletResponse.SC_FORBIDDEN);
                    }
                }))
                .addFilterAfter(new ViewerFilter(), AuthorizationFilter.class)
                .build();
    }

    /// Headers are on every answer already, also on those that never come here: see the module `door`.
    private static HttpSecurity headers(HttpSecurity http) {
        return http.headers(headers -> headers.disable());
    }

    /// After signing in: on with what was being typed, or to where one was going, or home.
    private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        if (who instanceof ViewerAuthentication signedIn) {
            drafts.remember(request, response, signedIn.viewer().me());
        }
        response.sendRedirect(request.getContextPath() + (drafts.waits(request) ? "/go-on" : safe(request)));
    }

    /// Only a path on this site; anything else is home.
    private static String safe(HttpServletRequest request) {
        var to = request.getParameter("to");
        return to != null && to.matches("/[A-Za-z0-9/_-][A-Za-z0-9/_.-]*") ? to : "/home";
    }

    private final class PasswordProvider implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication asked) {
            return desk.check(asked.getName(), String.valueOf(asked.getCredentials()))
                    .flatMap(account -> desk.viewer(account, null))
                    .map(ViewerAuthentication::new)
                    .orElseThrow(() -> new BadCredentialsException("wrong name or password"));
        }

        @Override
        public boolean supports(Class<?> type) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
        }
    }

    private final class BearerFilter extends OncePerRequestFilter {

        /// The API's own description is for everyone.
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return request.getRequestURI().equals(request.getContextPath() + "/api/v1/openapi.json");
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, jakarta.servlet.FilterChain chain)
                throws jakarta.servlet.ServletException, IOException {
            var viewer = Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                    .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                    .flatMap(header -> tokens.accountOf(header.substring(7).strip()))
                    .flatMap(account -> desk.viewer(account, null));
            if (viewer.isEmpty()) {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.getWriter().write("""
                                {"type":"about:blank","title":"Unauthorized","status":401,\
                                "detail":"Send a bearer token; ./samenspel token --as EMAIL prints one."}""");
                return;
            }
            SecurityContextHolder.getContext().setAuthentication(new ViewerAuthentication(viewer.get()));
            chain.doFilter(request, response);
        }
    }
}
