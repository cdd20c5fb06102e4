package nl.samenspel.volunteers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.Area;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Language;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A guest walks through the door "Ik wil iets doen".
@SamenspelTest
@NullUnmarked
class HelpOutTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    People people;

    @Autowired
    JdbcClient db;

    Team team;
    Area area;
    Visitor guest;

    @BeforeEach
    void someone_comes_by() {
        team = neighbourhood.team();
        area = neighbourhood.takesIn(team);
        guest = new Visitor(browser);
    }

    @Test
    void a_guest_tells_checks_and_sends() {
        var email = "fatma." + UUID.randomUUID() + "@voorbeeld.example";
        walk(email);

        var check = guest.get("/help-out/check");
        assertThat(check).hasStatusOk();
        assertThat(check)
                .bodyText()
                .contains("Klopt dit?", "Fatma Yılmaz", email, "Meerdorp", "samen wandelen", "maandag: ochtend, avond");

        var sent = guest.post("/help-out/send", "branch", team.branch().toString());

        assertThat(sent).hasRedirectedUrl("/help-out/sent");
        assertThat(guest.follow(sent)).bodyText().contains("Fijn dat je mee wilt doen", "0201234567", "mail");
        var newcomer = onlyNewcomer();
        assertThat(newcomer.status()).isEqualTo(Status.APPLIED);
        assertThat(newcomer.offer().loves()).containsExactly(KindOfHelp.WALKING);
        assertThat(newcomer.offer().likes()).containsExactly(KindOfHelp.COOKING);
        assertThat(newcomer.offer().ratherNot()).containsExactly(KindOfHelp.GARDEN);
        assertThat(newcomer.offer().radiusMetres()).isEqualTo(5000);
        assertThat(newcomer.offer().dayParts().words()).containsExactly("MONDAY-MORNING", "MONDAY-EVENING");
        assertThat(atTheDesk(() -> limits.find(newcomer.person())))
                .contains(new OwnLimits(newcomer.person(), 3, 1, null));
        var record =
                atTheDesk(() -> people.find(newcomer.person(), Purpose.RECORD)).orElseThrow();
        assertThat(record.languages()).isEqualTo(Set.of(Language.NL, Language.TR));
        assertThat(record.place()).isEqualTo("Meerdorp");
    }

    @Test
    void sending_twice_in_one_tab_or_two_makes_one_volunteer() {
        walk("fatma." + UUID.randomUUID() + "@voorbeeld.example");
        var otherTab = guest.tab();

        guest.post("/help-out/send", "branch", team.branch().toString());

        assertThat(guest.post("/help-out/send", "branch", team.branch().toString()))
                .hasRedirectedUrl("/help-out/sent");
        assertThat(otherTab.post("/help-out/send", "branch", team.branch().toString()))
                .hasRedirectedUrl("/help-out/sent");
        onlyNewcomer();
    }

    @Test
    void back_shows_what_was_told_and_a_change_leads_back_to_the_summary() {
        walk("fatma@voorbeeld.example");

        assertThat(guest.get("/help-out")).bodyText().contains("value=\"Yılmaz\"");
        assertThat(guest.get("/help-out/what")).bodyText().containsPattern("value=\"LOVES\"[^>]*checked");
        assertThat(guest.post("/help-out/limits", "hours", "8", "atATime", "2")).hasRedirectedUrl("/help-out/check");
        assertThat(guest.get("/help-out/check")).bodyText().contains(">8<");
    }

    @Test
    void nobody_skips_a_question() {
        assertThat(guest.get("/help-out/limits")).hasRedirectedUrl("/help-out");
        assertThat(guest.get("/help-out/check")).hasRedirectedUrl("/help-out");
        assertThat(guest.post("/help-out/when", "dayparts", "MONDAY-MORNING")).hasRedirectedUrl("/help-out");
        assertThat(guest.post("/help-out/send", "branch", team.branch().toString()))
                .hasRedirectedUrl("/help-out");
        assertThat(guest.get("/help-out/sent")).hasRedirectedUrl("/help-out");
        assertThat(guest.get("/help-out/nothing")).hasStatus(404);
    }

    @Test
    void who_cannot_be_reached_is_asked_for_mail_or_phone() {
        assertThat(guest.post("/help-out/who", "givenName", "Fatma", "familyName", "Yılmaz"))
                .hasStatus(422)
                .bodyText()
                .contains("Vul je mailadres of je telefoonnummer in", "value=\"Yılmaz\"");
        assertThat(guest.post("/help-out/who", "givenName", "Fatma", "familyName", "Yılmaz", "phone", "06 12 34 56 78"))
                .hasRedirectedUrl("/help-out/where");
    }

    @Test
    void an_empty_a_huge_and_an_unreadable_name_are_refused_and_kept() {
        assertThat(guest.post("/help-out/who", "givenName", "", "familyName", "Y", "email", "geen mail"))
                .hasStatus(422)
                .bodyText()
                .contains("Vul dit nog in", "geen mail", "e-mailadres");
        assertThat(guest.post("/help-out/who", "givenName", "F".repeat(5000), "familyName", "Y", "phone", "0612345678"))
                .hasStatus(422)
                .bodyText()
                .contains("te lang");
        assertThat(guest.post("/help-out/who", "givenName", "F\0", "familyName", "Y", "phone", "0612345678"))
                .hasStatus(422);
        assertThat(guest.post(
                        "/help-out/who",
                        "givenName",
                        "🚲 Fatma",
                        "familyName",
                        "van 's-Gravenhage",
                        "phone",
                        "0612345678"))
                .hasRedirectedUrl("/help-out/where");
    }

    @Test
    void a_postcode_we_do_not_know_asks_for_the_place_and_says_what_that_means() {
        who("fatma@voorbeeld.example");

        assertThat(guest.post("/help-out/where", "postcode", "9998 ZZ", "km", "5"))
                .hasStatus(422)
                .bodyText()
                .contains("Deze postcode kennen we niet", "name=\"place\"");
        assertThat(guest.post("/help-out/where", "postcode", "9998 ZZ", "km", "5", "place", "'t Zandt"))
                .hasRedirectedUrl("/help-out/what");
        assertThat(guest.get("/help-out/where")).bodyText().contains("value=\"&#39;t Zandt\"");
        assertThat(guest.post("/help-out/where", "postcode", area.postcode(), "km", "-3"))
                .hasStatus(422);
        assertThat(guest.post("/help-out/where", "postcode", "0123", "km", "5")).hasStatus(422);
    }

    @Test
    void someone_who_likes_nothing_is_asked_again() {
        who("fatma@voorbeeld.example");
        guest.post("/help-out/where", "postcode", area.postcode(), "km", "5");

        assertThat(guest.post("/help-out/what", "kind-GARDEN", "RATHER_NOT"))
                .hasStatus(422)
                .bodyText()
                .contains("Kies minstens één ding");
        assertThat(guest.post("/help-out/what", "kind-WALKING", "HATES")).hasStatus(422);
    }

    @Test
    void a_citizen_service_number_is_never_kept() {
        walk("fatma@voorbeeld.example");

        assertThat(guest.post("/help-out/about", "aboutMe", "Mijn nummer is 111222333."))
                .hasStatus(422)
                .bodyText()
                .contains("burgerservicenummer");
    }

    @Test
    void limits_are_numbers_a_person_can_carry() {
        walk("fatma@voorbeeld.example");

        for (var hours : new String[] {"0", "41", "-1", "veel", "2,5", ""}) {
            assertThat(guest.post("/help-out/limits", "hours", hours, "atATime", "1"))
                    .as(hours)
                    .hasStatus(422);
        }
    }

    @Test
    void a_branch_that_does_not_take_this_in_is_no_choice() {
        walk("fatma@voorbeeld.example");

        assertThat(guest.post(
                        "/help-out/send",
                        "branch",
                        neighbourhood.team().branch().toString()))
                .hasStatus(422);
        assertThat(guest.post("/help-out/send", "branch", "iets anders")).hasStatus(422);
        assertThat(atTheDesk(() -> volunteers.countWaiting(team.organisation())))
                .isZero();
    }

    @Test
    void where_nobody_is_on_duty_nothing_is_sent_and_one_reads_whom_to_call() {
        walk("fatma@voorbeeld.example");
        duty(null);
        try {
            assertThat(guest.get("/help-out/check"))
                    .hasStatusOk()
                    .bodyText()
                    .contains("niemand die je aanmelding kan aannemen", "tel:0201234567")
                    .doesNotContain("Verstuur mijn aanmelding");
            assertThat(guest.post("/help-out/send", "branch", team.branch().toString()))
                    .hasStatus(409)
                    .bodyText()
                    .contains("Er is niets verstuurd");
        } finally {
            duty(team.coordinator().value());
        }
        assertThat(guest.post("/help-out/send", "branch", team.branch().toString()))
                .hasRedirectedUrl("/help-out/sent");
    }

    @Test
    void what_was_told_can_be_erased() {
        walk("fatma@voorbeeld.example");

        assertThat(guest.post("/help-out/forget")).hasRedirectedUrl("/");
        assertThat(guest.get("/help-out")).bodyText().doesNotContain("Yılmaz");
    }

    @Test
    void a_guest_can_read_it_in_English() {
        guest.get("/help-out?language=en");

        assertThat(guest.get("/help-out")).bodyText().contains("Who are you?", "I want to do something");
    }

    @Test
    void who_is_signed_in_need_not_type_what_we_know() {
        var joop = neighbourhood.someone(team, "Joop", Role.PARTICIPANT, area.postcode());
        neighbourhood.canSignIn(joop.account());

        assertThat(guest.signIn(joop.email()).get("/help-out")).bodyText().contains("value=\"Joop\"", joop.email());
    }

    private void who(String email) {
        assertThat(guest.post("/help-out/who", "givenName", "Fatma", "familyName", "Yılmaz", "email", email))
                .hasRedirectedUrl("/help-out/where");
    }

    private void walk(String email) {
        who(email);
        assertThat(guest.post("/help-out/where", "postcode", area.postcode() + "ab", "km", "5"))
                .hasRedirectedUrl("/help-out/what");
        assertThat(guest.post(
                        "/help-out/what",
                        "kind-WALKING",
                        "LOVES",
                        "kind-COOKING",
                        "LIKES",
                        "kind-GARDEN",
                        "RATHER_NOT",
                        "kind-MUSIC",
                        ""))
                .hasRedirectedUrl("/help-out/when");
        assertThat(guest.post("/help-out/when", "dayparts", "MONDAY-MORNING", "dayparts", "MONDAY-EVENING"))
                .hasRedirectedUrl("/help-out/languages");
        assertThat(guest.post("/help-out/languages", "languages", "NL", "languages", "TR"))
                .hasRedirectedUrl("/help-out/limits");
        assertThat(guest.post("/help-out/limits", "hours", "3", "atATime", "1")).hasRedirectedUrl("/help-out/about");
        assertThat(guest.post("/help-out/about", "aboutMe", "Ik houd van vogels."))
                .hasRedirectedUrl("/help-out/check");
    }

    private void duty(UUID coordinator) {
        neighbourhood.asAdministrator(() -> db.sql("update network.branch set duty = :duty where id = :id")
                .param("duty", coordinator, java.sql.Types.OTHER)
                .param("id", team.branch().value())
                .update());
    }

    private Volunteer onlyNewcomer() {
        var all = atTheDesk(() -> volunteers.list(team.organisation()));
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private <T> T atTheDesk(java.util.function.Supplier<T> work) {
        return team.viewer().call(work);
    }
}
