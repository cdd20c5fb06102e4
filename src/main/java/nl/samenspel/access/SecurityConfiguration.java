package nl.samenspel.access;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HeaderWriterLogoutHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter;
import org.springframework.security.web.header.writers.ClearSiteDataHeaderWriter.Directive;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// How the web's doors are hung: one chain for people with a browser, one for programs with a token.
/// Which handler is for whom is said by [MayUse] on the handler, and nowhere else.
@Configuration
@EnableWebSecurity
@ConditionalOnWebApplication
@EnableJdbcHttpSession(tableName = "access.session", maxInactiveIntervalInSeconds = 12 * 3600)
class SecurityConfiguration implements WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityConfiguration.class);

    private final SignInDesk desk;
    private final SignIns signIns;
    private final ProviderSignIn provider;
    private final ApiTokens tokens;
    private final Drafts drafts;
    private final Accounts accounts;

    SecurityConfiguration(
            SignInDesk desk,
            SignIns signIns,
            ProviderSignIn provider,
            ApiTokens tokens,
            Drafts drafts,
            Accounts accounts) {
        this.desk = desk;
        this.signIns = signIns;
        this.provider = provider;
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

    /// 216 bits by chance: a UUID has 122, and ASVS 5.0, 7.2.3 asks for 128. The column holds 36 characters, no fewer.
    @Bean
    SessionIdGenerator sessionIds() {
        var chance = new SecureRandom();
        return () -> {
            var bytes = new byte[27];
            chance.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        };
    }

    /// Sessions are nobody's rows: their transactions tell the database no viewer.
    @Bean(defaultCandidate = false)
    @Qualifier("springSessionTransactionOperations")
    TransactionOperations springSessionTransactionOperations(DataSource dataSource) {
        return new TransactionTemplate(
                new JdbcTransactionManager(dataSource),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    @Bean
    @Primary
    RememberedSessions rememberedSessions(JdbcIndexedSessionRepository sessions) {
        return new RememberedSessions(sessions);
    }

    @Bean
    FilterRegistrationBean<Filter> rememberSessions() {
        var registration = new FilterRegistrationBean<Filter>(new RememberedSessions.OfOneRequest());
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return registration;
    }

    /// Nothing is measured of each filter of each answer: whoever keeps it running reads of answers as a whole.
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// What another version of the program put in a session, and this one cannot read, is not there: while nodes are
    /// replaced one by one, somebody may have to type something again, but nobody meets an error.
    @Bean
    GenericConversionService springSessionConversionService() {
        var conversions = new GenericConversionService();
        var read = new DeserializingConverter(SecurityConfiguration.class.getClassLoader());
        conversions.addConverter(Object.class, byte[].class, new SerializingConverter());
        Converter<byte[], @Nullable Object> readOrLeaveOut = bytes -> {
            try {
                return read.convert(bytes);
            } catch (SerializationFailedException e) {
                LOG.warn("Something in a session is of another version, and left out: {}", e.getMessage());
                return null;
            }
        };
        conversions.addConverter(byte[].class, Object.class, readOrLeaveOut);
        return conversions;
    }

    @Bean
    CookieSerializer sessionCookie() {
        return Cookies.session();
    }

    /// Styles, scripts and pictures are the same for everybody. No visit is looked up for them, so they cost the
    /// database nothing, and come also while it is away.
    @Bean
    FilterRegistrationBean<Filter> sameForEverybody() {
        var registration = new FilterRegistrationBean<Filter>((request, response, chain) -> {
            // what Spring Session takes for having been there already
            request.setAttribute(SessionRepositoryFilter.class.getName() + ".FILTERED", true);
            chain.doFilter(request, response);
        });
        registration.addUrlPatterns("/ui/*");
        registration.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return registration;
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
        return provider.addTo(headers(http))
                .csrf(csrf -> csrf.csrfTokenRepository(Cookies.forms()))
                .securityContext(context -> context.securityContextRepository(new SessionMemory(signIns)))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .addLogoutHandler((request, _, _) -> signIns.end(request))
                        .addLogoutHandler(new HeaderWriterLogoutHandler(new ClearSiteDataHeaderWriter(
                                // not cookies: this browser stays one that was used before
                                Directive.CACHE, Directive.STORAGE)))
                        .deleteCookies("SESSION", "__Host-SESSION")
                        .logoutSuccessUrl("/?goodbye"))
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

    private final class BearerFilter extends OncePerRequestFilter {

        /// The API's own description is for everyone, and so is what was published; who shows a key is asked for a good
        /// one there too.
        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            return path.equals("/api/v1/openapi.json")
                    || (path.startsWith("/api/v1/factsheets/")
                            && request.getMethod().equals("GET")
                            && request.getHeader(HttpHeaders.AUTHORIZATION) == null);
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
            SecurityContextHolder.getContext().setAuthentication(ViewerAuthentication.of(viewer.get()));
            chain.doFilter(request, response);
        }
    }
}
