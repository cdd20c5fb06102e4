package nl.samenspel.matches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.SmallGroups.Asked;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Judgement.FitsNot;
import nl.samenspel.matching.Obstacle;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Closed;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequest.Withdrawn;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Moved;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.Part;
import nl.samenspel.requests.Reception;
import nl.samenspel.requests.Task;
import nl.samenspel.requests.Tasks;
import nl.samenspel.volunteers.GoingAlong;
import nl.samenspel.volunteers.Offer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/// What is too much for one: divided in tasks, and shared by a small group.
@SamenspelTest
@NullUnmarked
class SmallGroupsTest {

    @Autowired
    SmallGroups groups;

    @Autowired
    Tasks tasks;

    @Autowired
    Matches matches;

    @Autowired
    Invitations invitations;

    @Autowired
    Candidates candidates;

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
    JdbcClient db;

    @Autowired
    MockMvcTester browser;

    @Autowired
    Clock clock;

    Stage stage;
    Someone wim;
    HelpRequestId request;

    @BeforeEach
    void wim_asks_for_four_hours() {
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        wim = stage.participant("Wim");
        request = stage.searching(wim.person(), 4);
    }

    // --- dividing ---

    @Test
    void every_task_is_a_request_of_its_own_that_somebody_looks_after() {
        var before = find(request);

        split(request, task("boodschappen", 3), task("administratie", 1));

        var parts = parts();
        assertThat(parts).extracting(Part::title).containsExactly("boodschappen", "administratie");
        assertThat(parts).extracting(Part::nth).containsExactly(1, 2);
        assertThat(parts.getFirst().id()).isEqualTo(request);
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.whole()).isEqualTo(request);
            assertThat(part.request().holder()).isEqualTo(before.holder());
            assertThat(part.request().ask().waitingSince())
                    .isEqualTo(before.ask().waitingSince());
            assertThat(((Open) part.request()).nextDate()).isEqualTo(((Open) before).nextDate());
        });
        assertThat(parts)
                .extracting(part -> part.request().ask().hoursPerWeek())
                .containsExactly(3, 1);
    }

    @Test
    void who_was_asked_for_all_of_it_need_not_answer_any_more() {
        var ria = stage.volunteer("Ria", 5, 2, offer -> offer);
        invite(request, ria);

        split(request, task("", 2), task("", 2));

        assertThat(stage.team.viewer().call(() -> invitations.listOf(request)))
                .singleElement()
                .isInstanceOf(Invitation.Withdrawn.class);
    }

    @Test
    void a_task_is_divided_further_in_its_own_place_and_the_chain_holds() {
        split(request, task("eerst", 4), after("later", 4));
        var later = parts().getLast();
        assertThat(later.follows()).isEqualTo(request);

        split(request, task("eerst", 4), after("dan", 4));

        assertThat(parts()).extracting(Part::title).containsExactly("eerst", "dan", "later");
        assertThat(parts()).extracting(Part::nth).containsExactly(1, 2, 3);
        assertThat(parts().getLast().follows())
                .as("takes over from who now comes before it")
                .isEqualTo(parts().get(1).id());
    }

    @Test
    void the_next_link_of_a_chain_is_looked_at_in_time_and_not_before() {
        split(request, task("", 4), after("", 4));

        var later = (Searching) parts().getLast().request();
        assertThat(later.nextDate()).isEqualTo(later.ask().need().from().minusWeeks(6));
    }

    @Test
    void what_was_changed_meanwhile_is_not_divided() {
        assertThat(stage.team
                        .viewer()
                        .call(() -> tasks.split(request, List.of(task("", 2), task("", 2)), version() + 1)))
                .isInstanceOf(Moved.NotNow.class);
        assertThat(parts()).isEmpty();
        assertThat(stage.team
                        .viewer()
                        .call(() -> tasks.split(HelpRequestId.next(), List.of(task("", 2), task("", 2)), null)))
                .isInstanceOf(Moved.NotFound.class);
        assertThatThrownBy(() -> split(request, task("", 4))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void another_organisation_neither_sees_nor_moves_the_parts() {
        split(request, task("", 2), task("", 2));
        var other = neighbourhood.team();

        assertThat(other.viewer().call(() -> tasks.listWhole(request))).isEmpty();
        assertThat(other.viewer().call(() -> tasks.split(request, List.of(task("", 1), task("", 1)), null)))
                .isInstanceOf(Moved.NotFound.class);
        assertThat(other.viewer()
                        .<Integer>call(() -> transaction.execute(
                                _ -> db.sql("update requests.task set nth = 9").update())))
                .isZero();
    }

    @Test
    void two_parts_never_have_one_place() {
        split(request, task("", 2), task("", 2));

        assertThatThrownBy(() -> stage.desk(() -> db.sql("update requests.task set nth = 1 where whole = :whole")
                        .param("whole", request.value())
                        .update()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    // --- for how long ---

    @Test
    void who_binds_themselves_once_is_asked_for_what_is_once_and_for_nothing_longer() {
        var ria = stage.volunteer("Ria", 5, 2, SmallGroupsTest::onlyOnce);
        assertThat(stage.desk(() -> candidates.whyNot(request, ria.person())))
                .get()
                .isInstanceOfSatisfying(
                        FitsNot.class,
                        not -> assertThat(not.obstacles())
                                .containsExactly(new Obstacle.LongerThanWished(
                                        CommitmentLength.ONCE, CommitmentLength.LASTING)));
        assertThat(stage.desk(() -> candidates.topTen(request)).orElseThrow().candidates())
                .isEmpty();

        split(
                request,
                new Task("", KindOfHelp.COMPANY, need().dayParts(), 1, 2, Set.of(), today(), today(), false),
                task("", 4));

        assertThat(stage.desk(() -> candidates.topTen(request)).orElseThrow().candidates())
                .extracting(candidate -> candidate.volunteer())
                .containsExactly(ria.person());
    }

    // --- the group ---

    @Test
    void the_group_is_who_does_a_part_and_one_of_them_is_whom_the_others_turn_to() {
        split(request, task("boodschappen", 2), task("koffie", 2));
        var ria = stage.volunteer("Ria");
        var ali = stage.volunteer("Ali");
        var first = running(parts().getFirst().id(), ria);
        running(parts().getLast().id(), ali);

        assertThat(group().members()).containsExactly(ria.person(), ali.person());
        assertThat(group().contact()).isEmpty();
        assertThat(stage.desk(() -> groups.setContact(request, Optional.of(ali.person()))))
                .isTrue();
        assertThat(stage.desk(() -> groups.setContact(request, Optional.of(wim.person()))))
                .as("none of the group")
                .isFalse();
        assertThat(group().contact()).contains(ali.person());

        var match = ria.viewer().call(() -> matches.find(first)).orElseThrow();
        assertThat(ria.viewer().call(() -> groups.beside(match)))
                .contains(new SmallGroups.Beside(List.of("Ali"), Optional.of("Ali")));
        assertThat(ali.viewer().call(() -> groups.beside(match)))
                .as("not theirs")
                .isEmpty();

        var theirs = stage.desk(() -> matches.listOf(parts().getLast().id())).getFirst();
        stage.desk(() -> matches.end(theirs.id(), EndReason.VOLUNTEER_STOPS, "", Matches.Afterwards.SEARCH));
        assertThat(group().contact()).as("who left is nobody's contact").isEmpty();
    }

    @Test
    void when_one_leaves_those_who_stay_are_asked_first_if_it_fits_them() {
        split(request, task("", 1), task("", 2), task("", 1));
        var ria = stage.volunteer("Ria", 3, 2, offer -> offer);
        var ali = stage.volunteer("Ali", 1, 2, offer -> offer);
        running(parts().get(0).id(), ria);
        running(parts().get(2).id(), ali);
        stage.volunteer("Zus");

        var open = parts().get(1).id();
        assertThat(stage.team.viewer().call(() -> groups.ask(open, "Koffie drinken?", today().plusDays(7))))
                .isInstanceOf(Asked.Done.class);
        assertThat(stage.team.viewer().call(() -> invitations.listOf(open)))
                .extracting(invitation -> invitation.question().volunteer())
                .as("Ali has no hours left, and Zus is not of the group")
                .containsExactly(ria.person());

        assertThat(stage.team.viewer().call(() -> groups.ask(open, "Koffie drinken?", today().plusDays(7))))
                .isInstanceOfSatisfying(
                        Asked.NobodyFits.class,
                        nobody -> assertThat(nobody.each())
                                .extracting(FitsNot::volunteer)
                                .containsExactlyInAnyOrder(ria.person(), ali.person()));
    }

    @Test
    void somebody_goes_along_once_and_need_not_when_there_is_nothing_to_go_along_with() {
        var on = today().plusDays(3);
        assertThat(stage.team
                        .viewer()
                        .call(() -> tasks.askAlong(request, on, 2))
                        .isDone())
                .isTrue();

        var along = parts().getLast();
        assertThat(along.besides()).isEqualTo(request);
        var need = along.request().ask().need();
        assertThat(CommitmentLength.of(need.from(), need.until())).isEqualTo(CommitmentLength.ONCE);
        assertThat(need.hoursPerWeek()).isEqualTo(2);
        assertThat(need.dayParts().list()).allMatch(one -> one.day() == on.getDayOfWeek());

        stage.desk(() -> requests.withdraw(request, ""));
        assertThat(parts().getFirst().request()).isInstanceOf(Withdrawn.class);
        assertThat(parts().getLast().request()).isInstanceOf(Closed.class);
        assertThat(stage.team.viewer().call(() -> tasks.askAlong(request, on, 2)))
                .isInstanceOf(Moved.NotNow.class);
    }

    @Test
    void when_all_of_it_stops_every_part_and_every_match_ends() {
        split(request, task("", 2), task("", 2));
        var match = running(request, stage.volunteer("Ria"));

        assertThat(stage.desk(() -> tasks.closeAll(request, CloseReason.DECEASED, "")))
                .isEqualTo(2);

        assertThat(parts()).allSatisfy(part -> assertThat(part.request()).isInstanceOf(Closed.class));
        assertThat(stage.desk(() -> matches.find(match))).get().isInstanceOf(Match.Ended.class);
    }

    @Test
    void one_hour_can_be_divided_by_hand_as_well() {
        var small = stage.searching(wim.person(), 1);
        assertThat(stage.desk(() -> tasks.otherwise(find(small))).tasks()).hasSize(2);
    }

    // --- on the screens ---

    @Test
    void a_coordinator_divides_a_request_and_is_told_plainly_what_cannot_be() {
        neighbourhood.canSignIn(stage.team.coordinator());
        var coordinator = signIn(stage.team.email());
        var here = "/requests/" + request;
        assertThat(get(coordinator, here)).bodyText().contains("Verdeel in taken");
        assertThat(get(coordinator, here + "/tasks"))
                .hasStatusOk()
                .bodyText()
                .contains("Dit duurt lang", "Maak 4 taken na elkaar", "Zelf verdelen");
        assertThat(get(coordinator, here + "/split?how=LASTING"))
                .hasStatusOk()
                .bodyText()
                .contains("Taak 4", "Dit begint als taak 3 ophoudt")
                .doesNotContain("Taak 5");

        assertThat(post(coordinator, here + "/split", row(2, "more", "yes")))
                .hasStatusOk()
                .bodyText()
                .contains("Taak 3", "boodschappen op dinsdag");
        assertThat(post(coordinator, here + "/split", row(2, "hours-2", "-3")))
                .hasStatus(422)
                .bodyText()
                .contains("boodschappen op dinsdag", "Uren per week");
        assertThat(post(coordinator, here + "/split", row(2, "needed-1", "9"))).hasStatus(422);
        assertThat(post(
                        coordinator,
                        here + "/split",
                        row(2, "until-1", today().minusDays(1).toString())))
                .hasStatus(422);
        assertThat(post(coordinator, here + "/split", row(2, "skip-2", "yes")))
                .hasStatus(422)
                .bodyText()
                .contains("Verdelen is in twee taken of meer.");
        assertThat(post(coordinator, here + "/split", row(2, "version", "99"))).hasStatus(422);
        assertThat(parts()).isEmpty();

        assertThat(post(coordinator, here + "/split", row(2))).hasRedirectedUrl(here + "/tasks");
        assertThat(get(coordinator, here + "/tasks"))
                .hasStatusOk()
                .bodyText()
                .contains("1. boodschappen op dinsdag", "2. gezelschap", "Wie past hierbij?")
                .doesNotContain("Vraag eerst de groep");
        assertThat(post(coordinator, here + "/tasks/along", "alongOn", "gisteren", "alongHours", "2"))
                .hasStatus(422);
        assertThat(post(coordinator, here + "/tasks/along", "alongOn", today().toString(), "alongHours", "2"))
                .hasRedirectedUrl(here + "/tasks");
        assertThat(get(coordinator, here + "/tasks")).bodyText().contains("3. Meegaan", "Gaat mee bij taak 1.");
        assertThat(post(coordinator, here + "/tasks/close")).hasStatus(422);
        assertThat(post(coordinator, here + "/tasks/close", "reason", "HELPED")).hasRedirectedUrl(here + "/tasks");
        assertThat(parts()).allSatisfy(part -> assertThat(part.request()).isInstanceOf(Closed.class));
    }

    private String[] row(int rows, String... instead) {
        var fields = new ArrayList<>(List.of("rows", "" + rows, "version", "" + version(), "why", "OTHERWISE"));
        for (int row = 1; row <= rows; row++) {
            fields.addAll(List.of("title-" + row, row == 1 ? "boodschappen op dinsdag" : ""));
            fields.addAll(List.of("kind-" + row, "COMPANY", "dayParts-" + row, "TUESDAY-MORNING"));
            fields.addAll(List.of("needed-" + row, "1", "hours-" + row, "2", "from-" + row, today().toString()));
        }
        for (int i = 0; i < instead.length; i += 2) {
            int at = fields.indexOf(instead[i]);
            if (at >= 0) {
                fields.set(at + 1, instead[i + 1]);
            } else {
                fields.addAll(List.of(instead[i], instead[i + 1]));
            }
        }
        return fields.toArray(String[]::new);
    }

    private Cookie signIn(String email) {
        return new Visitor(browser).signIn(email).cookie("SESSION");
    }

    private MvcTestResult get(Cookie who, String path) {
        return browser.get().uri(path).cookie(who).exchange();
    }

    private MvcTestResult post(Cookie who, String path, String... fields) {
        var request = browser.post().uri(path).cookie(who).with(csrf());
        for (int i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    // --- making ---

    private static Offer onlyOnce(Offer offer) {
        return new Offer(
                offer.loves(),
                offer.likes(),
                offer.does(),
                offer.ratherNot(),
                offer.dayParts(),
                offer.radiusMetres(),
                offer.availableFrom(),
                offer.comfortableWith(),
                offer.aboutMe(),
                offer.byOthers(),
                CommitmentLength.ONCE,
                GoingAlong.NOBODY);
    }

    private Task task(String title, int hours) {
        return new Task(title, KindOfHelp.COMPANY, need().dayParts(), 1, hours, Set.of(), today(), null, false);
    }

    private Task after(String title, int hours) {
        return new Task(
                title, KindOfHelp.COMPANY, need().dayParts(), 1, hours, Set.of(), today().plusWeeks(12), null, true);
    }

    private Need need() {
        return Stage.need(stage.postcode, today(), 4);
    }

    private void split(HelpRequestId id, Task... into) {
        assertThat(stage.team
                        .viewer()
                        .call(() -> tasks.split(id, List.of(into), null))
                        .isDone())
                .isTrue();
    }

    private void invite(HelpRequestId id, Someone volunteer) {
        stage.team
                .viewer()
                .run(() -> invitations.invite(id, List.of(volunteer.person()), "Koffie?", today().plusDays(7)));
    }

    private MatchId running(HelpRequestId id, Someone volunteer) {
        invite(id, volunteer);
        var invitation = volunteer.viewer().call(() -> invitations.listOfViewer()).stream()
                .filter(Invitation.Sent.class::isInstance)
                .findFirst()
                .orElseThrow();
        volunteer.viewer().run(() -> invitations.accept(invitation.id()));
        var match = stage.desk(() -> matches.listOf(id)).getFirst().id();
        wim.viewer().run(() -> matches.agree(match));
        return match;
    }

    private List<Part> parts() {
        return stage.desk(() -> tasks.listWhole(request));
    }

    private SmallGroups.SmallGroup group() {
        return stage.desk(() -> groups.of(request));
    }

    private HelpRequest find(HelpRequestId id) {
        return stage.desk(() -> requests.find(id)).orElseThrow();
    }

    private int version() {
        return find(request).version();
    }

    private LocalDate today() {
        return stage.today();
    }
}
