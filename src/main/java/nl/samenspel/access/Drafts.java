package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.samenspel.database.InstallationKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What someone was typing when their session ended: kept for a day, sealed, on the server, and given back after
/// signing in, to the same account only. Nothing of it is in the browser.
///
/// Whose it was is whoever signed in last in that browser. A guest's comes back to the same browser session.
@Component
public class Drafts {

    static final String POINTER = "draft";
    static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST_CHARACTERS = 100_000;

    /// What is never kept.
    private static final List<String> SECRETS = List.of("password", "code", "credential");

    private final JdbcClient jobs;
    private final InstallationKey key;
    private final Devices devices;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    Drafts(@Qualifier("jobs") JdbcClient jobs, InstallationKey key, Devices devices, Clock clock) {
        this.jobs = jobs;
        this.key = key;
        this.devices = devices;
        this.clock = clock;
    }

    /// Forms with which one comes in are filled in anew.
    private static final Pattern COMING_IN = Pattern.compile("/(sign-in|show-again|enrol|passkey)(/.*)?");

    /// A form that was sent but not taken in.
    ///
    /// @param path where it was going
    /// @param fields every field as typed
    public record Draft(String path, Map<String, List<String>> fields) {}

    /// Keeps a form that came in too late, unless it is absurdly large. It replaces an earlier one.
    void keep(HttpServletRequest request) {
        if (COMING_IN.matcher(pathOf(request)).matches()) {
            return;
        }
        var fields = new LinkedHashMap<String, List<String>>();
        var size = 0;
        for (var field : request.getParameterMap().entrySet()) {
            var name = field.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("_csrf") || SECRETS.stream().anyMatch(name::contains)) {
                continue;
            }
            for (var value : field.getValue()) {
                size += value.length();
            }
            fields.put(field.getKey(), List.of(field.getValue()));
        }
        if (size > MOST_CHARACTERS) {
            return;
        }
        var whose = SecurityContextHolder.getContext().getAuthentication() instanceof ViewerAuthentication here
                ? Optional.of(here.viewer().me())
                : devices.lastHere(request);
        var id = UUID.randomUUID();
        jobs.sql("""
                insert into access.draft (id, account, sealed, kept_at) values (:id, :account, :sealed, :now)
                on conflict (account) do update set id = :id, sealed = :sealed, kept_at = :now
                """)
                .param("id", id)
                .param("account", whose.map(AccountId::value).orElse(null), Types.OTHER)
                .param(
                        "sealed",
                        key.seal(
                                purpose(id, whose.orElse(null)),
                                json.writeValueAsBytes(new Draft(pathOf(request), fields))))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (whose.isEmpty()) {
            request.getSession().setAttribute(POINTER, id.toString());
        }
    }

    /// What this account, or a guest in this session, was typing; once.
    public Optional<Draft> take(HttpSession session) {
        var account = Viewer.current().account();
        var plain = jobs.sql("""
                delete from access.draft where kept_at > :since and (
                    account = :account or account is null and id = :pointed)
                returning id, account, sealed
                """)
                .param("since", Timestamp.from(clock.instant().minus(KEPT)))
                .param("account", account == null ? null : account.value(), Types.OTHER)
                .param("pointed", account == null ? pointer(session) : null, Types.OTHER)
                .query((rs, _) -> key.open(purpose(rs.getObject("id", UUID.class), account), rs.getBytes("sealed")))
                .optional()
                .flatMap(opened -> opened);
        session.removeAttribute(POINTER);
        return plain.map(text -> json.readValue(new String(text, StandardCharsets.UTF_8), Draft.class));
    }

    /// Whether something waits for this account.
    public boolean waits(AccountId account) {
        return jobs.sql("select exists (select from access.draft where kept_at > :since and account = :account)")
                .param("since", Timestamp.from(clock.instant().minus(KEPT)))
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /// Whether something waits for whoever signed in last in this browser.
    public boolean waitsForLast(HttpServletRequest request) {
        return devices.lastHere(request).filter(this::waits).isPresent();
    }

    private static @Nullable UUID pointer(HttpSession session) {
        return session.getAttribute(POINTER) instanceof String id ? UUID.fromString(id) : null;
    }

    private static String purpose(UUID id, @Nullable AccountId whose) {
        return "draft %s of %s".formatted(id, whose == null ? "a guest" : whose);
    }

    static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
