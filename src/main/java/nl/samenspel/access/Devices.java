package nl.samenspel.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which browsers an account signed in on before. The browser keeps a random mark, and nothing of who that was.
@Component
class Devices {

    private static final String PLAIN = "samenspel_device";
    static final Duration REMEMBERED = Duration.ofDays(365);

    private final JdbcClient jobs;
    private final Clock clock;

    Devices(@Qualifier("jobs") JdbcClient jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The mark in this browser, or nothing.
    static String in(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (var cookie : request.getCookies()) {
                if (cookie.getName().equals(Cookies.name(request, PLAIN))) {
                    return cookie.getValue();
                }
            }
        }
        return "";
    }

    static String hash(String mark) {
        return new Code(mark).hash();
    }

    /// From now on this browser is known for this account. Says whether it was already, or is the first one.
    boolean remember(HttpServletRequest request, HttpServletResponse response, AccountId account) {
        var mark = in(request);
        if (mark.isEmpty()) {
            mark = Code.next().value();
        }
        var cookie = new Cookie(Cookies.name(request, PLAIN), mark);
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge((int) REMEMBERED.toSeconds());
        response.addCookie(cookie);
        var known = jobs.sql("""
                select not exists (select from access.device where account = :account)
                    or exists (select from access.device where account = :account and token_hash = :hash)
                """)
                .param("account", account.value())
                .param("hash", hash(mark))
                .query(Boolean.class)
                .single();
        jobs.sql("""
                insert into access.device (token_hash, account, seen_at) values (:hash, :account, :now)
                on conflict (token_hash, account) do update set seen_at = :now
                """)
                .param("hash", hash(mark))
                .param("account", account.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return known;
    }

    /// Whoever signed in here last.
    Optional<AccountId> lastHere(HttpServletRequest request) {
        var mark = in(request);
        if (mark.isEmpty()) {
            return Optional.empty();
        }
        return jobs.sql("select account from access.device where token_hash = :hash order by seen_at desc limit 1")
                .param("hash", hash(mark))
                .query((rs, _) -> new AccountId(rs.getObject("account", UUID.class)))
                .optional();
    }
}
