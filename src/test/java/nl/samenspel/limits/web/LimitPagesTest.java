package nl.samenspel.limits.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Face;
import nl.samenspel.limits.InAll;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Policies;
import nl.samenspel.limits.Policy;
import nl.samenspel.limits.Promise;
import nl.samenspel.limits.Reservation;
import nl.samenspel.limits.Signals;
import nl.samenspel.limits.Together;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.Situation;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The screens of limits, of signals and of what an organisation asks at most.
@SamenspelTest
@NullUnmarked
class LimitPagesTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Limits limits;

    @Autowired
    Signals signals;

    @Autowired
    Policies policies;

    @Autowired
    Together together;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Accounts accounts;

    @Autowired
    Clock clock;

    Team team;
    Someone ria;
    Visitor coordinator;
    Visitor herself;

    @BeforeEach
    void ria_gives_four_hours_to_two_people() {
        team = neighbourhood.team();
        ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        atTheDesk(() -> {
            var today = LocalDate.now(clock);
            return volunteers.add(
                    Volunteer.applying(ria.person(), team.organisation(), team.branch(), today, Stage.anything())
                            .welcomed(today));
        });
        atTheDesk(() -> limits.set(new OwnLimits(ria.person(), 4, 2, null)));
        neighbourhood.canSignIn(team.coordinator());
        neighbourhood.canSignIn(ria.account());
        coordinator = new Visitor(browser).signIn(team.email());
        herself = new Visitor(browser).signIn(ria.email());
    }

    @Test
    void a_signal_says_why_leads_to_what_helps_and_is_settled_with_what_was_done() {
        ria.viewer()
                .run(() -> signals.heard(
                        ria.person(), Face.HARD, "Ik slaap er slecht van", UUID.randomUUID(), clock.instant()));
        var signal = atTheDesk(signals::listOpen).getFirst();

        assertThat(coordinator.get("/workbench")).bodyText().contains("1 vrijwilliger kan", "/signals/" + signal.id());
        assertThat(coordinator.get("/signals")).bodyText().contains("Ria Voorbeeld", "Het valt zwaar");
        assertThat(coordinator.get("/signals/" + signal.id()))
                .bodyText()
                .contains(
                        "Zei dat het zwaar valt", "Ik slaap er slecht van", "/volunteers/" + ria.person() + "#limits");
        assertThat(coordinator.get("/volunteers/" + ria.person())).bodyText().contains("/signals/" + signal.id());
        assertThat(coordinator.post("/signals/" + signal.id(), "words", "Gebeld"))
                .hasStatus(422)
                .bodyText()
                .contains("Gebeld");

        var settled =
                coordinator.post("/signals/" + signal.id(), "step", "SECOND_VOLUNTEER", "words", "Ahmed gaat mee");

        assertThat(coordinator.follow(settled)).bodyText().contains("Het is geregeld", "Ahmed gaat mee");
        assertThat(herself.get("/my-limits"))
                .bodyText()
                .contains("Je zei dat het zwaar valt", "Iemand erbij", "Ahmed gaat mee");
        assertThat(herself.get("/signals/" + signal.id())).hasStatus(404);
    }

    @Test
    void a_volunteer_sees_what_it_weighs_and_of_what() {
        atTheDesk(() -> limits.reserve(ria.person(), new Promise(2, 0, true, UUID.randomUUID())));

        assertThat(herself.get("/my-limits"))
                .bodyText()
                .contains("2 van 4 uur per week", "weegt als 4 uur per week", "1 zware situatie: 2 uur erbij");
    }

    @Test
    void what_she_would_rather_not_is_kept_and_taken_away_again() {
        var saved = herself.post(
                "/my-limits/rather-not",
                "person",
                ria.person().toString(),
                "situations",
                "SMOKING",
                "situations",
                "PETS");
        assertThat(herself.follow(saved)).bodyText().contains("Daar vragen we je niet voor");
        assertThat(atTheDesk(() -> limits.ratherNot(ria.person())))
                .containsExactlyInAnyOrder(Situation.SMOKING, Situation.PETS);
        assertThat(herself.post("/my-limits/rather-not", "person", ria.person().toString(), "situations", "NOISE"))
                .hasStatus(422);

        herself.post("/my-limits/rather-not", "person", ria.person().toString());

        assertThat(atTheDesk(() -> limits.ratherNot(ria.person()))).isEmpty();
    }

    @Test
    void by_phone_takes_their_word_and_this_was_not_me_puts_it_back() {
        assertThat(coordinator.post(
                        "/volunteers/" + ria.person() + "/limits/by-phone", "phoneHours", "6", "phoneAtATime", "3"))
                .as("did she say so herself?")
                .hasStatus(422)
                .bodyText()
                .contains("Kruis dit aan");
        assertThat(coordinator.post(
                        "/volunteers/" + ria.person() + "/limits/by-phone",
                        "phoneHours",
                        "6",
                        "phoneAtATime",
                        "3",
                        "toldByThem",
                        "yes"))
                .hasStatus(302);
        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(new OwnLimits(ria.person(), 6, 3, null));
        var page = herself.get("/my-limits");
        assertThat(page).bodyText().contains("van 4 naar 6 uur per week", "Dit was ik niet");

        var undone = herself.post(Pattern.compile("/my-limits/by-phone/[-0-9a-f]+/not-me")
                .matcher(text(page))
                .results()
                .findFirst()
                .orElseThrow()
                .group());

        assertThat(herself.follow(undone)).bodyText().contains("de leiding weet ervan");
        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(new OwnLimits(ria.person(), 4, 2, null));
        var manager = manager();
        assertThat(manager.get("/workbench")).bodyText().contains("/limits/by-phone");
        assertThat(manager.get("/limits/by-phone")).bodyText().contains("Ria Voorbeeld", "van 4 naar 6 uur per week");
    }

    @Test
    void all_organisations_together_is_asked_once_and_taken_back_as_easily() {
        herself.post(
                "/my-limits/together",
                "person",
                ria.person().toString(),
                "allHours",
                "3",
                "allPeople",
                "2",
                "allNights",
                "0");

        assertThat(ria.viewer().call(together::find)).contains(new InAll(3, 2, 0));
        assertThat(herself.get("/my-limits")).bodyText().contains("hoogstens 3 uur per week");
        assertThat(herself.post(
                        "/my-limits/together",
                        "person",
                        ria.person().toString(),
                        "allHours",
                        "-4",
                        "allPeople",
                        "veel",
                        "allNights",
                        "8"))
                .hasStatus(422)
                .bodyText()
                .contains("-4", "veel");

        herself.post("/my-limits/apart");

        assertThat(ria.viewer().call(together::find)).isEmpty();
    }

    @Test
    void who_leads_makes_it_stricter_with_what_was_shipped_beside_it_and_what_runs_goes_on() {
        var runs = UUID.randomUUID();
        atTheDesk(() -> limits.reserve(ria.person(), new Promise(3, runs)));
        var manager = manager();
        assertThat(manager.get("/limits/policy")).bodyText().contains("VPTZ", "Friesland", "Humanitas", "Almere");
        assertThat(manager.post("/limits/policy", "hours", "0", "dayParts", "99", "nights", "x"))
                .hasStatus(422)
                .bodyText()
                .contains("99");

        var kept = manager.post(
                "/limits/policy",
                "hours",
                "2",
                "people",
                "",
                "dayParts",
                "2",
                "nights",
                "0",
                "rest",
                "3",
                "heavy",
                "1",
                "years",
                "2");

        assertThat(manager.follow(kept)).bodyText().contains("Bewaard");
        assertThat(atTheDesk(() -> policies.of(team.organisation())))
                .isEqualTo(new Policy(team.organisation(), 2, null, 2, 0, 3, 1, 2));
        assertThat(atTheDesk(() -> limits.room(Set.of(ria.person())))
                        .get(ria.person())
                        .hoursLoad())
                .as("what runs")
                .isEqualTo(3);
        assertThat(atTheDesk(() -> limits.reserve(ria.person(), new Promise(1, UUID.randomUUID()))))
                .isEqualTo(new Reservation.Full(0, 1));
        assertThat(coordinator.post("/limits/policy/shipped"))
                .as("not a coordinator's")
                .hasStatus(404);
        manager.post("/limits/policy/shipped");
        assertThat(atTheDesk(() -> policies.of(team.organisation()))).isEqualTo(Policy.shipped(team.organisation()));
    }

    @Test
    void absurd_limits_are_told_at_their_field_and_nothing_is_lost() {
        for (var wrong : new String[] {"-1", "0", "41", "99999999999", "twee"}) {
            assertThat(herself.post(
                            "/my-limits",
                            "person",
                            ria.person().toString(),
                            "hours",
                            wrong,
                            "atATime",
                            "2",
                            "nights",
                            "9"))
                    .as(wrong)
                    .hasStatus(422)
                    .bodyText()
                    .contains("value=\"" + wrong + "\"", "value=\"9\"");
        }
        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(new OwnLimits(ria.person(), 4, 2, null));
    }

    @Test
    void below_what_runs_it_is_told_plainly_what_happens() {
        atTheDesk(() -> limits.reserve(ria.person(), new Promise(3, UUID.randomUUID())));

        var kept = herself.post("/my-limits", "person", ria.person().toString(), "hours", "1", "atATime", "1");

        assertThat(herself.follow(kept)).bodyText().contains("Er komt niets bij", "plan");
        assertThat(coordinator.get("/signals")).bodyText().contains("Er loopt meer dan gewenst");
    }

    private Visitor manager() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var email = "leiding." + mark + "@voorbeeld.example";
        var account = neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Leiding " + mark, email, "nl", Role.MANAGER, team.organisation(), null, null)));
        neighbourhood.canSignIn(account);
        return new Visitor(browser).signIn(email);
    }

    private static String text(MvcTestResult page) {
        try {
            return page.getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T atTheDesk(Supplier<T> work) {
        return team.viewer().call(work);
    }
}
