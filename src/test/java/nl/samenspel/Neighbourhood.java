package nl.samenspel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.SecondFactors;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Point;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Invented organisations and people for tests, made through the doors. Each call makes new ones, with names of
/// their own, so that tests do not meet.
@NullMarked
@Component
public class Neighbourhood {

    /// The password of everyone here.
    public static final String PASSWORD = "fietsbel op dinsdag";

    /// As the program would keep it, but little work to check: signing in is not what most tests are about.
    private static final String HASH =
            Objects.requireNonNull(new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD));

    private static final Map<String, Deque<String>> SHEETS = new ConcurrentHashMap<>();

    private final Organisations organisations;
    private final Areas areas;
    private final Accounts accounts;
    private final SecondFactors factors;
    private final SignInDesk desk;
    private final People people;
    private final TransactionTemplate transaction;
    private final Database database;

    Neighbourhood(
            Organisations organisations,
            Areas areas,
            Accounts accounts,
            SecondFactors factors,
            SignInDesk desk,
            People people,
            TransactionTemplate transaction,
            Database database) {
        this.organisations = organisations;
        this.areas = areas;
        this.accounts = accounts;
        this.factors = factors;
        this.desk = desk;
        this.people = people;
        this.transaction = transaction;
        this.database = database;
    }

    /// An organisation with one branch and a coordinator on duty.
    public record Team(
            OrganisationId organisation, BranchId branch, AccountId coordinator, Viewer viewer, String email) {}

    /// Somebody with a record and, where asked for, an account.
    public record Someone(
            PersonId person,
            @Nullable AccountId account,
            Viewer viewer,
            @Nullable String email) {}

    /// An organisation, branch and coordinator that nobody else has. The branch takes in nothing by itself:
    /// see [#takesIn].
    public Team team() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var organisation = OrganisationId.next();
        var branch = BranchId.next();
        var email = "coordinator." + mark + "@voorbeeld.example";
        var coordinator = asAdministrator(() -> {
            organisations.add(new Organisation(
                    organisation,
                    "Stichting " + mark,
                    Organisation.Kind.HOME_VISITS,
                    "",
                    "0201234567",
                    "info@voorbeeld.example",
                    Set.of()));
            organisations.add(new Branch(
                    branch,
                    organisation,
                    "Afdeling " + mark,
                    "Meerdorp",
                    "0201234567",
                    "",
                    Set.of(KindOfHelp.values()),
                    null));
            var account = accounts.open(
                    new NewAccount("Coördinator " + mark, email, "nl", Role.COORDINATOR, organisation, branch, null));
            organisations.putOnDuty(branch, account);
            return account;
        });
        return new Team(organisation, branch, coordinator, viewer(coordinator), email);
    }

    /// Another branch of the same organisation, with a coordinator of its own.
    public Team colleagueOf(Team team) {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var branch = BranchId.next();
        var email = "coordinator." + mark + "@voorbeeld.example";
        var coordinator = asAdministrator(() -> {
            organisations.add(new Branch(
                    branch, team.organisation(), "Afdeling " + mark, "Meerdorp", "0201234567", "", Set.of(), null));
            var account = accounts.open(new NewAccount(
                    "Coördinator " + mark, email, "nl", Role.COORDINATOR, team.organisation(), branch, null));
            organisations.putOnDuty(branch, account);
            return account;
        });
        return new Team(team.organisation(), branch, coordinator, viewer(coordinator), email);
    }

    /// A postcode that nobody else uses, whose requests this team takes in.
    public Area takesIn(Team team) {
        var area = area();
        asAdministrator(() -> {
            organisations.route(team.branch(), null, area.postcode(), null);
            return area;
        });
        return area;
    }

    /// A postcode area of its own.
    public Area area() {
        return asAdministrator(() -> {
            var taken = areas.list().stream().map(Area::postcode).toList();
            var number = 1000;
            while (taken.contains(String.valueOf(number))) {
                number++;
            }
            var area = new Area(
                    String.valueOf(number),
                    "Meerdorp",
                    "Meerdorp " + number,
                    "Noord-Holland",
                    new Point(120_000, 480_000));
            areas.save(List.of(area));
            return area;
        });
    }

    /// Someone known to the team, with a role and an account.
    public Someone someone(Team team, String givenName, Role role, String postcode) {
        var id = PersonId.next();
        var email = givenName.toLowerCase(java.util.Locale.ROOT) + "."
                + id.toString().substring(0, 8) + "@voorbeeld.example";
        var account = team.viewer()
                .call(() -> transaction.execute(_ -> {
                    people.add(new Person(
                            id,
                            team.organisation(),
                            null,
                            givenName,
                            "Voorbeeld",
                            email,
                            "0612345678",
                            postcode,
                            "Meerdorp",
                            "Dorpsstraat 1",
                            Person.Gender.UNKNOWN,
                            Set.of(Person.Language.NL)));
                    return accounts.open(
                            new NewAccount(givenName + " Voorbeeld", email, "nl", role, team.organisation(), null, id));
                }));
        if (account == null) {
            throw new IllegalStateException();
        }
        return new Someone(id, account, viewer(account), email);
    }

    /// Gives an account the password that everyone here has and, where their work asks for more, a sheet of codes:
    /// [Visitor#signIn] knows what to do with it.
    public void canSignIn(AccountId account) {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update access.account set password_hash = :hash where id = :id")
                .param("hash", HASH)
                .param("id", account.value())
                .update();
        hasSheetWhereAsked(account);
    }

    private void hasSheetWhereAsked(AccountId account) {
        if (viewer(account).roles().stream().anyMatch(Role::needsSecondFactor)) {
            var name =
                    asAdministrator(() -> accounts.find(account).orElseThrow().signInName());
            SHEETS.put(name, new ArrayDeque<>(viewer(account).call(factors::newSheet)));
        }
    }

    /// The next unused code of the sheet of whoever signs in by this name.
    public static String nextCode(String signInName) {
        return SHEETS.getOrDefault(signInName, new ArrayDeque<>()).removeFirst();
    }

    /// Who this account is now.
    public Viewer viewer(AccountId account) {
        return desk.viewer(account, null).orElseThrow();
    }

    public <T> T asAdministrator(java.util.function.Supplier<T> work) {
        return Viewer.installation().call(() -> {
            var result = transaction.execute(_ -> work.get());
            if (result == null) {
                throw new IllegalStateException("The work gave nothing back.");
            }
            return result;
        });
    }
}
