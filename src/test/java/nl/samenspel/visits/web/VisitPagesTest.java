package nl.samenspel.visits.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import nl.samenspel.MovingClock;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.visits.Rhythm;
import nl.samenspel.visits.Scene;
import nl.samenspel.visits.Visit;
import nl.samenspel.visits.Visit.Came.Done;
import nl.samenspel.visits.Visit.Came.Skipped;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// The screens of visits, as somebody with a browser sees them.
@SamenspelTest
@NullUnmarked
class VisitPagesTest extends Scene {

    @Autowired
    MockMvcTester browser;

    // --- the volunteer ---

    @Test
    void from_the_week_it_is_one_tap_that_it_went_as_agreed() {
        var yesterday = today().minusDays(1);
        agreed(yesterday);
        var me = volunteer();
        assertThat(me.get("/my-week")).bodyText().contains("Klopt dit?", "Wim Voorbeeld", "14:00, 2 uur");

        var answer = me.post("/my-visits/right", "match", match.toString(), "day", yesterday.toString());
        assertThat(answer).hasRedirectedUrl("/my-week");
        assertThat(me.follow(answer)).bodyText().contains("Opgeschreven").doesNotContain("Klopt dit?");
        assertThat(mine()).singleElement().satisfies(visit -> {
            assertThat(visit.came()).isEqualTo(new Done(Visit.Kind.VISIT, 120));
            assertThat(visit.day()).isEqualTo(yesterday);
        });

        // tapped twice, or from an old page: it says that it stands there, and changes nothing
        var again = me.post("/my-visits/right", "match", match.toString(), "day", yesterday.toString());
        assertThat(me.follow(again)).bodyText().contains("Dit heb je al opgeschreven.");
        assertThat(mine()).hasSize(1);
    }

    @Test
    void one_tap_says_that_it_did_not_go_on_and_why_may_be_left_out() {
        var yesterday = today().minusDays(1);
        agreed(yesterday);
        var me = volunteer();
        var answer = me.post("/my-visits/skipped", "match", match.toString(), "day", yesterday.toString());

        assertThat(me.follow(answer)).bodyText().contains("Wil je zeggen waarom? Dat hoeft niet.");
        assertThat(mine().getFirst().came()).isEqualTo(new Skipped(null));
        assertThat(me.get("/my-week")).bodyText().doesNotContain("Klopt dit?");
    }

    @Test
    void what_was_not_agreed_is_not_there_to_tap() {
        agreed(today().minusDays(1));
        var me = volunteer();
        assertThat(me.post(
                        "/my-visits/right",
                        "match",
                        match.toString(),
                        "day",
                        today().minusDays(3).toString()))
                .hasStatus(404);
        var piet = stage.volunteer("Piet");
        assertThat(signedIn(piet.account(), piet.email())
                        .post(
                                "/my-visits/right",
                                "match",
                                match.toString(),
                                "day",
                                today().minusDays(1).toString()))
                .hasStatus(404);
        assertThat(mine()).isEmpty();
    }

    @Test
    void what_is_wrong_is_said_and_nothing_typed_is_lost() {
        var me = volunteer();
        record Wrong(String day, String hours, String minutes, String said) {}
        for (var wrong : List.of(
                new Wrong(today().toString(), "-2", "0", "minder dan niets kan niet"),
                new Wrong(today().toString(), "25", "0", "langer dan 24 uur achter elkaar kan niet"),
                new Wrong(today().toString(), "", "", "vul in hoe lang het duurde"),
                new Wrong(today().toString(), "0", "0", "vul in hoe lang het duurde"),
                new Wrong(today().plusDays(1).toString(), "1", "0", "deze dag moet nog komen"),
                new Wrong(today().minusWeeks(9).toString(), "1", "0", "toen waren jullie nog niet gekoppeld"))) {
            var answer = me.post(
                    "/my-visits",
                    "what",
                    match.toString(),
                    "day",
                    wrong.day(),
                    "hours",
                    wrong.hours(),
                    "minutes",
                    wrong.minutes(),
                    "kind",
                    "OUT_TOGETHER",
                    "words",
                    "Naar het park & terug");
            assertThat(answer).as(wrong.said()).hasStatus(422);
            assertThat(answer)
                    .bodyText()
                    .contains(wrong.said(), "Naar het park &amp; terug")
                    .contains("value=\"OUT_TOGETHER\" selected");
        }
        assertThat(me.post("/my-visits", "what", "weg", "day", today().toString(), "hours", "1", "kind", "VISIT"))
                .hasStatus(422);
        assertThat(mine()).isEmpty();
    }

    @Test
    void a_second_one_on_a_day_is_met_with_the_first_and_a_choice() {
        var me = volunteer();
        String[] visit = {
            "what",
            match.toString(),
            "day",
            today().toString(),
            "hours",
            "1",
            "minutes",
            "0",
            "kind",
            "VISIT",
            "words",
            ""
        };
        assertThat(me.post("/my-visits", visit)).hasRedirectedUrl("/my-week");
        var again = me.post("/my-visits", visit);

        assertThat(again).hasStatus(422);
        assertThat(again)
                .bodyText()
                .contains(
                        "Dit heb je al opgeschreven.",
                        "/visits/" + mine().getFirst().id(),
                        "name=\"another\"");
        var another = java.util.Arrays.copyOf(visit, visit.length + 2);
        another[visit.length] = "another";
        another[visit.length + 1] = "yes";
        assertThat(me.post("/my-visits", another)).hasRedirectedUrl("/my-week");
        assertThat(mine()).hasSize(2);
    }

    @Test
    void other_work_is_written_down_too() {
        var me = volunteer();
        assertThat(me.get("/my-visits/new")).bodyText().contains("TRAINING:" + ria.person());
        assertThat(me.post(
                        "/my-visits",
                        "what",
                        "TRAINING:" + ria.person(),
                        "day",
                        today().toString(),
                        "hours",
                        "2",
                        "minutes",
                        "30",
                        "kind",
                        "VISIT"))
                .hasRedirectedUrl("/my-week");
        assertThat(mine().getFirst().came()).isEqualTo(new Done(Visit.Kind.TRAINING, 150));
        assertThat(me.get("/my-visits"))
                .bodyText()
                .contains("training, 2 uur en 30 minuten", "dit jaar 2 uur en 30 minuten");
    }

    @Test
    void what_is_put_right_shows_what_it_was() {
        var me = volunteer();
        me.post("/my-visits", "what", match.toString(), "day", today().toString(), "hours", "1", "kind", "VISIT");
        var id = mine().getFirst().id();
        assertThat(me.post(
                        "/visits/" + id,
                        "version",
                        "1",
                        "came",
                        "DONE",
                        "day",
                        today().toString(),
                        "hours",
                        "3",
                        "minutes",
                        "",
                        "kind",
                        "VISIT"))
                .hasRedirectedUrl("/visits/" + id);
        assertThat(me.get("/visits/" + id)).bodyText().contains("bezoek, 3 uur", "bezoek, 1 uur");

        var late = me.post(
                "/visits/" + id,
                "version",
                "1",
                "came",
                "DONE",
                "day",
                today().toString(),
                "hours",
                "4",
                "kind",
                "VISIT");
        assertThat(late).hasStatus(422);
        assertThat(late).bodyText().contains("iemand anders veranderde dit net");
        assertThat(me.post("/visits/" + id + "/take-back", "version", "2")).hasRedirectedUrl("/visits/" + id);
        assertThat(me.get("/visits/" + id)).bodyText().contains("weggehaald").doesNotContain("name=\"hours\"");
    }

    @Test
    void a_moment_is_agreed_and_stopped() {
        var me = volunteer();
        var page = "/my-matches/" + match + "/moments";
        assertThat(me.get("/my-matches/" + match)).bodyText().contains(page);
        var wrong = me.post(page, "rhythm", "WEEKLY", "firstDay", "31-2-2026", "at", "14:00", "momentHours", "2");
        assertThat(wrong).hasStatus(422);
        var day = LocalDate.of(today().getYear() + 1, 1, 5);
        assertThat(me.post(page, "rhythm", "MONTHLY", "firstDay", day.toString(), "at", "14:00", "momentHours", "2"))
                .hasRedirectedUrl(page);
        assertThat(me.get(page)).bodyText().contains("van de maand om 14:00, 2 uur");
        var moment = ria.viewer().call(() -> moments.listOf(match)).getFirst();
        assertThat(me.post(page + "/stop", "moment", moment.id().toString())).hasRedirectedUrl(page);
        assertThat(me.get(page)).bodyText().contains("Er is nog niets afgesproken.");
    }

    // --- the participant ---

    @Test
    void the_participant_sees_who_came_and_who_will_and_not_what_was_said_with_it() {
        agreed(today().plusDays(1));
        volunteer()
                .post(
                        "/my-visits",
                        "what",
                        match.toString(),
                        "day",
                        today().toString(),
                        "hours",
                        "1",
                        "kind",
                        "VISIT",
                        "words",
                        "Hij was stil");
        neighbourhood.canSignIn(Objects.requireNonNull(wim.account()));
        var page = new Visitor(browser).signIn(wim.email()).get("/my-matches/" + match + "/visits");

        assertThat(page).hasStatusOk();
        assertThat(page)
                .bodyText()
                .contains("Wanneer Ria komt", "bezoek, 1 uur", "14:00")
                .doesNotContain("stil");
        var other = stage.participant("Els");
        assertThat(signedIn(other.account(), other.email()).get("/my-matches/" + match + "/visits"))
                .hasStatus(404);
    }

    // --- the desk ---

    @Test
    void hours_of_this_year_that_take_long_to_count_are_kept_for_a_while_and_say_of_when_they_are() {
        var watch = new MovingClock(clock.instant());
        var hours = new HoursSoFar(visits, watch, Duration.ofNanos(-1));
        var first = today().withDayOfYear(1);
        assertThat(counted(hours, first).hours().total().visits()).isZero();
        volunteer()
                .post("/my-visits", "what", match.toString(), "day", today().toString(), "hours", "1", "kind", "VISIT");

        assertThat(counted(hours, first).hours().total().visits()).isZero();
        assertThat(counted(hours, first).at()).contains(watch.instant());
        assertThat(counted(hours, first.minusDays(1)).hours().total().visits()).isEqualTo(1);
        assertThat(counted(hours, first.minusDays(1)).at()).isEmpty();
        watch.after(Duration.ofMinutes(10));
        assertThat(counted(hours, first).hours().total().visits()).isEqualTo(1);
    }

    private HoursSoFar.Counted counted(HoursSoFar hours, LocalDate from) {
        return coordinator().call(() -> hours.count(from, today()));
    }

    @Test
    void the_coordinator_writes_down_what_is_told_by_phone() {
        var desk = desk();
        var page = "/matches/" + match + "/visits";
        assertThat(desk.get("/matches/" + match)).bodyText().contains(page);
        assertThat(desk.post(
                        page,
                        "came",
                        "DONE",
                        "day",
                        today().toString(),
                        "hours",
                        "1",
                        "minutes",
                        "30",
                        "kind",
                        "PHONE"))
                .hasRedirectedUrl(page);
        assertThat(desk.get(page)).bodyText().contains("gebeld, 1 uur en 30 minuten", "verteld aan Coördinator");
        assertThat(desk.post(page, "came", "DONE", "day", today().toString(), "hours", "1", "kind", "VISIT"))
                .hasStatus(422);
        assertThat(desk.post(page, "came", "SKIPPED", "day", today().plusDays(7).toString(), "why", "HOLIDAY"))
                .hasRedirectedUrl(page);
        assertThat(desk.get(page)).bodyText().contains("ging niet door (vakantie)");

        var hers = "/volunteers/" + ria.person() + "/visits";
        assertThat(desk.get("/volunteers/" + ria.person())).bodyText().contains(hers);
        assertThat(desk.post(hers, "kind", "MEETING", "day", today().toString(), "hours", "1"))
                .hasRedirectedUrl(hers);
        assertThat(desk.get(hers)).bodyText().contains("overleg, 1 uur");
        // the volunteer reads who wrote it down
        assertThat(volunteer().get("/my-visits")).bodyText().contains("gebeld", "verteld aan Coördinator");
        assertThat(desk.get("/hours")).bodyText().contains("Samen 2 uur en 30 minuten", "Ria Voorbeeld");
        assertThat(desk.get("/hours?from=" + today() + "&until=" + today().minusDays(1)))
                .bodyText()
                .contains("Kies een datum van")
                .doesNotContain("Er is nog niets opgeschreven");
    }

    @Test
    void hours_come_out_as_a_file_that_no_spreadsheet_works_out_and_that_is_a_look() throws Exception {
        superuser()
                .sql("update people.person set given_name = '=1+1', family_name = '' where id = :id")
                .param("id", ria.person().value())
                .update();
        var desk = desk();
        desk.post(
                "/matches/" + match + "/visits",
                "came",
                "DONE",
                "day",
                today().toString(),
                "hours",
                "1",
                "kind",
                "VISIT");
        var file = desk.get("/hours.csv?from=" + today() + "&until=" + today());

        assertThat(file).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
        assertThat(file.getResponse().getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"\t=1+1\"", "\"60\"", match.toString())
                .doesNotContain("Wim");
        assertThat(superuser()
                        .sql("""
                                select count(*) from audit.event e join audit.subject s on s.event = e.id
                                where s.person = :ria and e.handler = 'HoursFilePage.download'
                                """)
                        .param("ria", ria.person().value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    // --- team leaders ---

    @Test
    void a_coordinator_makes_a_volunteer_team_leader_and_puts_somebody_on_the_list() {
        var piet = stage.volunteer("Piet");
        var desk = desk();
        assertThat(desk.get("/team-leaders?q=Piet"))
                .bodyText()
                .contains(piet.person().toString());
        var made = desk.post("/team-leaders", "person", piet.person().toString());
        var page = made.getResponse().getRedirectedUrl();
        assertThat(page).isEqualTo("/team-leaders/" + piet.account());
        assertThat(desk.get(page + "?q=Ria")).bodyText().contains(ria.person().toString());
        assertThat(desk.follow(
                        desk.post(page + "/add", "volunteer", ria.person().toString())))
                .bodyText()
                .contains("Ria Voorbeeld");
        assertThat(volunteer().get("/my-week")).bodyText().contains("Je teamleider is Piet Voorbeeld.");

        var saar = signedIn(piet.account(), piet.email());
        agreed(today().minusDays(1));
        assertThat(saar.get("/my-team")).bodyText().contains("Ria Voorbeeld", "1 keer nog niet opgeschreven");
        var hers = "/my-team/" + ria.person();
        assertThat(saar.get(hers))
                .bodyText()
                .contains("Wim Voorbeeld", "0612345678")
                .doesNotContain("Dorpsstraat");
        assertThat(saar.post(
                        hers + "/visits",
                        "match",
                        match.toString(),
                        "came",
                        "DONE",
                        "day",
                        today().minusDays(1).toString(),
                        "hours",
                        "2",
                        "kind",
                        "VISIT"))
                .hasRedirectedUrl(hers);
        assertThat(saar.get(hers)).bodyText().contains("bezoek, 2 uur", "verteld aan Piet Voorbeeld");
        assertThat(saar.get("/matches/" + match)).hasStatus(404);
        assertThat(saar.get("/visits/" + mine().getFirst().id())).hasStatusOk();

        assertThat(desk.post(page + "/remove", "volunteer", ria.person().toString()))
                .hasRedirectedUrl(page);
        assertThat(saar.get(hers)).hasStatus(404);
        assertThat(saar.get("/visits/" + mine().getFirst().id())).hasStatus(404);
        assertThat(desk.post(page + "/end")).hasRedirectedUrl("/team-leaders");
        assertThat(saar.get("/my-team")).hasStatus(404);
    }

    @Test
    void somebody_who_is_no_volunteer_can_lead_and_gets_a_mail() {
        var desk = desk();
        var mail = "saar." + ria.person().toString().substring(0, 8) + "@voorbeeld.example";
        assertThat(desk.post("/team-leaders", "leaderName", "Saar Nieuw", "leaderEmail", "geen adres"))
                .hasStatus(422);
        assertThat(desk.follow(desk.post("/team-leaders", "leaderName", "Saar Nieuw", "leaderEmail", mail)))
                .bodyText()
                .contains("Saar Nieuw");
        assertThat(superuser()
                        .sql("select count(*) from mail.outbox where to_address = :mail")
                        .param("mail", mail)
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    // --- the calendar ---

    @Test
    void the_address_of_a_calendar_is_shown_once() {
        var me = volunteer();
        assertThat(me.get("/my-calendar"))
                .bodyText()
                .contains("Maak mijn adres")
                .doesNotContain("/calendar/");
        var made = body(me.post("/my-calendar"));
        var address = made.replaceAll("(?s).*?(/calendar/[A-Za-z0-9_-]{43}\\.ics).*", "$1");
        assertThat(made).contains("webcal:");
        assertThat(browser.get().uri(address).exchange()).hasStatusOk();
        assertThat(me.get("/my-calendar"))
                .bodyText()
                .contains("Maak een nieuw adres")
                .doesNotContain("/calendar/");
        me.post("/my-calendar");
        assertThat(browser.get().uri(address).exchange()).hasStatus(404);
        me.post("/my-calendar/stop");
        assertThat(me.get("/my-calendar")).bodyText().contains("Maak mijn adres");
    }

    private void agreed(LocalDate firstDay) {
        ria.viewer().run(() -> moments.agree(match, firstDay, LocalTime.of(14, 0), 120, Rhythm.WEEKLY));
    }

    private List<Visit> mine() {
        return ria.viewer().call(() -> visits.listOf(match, 50)).isEmpty()
                ? ria.viewer().call(() -> visits.listDoneBy(List.of(ria.person()), today().minusDays(30), today()))
                : ria.viewer().call(() -> visits.listOf(match, 50));
    }

    private Visitor volunteer() {
        return signedIn(ria.account(), ria.email());
    }

    private Visitor desk() {
        return signedIn(stage.team.coordinator(), stage.team.email());
    }

    private Visitor signedIn(nl.samenspel.access.AccountId account, String email) {
        neighbourhood.canSignIn(Objects.requireNonNull(account));
        return new Visitor(browser).signIn(email);
    }

    private static String body(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
