package nl.samenspel.access;

import java.sql.Timestamp;
import java.sql.Types;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who may come in, and as what. The door of [nl.samenspel.access] for everyone who gives others a way in.
@Service
public class Accounts {

    /// Links in mail end after this long. Printed codes last [#PRINTED_CODE_LASTS]: paper travels slower.
    public static final Duration LINK_LASTS = Duration.ofDays(7);

    public static final Duration PRINTED_CODE_LASTS = Duration.ofDays(30);

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Clock clock;

    Accounts(JdbcClient db, @Qualifier("jobs") JdbcClient jobs, Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Gives someone a role and, if they had none, an account. The mail address is what makes two requests the same
    /// person: an account that is there already gets the role and keeps its password.
    ///
    /// Whether the address was known is not told to anyone: the caller mails the same words either way.
    @Transactional
    public AccountId open(NewAccount wanted) {
        var account = accountFor(wanted);
        give(account, wanted.role(), wanted.organisation(), wanted.branch(), wanted.person());
        return account;
    }

    /// Gives somebody who looks from outside a way in. Nothing happens when they have the role already; who looks after
    /// one municipality cannot look after another as well.
    ///
    /// @param municipality whose figures they see first; null unless they are a municipality's
    @Transactional
    public AccountId openOutside(String name, String email, String language, Role role, @Nullable String municipality) {
        if (!role.isOutside()) {
            throw new IllegalArgumentException("%s is a role inside an organisation.".formatted(role));
        }
        var account = accountFor(new NewAccount(name, email, language, role, null, null, null));
        db.sql("""
                insert into access.role_held (id, account, role, municipality, since)
                values (:id, :account, :role, :municipality, :now)
                on conflict do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("account", account.value())
                .param("role", role.name())
                .param("municipality", municipality, Types.VARCHAR)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return account;
    }

    /// Everyone who looks from outside, for the administrator.
    @Transactional(readOnly = true)
    public List<Outsider> listOutside() {
        return db.sql("""
                select a.id, a.name, a.email, r.role, r.municipality
                from access.account a join access.role_held r on r.account = a.id
                where r.role in ('MUNICIPALITY', 'NATIONAL_OFFICE', 'RESEARCHER') and r.ended_at is null
                order by a.name, a.id, r.role
                """)
                .query((rs, _) -> new Outsider(
                        new AccountId(rs.getObject("id", UUID.class)),
                        rs.getString("name"),
                        Objects.requireNonNullElse(rs.getString("email"), ""),
                        Role.valueOf(rs.getString("role")),
                        rs.getString("municipality")))
                .list();
    }

    /// Ends what somebody may see from outside; whether they saw anything.
    @Transactional
    public boolean endOutside(AccountId account) {
        return db.sql("""
                update access.role_held set ended_at = :now
                where account = :account and role in ('MUNICIPALITY', 'NATIONAL_OFFICE', 'RESEARCHER')
                  and ended_at is null
                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("account", account.value())
                        .update()
                > 0;
    }

    /// The municipality that the viewer looks after, if any.
    @Transactional(readOnly = true)
    public Optional<String> findMyMunicipality() {
        return db.sql("""
                select municipality from access.role_held
                where account = :account and role = 'MUNICIPALITY' and ended_at is null
                """)
                .param("account", Viewer.current().me().value())
                .query((rs, _) -> rs.getString("municipality"))
                .optional();
    }

    /// Gives someone who has an account another role. Nothing happens when they have it already.
    @Transactional
    public void give(
            AccountId account,
            Role role,
            @Nullable OrganisationId organisation,
            @Nullable BranchId branch,
            @Nullable PersonId person) {
        db.sql("""
                insert into access.role_held (id, account, role, organisation, branch, person, since)
                values (:id, :account, :role, :organisation, :branch, :person, :now)
                on conflict do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("account", account.value())
                .param("role", role.name())
                .param("organisation", organisation == null ? null : organisation.value(), Types.OTHER)
                .param("branch", branch == null ? null : branch.value(), Types.OTHER)
                .param("person", person == null ? null : person.value(), Types.OTHER)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Ends a role of everyone who has it as this person. Whoever had only that role sees nothing of the person any
    /// more. Who is no volunteer any more is on no team leader's list.
    @Transactional
    public void end(Role role, PersonId person) {
        db.sql("""
                update access.role_held set ended_at = :now
                where role = :role and person = :person and ended_at is null
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("role", role.name())
                .param("person", person.value())
                .update();
        if (role == Role.VOLUNTEER) {
            var me = Viewer.current().account();
            db.sql("""
                    update access.team_member set ended_at = :now, ended_by = coalesce(cast(:me as uuid), given_by)
                    where volunteer = :person and ended_at is null
                    """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("me", me == null ? null : me.value(), Types.OTHER)
                    .param("person", person.value())
                    .update();
        }
    }

    /// Gives a role back to those who had it last as this person.
    @Transactional
    public void giveBack(Role role, PersonId person) {
        db.sql("""
                insert into access.role_held (id, account, role, organisation, person, since)
                select gen_random_uuid(), account, role, organisation, person, cast(:now as timestamptz)
                from access.role_held
                where role = :role and person = :person
                  and ended_at = (select max(ended_at) from access.role_held where role = :role and person = :person)
                on conflict do nothing
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("role", role.name())
                .param("person", person.value())
                .update();
    }

    /// A once-only code with which someone sets a password; only its hash is kept. Used by a POST, never by a GET:
    /// mail scanners open every link.
    @Transactional
    public Code enrolmentCode(AccountId account, Duration lasts) {
        var code = lasts.equals(PRINTED_CODE_LASTS) ? Code.forPaper() : Code.next();
        db.sql("""
                insert into access.link (token_hash, account, purpose, expires_at, created_at)
                values (:hash, :account, 'ENROL', :until, :now)
                """)
                .param("hash", code.hash())
                .param("account", account.value())
                .param("until", Timestamp.from(clock.instant().plus(lasts)))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return code;
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(AccountId id) {
        return db.sql("select id, sign_in_name, email, name, language from access.account where id = :id")
                .param("id", id.value())
                .query((rs, _) -> new Account(
                        new AccountId(rs.getObject("id", UUID.class)),
                        rs.getString("sign_in_name"),
                        rs.getString("email"),
                        rs.getString("name"),
                        rs.getString("language")))
                .optional();
    }

    /// The account with this mail address or sign-in name, as far as the viewer may see accounts.
    @Transactional(readOnly = true)
    public Optional<AccountId> findByAddress(String address) {
        return db.sql("select id from access.account where sign_in_name = :address or email = :address")
                .param("address", address.strip().toLowerCase(Locale.ROOT))
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .optional();
    }

    /// The names of colleagues, for lists: who holds what.
    @Transactional(readOnly = true)
    public Map<AccountId, String> names(Collection<AccountId> ids) {
        return db
                .sql("select id, name from access.account where id = any (:ids)")
                .param("ids", ids.stream().map(AccountId::value).toArray(UUID[]::new))
                .query((rs, _) -> Map.entry(new AccountId(rs.getObject("id", UUID.class)), rs.getString("name")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The people these accounts are, as far as the viewer may see which roles they have: whose names are shown with
    /// those of accounts.
    @Transactional(readOnly = true)
    public List<PersonId> persons(Collection<AccountId> ids) {
        return db.sql("select distinct person from access.role_held where account = any (:ids) and person is not null")
                .param("ids", ids.stream().map(AccountId::value).toArray(UUID[]::new))
                .query((rs, _) -> new PersonId(rs.getObject("person", UUID.class)))
                .list();
    }

    /// The account that is this person's own, if they have one; of who stopped, the one they had.
    @Transactional(readOnly = true)
    public Optional<AccountId> of(PersonId person) {
        return db.sql("""
                select account from access.role_held where person = :person
                order by ended_at desc nulls first limit 1
                """)
                .param("person", person.value())
                .query((rs, _) -> new AccountId(rs.getObject("account", UUID.class)))
                .optional();
    }

    /// The coordinators of an organisation, for choosing who holds or covers.
    @Transactional(readOnly = true)
    public List<Account> listCoordinators(OrganisationId organisation) {
        return db.sql("""
                select distinct a.id, a.sign_in_name, a.email, a.name, a.language
                from access.account a join access.role_held r on r.account = a.id
                where r.organisation = :organisation and r.role = 'COORDINATOR' and r.ended_at is null
                  and a.suspended_at is null
                order by a.name
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> new Account(
                        new AccountId(rs.getObject("id", UUID.class)),
                        rs.getString("sign_in_name"),
                        rs.getString("email"),
                        rs.getString("name"),
                        rs.getString("language")))
                .list();
    }

    /// Everyone who works at an organisation or brings requests there, role by role.
    @Transactional(readOnly = true)
    public List<Colleague> listColleagues(OrganisationId organisation) {
        return db.sql("""
                select a.id, a.name, a.suspended_at is not null as suspended, r.role, r.branch, r.since
                from access.account a join access.role_held r on r.account = a.id
                where r.organisation = :organisation and r.role in ('COORDINATOR', 'MANAGER', 'PROFESSIONAL')
                  and r.ended_at is null
                order by a.name, a.id, r.role, r.since
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> {
                    var branch = rs.getObject("branch", UUID.class);
                    return new Colleague(
                            new AccountId(rs.getObject("id", UUID.class)),
                            rs.getString("name"),
                            Role.valueOf(rs.getString("role")),
                            branch == null ? null : new BranchId(branch),
                            rs.getTimestamp("since").toInstant(),
                            rs.getBoolean("suspended"));
                })
                .list();
    }

    /// The organisations whose coordinator this account is, as far as the viewer may see roles.
    @Transactional(readOnly = true)
    public List<OrganisationId> listOrganisations(AccountId account) {
        return db.sql("""
                select distinct organisation from access.role_held
                where account = :account and role = 'COORDINATOR' and ended_at is null
                """)
                .param("account", account.value())
                .query((rs, _) -> new OrganisationId(rs.getObject("organisation", UUID.class)))
                .list();
    }

    /// The organisations at which the viewer has this role now.
    @Transactional(readOnly = true)
    public List<OrganisationId> listMyOrganisations(Role role) {
        return db.sql("""
                select distinct organisation from access.role_held
                where account = :account and role = :role and ended_at is null and organisation is not null
                """)
                .param("account", Viewer.current().me().value())
                .param("role", role.name())
                .query((rs, _) -> new OrganisationId(rs.getObject("organisation", UUID.class)))
                .list();
    }

    /// Ends a colleague's role; whether they had it.
    @Transactional
    public boolean end(OrganisationId organisation, AccountId account, Role role, @Nullable BranchId branch) {
        return db.sql("""
                update access.role_held set ended_at = :now
                where organisation = :organisation and account = :account and role = :role
                  and branch is not distinct from cast(:branch as uuid) and ended_at is null
                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("organisation", organisation.value())
                        .param("account", account.value())
                        .param("role", role.name())
                        .param("branch", branch == null ? null : branch.value(), Types.OTHER)
                        .update()
                == 1;
    }

    /// From the next step on this account lets nobody in.
    @Transactional
    public void suspend(AccountId account) {
        db.sql("update access.account set suspended_at = :now where id = :account and suspended_at is null")
                .param("now", Timestamp.from(clock.instant()))
                .param("account", account.value())
                .update();
    }

    /// The account lets its owner in again.
    @Transactional
    public void unsuspend(AccountId account) {
        db.sql("update access.account set suspended_at = null where id = :account")
                .param("account", account.value())
                .update();
    }

    /// Nobody counts on this account any more to be covered, or to cover.
    @Transactional
    public void uncover(OrganisationId organisation, AccountId account) {
        db.sql("""
                delete from access.cover
                where organisation = :organisation and :account in (absent, cover) and until_day >= :today
                """)
                .param("organisation", organisation.value())
                .param("account", account.value())
                .param("today", LocalDate.now(clock))
                .update();
    }

    /// How many people work at an organisation's desks.
    @Transactional(readOnly = true)
    public int countStaff(OrganisationId organisation) {
        return db.sql("""
                select count(distinct r.account) from access.role_held r join access.account a on a.id = r.account
                where r.organisation = :organisation and r.role in ('COORDINATOR', 'MANAGER')
                  and r.ended_at is null and a.suspended_at is null
                """)
                .param("organisation", organisation.value())
                .query(Integer.class)
                .single();
    }

    /// What is left to nobody when a person is forgotten.
    ///
    /// @param accounts those that were this person's and nothing else
    /// @param addresses by which these were known
    public record Leaving(Set<AccountId> accounts, Set<String> addresses) {}

    /// The accounts that are no more than this person's way in. Looks across organisations, so as the jobs' role.
    public Leaving leavingWith(PersonId person) {
        record Row(AccountId id, List<String> addresses) {}
        var rows = jobs.sql("""
                select a.id, a.sign_in_name, a.email from access.account a
                where exists (select from access.role_held r where r.account = a.id and r.person = :person)
                  and not exists (select from access.role_held r
                                  where r.account = a.id and r.person is distinct from :person)
                """)
                .param("person", person.value())
                .query((rs, _) -> new Row(
                        new AccountId(rs.getObject("id", UUID.class)),
                        Stream.of(rs.getString("sign_in_name"), rs.getString("email"))
                                .filter(Objects::nonNull)
                                .toList()))
                .list();
        return new Leaving(
                rows.stream().map(Row::id).collect(Collectors.toSet()),
                rows.stream().flatMap(row -> row.addresses().stream()).collect(Collectors.toSet()));
    }

    /// Whether this mail address belongs to an account that is none of these. As the jobs' role, as above.
    public boolean isOfOthers(String address, Collection<AccountId> except) {
        return jobs.sql("""
                select exists (select from access.account
                               where (email = :address or sign_in_name = :address) and not id = any (:except))
                """)
                .param("address", address)
                .param("except", except.stream().map(AccountId::value).toArray(UUID[]::new))
                .query(Boolean.class)
                .single();
    }

    /// A colleague looks after someone's branches while they are away.
    @Transactional
    public void cover(OrganisationId organisation, AccountId absent, AccountId cover, LocalDate from, LocalDate until) {
        db.sql("""
                insert into access.cover (id, organisation, absent, cover, from_day, until_day)
                values (:id, :organisation, :absent, :cover, :from, :until)
                """)
                .param("id", UUID.randomUUID())
                .param("organisation", organisation.value())
                .param("absent", absent.value())
                .param("cover", cover.value())
                .param("from", from)
                .param("until", until)
                .update();
    }

    /// The colleagues this account looks after today, because they are away.
    @Transactional(readOnly = true)
    public List<AccountId> listCoveredBy(AccountId account) {
        return db.sql(
                        "select absent from access.cover where cover = :account and :today between from_day and until_day")
                .param("account", account.value())
                .param("today", LocalDate.now(clock))
                .query((rs, _) -> new AccountId(rs.getObject("absent", UUID.class)))
                .list();
    }

    /// Who takes what lands on this account today: themselves, or who covers for them.
    /// Asked for guests too, who may not read covers: so through the jobs' role.
    public AccountId onDutyFor(AccountId account) {
        return jobs.sql("""
                select cover from access.cover
                where absent = :account and :today between from_day and until_day
                order by from_day limit 1
                """)
                .param("account", account.value())
                .param("today", LocalDate.now(clock))
                .query((rs, _) -> new AccountId(rs.getObject("cover", UUID.class)))
                .optional()
                .orElse(account);
    }

    @Transactional
    public void setLanguage(AccountId account, String language) {
        db.sql("update access.account set language = :language where id = :id")
                .param("language", language)
                .param("id", account.value())
                .update();
    }

    private AccountId accountFor(NewAccount wanted) {
        var email = wanted.email() == null || wanted.email().isBlank()
                ? null
                : wanted.email().toLowerCase(Locale.ROOT);
        if (email != null) {
            var known = jobs.sql("select id from access.account where sign_in_name = :email or email = :email")
                    .param("email", email)
                    .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                    .optional();
            if (known.isPresent()) {
                return known.get();
            }
        }
        var id = AccountId.next();
        var name = email != null ? email : signInName(wanted.name());
        try {
            db.sql("""
                    insert into access.account (id, sign_in_name, email, name, language, created_at)
                    values (:id, :signInName, :email, :name, :language, :now)
                    """)
                    .param("id", id.value())
                    .param("signInName", name)
                    .param("email", email, Types.VARCHAR)
                    .param("name", wanted.name())
                    .param("language", wanted.language())
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IllegalStateException(
                    "Someone else opened the account %s at the same moment.".formatted(name), e);
        }
        return id;
    }

    /// For people without mail: their name and three figures, easy to say over the phone.
    private String signInName(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]+", ".")
                .replaceAll("^\\.|\\.$", "");
        var start = plain.isEmpty() ? "naam" : plain;
        return jobs.sql("""
                select candidate from (select :start || '.' || n as candidate from generate_series(100, 999) n) c
                where not exists (select from access.account where sign_in_name = candidate)
                order by random() limit 1
                """).param("start", start).query(String.class).single();
    }
}
