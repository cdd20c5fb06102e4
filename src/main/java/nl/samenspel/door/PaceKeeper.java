package nl.samenspel.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import nl.samenspel.access.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/// Asks whoever is too quick to wait: 429, with after how many seconds, and a page in plain words.
///
/// Counts per account; only who has none is counted by address. So people behind one address hinder each other in
/// nothing once they are signed in.
final class PaceKeeper implements HandlerInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(PaceKeeper.class);

    private final Pace pace;

    PaceKeeper(Pace pace) {
        this.pace = pace;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var whose = whose(request);
        Optional<Duration> wait = Optional.empty();
        for (var rule : PaceRule.ALL) {
            if (rule.isAbout(request.getMethod(), path)) {
                var more = pace.take(rule.kind(), whose);
                if (more.isPresent()) {
                    // by whom is in the log of looks; an address would say who sits where
                    LOG.info("Too quick: {}", rule.kind());
                    wait = more;
                }
            }
        }
        if (wait.isEmpty()) {
            return true;
        }
        response.setHeader(
                HttpHeaders.RETRY_AFTER,
                String.valueOf(wait.get().plusMillis(999).toSeconds()));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        return false;
    }

    private static String whose(HttpServletRequest request) {
        var account = Viewer.current().account();
        return account == null ? household(request.getRemoteAddr()) : account.toString();
    }

    /// One IPv4 address; of IPv6 the half that a household or an office has to itself.
    static String household(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // figures only, so nothing is looked up
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException _) {
            return address;
        }
    }
}
