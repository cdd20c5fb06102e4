package nl.samenspel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.SignInDesk;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Departure.Done;
import nl.samenspel.network.Departure.IsFallbackDesk;
import nl.samenspel.network.Departure.Load;
import nl.samenspel.network.Departure.NeededElsewhere;
import nl.samenspel.network.Departure.NotAColleague;
import nl.samenspel.network.Departure.NotHere;
import nl.samenspel.network.Departure.StillHolds;
import nl.samenspel.network.Departure.Yourself;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Intake;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A colleague leaves, a branch or an organisation closes; nobody is left without somebody who looks after them.
@SamenspelTest
@NullUnmarked
class DeparturesTest {

    @Autowired
    Departures departures;

    @Autowired
    Organisations organisations;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Accounts accounts;

    @Autowired
    SignInDesk signInDesk;

    @Autowired
    Outbox outbox;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Database database;

    Team team;
    Team colleague;
    Viewer manager;

    @BeforeEach
    void two_branches_and_a_manager() {
        team = neighbourhood.team();
        colleague = neighbourhood.colleagueOf(team);
        manager = neighbourhood.viewer(neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Manager",
                UUID.randomUUID() + "@voorbeeld.example",
                "nl",
                Role.MANAGER,
                team.organisation(),
                null,
                null))));
    }

    @Test
    void who_holds_requests_does_not_leave_before_they_are_handed_over() {
        var id = taken(team);

        assertThat(end(null))
                .isEqualTo(new StillHolds(List.of(new Load("requests.load", 1), new Load("network.load.duty", 1))));
        assertThat(end(neighbourhood.team().coordinator())).isEqualTo(new NotAColleague());
        assertThat(end(team.coordinator())).isEqualTo(new NotAColleague());
        assertThat(neighbourhood.viewer(team.coordinator()).roles()).containsExactly(Role.COORDINATOR);

        assertThat(end(colleague.coordinator())).isEqualTo(new Done());

        assertThat(neighbourhood.viewer(team.coordinator()).roles()).isEmpty();
        assertThat(organisations.findBranch(team.branch()).orElseThrow().duty()).isEqualTo(colleague.coordinator());
        colleague.viewer().run(() -> {
            var request = requests.find(id).orElseThrow();
            assertThat(request.holder())
                    .isEqualTo(new Holder(team.organisation(), team.branch(), colleague.coordinator()));
            assertThat(requests.list(RequestFilter.open(), 0, 10))
                    .filteredOn(one -> one.holder().equals(colleague.coordinator()))
                    .extracting(HelpRequestOverview::id)
                    .containsExactly(id);
        });
        assertThat(outbox.listNewest(50).stream().filter(sent -> sent.address().equals(colleague.email())))
                .singleElement()
                .satisfies(
                        mail -> assertThat(mail.body()).contains("1 hulpvraag").doesNotContain("Ans", "markt"));
        assertThat(end(colleague.coordinator())).isEqualTo(new NotHere());
    }

    @Test
    void all_of_it_goes_or_nothing() {
        for (var i = 0; i < 3; i++) {
            taken(team);
        }
        assertThat(manager.call(() -> departures.loads(team.organisation(), team.coordinator())))
                .contains(new Load("requests.load", 3));
        assertThat(end(colleague.coordinator())).isEqualTo(new Done());
        assertThat(manager.call(() -> departures.loads(team.organisation(), colleague.coordinator())))
                .containsExactly(new Load("requests.load", 3), new Load("network.load.duty", 2));
    }

    @Test
    void a_second_branch_keeps_a_coordinator_in_the_house() {
        var id = taken(team);
        neighbourhood.asAdministrator(() -> {
            accounts.give(team.coordinator(), Role.COORDINATOR, team.organisation(), colleague.branch(), null);
            return true;
        });
        assertThat(end(null)).as("they still hold it, from their other branch").isEqualTo(new Done());
        neighbourhood
                .viewer(team.coordinator())
                .run(() -> assertThat(requests.find(id)).isPresent());
    }

    @Test
    void nobody_ends_their_own_role_and_others_end_nothing() {
        assertThat(manager.call(() -> departures.endRole(team.organisation(), manager.me(), Role.MANAGER, null, null)))
                .isEqualTo(new Yourself());
        assertThatThrownBy(() -> team.viewer()
                        .call(() -> departures.endRole(
                                team.organisation(),
                                colleague.coordinator(),
                                Role.COORDINATOR,
                                colleague.branch(),
                                null)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() ->
                        manager.call(() -> departures.loads(neighbourhood.team().organisation(), team.coordinator())))
                .isInstanceOf(IllegalStateException.class);
    }

    /// The guard below the door: the database refuses what the door forgot to ask; without open requests it does not.
    @Test
    void the_database_keeps_the_holder_too() {
        var id = taken(team);
        assertThatThrownBy(this::endInSql)
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("hands them over first");
        team.viewer().run(() -> requests.withdraw(id, "Het gaat weer"));
        assertThat(endInSql()).isEqualTo(1);
        assertThatThrownBy(() -> taken(team)).isInstanceOf(IllegalArgumentException.class);
    }

    /// The negative control: past the guard a request would be left without a colleague who holds it.
    @Test
    void without_the_guard_the_holder_would_be_gone() {
        taken(team);
        unguarded("alter table access.role_held disable trigger nothing_left_behind");
        try {
            assertThat(endInSql()).isEqualTo(1);
            assertThat(heldByNobody()).isEqualTo(1);
        } finally {
            unguarded("alter table access.role_held enable trigger nothing_left_behind");
        }
    }

    @Test
    void a_request_that_comes_in_at_the_same_moment_is_seen() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var pool = Executors.newFixedThreadPool(2)) {
            var arrives = pool.submit(() -> team.viewer()
                    .call(() -> transaction.execute(_ -> {
                        var id = taken(team);
                        inside.countDown();
                        wait(go);
                        return id;
                    })));
            assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
            var leaves = pool.submit(() -> end(null));
            Thread.sleep(300);
            assertThat(leaves.isDone()).as("waits for what is coming in").isFalse();
            go.countDown();
            arrives.get(30, TimeUnit.SECONDS);
            assertThat(leaves.get(30, TimeUnit.SECONDS)).isInstanceOf(StillHolds.class);
        }
        assertThat(heldByNobody()).isZero();
    }

    @Test
    void a_branch_closes_when_nothing_is_left_there() {
        var id = taken(team);
        var ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1000");
        team.viewer().run(() -> transaction.executeWithoutResult(_ -> volunteers.add(volunteer(ria.person()))));

        assertThat(close(null))
                .isEqualTo(new StillHolds(List.of(new Load("requests.load", 1), new Load("volunteers.load", 1))));
        assertThat(close(colleague.branch())).isEqualTo(new StillHolds(List.of(new Load("requests.load", 1))));

        team.viewer().run(() -> requests.withdraw(id, "Het gaat weer"));
        assertThat(close(neighbourhood.team().branch())).isEqualTo(new NotHere());
        assertThat(close(null)).isEqualTo(new StillHolds(List.of(new Load("volunteers.load", 1))));
        assertThat(close(colleague.branch())).isEqualTo(new Done());

        assertThat(organisations.listBranches(team.organisation()))
                .extracting(Branch::id)
                .containsExactly(colleague.branch());
        assertThat(organisations.listClosedBranches(team.organisation()))
                .extracting(Branch::id)
                .containsExactly(team.branch());
        colleague
                .viewer()
                .run(() -> assertThat(
                                volunteers.find(ria.person()).orElseThrow().branch())
                        .isEqualTo(colleague.branch()));
        manager.run(() -> assertThat(requests.reopen(id, today()).isDone())
                .as("nothing opens again at a branch that is closed")
                .isFalse());
        manager.run(() ->
                organisations.reopen(organisations.findBranch(team.branch()).orElseThrow()));
        assertThat(organisations.listBranches(team.organisation())).hasSize(2);
    }

    @Test
    void a_request_reopened_after_its_holder_left_goes_to_who_is_on_duty() {
        var id = taken(team);
        team.viewer().run(() -> requests.withdraw(id, "Het gaat weer"));
        assertThat(end(colleague.coordinator())).isEqualTo(new Done());
        manager.run(() -> {
            assertThat(requests.reopen(id, today()).isDone()).isTrue();
            assertThat(requests.find(id).orElseThrow().holder().person()).isEqualTo(colleague.coordinator());
        });
    }

    @Test
    void an_organisation_closes_with_its_branches_when_nobody_counts_on_it() {
        var id = taken(team);
        assertThat(asAdministrator(() -> departures.close(team.organisation())))
                .isEqualTo(new StillHolds(List.of(new Load("requests.load", 1))));
        team.viewer().run(() -> requests.withdraw(id, "Het gaat weer"));
        assertThat(asAdministrator(() -> departures.close(team.organisation()))).isEqualTo(new Done());
        assertThat(organisations.list()).extracting(Organisation::id).doesNotContain(team.organisation());
        assertThat(organisations.listBranches(team.organisation())).isEmpty();
        assertThat(asAdministrator(() -> departures.close(team.organisation()))).isEqualTo(new NotHere());
    }

    @Test
    void the_desk_for_what_fits_nowhere_stays_open() {
        var before = jobs.sql("select branch from network.fallback_desk")
                .query(UUID.class)
                .optional();
        try {
            neighbourhood.asAdministrator(() -> {
                organisations.makeFallbackDesk(team.branch());
                return true;
            });
            assertThat(close(null)).isEqualTo(new IsFallbackDesk());
            assertThat(asAdministrator(() -> departures.close(team.organisation())))
                    .isEqualTo(new IsFallbackDesk());
        } finally {
            unguarded("delete from network.fallback_desk");
            before.ifPresent(
                    branch -> unguarded("insert into network.fallback_desk (branch) values ('" + branch + "')"));
        }
    }

    @Test
    void an_account_on_a_lock_lets_nobody_in_and_takes_nothing_with_it() {
        taken(team);
        assertThat(asAdministrator(() -> departures.suspend(team.organisation(), team.coordinator(), null)))
                .isInstanceOf(StillHolds.class);
        assertThat(asAdministrator(
                        () -> departures.suspend(team.organisation(), team.coordinator(), colleague.coordinator())))
                .isEqualTo(new Done());
        assertThat(signInDesk.viewer(team.coordinator(), null)).isEmpty();
        assertThat(heldByNobody()).isZero();
        asAdministrator(() -> {
            accounts.unsuspend(team.coordinator());
            return true;
        });
        assertThat(signInDesk.viewer(team.coordinator(), null)).isPresent();
    }

    @Test
    void who_is_missed_elsewhere_is_not_locked_out_before_that_is_arranged() {
        var other = neighbourhood.team();
        neighbourhood.asAdministrator(() -> {
            accounts.give(team.coordinator(), Role.COORDINATOR, other.organisation(), other.branch(), null);
            organisations.putOnDuty(other.branch(), team.coordinator());
            return true;
        });
        assertThat(asAdministrator(
                        () -> departures.suspend(team.organisation(), team.coordinator(), colleague.coordinator())))
                .isInstanceOf(NeededElsewhere.class);
        assertThat(signInDesk.viewer(team.coordinator(), null)).isPresent();
    }

    @Test
    void nobody_covers_for_or_is_covered_by_who_left() {
        colleague
                .viewer()
                .run(() -> accounts.cover(
                        team.organisation(),
                        colleague.coordinator(),
                        team.coordinator(),
                        today().minusDays(1),
                        today().plusDays(7)));
        assertThat(accounts.onDutyFor(colleague.coordinator())).isEqualTo(team.coordinator());
        assertThat(end(colleague.coordinator())).isEqualTo(new Done());
        assertThat(accounts.onDutyFor(colleague.coordinator())).isEqualTo(colleague.coordinator());
    }

    // --- what these share ---

    private Departure end(AccountId to) {
        return manager.call(
                () -> departures.endRole(team.organisation(), team.coordinator(), Role.COORDINATOR, team.branch(), to));
    }

    private Departure close(BranchId to) {
        return manager.call(
                () -> departures.close(organisations.findBranch(team.branch()).orElseThrow(), to));
    }

    private <T> T asAdministrator(Supplier<T> work) {
        return Viewer.installation().call(work);
    }

    private int endInSql() {
        return manager.call(() ->
                transaction.execute(_ -> db.sql("update access.role_held set ended_at = now() where account = :account")
                        .param("account", team.coordinator().value())
                        .update()));
    }

    /// Open requests of the team's organisation whose holder is no coordinator there.
    private int heldByNobody() {
        return jobs.sql("""
                select count(*) from requests.help_request r
                where r.organisation = :organisation and r.next_date is not null
                  and not exists (select from access.role_held h join access.account a on a.id = h.account
                      where h.account = r.holder and h.organisation = r.organisation and h.role = 'COORDINATOR'
                        and h.ended_at is null and a.suspended_at is null)
                """)
                .param("organisation", team.organisation().value())
                .query(Integer.class)
                .single();
    }

    private void unguarded(String statement) {
        JdbcClient.create(TestDatabase.asSuperuser(database)).sql(statement).update();
    }

    private static void wait(CountDownLatch go) {
        try {
            go.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Volunteer volunteer(PersonId person) {
        return new Volunteer(
                person,
                team.organisation(),
                team.branch(),
                Volunteer.Status.APPLIED,
                today(),
                new Offer(
                        Set.of(KindOfHelp.WALKING),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        DayParts.ALL,
                        5000,
                        null,
                        Offer.EVERYONE,
                        "",
                        false),
                null,
                List.of(),
                0);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam"));
    }

    private HelpRequestId taken(Team at) {
        var asked = new NewRequest(
                UUID.randomUUID(),
                at.branch(),
                at.coordinator(),
                new NewRequest.Newcomer("Ans", "van Dijk", null, "0612345678", "", Gender.WOMAN),
                null,
                null,
                Through.PHONE,
                new Need(
                        KindOfHelp.GROCERIES,
                        "Samen naar de markt",
                        "1000",
                        "Meerdorp",
                        new DayParts(1),
                        1,
                        2,
                        today(),
                        null,
                        Set.of(Language.NL),
                        Set.of(),
                        "",
                        Set.of(),
                        1,
                        Need.PaidBefore.UNKNOWN),
                null,
                null,
                false,
                "nl");
        return at.viewer().call(() -> ((Intake.TakenIn) reception.take(asked)).id());
    }
}
