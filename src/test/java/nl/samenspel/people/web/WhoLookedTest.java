package nl.samenspel.people.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.matching.Stage;
import nl.samenspel.people.People;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/// Who looked at whose record, as the person and the manager read it; and emergency access, which both always see.
@SamenspelTest
@NullUnmarked
class WhoLookedTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    People people;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    Accounts accounts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    Team team;
    Team elsewhere;
    Someone wim;
    Visitor colleague;

    @BeforeEach
    void a_participant_at_one_branch_and_a_coordinator_at_another() {
        team = neighbourhood.team();
        elsewhere = neighbourhood.colleagueOf(team);
        var stage = new Stage(
                new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock), team);
        wim = stage.participant("Wim");
        stage.searching(wim.person(), 2);
        neighbourhood.canSignIn(elsewhere.coordinator());
        neighbourhood.canSignIn(wim.account());
        colleague = new Visitor(browser).signIn(elsewhere.email());
    }

    @Test
    void a_person_reads_who_looked_and_why() {
        team.viewer().run(() -> people.find(wim.person(), Purpose.RECORD));
        assertThat(wims().get("/who-looked"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Wie keek in mijn gegevens?",
                        "coördinator bij Stichting",
                        "om gegevens op te zoeken of te veranderen")
                .doesNotContain("in nood geopend");
        var english = wims();
        english.get("/who-looked?language=en");
        assertThat(english.get("/who-looked"))
                .bodyText()
                .contains("Who looked at my details?", "to look up or change details");
    }

    @Test
    void one_reads_only_about_oneself() {
        var ans = neighbourhood.someone(team, "Ans", Role.PARTICIPANT, "1000");
        neighbourhood.canSignIn(ans.account());
        team.viewer().run(() -> people.find(wim.person(), Purpose.MATCHING));
        assertThat(new Visitor(browser).signIn(ans.email()).get("/who-looked"))
                .hasStatusOk()
                .bodyText()
                .contains("keek er niemand")
                .doesNotContain("om te kijken wie er past");
    }

    @Test
    void the_days_can_be_chosen() {
        team.viewer().run(() -> people.find(wim.person(), Purpose.RECORD));
        var today = LocalDate.now(clock);
        assertThat(wims().get("/who-looked?from=" + today)).bodyText().contains("coördinator bij");
        assertThat(wims().get("/who-looked?until=" + today.minusDays(1)))
                .bodyText()
                .contains("keek er niemand")
                .doesNotContain("coördinator bij");
        assertThat(wims().get("/who-looked?from=" + today + "&until=" + today.minusDays(3)))
                .hasStatus(422);
    }

    /// In a busy year there are tens of thousands at one person: a thousand can be leafed through, the newest first.
    @Test
    void of_very_many_looks_the_newest_are_shown_and_the_file_has_all() {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("""
                        with event as (
                            insert into audit.event (id, at, account, who, role, organisation, handler, purpose)
                            select gen_random_uuid(), cast(:now as timestamptz) - nth * interval '1 ms', gen_random_uuid(),
                                   'Kijker ' || nth || '.', '', null, 'A.b', 'RECORD'
                            from generate_series(1, :times) nth
                            returning id, account, at)
                        insert into audit.subject (event, account, person, organisation, relation, at)
                        select id, account, :person, :organisation, 'STAFF', at from event
                        """)
                .param("now", Timestamp.from(clock.instant()))
                .param("times", Looks.MOST + 100)
                .param("person", wim.person().value())
                .param("organisation", team.organisation().value())
                .update();
        assertThat(wims().get("/who-looked"))
                .hasStatusOk()
                .bodyText()
                .contains("Meer dan 1000 keer", "Kijker 1.", "Bladzijde 1 van 20")
                .doesNotContain("Kijker 60.");
        assertThat(wims().get("/who-looked?page=20"))
                .hasStatusOk()
                .bodyText()
                .contains("Kijker 970.", "Bladzijde 20 van 20")
                .doesNotContain("Kijker 1.", "Kijker 1050.");
        assertThat(manager().get("/looks?page=20"))
                .hasStatusOk()
                .bodyText()
                .contains("Meer dan 1000 keer", "Kijker 970.");
        assertThat(wims().get("/who-looked?page=99")).hasStatusOk().bodyText().contains("Bladzijde 20 van 20");
        assertThat(wims().get("/who-looked?page=x")).hasStatusOk().bodyText().contains("Bladzijde 1 van 20");
        assertThat(manager().get("/looks?page=3&from=2020-01-01&until=2020-01-02"))
                .hasRedirectedUrl("/looks?from=2020-01-01&until=2020-01-02");
        assertThat(wims().get("/my-data")).hasStatusOk().bodyText().contains("Dit zijn de nieuwste 50");
        assertThat(wims().get("/my-data/file"))
                .hasStatusOk()
                .bodyText()
                .satisfies(file ->
                        assertThat(file.split("\"purpose\":\"RECORD\"", -1)).hasSizeGreaterThan(Looks.MOST + 100));
        var english = wims();
        english.get("/who-looked?language=en");
        assertThat(english.get("/who-looked")).bodyText().contains("More than 1,000 times");
    }

    @Test
    void one_request_is_one_event_with_a_line_for_each_person() {
        var before = clock.instant();
        var visitor = signedIn(team);
        visitor.get("/requests");
        visitor.get("/search?q=Wim");
        var events = jobs.sql("""
                select e.handler || ' ' || count(*) from audit.event e join audit.subject s on s.event = e.id
                where e.account = :account and e.at >= :before group by e.id, e.handler, e.at order by e.at
                """)
                .param("account", team.coordinator().value())
                .param("before", Timestamp.from(before))
                .query(String.class)
                .list();
        assertThat(events).containsExactly("DeskPages.list 1", "WorkbenchPages.search 1");
    }

    /// The transaction is another's, so the log refuses the line: then nothing is shown either.
    @Test
    void what_cannot_be_logged_is_not_shown() {
        assertThatThrownBy(() -> elsewhere
                        .viewer()
                        .run(() -> transaction.execute(
                                _ -> team.viewer().call(() -> people.find(wim.person(), Purpose.RECORD)))))
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void in_an_emergency_a_reason_opens_for_a_while_and_everyone_sees_it() {
        assertThat(colleague.get("/search?q=Wim"))
                .bodyText()
                .contains("Anderen die jullie kennen", "/emergency/" + wim.person());
        assertThat(colleague.get("/emergency/" + wim.person()))
                .hasStatusOk()
                .bodyText()
                .contains("Waarom moet je het nu weten?")
                .doesNotContain("Samen koffie drinken");
        assertThat(colleague.post("/emergency/" + wim.person(), "reason", "nood"))
                .hasStatus(422);
        assertThat(colleague.post("/emergency/" + wim.person(), "reason", "Zijn dochter belt in paniek, wie komt er?"))
                .hasRedirectedUrl("/emergency/" + wim.person());
        assertThat(colleague.get("/emergency/" + wim.person()))
                .hasStatusOk()
                .bodyText()
                .contains("Samen koffie drinken", "Je ziet dit in nood");
        // nothing else opens, and nothing can be changed
        assertThat(colleague.get("/requests?state=ALL")).bodyText().doesNotContain("Wim");
        var request = team.viewer()
                .call(() -> requests.listOf(wim.person()).getFirst().id());
        assertThat(colleague.get("/requests/" + request)).hasStatus(404);
        assertThat(colleague.post("/requests/" + request + "/contacts", "withWhom", "x", "agreed", "y"))
                .hasStatus(404);

        assertThat(wims().get("/who-looked"))
                .bodyText()
                .contains("in nood geopend", "Zijn dochter belt in paniek, wie komt er?");
        assertThat(manager().get("/looks"))
                .hasStatusOk()
                .bodyText()
                .contains("In nood geopend", "Zijn dochter belt in paniek, wie komt er?", "Wim Voorbeeld");

        // an hour later it is closed again
        pass(wim, "1 hour");
        assertThat(colleague.get("/emergency/" + wim.person()))
                .bodyText()
                .contains("Waarom moet je het nu weten?")
                .doesNotContain("Samen koffie drinken");
    }

    @Autowired
    Database database;

    /// Lets time pass for what was opened.
    private void pass(Someone someone, String passed) {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql(
                        "update audit.emergency set at = at - cast(:passed as interval), until = until - cast(:passed as interval) where person = :person")
                .param("passed", passed)
                .param("person", someone.person().value())
                .update();
    }

    @Test
    void nobody_opens_a_record_of_another_organisation_in_an_emergency() {
        var other = neighbourhood.team();
        neighbourhood.canSignIn(other.coordinator());
        var stranger = new Visitor(browser).signIn(other.email());
        assertThat(stranger.get("/emergency/" + wim.person())).hasStatus(404);
        assertThat(stranger.post("/emergency/" + wim.person(), "reason", "Ik wil het graag weten nu"))
                .hasStatus(404);
    }

    @Test
    void that_the_manager_reads_the_log_is_in_the_log() {
        team.viewer().run(() -> people.find(wim.person(), Purpose.RECORD));
        assertThat(manager().get("/looks")).hasStatusOk().bodyText().contains("Wim Voorbeeld");
        assertThat(wims().get("/who-looked")).bodyText().contains("om te zien wie bij wie keek");
    }

    private Visitor wims() {
        return new Visitor(browser).signIn(wim.email());
    }

    private Visitor signedIn(Team someTeam) {
        neighbourhood.canSignIn(someTeam.coordinator());
        return new Visitor(browser).signIn(someTeam.email());
    }

    private Visitor manager() {
        var email = "leiding." + UUID.randomUUID().toString().substring(0, 8) + "@voorbeeld.example";
        var account = neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Lotte Leiding", email, "nl", Role.MANAGER, team.organisation(), null, null)));
        neighbourhood.canSignIn(account);
        return new Visitor(browser).signIn(email);
    }
}
