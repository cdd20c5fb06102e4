package nl.samenspel.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleContextResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/// Dutch, or English for whoever asks for it with one click: `?language=en` on any page.
///
/// The choice is kept in a cookie. What language the browser speaks is not asked: a page about care at home is Dutch
/// until its reader says otherwise. The parameter's name, `language`, is taken on every page that is read with GET.
@Configuration(proxyBeanMethods = false)
class Languages implements WebMvcConfigurer {

    static final Locale DUTCH = Locale.of("nl");
    static final Locale ENGLISH = Locale.ENGLISH;
    static final String PARAMETER = "language";

    private static final Pattern BUNDLE = Pattern.compile("([a-z]+)\\.properties");

    static Optional<Locale> spoken(@Nullable String language) {
        return switch (language) {
            case "nl" -> Optional.of(DUTCH);
            case "en" -> Optional.of(ENGLISH);
            case null, default -> Optional.empty();
        };
    }

    @Bean
    LocaleResolver localeResolver() {
        var plain = cookie("language", false);
        var secure = cookie("__Host-language", true);
        return new LocaleContextResolver() {
            @Override
            public LocaleContext resolveLocaleContext(HttpServletRequest request) {
                return of(request).resolveLocaleContext(request);
            }

            @Override
            public void setLocaleContext(
                    HttpServletRequest request,
                    @Nullable HttpServletResponse response,
                    @Nullable LocaleContext language) {
                of(request).setLocaleContext(request, response, language);
            }

            private LocaleContextResolver of(HttpServletRequest request) {
                return request.isSecure() ? secure : plain;
            }
        };
    }

    private static CookieLocaleResolver cookie(String name, boolean secure) {
        var resolver = new CookieLocaleResolver(name) {
            @Override
            protected @Nullable Locale parseLocaleValue(String value) {
                return spoken(value).orElse(null);
            }
        };
        resolver.setDefaultLocale(DUTCH);
        resolver.setRejectInvalidCookies(false);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieSecure(secure);
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    /// Every module's words: `messages/<module>.properties` is Dutch, `messages/<module>_en.properties` English.
    @Bean
    MessageSource messageSource() throws IOException {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(bundles().toArray(String[]::new));
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    private static List<String> bundles() throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties");
        return Arrays.stream(files)
                .map(Resource::getFilename)
                .filter(Objects::nonNull)
                .map(BUNDLE::matcher)
                .filter(name -> name.matches())
                .map(name -> "messages/" + name.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        // before anyone is sent elsewhere: a guest who asks for English reads the sign-in page in English too
        registry.addInterceptor(new Switch()).order(Ordered.HIGHEST_PRECEDENCE + 1);
    }

    /// Keeps the choice and shows the same page again, without the question in its address.
    private static class Switch implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            var language = spoken(request.getParameter(PARAMETER));
            var resolver = RequestContextUtils.getLocaleResolver(request);
            if (language.isEmpty() || resolver == null || !request.getMethod().equals("GET")) {
                return true;
            }
            resolver.setLocale(request, response, language.get());
            try {
                response.sendRedirect(withoutTheQuestion(request));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return false;
        }

        private static String withoutTheQuestion(HttpServletRequest request) {
            var query = request.getQueryString();
            // one slash: two would lead to another site
            var path = "/" + request.getRequestURI().replaceFirst("^[/\\\\]+", "");
            return UriComponentsBuilder.fromPath(path)
                    .query(query)
                    .replaceQueryParam(PARAMETER)
                    .build()
                    .toUriString();
        }
    }
}
