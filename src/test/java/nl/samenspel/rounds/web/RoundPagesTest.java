package nl.samenspel.rounds.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class RoundPagesTest {

    private static final Pattern ROUND = Pattern.compile("/rounds/[0-9a-f-]{36}");
    private static final Pattern TO_CHOOSE =
            Pattern.compile("<input type=\"checkbox\" name=\"proposal\" form=\"send\" value=\"([0-9a-f-]{36})\"");

    @Autowired
    MockMvcTester browser;

    @Autowired
    Invitations invitations;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Reception reception;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Database database;

    @Autowired
    Clock clock;

    Stage stage;
    Visitor coordinator;

    @BeforeEach
    void at_the_desk() {
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        neighbourhood.canSignIn(stage.team.coordinator());
        coordinator = new Visitor(browser).signIn(stage.team.email());
    }

    private static String body(MvcTestResult page) {
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private HelpRequestId waits(String name) {
        return stage.searching(stage.participant(name).person(), 2);
    }

    /// Begins a round; where its page is.
    private String begun() {
        var answer = coordinator.post("/rounds", "where", stage.team.branch().toString(), "fairness", "PROPORTIONAL");
        var to = answer.getResponse().getRedirectedUrl();
        assertThat(to).matches(ROUND);
        return to;
    }

    private static List<String> choices(String page) {
        var found = new ArrayList<String>();
        var matcher = TO_CHOOSE.matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void from_beginning_to_sending_without_a_script() {
        stage.volunteer("Ria", 2, 1, offer -> offer);
        var ahmed = stage.volunteer("Ahmed", 2, 1, offer -> offer);
        waits("Wim");
        waits("Jan");
        waits("Toos");
        assertThat(body(coordinator.get("/rounds"))).contains("Begin de ronde", "Er wordt nog niemand gevraagd");

        var round = begun();
        var page = body(coordinator.get(round));

        assertThat(page)
                .contains("Wat de ronde voorstelt", "Beter kan niet.", "Per gemeente", "Deze vraag blijft open")
                .contains("Wie kan, helpt al iemand anders uit deze ronde (1)")
                .contains("doet dit het liefst", "Voorstellen: 2 wachten op jou")
                .doesNotContain("??");
        assertThat(choices(page)).hasSize(2);

        // one of the two takes a break before the coordinator presses the button
        ahmed.viewer()
                .call(() -> limits.set(
                        new OwnLimits(ahmed.person(), 2, 1, stage.today().plusDays(30))));
        var sent = coordinator.post(
                round + "/invitations",
                "proposal",
                choices(page).getFirst(),
                "proposal",
                choices(page).getLast(),
                "words",
                "Koffie drinken in [plaats]?",
                "answerBy",
                stage.today().plusDays(7).toString());
        var after = body(coordinator.follow(sent));

        assertThat(after)
                .contains("Er is 1 uitnodiging verstuurd.", "Niet gevraagd: Ahmed Voorbeeld. Heeft rust tot")
                .contains("Voorstellen: 1 wacht op jou", "wacht op antwoord", "kan niet meer");
        assertThat(choices(after)).isEmpty();
    }

    @Test
    void what_is_missing_is_asked_and_what_was_typed_stays() {
        stage.volunteer("Ria");
        waits("Wim");
        var round = begun();

        var nobody = coordinator.post(
                round + "/invitations",
                "words",
                "Zomaar een vraag",
                "answerBy",
                stage.today().toString());
        assertThat(nobody).hasStatus(422);
        assertThat(body(nobody)).contains("Kies eerst wie je wilt vragen.", "Zomaar een vraag");

        var chosen = choices(body(coordinator.get(round + "?all=yes"))).getFirst();
        var blank = coordinator.post(
                round + "/invitations",
                "proposal",
                chosen,
                "words",
                "Kun je naar [stad]?",
                "answerBy",
                stage.today().toString());
        assertThat(blank).hasStatus(422);
        assertThat(body(blank)).contains("“[stad]” kunnen we niet invullen", "Kun je naar [stad]?", "checked");
        assertThat(coordinator.post("/rounds", "where", "elders")).hasStatus(422);
    }

    @Test
    void aside_back_and_renewed() {
        stage.volunteer("Ria");
        waits("Wim");
        var round = begun();
        var proposal = choices(body(coordinator.get(round))).getFirst();

        assertThat(body(coordinator.follow(coordinator.post(round + "/aside", "proposal", proposal))))
                .contains("Kies eerst waarom");
        assertThat(body(coordinator.follow(
                        coordinator.post(round + "/aside", "proposal", proposal, "reason", "KNOW_BETTER"))))
                .contains("Opzij gelegd.", "opzij gelegd: ik ken ze, dit past niet");
        assertThat(body(coordinator.follow(coordinator.post(round + "/back", "proposal", proposal))))
                .contains("Dit voorstel wacht weer op jou.");

        var renewed = coordinator.follow(coordinator.post(round + "/renew"));
        assertThat(body(renewed))
                .contains("Helemaal opnieuw verdelen levert niet meer op", "Vraag Ria Voorbeeld voor Wim");
        assertThat(body(coordinator.get(round)))
                .contains("Er is een nieuwere ronde.")
                .doesNotContain("Verstuur deze uitnodigingen", "Leg opzij");
    }

    @Test
    void what_is_too_much_for_one_is_divided_first() {
        stage.volunteer("Ria", 3, 1, offer -> offer);
        stage.volunteer("Ahmed", 2, 1, offer -> offer);
        var request = stage.searching(stage.participant("Wim").person(), 5);
        var round = begun();
        var page = body(coordinator.get(round));
        assertThat(page)
                .contains(
                        "te veel voor één", "Ria Voorbeeld doet 3 van de 5 uur", "Ahmed Voorbeeld doet 2 van de 5 uur")
                .contains("Maak er meer vragen van")
                .doesNotContain("??");
        assertThat(choices(page)).isEmpty();

        var divided = body(coordinator.follow(coordinator.post(round + "/divide", "request", request.toString())));

        assertThat(divided).contains("De vraag is verdeeld.").doesNotContain("te veel voor één");
        assertThat(choices(divided)).hasSize(2);
    }

    @Test
    void while_it_runs_one_sees_how_far_it_is_and_afterwards_that_it_was_broken_off() {
        waits("Wim");
        var round = begun();
        var id = round.substring("/rounds/".length());
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        superuser.sql("""
                        update rounds.round set state = 'RUNNING', ended_at = null, done = 0.43, value = 100, bound = 102,
                            seen_at = now() + interval '1 hour'
                        where id = cast(? as uuid)
                        """).param(id).update();
        assertThat(body(coordinator.get(round)))
                .contains(
                        "43 procent klaar", "Hoogstens 2%", "Stop, en neem wat er nu is", "Je mag deze pagina sluiten");
        assertThat(body(coordinator.follow(
                        coordinator.post("/rounds", "where", stage.team.branch().toString(), "fairness", "NONE"))))
                .contains("Hier is al een ronde bezig.");

        superuser
                .sql("update rounds.round set seen_at = now() - interval '1 hour' where id = cast(? as uuid)")
                .param(id)
                .update();
        assertThat(body(coordinator.get(round))).contains("Deze ronde is afgebroken", "Begin opnieuw");
        assertThat(body(coordinator.follow(coordinator.post(round + "/renew")))).contains("Wat de ronde voorstelt");
    }

    @Test
    void who_sees_it_is_the_branch_and_nobody_else() {
        stage.volunteer("Ria");
        waits("Wim");
        var round = begun();
        var colleague = neighbourhood.colleagueOf(stage.team);
        neighbourhood.canSignIn(colleague.coordinator());

        var other = new Visitor(browser).signIn(colleague.email());

        assertThat(other.get(round)).hasStatus(404);
        assertThat(other.post(round + "/renew")).hasStatus(404);
        assertThat(other.get("/rounds/geen-ronde")).hasStatus(404);
        assertThat(body(other.get("/rounds"))).doesNotContain(round);
    }
}
