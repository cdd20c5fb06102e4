package nl.samenspel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// An organisation's own identity provider (OpenID Connect), where one is configured. It says who somebody is there;
/// here an account is theirs only after its owner, signed in, connected the two. No account is ever made of it.
@Service
public class Provider {

    /// How the provider is called in addresses.
    public static final String ID = "work";

    private final JdbcClient jobs;
    private final WayInLog log;
    private final Clock clock;
    private final String issuer;
    private final String name;
    private final String clientId;
    private final String clientSecret;
    private final Set<String> strong;

    /// @param strong values of `acr` or `amr` with which the provider says that it asked for two factors
    Provider(
            @Qualifier("jobs") JdbcClient jobs,
            WayInLog log,
            Clock clock,
            @Value("${samenspel.oidc.issuer:}") String issuer,
            @Value("${samenspel.oidc.name:}") String name,
            @Value("${samenspel.oidc.client-id:}") String clientId,
            @Value("${samenspel.oidc.client-secret:}") String clientSecret,
            @Value("${samenspel.oidc.strong:mfa}") String strong) {
        this.jobs = jobs;
        this.log = log;
        this.clock = clock;
        this.issuer = issuer.strip();
        this.name = name;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.strong = Arrays.stream(strong.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    public boolean isThere() {
        return !issuer.isEmpty();
    }

    /// What it is called on screens.
    public String name() {
        return name.isBlank() ? issuer.replaceFirst("^https?://", "").replaceFirst("/.*", "") : name;
    }

    String issuer() {
        return issuer;
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    /// Whether it says that it asked for two factors.
    boolean isStrong(Collection<String> said) {
        return said.stream().anyMatch(strong::contains);
    }

    /// Whose account this subject is, unless it was suspended.
    Optional<AccountId> whose(String subject) {
        return jobs.sql("""
                select l.account from access.provider_link l join access.account a on a.id = l.account
                where l.issuer = :issuer and l.subject = :subject and a.suspended_at is null
                """)
                .param("issuer", issuer)
                .param("subject", subject)
                .query((rs, _) -> new AccountId(rs.getObject("account", UUID.class)))
                .optional();
    }

    /// Connects an account with a subject. False when either is connected already.
    boolean connect(AccountId account, String subject) {
        try {
            jobs.sql("""
                    insert into access.provider_link (issuer, subject, account, since)
                    values (:issuer, :subject, :account, :now)
                    """)
                    .param("issuer", issuer)
                    .param("subject", subject)
                    .param("account", account.value())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException _) {
            return false;
        }
        log.happened(account, WayIn.What.PROVIDER_LINKED);
        return true;
    }

    /// Whether the viewer is connected.
    public boolean isMine() {
        return jobs.sql("select exists (select from access.provider_link where issuer = :issuer and account = :me)")
                .param("issuer", issuer)
                .param("me", Viewer.current().me().value())
                .query(Boolean.class)
                .single();
    }

    public void disconnect() {
        var me = Viewer.current().me();
        var gone = jobs.sql("delete from access.provider_link where issuer = :issuer and account = :me")
                .param("issuer", issuer)
                .param("me", me.value())
                .update();
        if (gone > 0) {
            log.happened(me, WayIn.What.PROVIDER_UNLINKED);
        }
    }
}
