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
import java.util.stream.Stream;
import nl.samenspel.access.Guessing.Budget;
import nl.samenspel.access.Viewer.Desk;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// Signing in, enrolling, recovering: the few steps taken before anybody is anybody, so across organisations,
/// with the jobs' database role. Used by this module's screens, by the command line, and by work that goes on after a
/// restart.
@Service
public class SignInDesk {

    private static final Logger LOG = LoggerFactory.getLogger(SignInDesk.class);

    static final Duration RECOVERY_LASTS = Duration.ofMinutes(15);

    private final JdbcClient jobs;
    private final PasswordHashes hashes;
    private final SecondFactors factors;
    private final Guessing guessing;
    private final WayInLog log;
    private final Clock clock;

    SignInDesk(
            @Qualifier("jobs") JdbcClient jobs,
            PasswordHashes hashes,
            SecondFactors factors,
            Guessing guessing,
            WayInLog log,
            Clock clock) {
        this.jobs = jobs;
        this.hashes = hashes;
        this.factors = factors;
        this.guessing = guessing;
        this.log = log;
        this.clock = clock;
    }

    /// What came of a name and a password.
    public sealed interface Knock {
        /// Come in.
        record In(AccountId account) implements Knock {}

        /// Right, and now the second factor.
        record SecondAsked(AccountId account) implements Knock {}

        /// Wrong name, wrong password, no password yet, or suspended: all the same.
        record Wrong() implements Knock {}

        /// Tried too often, whether or not there is such a name. From a browser used before, or with a passkey, it
        /// may still work.
        record TooOften() implements Knock {}
    }

    /// What came of a second factor, or of showing again who one is.
    public enum Shown {
        RIGHT,
        WRONG,
        TOO_OFTEN
    }

    private record Found(AccountId id, @Nullable String hash, boolean suspended, boolean second, boolean knownHere) {}

    /// Whether this is their password. For every name, known or not, the same steps and one computation.
    public Knock knock(String signInName, String password, From from) {
        var name = signInName.strip().toLowerCase(Locale.ROOT);
        var found = jobs.sql("""
                select id, password_hash, suspended_at is not null as suspended, second_since is not null as second,
                    exists (select from access.device d where d.account = account.id and d.token_hash = :device) as known
                from access.account where sign_in_name = :name
                """)
                .param("name", name)
                .param("device", Devices.hash(from.device()))
                .query((rs, _) -> new Found(
                        new AccountId(rs.getObject("id", UUID.class)),
                        rs.getString("password_hash"),
                        rs.getBoolean("suspended"),
                        rs.getBoolean("second"),
                        rs.getBoolean("known")))
                .optional();
        var knownHere = found.filter(Found::knownHere).isPresent();
        var budget = knownHere ? Budget.DEVICE : Budget.NAME;
        var whose = knownHere ? name + " on " + from.device() : name;
        var account = found.map(one -> one.id().toString()).orElse("that there is not");
        if (!mayTry(budget, whose, from)) {
            LOG.info("Signing in: too many tries of a password, of account {}", account);
            return new Knock.TooOften();
        }
        var right = hashes.matches(password, found.map(Found::hash).orElse(null));
        if (found.isEmpty() || !right || found.get().suspended()) {
            LOG.info("Signing in: a wrong password, or suspended, of account {}", account);
            return new Knock.Wrong();
        }
        wasRight(budget, whose, from);
        return found.get().second()
                ? new Knock.SecondAsked(found.get().id())
                : new Knock.In(found.get().id());
    }

    /// The second factor, by typing: a code of the app or of the sheet.
    public Shown second(AccountId account, String code, From from) {
        var knownHere = isKnownOn(account, from);
        var budget = knownHere ? Budget.CODE_ON_DEVICE : Budget.CODE;
        var whose = knownHere ? account + " on " + from.device() : account.toString();
        if (!mayTry(budget, whose, from)) {
            LOG.info("Signing in: too many tries of a code, of account {}", account);
            return Shown.TOO_OFTEN;
        }
        if (!factors.use(account, code)) {
            LOG.info("Signing in: a wrong code, of account {}", account);
            return Shown.WRONG;
        }
        wasRight(budget, whose, from);
        return Shown.RIGHT;
    }

    /// Who is signed in shows again who they are.
    ///
    /// @param code looked at only where a second factor is asked
    public Shown again(String password, String code, From from) {
        var me = Viewer.current().me();
        var name = jobs.sql("select sign_in_name from access.account where id = :id")
                .param("id", me.value())
                .query(String.class)
                .single();
        return switch (knock(name, password, from)) {
            case Knock.In _ -> Shown.RIGHT;
            case Knock.SecondAsked _ -> second(me, code, from);
            case Knock.Wrong _ -> Shown.WRONG;
            case Knock.TooOften _ -> Shown.TOO_OFTEN;
        };
    }

    private boolean mayTry(Budget budget, String whose, From from) {
        var knownHere = budget == Budget.DEVICE || budget == Budget.CODE_ON_DEVICE;
        if (!knownHere && !guessing.take(Budget.ADDRESS, from.address())) {
            return false;
        }
        return guessing.take(budget, whose);
    }

    private void wasRight(Budget budget, String whose, From from) {
        if (budget == Budget.DEVICE || budget == Budget.CODE_ON_DEVICE) {
            guessing.forget(budget, whose);
        } else {
            guessing.giveBack(budget, whose);
            guessing.giveBack(Budget.ADDRESS, from.address());
        }
    }

    private boolean isKnownOn(AccountId account, From from) {
        return jobs.sql("""
                select exists (select from access.device where account = :account and token_hash = :device)
                """)
                .param("account", account.value())
                .param("device", Devices.hash(from.device()))
                .query(Boolean.class)
                .single();
    }

    /// Someone, as they are today.
    ///
    /// @param desks the organisations they work for
    /// @param secondAsked whether a password alone does not let them in
    record Known(Viewer viewer, Set<OrganisationId> desks, boolean secondAsked) {}

    public Optional<Viewer> viewer(AccountId account, @Nullable OrganisationId wished) {
        return known(account, wished).map(Known::viewer);
    }

    /// Whether this account must show a second factor beside whatever came first.
    boolean needsSecond(AccountId account) {
        return jobs.sql("select second_since is not null from access.account where id = :id")
                .param("id", account.value())
                .query(Boolean.class)
                .single();
    }

    /// The organisations this account works for.
    public Set<OrganisationId> desksOf(AccountId account) {
        return known(account, null).map(Known::desks).orElse(Set.of());
    }

    /// Who this account is today; nobody when suspended or gone. Asked at every request, so a role that is taken
    /// away is gone at the next.
    ///
    /// @param wished the organisation chosen in this session, where someone works for several
    Optional<Known> known(AccountId account, @Nullable OrganisationId wished) {
        record Held(
                Role role,
                @Nullable UUID organisation,
                @Nullable UUID branch,
                @Nullable UUID person,
                String name,
                boolean secondAsked) {}
        List<Held> held = jobs.sql("""
                select a.name, r.role, r.organisation, r.branch, r.person,
                    a.second_since is not null or h.organisation is not null as second_asked
                from access.account a
                left join (
                    select account, role, organisation, branch, person from access.role_held where ended_at is null
                    union all
                    select c.cover, r.role, r.organisation, r.branch, null
                    from access.cover c
                    join access.role_held r on r.account = c.absent and r.organisation = c.organisation
                        and r.role = 'COORDINATOR' and r.ended_at is null
                    where :today between c.from_day and c.until_day) r on r.account = a.id
                left join access.house_rule h on h.organisation = r.organisation and h.second_for_all
                where a.id = :account and a.suspended_at is null
                """)
                .param("account", account.value())
                .param("today", LocalDate.now(clock))
                .query((rs, _) -> new Held(
                        rs.getString("role") == null ? Role.PARTICIPANT : Role.valueOf(rs.getString("role")),
                        rs.getObject("organisation", UUID.class),
                        rs.getObject("branch", UUID.class),
                        rs.getObject("person", UUID.class),
                        rs.getString("name"),
                        rs.getBoolean("second_asked")))
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
            if (one.organisation() != null || !one.role().isAtAnOrganisation()) {
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
        return Optional.of(new Known(
                new Viewer(account, held.getFirst().name(), persons, roles, desk),
                staff.stream()
                        .map(Held::organisation)
                        .flatMap(Stream::ofNullable)
                        .map(OrganisationId::new)
                        .collect(Collectors.toSet()),
                held.stream().anyMatch(Held::secondAsked) || roles.stream().anyMatch(Role::needsSecondFactor)));
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

    /// The account that a code in a link or on paper is for.
    ///
    /// @param second whether a second factor must be shown with it: not when it comes first, before any password
    public record Enrolling(AccountId account, String signInName, boolean second) {}

    /// Whose code this is, while it works. Looking uses nothing up.
    public Optional<Enrolling> enrolling(Code code) {
        return jobs.sql("""
                select a.id, a.sign_in_name, a.second_since is not null and a.password_hash is not null as second
                from access.link l join access.account a on a.id = l.account
                where l.token_hash = :hash and l.used_at is null and l.expires_at > :now and a.suspended_at is null
                """)
                .param("hash", code.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query((rs, _) -> new Enrolling(
                        new AccountId(rs.getObject("id", UUID.class)),
                        rs.getString("sign_in_name"),
                        rs.getBoolean("second")))
                .optional();
    }

    /// Whether this address may try another code.
    public boolean mayTryCode(From from) {
        return guessing.take(Budget.LINK, from.address());
    }

    /// Uses up the code and sets the password, both or neither; whoever was signed in is out. Empty when the code is
    /// used, over, or unknown. The caller has asked for the second factor where there is one.
    public Optional<AccountId> setPassword(Code code, String password) {
        var hash = hashes.encode(password);
        var account = jobs.sql("""
                with used as (
                    update access.link set used_at = :now
                    where token_hash = :hash and used_at is null and expires_at > :now
                    returning account),
                put_out as (
                    update access.sign_in s set ended_at = :now, ended_by = 'CHANGE'
                    from used where s.account = used.account and s.ended_at is null)
                update access.account set password_hash = :password
                from used where id = used.account and suspended_at is null
                returning id
                """)
                .param("hash", code.hash())
                .param("now", Timestamp.from(clock.instant()))
                .param("password", hash)
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .optional();
        account.ifPresent(id -> log.happened(id, WayIn.What.PASSWORD_SET));
        return account;
    }

    /// Whoever is signed in chooses another password.
    public void changePassword(String password) {
        var me = Viewer.current().me();
        jobs.sql("update access.account set password_hash = :password where id = :id")
                .param("password", hashes.encode(password))
                .param("id", me.value())
                .update();
        log.happened(me, WayIn.What.PASSWORD_SET);
    }
}
