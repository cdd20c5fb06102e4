package nl.samenspel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.Viewer.Desk;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;

/// Signing in, enrolling, recovering: the few steps taken before anybody is anybody, so across organisations,
/// with the jobs' database role. Used by this module's screens and by the command line only.
@Service
public class SignInDesk {

    /// OWASP's second choice of parameters: 19 MiB, two rounds, one lane.
    private static final PasswordEncoder ARGON2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    /// Compared against when there is no such account, so that an answer takes as long.
    private static final String NO_ONES = ARGON2.encode("nobody's password");

    static final Duration RECOVERY_LASTS = Duration.ofHours(1);

    private final JdbcClient jobs;
    private final Clock clock;

    SignInDesk(@Qualifier("jobs") JdbcClient jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// The account whose password this is. Wrong name, wrong password and suspended look the same.
    public Optional<AccountId> check(String signInName, String password) {
        record Row(AccountId id, String hash) {}
        var row = jobs.sql("""
                select id, password_hash from access.account
                where sign_in_name = :name and password_hash is not null and suspended_at is null
                """)
                .param("name", signInName.strip().toLowerCase(Locale.ROOT))
                .query((rs, _) -> new Row(new AccountId(rs.getObject("id", UUID.class)), rs.getString("password_hash")))
                .optional();
        var right = ARGON2.matches(password, row.map(Row::hash).orElse(NO_ONES));
        return right ? row.map(Row::id) : Optional.empty();
    }

    /// Who this account is today; nobody when suspended or gone. Asked at every request, so a role that is taken
    /// away is gone at the next.
    ///
    /// @param wished the organisation chosen in this session, where someone works for several
    public Optional<Viewer> viewer(AccountId account, @Nullable OrganisationId wished) {
        record Held(
                Role role,
                @Nullable UUID organisation,
                @Nullable UUID branch,
                @Nullable UUID person,
                String name) {}
        List<Held> held = jobs.sql("""
                select a.name, r.role, r.organisation, r.branch, r.person
                from access.account a
                left join (
                    select account, role, organisation, branch, person from access.role_held where ended_at is null
                    union all
                    select c.cover, r.role, r.organisation, r.branch, null
                    from access.cover c
                    join access.role_held r on r.account = c.absent and r.organisation = c.organisation
                        and r.role = 'COORDINATOR' and r.ended_at is null
                    where :today between c.from_day and c.until_day) r on r.account = a.id
                where a.id = :account and a.suspended_at is null
                """)
                .param("account", account.value())
                .param("today", LocalDate.now(clock))
                .query((rs, _) -> new Held(
                        rs.getString("role") == null ? Role.PARTICIPANT : Role.valueOf(rs.getString("role")),
                        rs.getObject("organisation", UUID.class),
                        rs.getObject("branch", UUID.class),
                        rs.getObject("person", UUID.class),
                        rs.getString("name")))
                .list();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Set<PersonId> persons = new HashSet<>();
        Set<Role> roles = new HashSet<>();
        for (var one : held) {
            if (one.person() != null) {
                persons.add(new PersonId(one.person()));
            }
            if (one.organisation() != null || one.role() == Role.ADMINISTRATOR) {
                roles.add(one.role());
            }
        }
        var staff = held.stream().filter(one -> one.role().isStaff()).toList();
        Desk desk = null;
        if (!staff.isEmpty()) {
            var organisation = staff.stream()
                    .map(Held::organisation)
                    .filter(id -> id != null && wished != null && id.equals(wished.value()))
                    .findFirst()
                    .or(() -> staff.stream().map(Held::organisation).sorted().findFirst())
                    .orElseThrow();
            var here = staff.stream()
                    .filter(one -> organisation.equals(one.organisation()))
                    .toList();
            var role = here.stream().map(Held::role).max(Role::compareTo).orElseThrow();
            var branches = here.stream()
                    .map(Held::branch)
                    .filter(branch -> branch != null)
                    .map(BranchId::new)
                    .collect(Collectors.toSet());
            desk = new Desk(new OrganisationId(organisation), role, branches);
        }
        return Optional.of(new Viewer(account, held.getFirst().name(), persons, roles, desk));
    }

    /// Who signs in by this name, for the command line: there one works for somebody, never for nobody.
    public Optional<Viewer> viewerNamed(String signInName) {
        return jobs.sql("select id from access.account where sign_in_name = :name and suspended_at is null")
                .param("name", signInName.strip().toLowerCase(Locale.ROOT))
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .optional()
                .flatMap(account -> viewer(account, null));
    }

    /// The account that can be reached at this address, for a recovery mail.
    Optional<Account> findByAddress(String address) {
        return jobs.sql("""
                select id, sign_in_name, email, name, language from access.account
                where (sign_in_name = :address or email = :address) and email is not null and suspended_at is null
                """)
                .param("address", address.strip().toLowerCase(Locale.ROOT))
                .query((rs, _) -> new Account(
                        new AccountId(rs.getObject("id", UUID.class)),
                        rs.getString("sign_in_name"),
                        rs.getString("email"),
                        rs.getString("name"),
                        rs.getString("language")))
                .optional();
    }

    /// A code to set a new password with.
    Code recoveryCode(AccountId account) {
        var code = Code.next();
        jobs.sql("""
                insert into access.link (token_hash, account, purpose, expires_at, created_at)
                values (:hash, :account, 'RECOVER', :until, :now)
                """)
                .param("hash", code.hash())
                .param("account", account.value())
                .param("until", Timestamp.from(clock.instant().plus(RECOVERY_LASTS)))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return code;
    }

    /// The sign-in name that belongs to a code that still works.
    public Optional<String> signInNameFor(Code code) {
        return jobs.sql("""
                select a.sign_in_name from access.link l join access.account a on a.id = l.account
                where l.token_hash = :hash and l.used_at is null and l.expires_at > :now and a.suspended_at is null
                """)
                .param("hash", code.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }

    /// Uses up the code and sets the password, both or neither. Empty when the code is used, over, or unknown.
    public Optional<AccountId> setPassword(Code code, String password) {
        return jobs.sql("""
                with used as (
                    update access.link set used_at = :now
                    where token_hash = :hash and used_at is null and expires_at > :now
                    returning account)
                update access.account set password_hash = :password
                from used where id = used.account and suspended_at is null
                returning id
                """)
                .param("hash", code.hash())
                .param("now", Timestamp.from(clock.instant()))
                .param("password", ARGON2.encode(password))
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .optional();
    }
}
