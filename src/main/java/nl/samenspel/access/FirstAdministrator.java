package nl.samenspel.access;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import nl.samenspel.database.Installation;
import nl.samenspel.database.Welcome;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// An installation for real use begins with nobody. Until its first administrator has a password, each start prints
/// a once-only link with which someone becomes it.
@Component
class FirstAdministrator implements Welcome {

    private final Accounts accounts;
    private final JdbcClient jobs;
    private final Installation installation;

    FirstAdministrator(Accounts accounts, @Qualifier("jobs") JdbcClient jobs, Installation installation) {
        this.accounts = accounts;
        this.jobs = jobs;
        this.installation = installation;
    }

    @Override
    public List<String> lines(URI address) {
        if (installation.isDemo() || hasPassword()) {
            return List.of();
        }
        var code = Viewer.installation().call(() -> accounts.enrolmentCode(waiting(), Accounts.LINK_LASTS));
        return List.of(
                "Become the first administrator with this link, once, within a week. After the password it asks you to",
                "set up a second key: a passkey, an app for codes, or a printed sheet.",
                address.resolve("/enrol?code=" + code.value()).toString());
    }

    private AccountId waiting() {
        return jobs.sql("""
                select a.id from access.account a join access.role_held r on r.account = a.id
                where r.role = 'ADMINISTRATOR' and r.ended_at is null limit 1
                """)
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .optional()
                .orElseGet(() ->
                        accounts.open(new NewAccount("Beheerder", null, "nl", Role.ADMINISTRATOR, null, null, null)));
    }

    private boolean hasPassword() {
        return jobs.sql("""
                select exists (
                    select from access.account a join access.role_held r on r.account = a.id
                    where r.role = 'ADMINISTRATOR' and r.ended_at is null and a.password_hash is not null)
                """).query(Boolean.class).single();
    }
}
