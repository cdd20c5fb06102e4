package nl.samenspel.network.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// The manager and the administrator at the screens for changing, closing and leaving.
@SamenspelTest
@NullUnmarked
class SettingUpTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Organisations organisations;

    @Autowired
    Accounts accounts;

    Team team;
    Team colleague;
    Visitor manager;
    Visitor administrator;
    String home;

    @BeforeEach
    void a_house_with_two_branches() {
        team = neighbourhood.team();
        colleague = neighbourhood.colleagueOf(team);
        manager = signedIn(Role.MANAGER, team.organisation());
        administrator = signedIn(Role.ADMINISTRATOR, null);
        home = "/organisations/" + team.organisation();
    }

    @Test
    void a_manager_changes_the_organisation_and_an_error_keeps_what_was_typed() {
        assertThat(manager.get(home + "/change")).hasStatusOk().bodyText().contains("Stichting", "0201234567");
        assertThat(manager.post(home + "/change", "name", "", "kind", "CARE", "phone", "020-7654321"))
                .hasStatus(422)
                .bodyText()
                .contains("Vul dit nog in", "020-7654321");
        var name = "Samen " + UUID.randomUUID();
        assertThat(manager.post(
                        home + "/change", "name", name, "kind", "CARE", "phone", "020-7654321", "about", "Wij helpen"))
                .hasRedirectedUrl(home);
        assertThat(organisations.find(team.organisation()).orElseThrow()).satisfies(changed -> {
            assertThat(changed.name()).isEqualTo(name);
            assertThat(changed.phone()).isEqualTo("0207654321");
        });
        var other = organisations.find(neighbourhood.team().organisation()).orElseThrow();
        assertThat(manager.post(home + "/change", "name", other.name(), "kind", "CARE", "phone", "0207654321"))
                .hasStatus(422)
                .bodyText()
                .contains("Er is al een organisatie met deze naam");
    }

    @Test
    void what_is_not_yours_is_not_there() {
        var other = neighbourhood.team();
        var there = "/organisations/" + other.organisation();
        for (var path : new String[] {
            there,
            there + "/change",
            there + "/branches/" + other.branch(),
            there + "/colleagues/" + other.coordinator(),
            home + "/branches/" + other.branch(),
            home + "/colleagues/" + other.coordinator(),
            home + "/routes/" + UUID.randomUUID()
        }) {
            assertThat(manager.get(path)).as(path).hasStatus(404);
        }
        assertThat(manager.post(there + "/branches/" + other.branch() + "/close"))
                .hasStatus(404);
        assertThat(manager.post(home + "/close"))
                .as("only an administrator closes one")
                .hasStatus(404);
        assertThat(manager.post(home + "/colleagues/" + team.coordinator() + "/suspend"))
                .hasStatus(404);
        var coordinator = new Visitor(browser);
        neighbourhood.canSignIn(team.coordinator());
        coordinator.signIn(team.email());
        assertThat(coordinator.get(home + "/change")).hasStatus(404);
    }

    @Test
    void a_branch_changes_closes_and_opens_again() {
        var branch = home + "/branches/" + team.branch();
        assertThat(manager.post(
                        branch,
                        "branchName",
                        "Noord",
                        "place",
                        "'s-Gravenhage",
                        "phone",
                        "0201234567",
                        "kinds",
                        "WALKING"))
                .hasRedirectedUrl(home);
        assertThat(organisations.findBranch(team.branch()).orElseThrow()).satisfies(changed -> {
            assertThat(changed.place()).isEqualTo("'s-Gravenhage");
            assertThat(changed.kinds()).containsExactly(KindOfHelp.WALKING);
            assertThat(changed.duty()).as("duty stays").isEqualTo(team.coordinator());
        });
        var area = neighbourhood.takesIn(team);
        assertThat(manager.post(branch + "/close")).hasRedirectedUrl(home);
        assertThat(manager.get(home)).bodyText().contains("Gesloten afdelingen", "Noord");
        assertThat(organisations.listTakingIn(area, KindOfHelp.WALKING))
                .noneMatch(taker -> taker.id().equals(team.branch()));
        assertThat(manager.post(branch + "/close")).as("twice is once").hasRedirectedUrl(home);
        assertThat(manager.get(branch)).hasStatusOk().bodyText().contains("Open weer");
        assertThat(manager.post(branch + "/reopen")).hasRedirectedUrl(home);
        assertThat(organisations.listBranches(team.organisation())).hasSize(2);
    }

    @Test
    void a_rule_changes_and_goes() {
        neighbourhood.takesIn(team);
        var id = organisations.listRoutes(team.organisation()).getFirst().id();
        var rule = home + "/routes/" + id;
        assertThat(manager.get(rule)).hasStatusOk();
        assertThat(manager.post(
                        rule, "routeBranch", neighbourhood.team().branch().toString()))
                .hasStatus(422)
                .bodyText()
                .contains("Deze keuze kennen we niet");
        assertThat(manager.post(
                        rule, "routeBranch", colleague.branch().toString(), "postcode", "1811 AB", "kind", "GARDEN"))
                .hasRedirectedUrl(home);
        assertThat(organisations.listRoutes(team.organisation()))
                .singleElement()
                .satisfies(changed -> {
                    assertThat(changed.branch()).isEqualTo(colleague.branch());
                    assertThat(changed.postcode()).isEqualTo("1811");
                    assertThat(changed.kind()).isEqualTo(KindOfHelp.GARDEN);
                });
        assertThat(signedIn(Role.MANAGER, neighbourhood.team().organisation()).post(rule + "/remove"))
                .hasStatus(404);
        assertThat(manager.post(rule + "/remove")).hasRedirectedUrl(home);
        assertThat(manager.post(rule + "/remove")).as("twice is once").hasRedirectedUrl(home);
        assertThat(organisations.listRoutes(team.organisation())).isEmpty();
    }

    @Test
    void a_colleague_leaves_and_another_takes_over() {
        var page = home + "/colleagues/" + team.coordinator();
        assertThat(manager.get(page)).hasStatusOk().bodyText().contains("dienst bij 1 afdeling");
        assertThat(manager.post(
                        page + "/end",
                        "role",
                        "COORDINATOR",
                        "branch",
                        team.branch().toString()))
                .hasStatus(409)
                .bodyText()
                .contains("Kies een collega die dit overneemt", "dienst bij 1 afdeling");
        assertThat(manager.post(
                        page + "/end",
                        "role",
                        "COORDINATOR",
                        "branch",
                        team.branch().toString(),
                        "to",
                        colleague.coordinator().toString()))
                .hasRedirectedUrl(home);
        assertThat(neighbourhood.viewer(team.coordinator()).roles()).isEmpty();
        assertThat(manager.get(page)).hasStatus(404);
    }

    @Test
    void an_administrator_locks_an_account_and_unlocks_it() {
        neighbourhood.canSignIn(team.coordinator());
        var coordinator = new Visitor(browser).signIn(team.email());
        assertThat(coordinator.get("/workbench")).hasStatusOk();
        var page = home + "/colleagues/" + team.coordinator();
        assertThat(administrator.post(
                        page + "/suspend", "to", colleague.coordinator().toString()))
                .hasRedirectedUrl(home);
        assertThat(coordinator.get("/workbench")).as("from the next step on").hasStatus3xxRedirection();
        assertThat(administrator.get(home)).bodyText().contains("op slot");
        assertThat(administrator.post(page + "/unsuspend")).hasRedirectedUrl(home);
        assertThat(coordinator.signIn(team.email()).get("/workbench")).hasStatusOk();
    }

    @Test
    void an_administrator_closes_an_organisation_and_opens_it_again() {
        assertThat(administrator.post(home + "/close")).hasRedirectedUrl("/organisations");
        assertThat(administrator.get("/organisations")).bodyText().contains("Gesloten organisaties");
        assertThat(administrator.get(home)).bodyText().contains("Deze organisatie is gesloten");
        assertThat(administrator.post(home + "/reopen")).hasRedirectedUrl(home);
        assertThat(organisations.list()).anyMatch(one -> one.id().equals(team.organisation()));
    }

    private Visitor signedIn(Role role, @Nullable OrganisationId organisation) {
        var email = UUID.randomUUID() + "@voorbeeld.example";
        AccountId account = neighbourhood.asAdministrator(
                () -> accounts.open(new NewAccount("Iemand", email, "nl", role, organisation, null, null)));
        neighbourhood.canSignIn(account);
        return new Visitor(browser).signIn(email);
    }
}
