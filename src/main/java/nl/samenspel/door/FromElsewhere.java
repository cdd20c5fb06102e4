package nl.samenspel.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/// Turns away what another site lets a browser send here, before anything reads it.
///
/// The token in each form is the lock; this is the second one, which needs no cookie and keeps nothing of what was
/// sent. Every browser of the last years says where a form came from (`Sec-Fetch-Site`), and a page cannot say it
/// otherwise. What does not say it is judged by its token alone.
final class FromElsewhere extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(FromElsewhere.class);
    private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var from = request.getHeader("Sec-Fetch-Site");
        if (from != null && changes(request) && !OURS.contains(from)) {
            LOG.info("Turned away: a {} that another site had a browser send", request.getMethod());
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        chain.doFilter(request, response);
    }

    /// Beginning at an identity provider changes something too: who is signed in already there, comes in here.
    private static boolean changes(HttpServletRequest request) {
        return !CHANGES_NOTHING.contains(request.getMethod())
                || UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8)
                        .startsWith(request.getContextPath() + "/oauth2/authorization/");
    }
}
