package nl.samenspel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Bearer tokens for the API. Each belongs to an account: every look has a person behind it.
@Service
public class ApiTokens {

    private static final Duration LASTS = Duration.ofDays(90);

    private final JdbcClient jobs;
    private final Clock clock;

    ApiTokens(@Qualifier("jobs") JdbcClient jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// A new token for the account with this sign-in name; empty when there is none.
    public Optional<Code> issue(String signInName) {
        var token = Code.next();
        var rows = jobs.sql("""
                insert into access.api_token (token_hash, account, created_at, expires_at)
                select :hash, id, :now, :until from access.account
                where sign_in_name = :name and suspended_at is null
                """)
                .param("hash", token.hash())
                .param("now", Timestamp.from(clock.instant()))
                .param("until", Timestamp.from(clock.instant().plus(LASTS)))
                .param("name", signInName.strip().toLowerCase(Locale.ROOT))
                .update();
        return rows == 1 ? Optional.of(token) : Optional.empty();
    }

    Optional<AccountId> accountOf(String token) {
        return jobs.sql("""
                select account from access.api_token
                where token_hash = :hash and expires_at > :now and revoked_at is null
                """)
                .param("hash", new Code(token).hash())
                .param("now", Timestamp.from(clock.instant()))
                .query((rs, _) -> new AccountId(rs.getObject("account", UUID.class)))
                .optional();
    }
}
