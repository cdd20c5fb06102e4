package nl.samenspel.exchange.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What holds for the whole API: its version on every answer, no error page in HTML, the language a program asks for,
/// and its description.
@Configuration(proxyBeanMethods = false)
class ApiFrame implements WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFrame.class);

    static final String VERSION = "1.0.0";
    private static final String VERSION_HEADER = "API-Version";
    private static final int LARGEST_BODY = 1 << 20;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> apiAnswers() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new Answers());
        registration.addUrlPatterns("/api/*", "/openapi.json");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Language()).addPathPatterns("/api/**");
    }

    @Bean
    OpenAPI description(SiteAddress site) {
        return new OpenAPI()
                .info(new Info()
                        .title("Samenspel")
                        .version(VERSION)
                        .description("From a help request to a match both people said yes to. "
                                + "Every call is made on behalf of a person; what they may not see is not there.")
                        .contact(new Contact().name("The Samenspel team").url(site.link("/about")))
                        .license(new License().name("EUPL-1.2").url("https://eupl.eu/1.2/en/")))
                .servers(List.of(new Server().url("/").description("This installation")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("From ./samenspel token --as EMAIL")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /// Dutch, unless a program prefers English.
    private static final class Language implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            var wished = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
            var language = wished != null && wished.toLowerCase(Locale.ROOT).startsWith("en")
                    ? Locale.ENGLISH
                    : Locale.of("nl");
            LocaleContextHolder.setLocale(language);
            response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
            return true;
        }
    }

    private static final class Answers extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.setHeader(VERSION_HEADER, VERSION);
            if (!request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
                // the description is for everyone, also for a page elsewhere that shows it
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                chain.doFilter(request, response);
                return;
            }
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            var answer = new WithoutErrorPage(response);
            if (request.getContentLengthLong() > LARGEST_BODY) {
                answer.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
                return;
            }
            try {
                chain.doFilter(request, answer);
            } catch (RuntimeException | ServletException e) {
                LOG.error("A call stopped by a fault of ours", e);
                answer.sendError(HttpStatus.INTERNAL_SERVER_ERROR.value());
            }
        }
    }

    /// Where others show the error page, a program gets problem+json.
    private static final class WithoutErrorPage extends HttpServletResponseWrapper {

        WithoutErrorPage(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void sendError(int status) throws IOException {
            sendError(status, null);
        }

        @Override
        public void sendError(int status, @Nullable String ignored) throws IOException {
            if (isCommitted()) {
                return;
            }
            resetBuffer();
            setStatus(status);
            setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            var known = HttpStatus.resolve(status);
            getWriter()
                    .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d}"
                            .formatted(known == null ? "Error" : known.getReasonPhrase(), status));
            flushBuffer();
        }
    }
}
