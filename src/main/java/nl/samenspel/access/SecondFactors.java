package nl.samenspel.access;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.samenspel.access.WayIn.What;
import nl.samenspel.database.InstallationKey;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What someone shows beside their password: the code of an app, or one of a printed sheet. (A passkey is enough by
/// itself: [Passkeys].) Everything here is of whoever looks; signing in asks by account.
@Service
public class SecondFactors {

    /// How many codes are on a sheet.
    public static final int ON_A_SHEET = 10;

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final Pattern SIX_FIGURES = Pattern.compile("\\d{6}");
    private static final SecureRandom CHANCE = new SecureRandom();

    private final JdbcClient jobs;
    private final TransactionTemplate transaction;
    private final InstallationKey key;
    private final WayInLog log;
    private final Clock clock;

    SecondFactors(
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate transaction,
            InstallationKey key,
            WayInLog log,
            Clock clock) {
        this.jobs = jobs;
        this.transaction = transaction;
        this.key = key;
        this.log = log;
        this.clock = clock;
    }

    /// An app that is being set up; nothing counts until its first code was typed.
    ///
    /// @param sealed what to keep meanwhile, on the server
    /// @param typed the secret as one types it
    /// @param address what the square to scan says
    public record NewApp(String sealed, String typed, String address) {}

    public WayIn mine() {
        return of(Viewer.current().me());
    }

    public List<WayIn.Happened> whatHappened() {
        return log.list(Viewer.current().me(), 20);
    }

    WayIn of(AccountId account) {
        var passkeys = jobs.sql("""
                select id, name, since, used_at from access.passkey where account = :account order by since
                """)
                .param("account", account.value())
                .query((rs, _) -> new WayIn.Passkey(
                        rs.getObject("id", UUID.class),
                        rs.getString("name"),
                        rs.getTimestamp("since").toInstant(),
                        rs.getTimestamp("used_at").toInstant()))
                .list();
        return jobs.sql("""
                select a.password_hash is not null as password, a.second_since, app.since as app_since,
                    (select count(*) from access.sheet_code s where s.account = a.id and s.used_at is null) as codes,
                    (select max(made_at) from access.sheet_code s where s.account = a.id) as sheet_since,
                    exists (select from access.role_held r
                        left join access.house_rule h on h.organisation = r.organisation and h.second_for_all
                        where r.account = a.id and r.ended_at is null
                          and (h.organisation is not null
                            or r.role in ('PROFESSIONAL', 'COORDINATOR', 'MANAGER', 'ADMINISTRATOR'))) as must
                from access.account a left join access.app app on app.account = a.id
                where a.id = :account
                """)
                .param("account", account.value())
                .query((rs, _) -> new WayIn(
                        rs.getBoolean("password"),
                        instant(rs.getTimestamp("app_since")),
                        rs.getInt("codes"),
                        instant(rs.getTimestamp("sheet_since")),
                        passkeys,
                        rs.getBoolean("must") || rs.getTimestamp("second_since") != null,
                        rs.getBoolean("must")))
                .single();
    }

    // --- the app ---

    /// Begins setting up an app, or goes on with the one that was begun.
    ///
    /// @param begun what [NewApp#sealed] said before, if anything
    public NewApp newApp(@Nullable String begun, String installation, String signInName) {
        var purpose = "new app " + Viewer.current().me();
        var secret = Optional.ofNullable(begun)
                .flatMap(text -> key.open(purpose, Base64.getDecoder().decode(text)))
                .orElseGet(Totp::newSecret);
        var typed = Totp.base32(secret);
        return new NewApp(
                Base64.getEncoder().encodeToString(key.seal(purpose, secret)),
                typed.replaceAll("(.{4})(?=.)", "$1 "),
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                        .formatted(encoded(installation), encoded(signInName), typed, encoded(installation)));
    }

    /// Keeps the app, when the code is one that it shows now. Another app that was there stops to count.
    public boolean keepApp(String begun, String code) {
        var me = Viewer.current().me();
        var secret = key.open("new app " + me, Base64.getDecoder().decode(begun));
        var step = secret.isEmpty()
                ? OptionalLong.empty()
                : Totp.stepOf(code.replaceAll("\\s", ""), secret.get(), clock.instant(), 0);
        if (step.isEmpty()) {
            return false;
        }
        transaction.executeWithoutResult(_ -> {
            jobs.sql("""
                    insert into access.app (account, sealed_secret, last_step, since)
                    values (:account, :secret, :step, :now)
                    on conflict (account) do update set sealed_secret = :secret, last_step = :step, since = :now
                    """)
                    .param("account", me.value())
                    .param("secret", key.seal("app " + me, secret.orElseThrow()))
                    .param("step", step.getAsLong())
                    .param("now", now())
                    .update();
            asked(me);
        });
        log.happened(me, What.APP_ADDED);
        return true;
    }

    /// False when it would leave nothing where something is asked.
    public boolean removeApp() {
        return remove(
                What.APP_REMOVED, mine().isLast(true, false, false), "delete from access.app where account = :me");
    }

    // --- the sheet ---

    /// A new sheet; an older one stops to count. Only now the codes can be read.
    public List<String> newSheet() {
        var me = Viewer.current().me();
        var codes = makeSheet(me);
        log.happened(me, What.SHEET_MADE);
        return codes;
    }

    List<String> makeSheet(AccountId account) {
        var codes = new ArrayList<String>();
        transaction.executeWithoutResult(_ -> {
            jobs.sql("delete from access.sheet_code where account = :account")
                    .param("account", account.value())
                    .update();
            for (var number = 1; number <= ON_A_SHEET; number++) {
                var code = new StringBuilder();
                for (var i = 0; i < 8; i++) {
                    code.append(i == 4 ? "-" : "").append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
                }
                codes.add(code.toString());
                jobs.sql("""
                        insert into access.sheet_code (account, number, mac, made_at)
                        values (:account, :number, :mac, :now)
                        """)
                        .param("account", account.value())
                        .param("number", number)
                        .param("mac", mac(account, code.toString()))
                        .param("now", now())
                        .update();
            }
            asked(account);
        });
        return codes;
    }

    /// False when it would leave nothing where something is asked.
    public boolean removeSheet() {
        return remove(
                What.SHEET_REMOVED,
                mine().isLast(false, true, false),
                "delete from access.sheet_code where account = :me");
    }

    private boolean remove(What what, boolean last, String sql) {
        var me = Viewer.current().me();
        if (last && mine().mustHaveSecond()) {
            return false;
        }
        transaction.executeWithoutResult(_ -> {
            if (jobs.sql(sql).param("me", me.value()).update() > 0) {
                log.happened(me, what);
            }
            if (last) {
                notAsked(me);
            }
        });
        return true;
    }

    // --- signing in ---

    /// Whether this code is right, now and for the last time: of the app (six figures) or of the sheet.
    boolean use(AccountId account, String typed) {
        var code = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return SIX_FIGURES.matcher(code).matches() ? useApp(account, code) : useSheet(account, code);
    }

    private boolean useApp(AccountId account, String code) {
        return jobs.sql("select sealed_secret, last_step from access.app where account = :account")
                .param("account", account.value())
                .query((rs, _) -> {
                    var lastStep = rs.getLong("last_step");
                    return key.open("app " + account, rs.getBytes("sealed_secret"))
                            .map(secret -> Totp.stepOf(code, secret, clock.instant(), lastStep))
                            .orElse(OptionalLong.empty());
                })
                .optional()
                .filter(OptionalLong::isPresent)
                // two at the same moment: one of them comes first
                .filter(step -> jobs.sql("""
                        update access.app set last_step = :step where account = :account and last_step < :step
                        """)
                                .param("step", step.getAsLong())
                                .param("account", account.value())
                                .update()
                        == 1)
                .isPresent();
    }

    private boolean useSheet(AccountId account, String code) {
        return jobs.sql("""
                update access.sheet_code set used_at = :now
                where account = :account and mac = :mac and used_at is null
                """)
                        .param("now", now())
                        .param("account", account.value())
                        .param("mac", mac(account, code))
                        .update()
                == 1;
    }

    /// From now on a password alone is not enough.
    void asked(AccountId account) {
        jobs.sql("update access.account set second_since = :now where id = :account and second_since is null")
                .param("now", now())
                .param("account", account.value())
                .update();
    }

    void notAsked(AccountId account) {
        jobs.sql("update access.account set second_since = null where id = :account")
                .param("account", account.value())
                .update();
    }

    private String mac(AccountId account, String code) {
        return key.mark("sheet " + account, code.replace("-", ""));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }
}
