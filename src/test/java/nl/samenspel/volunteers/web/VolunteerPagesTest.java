package nl.samenspel.volunteers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Area;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// The desk's screens, and the volunteer's own.
@SamenspelTest
@NullUnmarked
class VolunteerPagesTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    Outbox outbox;

    @Autowired
    Clock clock;

    Team team;
    Area area;
    Visitor coordinator;

    @BeforeEach
    void a_coordinator_sits_at_the_desk() {
        team = neighbourhood.team();
        area = neighbourhood.area();
        neighbourhood.canSignIn(team.coordinator());
        coordinator = new Visitor(browser).signIn(team.email());
    }

    @Test
    void a_volunteer_is_typed_in_with_one_form() {
        var email = "ria." + UUID.randomUUID() + "@voorbeeld.example";
        assertThat(coordinator.get("/volunteers/new")).hasStatusOk();

        var added = coordinator.post(
                "/volunteers",
                form("Ria", "email", email, "vogSeenOn", today().toString(), "welcome", "yes", "mail", "yes"));

        assertThat(added).hasStatus(302);
        assertThat(coordinator.follow(added)).bodyText().contains("Ria Voorbeeld", "doet mee", "VOG gezien", "2 uur");
        var ria = only();
        assertThat(ria.status()).isEqualTo(Status.ACTIVE);
        assertThat(ria.vog()).isEqualTo(Vog.seen(today()));
        assertThat(ria.offer().does()).containsExactly(KindOfHelp.TRANSPORT);
        assertThat(ria.offer().radiusMetres()).isEqualTo(2500);
        assertThat(outbox.listNewest(50)).anyMatch(mail -> mail.address().equals(email));
    }

    @Test
    void what_is_wrong_is_said_at_the_field_and_nothing_is_lost() {
        assertThat(coordinator.post(
                        "/volunteers",
                        form("", "km", "heel ver", "hours", "99", "phone", "12", "vogSeenOn", "2999-01-01")))
                .hasStatus(422)
                .bodyText()
                .contains("Vul dit nog in", "heel ver", "0,1 tot 200", "1 tot en met 40", "telefoonnummer", "2999");
        assertThat(atTheDesk(() -> volunteers.list(team.organisation()))).isEmpty();
    }

    @Test
    void someone_of_the_same_name_may_be_the_same() {
        var joop = neighbourhood.someone(team, "Joop", Role.PARTICIPANT, area.postcode());

        assertThat(coordinator.post("/volunteers", form("Joop")))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Is dit dezelfde?",
                        "Joop Voorbeeld, Meerdorp, 0612345678",
                        joop.person().toString());
        assertThat(coordinator.post(
                        "/volunteers",
                        form("Joop", "existing", UUID.randomUUID().toString())))
                .hasStatus(422);

        var added = coordinator.post(
                "/volunteers", form("Joop", "existing", joop.person().toString()));
        assertThat(added).hasRedirectedUrl("/volunteers/" + joop.person());
        assertThat(coordinator.follow(added)).bodyText().contains("De vrijwilliger staat erbij");
        assertThat(only().person()).isEqualTo(joop.person());

        assertThat(coordinator.post("/volunteers", form("Joop", "existing", "new")))
                .hasStatus(302);
        assertThat(atTheDesk(() -> volunteers.list(team.organisation()))).hasSize(2);
        assertThat(coordinator.follow(coordinator.post(
                        "/volunteers", form("Joop", "existing", joop.person().toString()))))
                .bodyText()
                .contains("hier al vrijwilliger");
    }

    @Test
    void the_list_is_searched_and_filtered() {
        for (var name : List.of("Ria", "Kees", "Fatma")) {
            coordinator.post("/volunteers", form(name));
        }
        var ria = idOf("Ria");
        coordinator.post("/volunteers/" + ria + "/welcome");

        assertThat(coordinator.get("/volunteers"))
                .bodyText()
                .contains("Ria Voorbeeld", "Kees Voorbeeld", "3 vrijwilligers", "2 mensen wachten", "2 uur, 1 plek");
        assertThat(coordinator.get("/volunteers?status=ACTIVE"))
                .bodyText()
                .contains("Ria")
                .doesNotContain("Kees");
        assertThat(coordinator.get("/volunteers?name=fat"))
                .bodyText()
                .contains("Fatma")
                .doesNotContain("Ria V");
        assertThat(coordinator.get("/volunteers?kind=VIGIL")).bodyText().contains("Niemand past");
        assertThat(coordinator.get("/volunteers?kind=WALKING&place=Meerdorp"))
                .bodyText()
                .contains("Kees");
        assertThat(coordinator.get("/volunteers?status=X&kind=Y&place='&page=-1&name=%25"))
                .hasStatusOk();
    }

    @Test
    void a_long_list_has_pages_that_keep_the_filter() {
        for (var i = 0; i < 27; i++) {
            coordinator.post("/volunteers", form("Nummer" + (char) ('a' + i % 26) + i));
        }

        assertThat(coordinator.get("/volunteers?kind=WALKING"))
                .bodyText()
                .contains("27 vrijwilligers", "Bladzijde 1 van 2", "kind=WALKING&amp;page=2");
        assertThat(coordinator.get("/volunteers?kind=WALKING&page=2"))
                .bodyText()
                .contains("Bladzijde 2 van 2");
    }

    @Test
    void screening_has_dates_and_says_what_ends_soon() {
        var ria = newcomer("Ria");
        var record = "/volunteers/" + ria;

        assertThat(coordinator.post(record + "/vog", "vogSeenOn", "2999-01-01")).hasStatus(422);
        assertThat(coordinator.post(record + "/vog", "vogSeenOn", today().toString(), "vogAgainOn", today().toString()))
                .hasStatus(422)
                .bodyText()
                .contains("Kies een dag na de dag waarop de VOG gezien is");
        coordinator.post(
                record + "/vog", "vogSeenOn", today().minusYears(3).plusDays(10).toString());
        assertThat(coordinator.get(record)).bodyText().contains("loopt bijna af");
        coordinator.post(record + "/vog", "vogSeenOn", today().minusYears(4).toString());
        assertThat(coordinator.get(record)).bodyText().contains("geldt niet meer");

        coordinator.post(
                record + "/trainings",
                "training",
                "FIRST_AID",
                "obtainedOn",
                today().minusDays(3).toString(),
                "validUntil",
                today().plusYears(2).toString());
        assertThat(only().trainings())
                .containsExactly(new Training(Qualification.FIRST_AID, today().minusDays(3), today().plusYears(2)));
        assertThat(coordinator.post(record + "/trainings", "training", "VOG", "obtainedOn", today().toString()))
                .hasStatus(422);
        coordinator.post(record + "/trainings/remove", "what", "FIRST_AID");
        coordinator.post(record + "/trainings/remove", "what", "VOG");
        assertThat(only().trainings()).isEmpty();
        assertThat(only().vog()).isNull();
    }

    @Test
    void the_desk_lowers_a_limit_and_is_told_kindly_that_it_cannot_raise_one() {
        var ria = newcomer("Ria");

        assertThat(coordinator.post("/volunteers/" + ria + "/limits", "hours", "3", "atATime", "1"))
                .hasStatus(422)
                .bodyText()
                .contains("Hoger dan 2 uur per week kan alleen de vrijwilliger zelf kiezen");
        assertThat(coordinator.post("/volunteers/" + ria + "/limits", "hours", "1", "atATime", "1"))
                .hasStatus(302);
        assertThat(atTheDesk(() -> limits.find(PersonId.of(ria))))
                .contains(new OwnLimits(PersonId.of(ria), 1, 1, null));
        assertThat(coordinator.post("/volunteers/" + ria + "/limits", "hours", "", "atATime", "1"))
                .hasStatus(422);
    }

    @Test
    void a_record_is_changed_unless_someone_else_was_first() {
        var ria = newcomer("Ria");
        var edit = "/volunteers/" + ria + "/edit";
        assertThat(coordinator.get(edit)).bodyText().contains("value=\"2,5\"", "name=\"version\"");

        assertThat(coordinator.post(edit, form("Maria", "version", "0"))).hasStatus(302);
        assertThat(coordinator.get("/volunteers/" + ria)).bodyText().contains("Maria Voorbeeld");
        assertThat(coordinator.post(edit, form("Marie", "version", "0")))
                .hasStatus(409)
                .bodyText()
                .contains("Iemand anders veranderde dit intussen", "value=\"Marie\"");
        assertThat(coordinator.post(edit, form("Marie", "version", "1"))).hasStatus(302);
    }

    @Test
    void a_code_is_printed_for_who_has_no_mail_and_works() {
        var wim = newcomer("Wim");

        var page = coordinator.post("/volunteers/" + wim + "/code");

        assertThat(page).hasStatusOk().bodyText().contains("wim.voorbeeld.", "/enrol");
        assertThat(page.getResponse().getHeader("Cache-Control")).contains("no-store");
        var code = java.util.regex.Pattern.compile("[A-Z2-9]{4}(-[A-Z2-9]{4}){5}")
                .matcher(body(page))
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        assertThat(new Visitor(browser).post("/enrol", "code", code, "password", "een lange zin over vogels"))
                .hasRedirectedUrl("/sign-in");
    }

    @Test
    void what_is_not_ours_is_not_there() {
        var ria = newcomer("Ria");
        var others = neighbourhood.team();
        neighbourhood.canSignIn(others.coordinator());
        var stranger = new Visitor(browser).signIn(others.email());

        assertThat(stranger.get("/volunteers/" + ria)).hasStatus(404);
        assertThat(stranger.get("/volunteers/" + ria + "/edit")).hasStatus(404);
        for (var step :
                List.of("edit", "vog", "trainings", "limits", "welcome", "leave", "take-back", "mail", "code")) {
            assertThat(stranger.post("/volunteers/" + ria + "/" + step))
                    .as(step)
                    .hasStatus(404);
        }
        assertThat(stranger.get("/volunteers")).bodyText().doesNotContain("Ria");
        assertThat(new Visitor(browser).get("/volunteers")).hasStatus(302);
        assertThat(coordinator.get("/my-offer")).hasStatus(404);
    }

    @Test
    void a_volunteer_changes_their_own_offer() {
        var ria = volunteer("Ria");
        var herself = new Visitor(browser).signIn(ria.email());

        assertThat(herself.get("/my-offer")).bodyText().contains("Mijn aanbod", "je maakt nog kennis");
        var changed = herself.post(
                "/my-offer",
                form("", "person", ria.person().toString(), "version", "0", "kind-MUSIC", "LOVES", "byOthers", "yes"));

        assertThat(herself.follow(changed)).bodyText().contains("Je aanbod is bewaard");
        assertThat(only().offer().loves()).contains(KindOfHelp.MUSIC);
        assertThat(only().offer().byOthers()).isTrue();
        assertThat(herself.post("/my-offer", form("", "person", ria.person().toString(), "version", "0")))
                .hasStatus(409)
                .bodyText()
                .contains("intussen");
        assertThat(herself.post("/my-offer", form("", "person", PersonId.next().toString(), "version", "1")))
                .hasStatus(404);
        assertThat(herself.get("/volunteers")).hasStatus(404);
    }

    @Test
    void a_volunteer_raises_their_own_limits_and_rests() {
        var ria = volunteer("Ria");
        var herself = new Visitor(browser).signIn(ria.email());
        var until = today().plusDays(20);

        assertThat(herself.get("/my-limits")).bodyText().contains("0 van 2 uur per week");
        var changed = herself.post(
                "/my-limits",
                "person",
                ria.person().toString(),
                "hours",
                "8",
                "atATime",
                "3",
                "pauseUntil",
                until.toString());
        assertThat(herself.follow(changed)).bodyText().contains("Geniet van je pauze", "0 van 8 uur per week");
        assertThat(atTheDesk(() -> limits.find(ria.person()))).contains(new OwnLimits(ria.person(), 8, 3, until));
        assertThat(herself.post(
                        "/my-limits",
                        "person",
                        ria.person().toString(),
                        "hours",
                        "0",
                        "atATime",
                        "honderd",
                        "pauseUntil",
                        today().toString()))
                .hasStatus(422)
                .bodyText()
                .contains("honderd", "1 tot en met 40");
        assertThat(herself.post("/my-limits", "person", PersonId.next().toString(), "hours", "1", "atATime", "1"))
                .hasStatus(404);
    }

    private String newcomer(String name) {
        var added = coordinator.post("/volunteers", form(name));
        assertThat(added).hasStatus(302);
        return added.getResponse().getRedirectedUrl().replaceFirst(".*/", "");
    }

    private Someone volunteer(String name) {
        var someone = neighbourhood.someone(team, name, Role.VOLUNTEER, area.postcode());
        neighbourhood.canSignIn(someone.account());
        coordinator.post("/volunteers", form(name, "existing", someone.person().toString()));
        return someone;
    }

    private String[] form(String givenName, String... more) {
        var fields = new ArrayList<>(List.of(
                "kind-WALKING",
                "LOVES",
                "kind-TRANSPORT",
                "DOES",
                "dayparts",
                "TUESDAY-AFTERNOON",
                "languages",
                "NL",
                "comfortable",
                "WOMAN",
                "comfortable",
                "MAN",
                "comfortable",
                "OTHER",
                "branch",
                team.branch().toString(),
                "postcode",
                area.postcode(),
                "familyName",
                "Voorbeeld"));
        for (var i = 0; i < more.length; i += 2) {
            fields.add(more[i]);
            fields.add(more[i + 1]);
        }
        var names = List.of(more);
        if (!givenName.isEmpty()) {
            fields.addAll(List.of("givenName", givenName));
        }
        for (var usual : List.of(List.of("km", "2,5"), List.of("hours", "2"), List.of("atATime", "1"))) {
            if (!names.contains(usual.getFirst())) {
                fields.addAll(usual);
            }
        }
        return fields.toArray(String[]::new);
    }

    private String idOf(String name) {
        var page = body(coordinator.get("/volunteers?name=" + name));
        return page.replaceFirst("(?s).*href=\"/volunteers/([0-9a-f-]{36})\".*", "$1");
    }

    private static String body(org.springframework.test.web.servlet.assertj.MvcTestResult result) {
        return new String(result.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private Volunteer only() {
        var all = atTheDesk(() -> volunteers.list(team.organisation()));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private <T> T atTheDesk(java.util.function.Supplier<T> work) {
        return team.viewer().call(work);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
