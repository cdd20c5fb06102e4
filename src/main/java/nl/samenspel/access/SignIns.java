package nl.samenspel.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is signed in, where, since when; and when that ends. The web session only points to it.
@Service
public class SignIns {

    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);

    /// Who works with other people's records walks away from a screen that others see.
    static final Duration STAFF_MAY_PAUSE = Duration.ofMinutes(30);

    static final Duration OTHERS_MAY_PAUSE = Duration.ofHours(4);

    /// After this it ends, however busy one was.
    static final Duration LONGEST = Duration.ofHours(12);

    /// What would be worth stealing may be done so long after showing who one is.
    static final Duration JUST_NOW = Duration.ofMinutes(10);

    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /// Between the first of two things and the second.
    static final Duration SECOND_WITHIN = Duration.ofMinutes(10);

    static final String POINTER = "signIn";
    private static final String HALF = "half";

    /// What somebody showed to come in.
    public enum Proof {
        /// A password alone.
        PASSWORD,
        /// A password and a second factor.
        TWO,
        PASSKEY,
        /// An identity provider says who it is, and that it asked for two factors.
        PROVIDER,
        /// In the demo nobody shows anything.
        DEMO
    }

    /// Somewhere the viewer is signed in.
    ///
    /// @param browser see `access.browser.*`
    /// @param system see `access.system.*`
    /// @param here whether it is the one that asks
    public record SignedIn(UUID id, String browser, String system, Instant since, Instant seen, boolean here) {}

    /// Who comes with a request.
    ///
    /// @param setsUp must set up a second factor first, and has none of their roles until then
    /// @param justNow has shown who they are in the last minutes
    record Present(UUID id, Viewer viewer, Set<OrganisationId> desks, boolean setsUp, boolean justNow) {}

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final SignInDesk desk;
    private final Devices devices;
    private final WayInLog log;
    private final Clock clock;

    SignIns(
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            SignInDesk desk,
            Devices devices,
            WayInLog log,
            Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.desk = desk;
        this.devices = devices;
        this.log = log;
        this.clock = clock;
    }

    /// Lets somebody in, in a session with a new name and nothing in it of whoever was here before.
    public void begin(AccountId account, Proof proof, HttpServletRequest request, HttpServletResponse response) {
        var old = request.getSession(false);
        if (old != null) {
            pointer(request).ifPresent(before -> end(before, "SELF"));
            java.util.Collections.list(old.getAttributeNames()).stream()
                    .filter(name -> !name.equals(Drafts.POINTER))
                    .forEach(old::removeAttribute);
            request.changeSessionId();
        }
        var from = From.of(request);
        var id = UUID.randomUUID();
        jobs.sql("""
                insert into access.sign_in (id, account, proof, browser, system, began_at, proved_at, seen_at)
                values (:id, :account, :proof, :browser, :system, :now, :now, :now)
                """)
                .param("id", id)
                .param("account", account.value())
                .param("proof", proof.name())
                .param("browser", from.browser())
                .param("system", from.system())
                .param("now", now())
                .update();
        request.getSession().setAttribute(POINTER, id.toString());
        LOG.info("Signing in: account {} came in, with {}", account, proof);
        if (!devices.remember(request, response, account) && proof != Proof.DEMO) {
            log.happened(account, WayIn.What.NEW_BROWSER);
        }
    }

    /// Whoever chose a new password here has shown that this browser is theirs: guessing elsewhere does not stop them.
    public void remember(AccountId account, HttpServletRequest request, HttpServletResponse response) {
        devices.remember(request, response, account);
    }

    /// Somebody who has shown the first of two things, on the way to the second.
    ///
    /// @param to where they were going
    public record Half(AccountId account, Instant since, String to) {}

    /// Remembers that the first of two things was right.
    public void beginHalf(AccountId account, String to, HttpServletRequest request) {
        request.getSession().setAttribute(HALF, account + "|" + clock.instant().getEpochSecond() + "|" + to);
    }

    /// Who is on the way to the second, for ten minutes.
    public Optional<Half> half(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(HALF) instanceof String text)) {
            return Optional.empty();
        }
        var parts = text.split("\\|", 3);
        var half = new Half(AccountId.of(parts[0]), Instant.ofEpochSecond(Long.parseLong(parts[1])), parts[2]);
        return clock.instant().isBefore(half.since().plus(SECOND_WITHIN)) ? Optional.of(half) : Optional.empty();
    }

    /// Whoever it is begins again with the first.
    public void endHalf(HttpServletRequest request) {
        request.getSession().removeAttribute(HALF);
    }

    /// Whoever is here is about to connect their account with the identity provider.
    public void connect(HttpServletRequest request) {
        request.getSession()
                .setAttribute(ProviderSignIn.CONNECTING, Viewer.current().me().toString());
    }

    /// Who comes with this request; nobody when it ended, by whatever.
    Optional<Present> present(HttpServletRequest request) {
        return pointer(request).flatMap(this::present);
    }

    Optional<Present> present(UUID id) {
        record Row(AccountId account, Proof proof, @Nullable UUID desk, Instant began, Instant proved, Instant seen) {}
        var row = jobs.sql("""
                select account, proof, desk, began_at, proved_at, seen_at from access.sign_in
                where id = :id and ended_at is null
                """)
                .param("id", id)
                .query((rs, _) -> new Row(
                        new AccountId(rs.getObject("account", UUID.class)),
                        Proof.valueOf(rs.getString("proof")),
                        rs.getObject("desk", UUID.class),
                        rs.getTimestamp("began_at").toInstant(),
                        rs.getTimestamp("proved_at").toInstant(),
                        rs.getTimestamp("seen_at").toInstant()))
                .optional();
        var known = row.flatMap(
                one -> desk.known(one.account(), one.desk() == null ? null : new OrganisationId(one.desk())));
        if (row.isEmpty() || known.isEmpty()) {
            return Optional.empty();
        }
        var at = clock.instant();
        var who = known.get();
        var works = who.viewer().roles().stream().anyMatch(Role::needsSecondFactor);
        if (at.isAfter(row.get().seen().plus(works ? STAFF_MAY_PAUSE : OTHERS_MAY_PAUSE))) {
            end(id, "IDLE");
            return Optional.empty();
        }
        if (at.isAfter(row.get().began().plus(LONGEST))) {
            end(id, "AGE");
            return Optional.empty();
        }
        if (at.isAfter(row.get().seen().plus(NOTED_EVERY))) {
            jobs.sql("update access.sign_in set seen_at = :now where id = :id")
                    .param("now", Timestamp.from(at))
                    .param("id", id)
                    .update();
        }
        var setsUp = row.get().proof() == Proof.PASSWORD && who.secondAsked();
        var viewer = who.viewer();
        return Optional.of(new Present(
                id,
                setsUp ? new Viewer(viewer.account(), viewer.name(), Set.of(), Set.of(), null) : viewer,
                setsUp ? Set.of() : who.desks(),
                setsUp,
                row.get().proof() == Proof.DEMO
                        || at.isBefore(row.get().proved().plus(JUST_NOW))));
    }

    /// Whoever is here has shown again who they are. The session gets a new name.
    ///
    /// @param proof what they showed, where it is more than before
    public void shownAgain(@Nullable Proof proof, HttpServletRequest request) {
        request.changeSessionId();
        pointer(request)
                .ifPresent(id -> jobs.sql("""
                update access.sign_in set proved_at = :now, proof = coalesce(:proof, proof) where id = :id
                """)
                        .param("now", now())
                        .param("proof", proof == null ? null : proof.name(), Types.VARCHAR)
                        .param("id", id)
                        .update());
    }

    /// Something changed in the viewer's way in: everywhere else they are out, and here the session gets a new name.
    ///
    /// @param proof what they have shown now, where it is more than before
    public void changed(@Nullable Proof proof, HttpServletRequest request) {
        endOthers(request, "CHANGE");
        request.changeSessionId();
        if (proof != null) {
            pointer(request)
                    .ifPresent(id -> jobs.sql(
                                    "update access.sign_in set proof = :proof where id = :id and proof = 'PASSWORD'")
                            .param("proof", proof.name())
                            .param("id", id)
                            .update());
        }
    }

    /// Where the viewer is signed in, the newest first.
    @Transactional(readOnly = true)
    public List<SignedIn> listMine(HttpServletRequest request) {
        var here = pointer(request).orElse(null);
        return db.sql("""
                select id, browser, system, began_at, seen_at from access.sign_in
                where account = :me and ended_at is null and began_at > :longest and seen_at > :pause
                order by seen_at desc
                """)
                .param("me", Viewer.current().me().value())
                .param("longest", Timestamp.from(clock.instant().minus(LONGEST)))
                .param("pause", Timestamp.from(clock.instant().minus(pause())))
                .query((rs, _) -> new SignedIn(
                        rs.getObject("id", UUID.class),
                        rs.getString("browser"),
                        rs.getString("system"),
                        rs.getTimestamp("began_at").toInstant(),
                        rs.getTimestamp("seen_at").toInstant(),
                        rs.getObject("id", UUID.class).equals(here)))
                .list();
    }

    /// Ends one of the viewer's. Nothing happens when it is not theirs.
    @Transactional
    public void endMine(UUID id) {
        db.sql("""
                update access.sign_in set ended_at = :now, ended_by = 'ELSEWHERE'
                where id = :id and account = :me and ended_at is null
                """)
                .param("now", now())
                .param("id", id)
                .param("me", Viewer.current().me().value())
                .update();
    }

    /// Ends all of the viewer's but this one.
    public void endOthers(HttpServletRequest request) {
        endOthers(request, "ELSEWHERE");
    }

    private void endOthers(HttpServletRequest request, String by) {
        jobs.sql("""
                update access.sign_in set ended_at = :now, ended_by = :by
                where account = :me and ended_at is null and id is distinct from :here
                """)
                .param("now", now())
                .param("by", by)
                .param("me", Viewer.current().me().value())
                .param("here", pointer(request).orElse(null), Types.OTHER)
                .update();
    }

    /// The organisation the viewer works for from now on. One they do not work for changes nothing.
    @Transactional
    public void workFor(OrganisationId organisation, HttpServletRequest request) {
        pointer(request)
                .filter(_ -> desk.desksOf(Viewer.current().me()).contains(organisation))
                .ifPresent(id -> db.sql("update access.sign_in set desk = :desk where id = :id")
                        .param("desk", organisation.value())
                        .param("id", id)
                        .update());
    }

    void end(HttpServletRequest request) {
        pointer(request).ifPresent(id -> end(id, "SELF"));
    }

    private void end(UUID id, String by) {
        jobs.sql("update access.sign_in set ended_at = :now, ended_by = :by where id = :id and ended_at is null")
                .param("now", now())
                .param("by", by)
                .param("id", id)
                .update();
    }

    private static Duration pause() {
        return Viewer.current().roles().stream().anyMatch(Role::needsSecondFactor) ? STAFF_MAY_PAUSE : OTHERS_MAY_PAUSE;
    }

    private static Optional<UUID> pointer(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(POINTER) instanceof String id
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
