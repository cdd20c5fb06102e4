package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/// Cookies that matter. Over https their names begin with `__Host-`: the browser then takes them from this host only,
/// for all of it, and sends them over https only.
final class Cookies {

    private static final String HOST = "__Host-";

    private Cookies() {}

    static String name(HttpServletRequest request, String plain) {
        return request.isSecure() ? HOST + plain : plain;
    }

    /// The session's, in one of two names.
    static CookieSerializer session() {
        var secure = session(HOST + "SESSION", true);
        var plain = session("SESSION", false);
        return new CookieSerializer() {
            @Override
            public void writeCookieValue(CookieValue value) {
                (value.getRequest().isSecure() ? secure : plain).writeCookieValue(value);
            }

            @Override
            public List<String> readCookieValues(HttpServletRequest request) {
                return (request.isSecure() ? secure : plain).readCookieValues(request);
            }
        };
    }

    private static DefaultCookieSerializer session(String name, boolean secure) {
        var cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        cookie.setCookiePath("/");
        cookie.setUseSecureCookie(secure);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    /// The mark that a form of ours sends along, in one of two names.
    static CsrfTokenRepository forms() {
        var secure = forms(HOST + "XSRF-TOKEN", true);
        var plain = forms("XSRF-TOKEN", false);
        return new CsrfTokenRepository() {
            @Override
            public CsrfToken generateToken(HttpServletRequest request) {
                return of(request).generateToken(request);
            }

            @Override
            public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
                of(request).saveToken(token, request, response);
            }

            @Override
            public @Nullable CsrfToken loadToken(HttpServletRequest request) {
                return of(request).loadToken(request);
            }

            private CookieCsrfTokenRepository of(HttpServletRequest request) {
                return request.isSecure() ? secure : plain;
            }
        };
    }

    private static CookieCsrfTokenRepository forms(String name, boolean secure) {
        var forms = new CookieCsrfTokenRepository();
        forms.setCookieName(name);
        forms.setCookiePath("/");
        forms.setCookieCustomizer(cookie -> cookie.secure(secure).httpOnly(true).sameSite("Lax"));
        return forms;
    }
}
