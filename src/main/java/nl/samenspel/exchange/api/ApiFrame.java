package nl.samenspel.exchange.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
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
import java.util.Map;
import nl.samenspel.database.Reach;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
    static final String BASE = "/api/v1";
    static final String DESCRIPTION = BASE + "/openapi.json";
    private static final String VERSION_HEADER = "API-Version";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final int LARGEST_BODY = 1 << 20;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> apiAnswers() {
        var registration = new FilterRegistrationBean<OncePerRequestFilter>(new Answers());
        registration.addUrlPatterns("/api/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new Language()).addPathPatterns("/api/**");
    }

    @Bean
    OpenAPI description(SiteAddress site, @Value("${samenspel.api.contact:}") String contact) {
        return new OpenAPI()
                .info(new Info()
                        .title("Samenspel")
                        .version(VERSION)
                        .description("From a help request to a match both people said yes to. "
                                + "Every call is made on behalf of a person; what they may not see is not there.")
                        .contact(new Contact()
                                .name("Whoever runs this installation of Samenspel")
                                .url(site.link("/about"))
                                .email(contact.isBlank() ? null : contact.strip()))
                        .license(new License().name("EUPL-1.2").url("https://eupl.eu/1.2/en/")))
                .servers(List.of(new Server().url(site.link(BASE)).description("This installation")))
                .components(new Components()
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("From ./samenspel token --as EMAIL")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    /// RFC 9457, as every error of ours is told.
    private static Schema<?> problem() {
        var errors = new Schema<Object>();
        errors.setType("array");
        errors.setItems(new ObjectSchema());
        var problem = new ObjectSchema();
        problem.setDescription("What is wrong (RFC 9457)");
        problem.addProperty("type", new StringSchema().format("uri"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema());
        problem.addProperty("errors", errors);
        problem.setRequired(List.of("type", "title", "status", "detail"));
        return problem;
    }

    /// The version stands in the server's address and not in each path, every answer says its version, and every call
    /// says how it is refused.
    @Bean
    OpenApiCustomizer afterTheDesignRules() {
        return description -> {
            var paths = new Paths();
            description.getPaths().forEach((path, item) -> paths.addPathItem(path.substring(BASE.length()), item));
            description.setPaths(paths);
            description.getComponents().addSchemas("Problem", problem());
            paths.values().stream()
                    .flatMap(item -> item.readOperations().stream())
                    .forEach(operation -> {
                        operation
                                .getResponses()
                                .values()
                                .forEach(answer -> answer.addHeaderObject(
                                        VERSION_HEADER,
                                        new Header()
                                                .description("The whole version")
                                                .schema(new StringSchema())));
                        Map.of(
                                        "400", "What was sent cannot be read",
                                        "401", "No token, or one that is over",
                                        "404", "Not there, or not for you",
                                        "429", "Too many calls at once: see Retry-After",
                                        "500", "A fault of ours; nothing was changed",
                                        "503", "The data cannot be reached, or too many come at once: see Retry-After")
                                .forEach((status, words) ->
                                        operation.getResponses().addApiResponse(status, refusal(words)));
                    });
        };
    }

    private static ApiResponse refusal(String words) {
        return new ApiResponse()
                .description(words)
                .addHeaderObject(VERSION_HEADER, new Header().schema(new StringSchema()))
                .content(new Content()
                        .addMediaType(
                                PROBLEM_JSON,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
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
            response.setHeader("Referrer-Policy", "no-referrer");
            if (request.getRequestURI().equals(request.getContextPath() + DESCRIPTION)) {
                // the description is for everyone, also for a page elsewhere that shows it
                response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
            }
            var answer = new WithoutErrorPage(response);
            if (request.getContentLengthLong() > LARGEST_BODY) {
                answer.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
                return;
            }
            try {
                chain.doFilter(request, answer);
            } catch (RuntimeException | ServletException e) {
                if (Reach.isLost(e)) {
                    answer.setHeader(HttpHeaders.RETRY_AFTER, ApiProblems.SECONDS_TO_WAIT);
                    answer.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
                    return;
                }
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
            setContentType(PROBLEM_JSON + ";charset=UTF-8");
            var known = HttpStatus.resolve(status);
            getWriter()
                    .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                            .formatted(known == null ? "Error" : known.getReasonPhrase(), status, detail(known)));
            flushBuffer();
        }

        /// In English: here it is not known yet what language a program reads.
        private static String detail(@Nullable HttpStatus status) {
            return switch (status) {
                case BAD_REQUEST -> "This request cannot be read.";
                case NOT_FOUND -> "It is not there, or not for you.";
                case METHOD_NOT_ALLOWED -> "This cannot be done here; see Allow.";
                case NOT_ACCEPTABLE -> "Answers are in application/json.";
                case CONTENT_TOO_LARGE -> "This is more than one megabyte.";
                case UNSUPPORTED_MEDIA_TYPE -> "Send application/json.";
                case SERVICE_UNAVAILABLE ->
                    "This cannot be answered now. Try again in a few seconds, with the same Idempotency-Key: what was kept is not kept twice.";
                case TOO_MANY_REQUESTS -> "Too many calls at once; wait as many seconds as Retry-After says.";
                case INTERNAL_SERVER_ERROR -> "A fault of ours; nothing was changed.";
                case null, default -> "This cannot be done.";
            };
        }
    }
}
