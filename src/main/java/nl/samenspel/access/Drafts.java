package nl.samenspel.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What someone was typing when their session ended: kept in the (server's) session and given back after signing in,
/// to the same account only. Nothing of it is in the browser but a mark that says who was here last.
@Component
public class Drafts {

    private static final String DRAFT = "draft";
    private static final String LAST_HERE = "samenspel_last";
    private static final int MOST_CHARACTERS = 100_000;

    /// A form that was sent but not taken in.
    ///
    /// @param path where it was going
    /// @param fields every field as typed
    public record Draft(String path, Map<String, String[]> fields, String mark) implements Serializable {}

    /// Remembers in this browser who signed in, as a mark only this server's data can explain.
    void remember(HttpServletRequest request, HttpServletResponse response, AccountId account) {
        var cookie = new Cookie(LAST_HERE, mark(account));
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    /// Keeps a form that came in too late, unless it is absurdly large or nobody was here.
    void keep(HttpServletRequest request) {
        var fields = new HashMap<String, String[]>();
        var size = 0;
        for (var field : request.getParameterMap().entrySet()) {
            if (field.getKey().equals("_csrf")
                    || field.getKey().toLowerCase(java.util.Locale.ROOT).contains("password")) {
                continue;
            }
            for (var value : field.getValue()) {
                size += value.length();
            }
            fields.put(field.getKey(), field.getValue());
        }
        if (size <= MOST_CHARACTERS) {
            request.getSession().setAttribute(DRAFT, new Draft(pathOf(request), fields, lastHere(request)));
        }
    }

    /// What this account, or a guest who never signed in here, was typing. Somebody else's stays hidden and is thrown
    /// away.
    public Optional<Draft> take(HttpSession session) {
        if (!(session.getAttribute(DRAFT) instanceof Draft draft)) {
            return Optional.empty();
        }
        var account = Viewer.current().account();
        if (account == null && !draft.mark().isEmpty()) {
            // theirs again once they sign in
            return Optional.empty();
        }
        session.removeAttribute(DRAFT);
        return draft.mark().equals(account == null ? "" : mark(account)) ? Optional.of(draft) : Optional.empty();
    }

    /// Whether something waits.
    public boolean waits(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(DRAFT) != null;
    }

    static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    private static String lastHere(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (var cookie : request.getCookies()) {
                if (cookie.getName().equals(LAST_HERE)) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    private static String mark(AccountId account) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(("last here " + account).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
