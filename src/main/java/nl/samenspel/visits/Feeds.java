package nl.samenspel.visits;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Role;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to a volunteer's own calendar on their phone: an address with a secret in it, which a calendar
/// program reads again and again.
///
/// The secret (256 bits by chance) is shown once; only its hash is kept. A new one makes the old one worthless, and so
/// does stopping. In the calendar is when somebody volunteers, never with whom or why: a telephone lies on the table.
@Service
public class Feeds {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom CHANCE = new SecureRandom();

    /// That somebody's calendar was read is written down no more often than this.
    private static final Duration NOTED = Duration.ofHours(1);

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final SignInDesk signIn;
    private final Accounts accounts;
    private final FeedCalendar calendar;
    private final Clock clock;

    Feeds(
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            SignInDesk signIn,
            Accounts accounts,
            FeedCalendar calendar,
            Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.signIn = signIn;
        this.accounts = accounts;
        this.calendar = calendar;
        this.clock = clock;
    }

    /// That there is an address, not which.
    ///
    /// @param readAt when a calendar program last came; exact to the hour
    public record Feed(Instant madeAt, Optional<Instant> readAt) {}

    /// Whether the viewer has an address.
    @Transactional(readOnly = true)
    public Optional<Feed> find() {
        return db.sql("select made_at, read_at from visits.feed where account = :me")
                .param("me", Viewer.current().me().value())
                .query((rs, _) -> new Feed(
                        rs.getTimestamp("made_at").toInstant(),
                        Optional.ofNullable(rs.getTimestamp("read_at")).map(Timestamp::toInstant)))
                .optional();
    }

    /// A new secret for the viewer. The one before opens nothing any more.
    @Transactional
    public String renew() {
        var bytes = new byte[32];
        CHANCE.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        db.sql("""
                insert into visits.feed (account, secret_hash, made_at) values (:me, :hash, :now)
                on conflict (account) do update set secret_hash = :hash, made_at = :now, read_at = null
                """)
                .param("me", Viewer.current().me().value())
                .param("hash", hash(secret))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return secret;
    }

    /// No address of the viewer opens anything any more.
    @Transactional
    public void stop() {
        db.sql("delete from visits.feed where account = :me")
                .param("me", Viewer.current().me().value())
                .update();
    }

    /// The calendar that a secret opens, as iCalendar; empty for a secret that is nobody's, was replaced or stopped, or
    /// whose owner is no volunteer any more.
    public Optional<byte[]> open(String secret) {
        if (!SECRET.matcher(secret).matches()) {
            return Optional.empty();
        }
        record Row(AccountId account, String hash, @Nullable Instant readAt) {}
        var hash = hash(secret);
        var found = jobs.sql("select account, secret_hash, read_at from visits.feed where secret_hash = :hash")
                .param("hash", hash)
                .query((rs, _) -> {
                    var readAt = rs.getTimestamp("read_at");
                    return new Row(
                            new AccountId(rs.getObject("account", UUID.class)),
                            rs.getString("secret_hash"),
                            readAt == null ? null : readAt.toInstant());
                })
                .optional()
                .filter(row -> MessageDigest.isEqual(
                        row.hash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII)));
        var viewer = found.flatMap(row -> signIn.viewer(row.account(), null)).filter(who -> who.is(Role.VOLUNTEER));
        if (viewer.isEmpty()) {
            return Optional.empty();
        }
        var row = found.orElseThrow();
        var now = clock.instant();
        if (row.readAt() == null || row.readAt().plus(NOTED).isBefore(now)) {
            jobs.sql("update visits.feed set read_at = :now where account = :account")
                    .param("now", Timestamp.from(now))
                    .param("account", row.account().value())
                    .update();
        }
        // as the volunteer, without a desk they may have
        var who = viewer.get();
        return new Viewer(who.account(), who.name(), who.persons(), who.roles(), null)
                .call(() -> Optional.of(calendar.write(language(row.account()))));
    }

    private Locale language(AccountId account) {
        return accounts.find(account)
                .map(found -> Locale.forLanguageTag(found.language()))
                .orElseGet(() -> Locale.forLanguageTag("nl"));
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
