package nl.samenspel.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;

/// What a browser is told with every answer: run nothing but our own script and let nothing inline become one, be
/// framed by nobody, tell nobody where one was, keep nothing.
///
/// Written first, before anything can refuse or fail, so that errors have them too. Whoever knows better for one
/// answer (a style sheet may be kept; the description of the API is for all sites) says so later.
final class SecurityHeaders extends OncePerRequestFilter {

    /// Trusted types: no text becomes HTML or a script through the page's own script either.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
                    + "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<String, String> ALWAYS = new LinkedHashMap<>();

    static {
        ALWAYS.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ALWAYS.put("X-Content-Type-Options", "nosniff");
        // for browsers that do not know frame-ancestors
        ALWAYS.put("X-Frame-Options", "DENY");
        ALWAYS.put("Referrer-Policy", "same-origin");
        ALWAYS.put(
                "Permissions-Policy",
                "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), "
                        + "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()");
        ALWAYS.put("Cross-Origin-Opener-Policy", "same-origin");
        ALWAYS.put("Cross-Origin-Embedder-Policy", "require-corp");
        ALWAYS.put("Cross-Origin-Resource-Policy", "same-origin");
        ALWAYS.put("Cache-Control", "no-store");
    }

    /// One year, the least that ASVS 5.0 (3.4.1) takes. Over plain HTTP a browser ignores it, so it is not said there.
    private static final String HTTPS_ONLY = "max-age=31536000; includeSubDomains";

    static void write(HttpServletRequest request, HttpServletResponse response) {
        ALWAYS.forEach(response::setHeader);
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", HTTPS_ONLY);
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        write(request, response);
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (!isIllegible(e) || response.isCommitted()) {
                throw e;
            }
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /// A form whose signs cannot be read (`%zz`) is the sender's mistake. Thrown on, the server would write in its log
    /// what stood there.
    private static boolean isIllegible(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidParameterException) {
                return true;
            }
        }
        return false;
    }
}
