package nl.samenspel.matches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.matching.InvitationId;
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
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/// From choosing whom to ask to a kind goodbye, over the screens, as a coordinator, a volunteer and a participant.
@SamenspelTest
@NullUnmarked
class WalkTest {

    @Autowired
    MockMvcTester browser;

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
    Invitations invitations;

    @Autowired
    Matches matches;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    Stage stage;
    Someone ria;
    Someone wim;
    HelpRequestId request;
    Cookie coordinator;
    Cookie volunteer;
    Cookie participant;

    @BeforeEach
    void three_people_sign_in() {
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        ria = stage.volunteer("Ria");
        wim = stage.participant("Wim");
        request = stage.searching(wim.person(), 2);
        neighbourhood.canSignIn(stage.team.coordinator());
        neighbourhood.canSignIn(ria.account());
        neighbourhood.canSignIn(wim.account());
        coordinator = signIn(stage.team.email());
        volunteer = signIn(ria.email());
        participant = signIn(wim.email());
    }

    @Test
    void invited_yes_consent_meeting_trial_match_and_goodbye() {
        assertThat(get(coordinator, "/requests/" + request + "/candidates"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "1. Ria Voorbeeld",
                        "doet dit het liefst",
                        "woont 100 m verderop",
                        "doet nu nog niets, heeft 3 uur per week over",
                        "Dit klopt voor iedereen hieronder",
                        "Voor iedereen gelijk",
                        "Dit telt niet mee",
                        "Iemand in Meerdorp zoekt hulp: gezelschap");
        assertThat(invite("words", "Wil je koffie drinken met iemand?")).hasStatus(302);
        assertThat(get(coordinator, "/requests/" + request + "/candidates"))
                .bodyText()
                .contains("wacht op antwoord, tot", "Niemand past nu helemaal");

        var invitation = invitation(ria);
        assertThat(get(volunteer, "/my-week"))
                .hasStatusOk()
                .bodyText()
                .contains("Er wacht een vraag op je", "Je geeft 0 van de 3 uur per week")
                .doesNotContain("Wim");
        assertThat(get(volunteer, "/invitations")).hasStatusOk().bodyText().contains("Lees de vraag");
        assertThat(get(volunteer, "/invitations/" + invitation))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Wil je koffie drinken met iemand?",
                        "Ja, graag",
                        "Nu niet",
                        "Vraag me later",
                        "Nee zeggen mag altijd")
                .doesNotContain("Wim", "Dorpsstraat");
        assertThat(post(volunteer, "/invitations/" + invitation + "/yes"))
                .hasRedirectedUrl("/invitations/" + invitation);
        assertThat(get(volunteer, "/invitations/" + invitation)).bodyText().contains("Wat gebeurt er nu?");

        var match = "/matches/" + match();
        var mine = "/my-matches/" + match();
        assertThat(get(coordinator, "/matches?request=" + request)).hasRedirectedUrl(match);
        assertThat(get(coordinator, match))
                .hasStatusOk()
                .bodyText()
                .contains("Wim Voorbeeld en Ria Voorbeeld", "wacht op toestemming", "De vrijwilliger zei ja");
        assertThat(get(coordinator, "/requests/" + request + "/candidates"))
                .hasStatusOk()
                .bodyText()
                .contains("Naar de koppeling");
        assertThat(get(participant, "/my-matches")).hasStatusOk().bodyText().contains("wij vragen u iets");
        assertThat(get(participant, mine))
                .hasStatusOk()
                .bodyText()
                .contains("Ja, dat is goed", "Liever niet")
                .doesNotContain("Ria");
        assertThat(get(volunteer, mine)).hasStatusOk().bodyText().doesNotContain("Wim", "Dorpsstraat");

        assertThat(post(participant, mine + "/yes")).hasRedirectedUrl(mine);
        assertThat(get(volunteer, mine)).bodyText().contains("Wim Voorbeeld", "0612345678", "Dorpsstraat 1");
        assertThat(get(participant, mine))
                .bodyText()
                .contains("Ria", "0612345678")
                .doesNotContain("Ria Voorbeeld", "Dorpsstraat");

        assertThat(post(coordinator, match + "/meeting", "meetingOn", "", "meetingPlace", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Vul dit nog in.");
        assertThat(post(
                        coordinator,
                        match + "/meeting",
                        "meetingOn",
                        stage.today().plusDays(3).toString(),
                        "meetingAt",
                        "14:30",
                        "meetingPlace",
                        "Bij u thuis"))
                .hasRedirectedUrl(match);
        assertThat(get(volunteer, "/my-week"))
                .bodyText()
                .contains("gezelschap met Wim Voorbeeld", "14:30", "Bij u thuis");
        assertThat(get(participant, mine)).bodyText().contains("14:30", "Bij u thuis");

        assertThat(post(
                        coordinator,
                        match + "/trial",
                        "trialUntil",
                        stage.today().plusWeeks(4).toString()))
                .hasRedirectedUrl(match);
        assertThat(post(
                        coordinator,
                        match + "/active",
                        "reviewOn",
                        stage.today().minusDays(1).toString()))
                .hasStatus(422);
        assertThat(post(
                        coordinator,
                        match + "/active",
                        "reviewOn",
                        stage.today().plusMonths(3).toString()))
                .hasRedirectedUrl(match);
        assertThat(get(participant, mine)).bodyText().contains("U doet dit samen");
        assertThat(get(volunteer, mine)).bodyText().contains("Jullie doen dit samen");
        assertThat(post(coordinator, match + "/note", "withWhom", "Wim", "agreed", "Het gaat goed"))
                .hasRedirectedUrl(match);
        assertThat(post(
                        coordinator,
                        match + "/review",
                        "reviewOn",
                        stage.today().plusMonths(6).toString(),
                        "reviewWords",
                        "Beiden blij"))
                .hasRedirectedUrl(match);
        assertThat(post(
                        coordinator,
                        match + "/next-date",
                        "nextDate",
                        stage.today().plusDays(9).toString()))
                .hasRedirectedUrl(match);
        assertThat(post(
                        coordinator,
                        match + "/hand",
                        "colleague",
                        stage.team.coordinator().toString(),
                        "nextDateHanded",
                        stage.today().plusDays(9).toString()))
                .hasRedirectedUrl(match);
        assertThat(post(volunteer, mine + "/stop", "stopWords", "Ik ga op reis"))
                .hasRedirectedUrl(mine);
        assertThat(get(coordinator, match))
                .bodyText()
                .contains("Het gaat goed", "Beiden blij", "De vrijwilliger wil liever stoppen", "Ik ga op reis");
        assertThat(get(coordinator, "/matches")).hasStatusOk().bodyText().contains("Wim Voorbeeld en Ria Voorbeeld");
        assertThat(post(coordinator, match + "/end", "reason", "")).hasStatus(422);
        assertThat(post(
                        coordinator,
                        match + "/end",
                        "reason",
                        "VOLUNTEER_STOPS",
                        "afterwards",
                        "SEARCH",
                        "endWords",
                        "Mooi gegaan"))
                .hasRedirectedUrl(match);
        assertThat(get(coordinator, match)).bodyText().contains("de vrijwilliger stopt", "Mooi gegaan");
        assertThat(get(volunteer, mine)).bodyText().contains("Dank je wel").doesNotContain("Wim", "Dorpsstraat");
        assertThat(get(participant, mine)).bodyText().contains("Dank u wel").doesNotContain("Ria");
        assertThat(get(volunteer, "/my-week")).bodyText().contains("Je geeft 0 van de 3 uur per week");
        assertThat(get(coordinator, "/matches")).bodyText().contains("Afgerond");
    }

    @Test
    void a_no_is_thanked_for_and_leaves_nothing() {
        invite("words", "Koffie drinken?");
        var invitation = invitation(ria);
        assertThat(post(volunteer, "/invitations/" + invitation + "/no"))
                .hasRedirectedUrl("/invitations/" + invitation);
        assertThat(get(volunteer, "/invitations/" + invitation)).bodyText().contains("Dat is helemaal goed");
        assertThat(get(volunteer, "/invitations")).bodyText().contains("zei je 1 keer: nu niet");
        assertThat(get(coordinator, "/requests/" + request + "/candidates?name=ria"))
                .bodyText()
                .contains("nu niet", "Is voor deze vraag al gevraagd.");
    }

    @Test
    void later_is_a_week_unless_another_day_is_chosen() {
        invite("words", "Koffie drinken?");
        var page = "/invitations/" + invitation(ria);
        assertThat(post(volunteer, page + "/later")).hasRedirectedUrl(page);
        assertThat(get(volunteer, page)).bodyText().contains("we vragen het je opnieuw op");
        assertThat(post(volunteer, page + "/later", "until", "gisteren"))
                .hasStatus(422)
                .bodyText()
                .contains("gisteren");
        assertThat(post(
                        volunteer,
                        page + "/later",
                        "until",
                        stage.today().plusDays(20).toString()))
                .hasRedirectedUrl(page);
        assertThat(post(volunteer, page + "/yes")).hasRedirectedUrl(page);
    }

    @Test
    void no_room_is_told_plainly_with_the_way_to_the_own_limits() {
        invite("words", "Koffie drinken?");
        ria.viewer().run(() -> limits.set(new OwnLimits(ria.person(), 1, 1, null)));
        assertThat(post(volunteer, "/invitations/" + invitation(ria) + "/yes"))
                .hasStatus(422)
                .bodyText()
                .contains("past nu niet binnen je eigen grenzen", "/my-limits", "Ja, graag");
        ria.viewer()
                .run(() -> limits.set(
                        new OwnLimits(ria.person(), 3, 1, stage.today().plusDays(8))));
        assertThat(post(volunteer, "/invitations/" + invitation(ria) + "/yes"))
                .hasStatus(422)
                .bodyText()
                .contains("Je hebt rust tot");
    }

    @Test
    void someone_was_just_before_and_one_may_stay_as_a_reserve() {
        var ahmed = stage.volunteer("Ahmed");
        neighbourhood.canSignIn(ahmed.account());
        post(
                coordinator,
                "/requests/" + request + "/invitations",
                "volunteer",
                ria.person().toString(),
                "volunteer",
                ahmed.person().toString(),
                "words",
                "Koffie drinken?",
                "answerBy",
                stage.today().plusDays(7).toString());
        post(volunteer, "/invitations/" + invitation(ria) + "/yes");
        var page = "/invitations/" + invitation(ahmed);
        var his = signIn(ahmed.email());
        assertThat(post(his, page + "/yes")).hasRedirectedUrl(page);
        assertThat(get(his, page)).bodyText().contains("Iemand anders zei net iets eerder ja", "Ja, ik blijf reserve");
        assertThat(post(his, page + "/reserve")).hasRedirectedUrl(page);
        assertThat(get(his, page)).bodyText().contains("Je staat reserve");
        assertThat(get(coordinator, "/requests/" + request + "/candidates"))
                .bodyText()
                .contains("staat reserve");
    }

    @Test
    void what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost() {
        assertThat(post(
                        coordinator,
                        "/requests/" + request + "/invitations",
                        "words",
                        "Koffie drinken?",
                        "answerBy",
                        ""))
                .hasStatus(422)
                .bodyText()
                .contains("Kies eerst wie je wilt vragen.", "Vul dit nog in.", "Koffie drinken?");
        assertThat(invite("words", "Koffie met Wim?"))
                .hasStatus(422)
                .bodyText()
                .contains("Hier staat wie het is: “Wim”", "Koffie met Wim?");
        assertThat(invite("words", "Nummer 123456782"))
                .hasStatus(422)
                .bodyText()
                .contains("burgerservicenummer");
        assertThat(post(
                        coordinator,
                        "/requests/" + request + "/invitations",
                        "volunteer",
                        "geen-nummer",
                        "words",
                        "Koffie?",
                        "answerBy",
                        stage.today().plusDays(7).toString()))
                .hasStatus(422)
                .bodyText()
                .contains("Kies eerst wie je wilt vragen.");
        assertThat(get(coordinator, "/requests/" + request + "/candidates?name=niemand"))
                .hasStatusOk()
                .bodyText()
                .contains("We vinden geen vrijwilliger met de naam niemand.");
    }

    @Test
    void a_coordinator_records_an_answer_given_by_phone() {
        invite("words", "Koffie drinken?");
        var invitation = invitation(ria);
        assertThat(post(coordinator, "/invitations/" + invitation + "/by-phone", "said", "LATER"))
                .hasRedirectedUrl("/requests/" + request + "/candidates");
        assertThat(post(coordinator, "/invitations/" + invitation + "/by-phone", "said", ""))
                .hasRedirectedUrl("/requests/" + request + "/candidates");
        assertThat(post(coordinator, "/invitations/" + invitation + "/by-phone", "said", "YES"))
                .hasRedirectedUrl("/matches?request=" + request);
        var match = "/matches/" + match();
        assertThat(post(coordinator, match + "/consent", "saidBy", "")).hasStatus(422);
        assertThat(post(coordinator, match + "/consent", "saidBy", wim.person().toString()))
                .hasRedirectedUrl(match);
        assertThat(get(coordinator, match)).bodyText().contains("De deelnemer zei ja", "aan de telefoon");
    }

    @Test
    void what_is_not_for_you_looks_like_what_is_not_there() {
        invite("words", "Koffie drinken?");
        var invitation = invitation(ria);
        post(volunteer, "/invitations/" + invitation + "/yes");
        var stranger =
                new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        neighbourhood.canSignIn(stranger.team.coordinator());
        var theirs = signIn(stranger.team.email());
        var nosy = stranger.volunteer("Nico");
        neighbourhood.canSignIn(nosy.account());
        var nosyOne = signIn(nosy.email());

        for (var page : List.of(
                "/requests/" + request + "/candidates",
                "/matches/" + match(),
                "/my-matches/" + match(),
                "/invitations/" + invitation)) {
            assertThat(get(theirs, page)).as(page).hasStatus(404);
            assertThat(get(nosyOne, page)).as(page).hasStatus(404);
        }
        assertThat(post(nosyOne, "/invitations/" + invitation + "/no")).hasStatus(404);
        assertThat(post(nosyOne, "/my-matches/" + match() + "/yes")).hasStatus(404);
        assertThat(post(theirs, "/matches/" + match() + "/end", "reason", "OTHER", "afterwards", "SEARCH"))
                .hasStatus(404);
        assertThat(get(volunteer, "/matches/" + match())).hasStatus(404);
        assertThat(get(participant, "/requests/" + request + "/candidates")).hasStatus(404);
        assertThat(get(coordinator, "/matches/geen-nummer")).hasStatus(404);
        assertThat(get(coordinator, "/my-matches/" + match())).hasStatus(404);
    }

    @Test
    void how_we_match_is_for_everybody_to_read_in_both_languages() {
        assertThat(browser.get().uri("/how-we-match").exchange())
                .hasStatusOk()
                .bodyText()
                .contains("Hoe we kiezen wie we vragen", "Dit telt nooit mee");
        assertThat(browser.get()
                        .uri("/how-we-match")
                        .cookie(new Cookie("language", "en"))
                        .locale(Locale.ENGLISH)
                        .exchange())
                .bodyText()
                .contains("How we choose whom to ask");
    }

    // --- hands ---

    private MvcTestResult invite(String field, String words) {
        return post(
                coordinator,
                "/requests/" + request + "/invitations",
                "volunteer",
                ria.person().toString(),
                field,
                words,
                "answerBy",
                stage.today().plusDays(7).toString());
    }

    private InvitationId invitation(Someone volunteer) {
        return volunteer
                .viewer()
                .call(() -> invitations.listOfViewer())
                .getFirst()
                .id();
    }

    private MatchId match() {
        return stage.team
                .viewer()
                .call(() -> matches.listOf(request))
                .getFirst()
                .id();
    }

    private Cookie signIn(String email) {
        return new Visitor(browser).signIn(email).cookie("SESSION");
    }

    private MvcTestResult get(Cookie who, String page) {
        return browser.get().uri(page).cookie(who).exchange();
    }

    private MvcTestResult post(Cookie who, String page, String... fields) {
        var sending = browser.post().uri(page).cookie(who).with(csrf());
        for (var i = 0; i < fields.length; i += 2) {
            sending = sending.param(fields[i], fields[i + 1]);
        }
        return sending.exchange();
    }
}
