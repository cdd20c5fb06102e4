package nl.samenspel.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Promise;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Matches;
import nl.samenspel.matching.Invitation.Accepted;
import nl.samenspel.matching.Invitation.Declined;
import nl.samenspel.matching.Invitation.Expired;
import nl.samenspel.matching.Invitation.JustMissed;
import nl.samenspel.matching.Invitation.Later;
import nl.samenspel.matching.Invitation.Reserve;
import nl.samenspel.matching.Invitation.Sent;
import nl.samenspel.matching.Invitation.State;
import nl.samenspel.matching.Invitation.Withdrawn;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Matched;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class InvitationsTest {

    @Autowired
    Invitations invitations;

    @Autowired
    InvitationStore store;

    @Autowired
    Matches matches;

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
    People people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Database database;

    @Autowired
    @Qualifier("withinOwnLimits")
    Law withinOwnLimits;

    @Autowired
    Clock clock;

    Stage stage;

    @BeforeEach
    void set_the_stage() {
        stage = anotherStage();
    }

    private Stage anotherStage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    // --- asking ---

    @Test
    void who_is_asked_gets_a_mail_without_a_word_of_the_request() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);

        assertThat(invite(request, ria)).isEqualTo(new Invited.Asked(1, List.of()));

        var mails = mailsTo(ria);
        assertThat(mails)
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .contains(
                                "Er wacht een vraag op je",
                                "/invitations/" + of(request, ria).id())
                        .doesNotContain("Wim", "koffie", "Dorpsstraat"));
        assertThat(of(request, ria)).isInstanceOfSatisfying(Sent.class, sent -> {
            assertThat(sent.answerBy()).isEqualTo(inAWeek());
            assertThat(sent.question().hours()).isEqualTo(2);
            assertThat(sent.question().place()).isEqualTo("Meerdorp");
        });
    }

    @Test
    void who_has_no_mail_is_phoned() {
        var request = stage.searching(stage.participant("Wim").person(), 2);
        var ria = withoutMail("Ria");

        assertThat(stage.team
                        .viewer()
                        .call(() -> invitations.invite(request, List.of(ria), "Koffie drinken?", inAWeek())))
                .isEqualTo(new Invited.Asked(0, List.of(ria)));
    }

    private PersonId withoutMail(String name) {
        var id = PersonId.next();
        stage.desk(() -> {
            people.add(new Person(
                    id,
                    stage.team.organisation(),
                    null,
                    name,
                    "",
                    null,
                    "0612345678",
                    stage.postcode,
                    "",
                    "",
                    Person.Gender.UNKNOWN,
                    Set.of(Person.Language.NL)));
            return true;
        });
        stage.offer(id, 3, 2, Stage.anything());
        return id;
    }

    @Test
    void words_that_tell_who_asks_are_not_sent() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);

        assertThat(stage.team
                        .viewer()
                        .call(() -> invitations.invite(
                                request, List.of(ria.person()), "Koffie met wim in de Dorpsstraat?", inAWeek())))
                .isInstanceOf(Invited.TellsWhoAsks.class);
        assertThat(all(request)).isEmpty();
        assertThat(mailsTo(ria)).isEmpty();
    }

    @Test
    void of_some_who_may_not_all_be_asked_nobody_is() {
        var ria = stage.volunteer("Ria");
        var tired = stage.volunteer("Truus", 1, 1, offer -> offer);
        var request = stage.searching(stage.participant("Wim").person(), 2);

        assertThat(stage.team
                        .viewer()
                        .call(() -> invitations.invite(
                                request, List.of(ria.person(), tired.person()), "Koffie drinken?", inAWeek())))
                .isInstanceOfSatisfying(
                        Invited.NotAllowed.class,
                        not -> assertThat(not.people())
                                .singleElement()
                                .satisfies(one ->
                                        assertThat(one.obstacles()).containsExactly(new Obstacle.TooFewHours(1, 2))));
        assertThat(all(request)).isEmpty();
    }

    @Test
    void only_for_a_request_that_waits() {
        var ria = stage.volunteer("Ria");
        var request = stage.asked(
                stage.participant("Wim").person(), null, Stage.need(stage.postcode, stage.today(), 2), stage.today());
        assertThat(invite(request, ria)).isInstanceOf(Invited.NotSearching.class);
    }

    @Test
    void only_by_the_desk_that_holds_the_request() {
        var ria = stage.volunteer("Ria");
        var wim = stage.participant("Wim");
        var request = stage.searching(wim.person(), 2);
        for (var stranger : List.of(anotherStage().team.viewer(), wim.viewer(), ria.viewer())) {
            assertThat(stranger.call(
                            () -> invitations.invite(request, List.of(ria.person()), "Koffie drinken?", inAWeek())))
                    .isInstanceOf(Invited.NotSearching.class);
        }
        assertThat(all(request)).isEmpty();
    }

    // --- answering ---

    @Test
    void a_yes_takes_the_request_and_the_hours_and_begins_the_match() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);

        assertThat(yes(ria, request)).isEqualTo(new Answer.Yes());

        assertThat(of(request, ria))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.said().byPhone()).isFalse());
        assertThat(stage.desk(() -> requests.find(request)).orElseThrow()).isInstanceOf(Matched.class);
        assertThat(stage.desk(() -> limits.room(List.of(ria.person())).get(ria.person()))
                        .hoursFree())
                .isEqualTo(1);
        assertThat(stage.desk(() -> matches.listOf(request))).singleElement().isInstanceOf(Match.Promised.class);
        assertThat(yes(ria, request)).as("pressed twice").isEqualTo(new Answer.Yes());
        assertThat(stage.desk(() -> matches.listOf(request))).hasSize(1);
    }

    @Test
    void a_no_changes_nothing_but_this() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);

        assertThat(ria.viewer().call(() -> invitations.decline(of(request, ria).id())))
                .isEqualTo(new Answer.Noted());

        assertThat(of(request, ria)).isInstanceOf(Declined.class);
        assertThat(stage.desk(() -> requests.find(request)).orElseThrow()).isInstanceOf(Searching.class);
        assertThat(stage.desk(() -> limits.room(List.of(ria.person())).get(ria.person()))
                        .hoursFree())
                .isEqualTo(3);
        assertThat(yes(ria, request)).isEqualTo(new Answer.Over());
    }

    @Test
    void later_comes_back_on_the_day_with_a_mail() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);
        var id = of(request, ria).id();

        ria.viewer().run(() -> invitations.askLater(id, stage.today().plusDays(3)));
        InvitationTerms.pass(jobs, invitations, clock);
        assertThat(of(request, ria)).isInstanceOf(Later.class);

        ria.viewer().run(() -> invitations.askLater(id, stage.today()));
        InvitationTerms.pass(jobs, invitations, clock);
        assertThat(of(request, ria))
                .isInstanceOfSatisfying(
                        Sent.class, sent -> assertThat(sent.answerBy()).isEqualTo(inAWeek()));
        assertThat(mailsTo(ria)).hasSize(2);
        assertThat(yes(ria, request)).isEqualTo(new Answer.Yes());
    }

    @Test
    void no_answer_ends_by_itself_after_the_day() {
        var ria = stage.volunteer("Ria");
        var ahmed = stage.volunteer("Ahmed");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        inviteUntil(request, ria, stage.today().minusDays(1));
        inviteUntil(request, ahmed, stage.today());

        InvitationTerms.pass(jobs, invitations, clock);

        assertThat(of(request, ria)).isInstanceOf(Expired.class);
        assertThat(of(request, ahmed)).as("the day itself still counts").isInstanceOf(Sent.class);
        assertThat(yes(ria, request)).isEqualTo(new Answer.Over());
        assertThat(invite(request, ria)).as("may be asked again").isEqualTo(new Invited.Asked(1, List.of()));
    }

    @Test
    void the_first_yes_gets_it_and_the_others_may_stay_as_reserves() {
        var ria = stage.volunteer("Ria");
        var ahmed = stage.volunteer("Ahmed");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria, ahmed);
        yes(ria, request);

        assertThat(of(request, ahmed)).isInstanceOf(JustMissed.class);
        assertThat(mailsTo(ahmed)).hasSize(2).anyMatch(mail -> mail.contains("De vraag is al beantwoord"));
        assertThat(yes(ahmed, request)).isEqualTo(new Answer.JustBefore());
        assertThat(ahmed.viewer()
                        .call(() -> invitations.stayAsReserve(of(request, ahmed).id())))
                .isEqualTo(new Answer.Noted());
        assertThat(of(request, ahmed)).isInstanceOf(Reserve.class);
        assertThat(stage.desk(() -> limits.room(List.of(ahmed.person())).get(ahmed.person()))
                        .hoursFree())
                .as("a reserve keeps nothing free")
                .isEqualTo(3);

        // it does not work out with the first: the reserve is asked anew
        var match = stage.desk(() -> matches.listOf(request)).getFirst();
        stage.team.viewer().run(() -> matches.end(match.id(), EndReason.NO_CLICK, "", Matches.Afterwards.SEARCH));
        assertThat(invite(request, ahmed)).isEqualTo(new Invited.Asked(1, List.of()));
        assertThat(yes(ahmed, request)).isEqualTo(new Answer.Yes());
    }

    @Test
    void a_yes_beyond_the_own_limits_is_told_and_stays_open() {
        var ria = stage.volunteer("Ria", 3, 2, offer -> offer);
        var first = stage.searching(stage.participant("Wim").person(), 2);
        var second = stage.searching(stage.participant("Bep").person(), 2);
        invite(first, ria);
        invite(second, ria);
        yes(ria, first);

        assertThat(yes(ria, second)).isEqualTo(new Answer.NoRoom(2, 1, 1));
        assertThat(of(second, ria)).isInstanceOf(Sent.class);
        assertThat(stage.desk(() -> requests.find(second)).orElseThrow())
                .as("nothing half taken")
                .isInstanceOf(Searching.class);

        ria.viewer().run(() -> limits.set(new OwnLimits(ria.person(), 4, 2, null)));
        assertThat(yes(ria, second)).isEqualTo(new Answer.Yes());
    }

    @Test
    void whoever_rests_is_told_so() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);
        var until = stage.today().plusDays(10);
        ria.viewer().run(() -> limits.set(new OwnLimits(ria.person(), 3, 2, until)));

        assertThat(yes(ria, request)).isEqualTo(new Answer.OnPause(until));
        assertThat(of(request, ria)).isInstanceOf(Sent.class);
    }

    @Test
    void a_coordinator_records_what_was_said_by_phone() {
        var ria = withoutMail("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        stage.team.viewer().run(() -> invitations.invite(request, List.of(ria), "Koffie drinken?", inAWeek()));
        var id = all(request).getFirst().id();

        assertThat(stage.team.viewer().call(() -> invitations.accept(id))).isEqualTo(new Answer.Yes());
        assertThat(all(request).getFirst())
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.said()).satisfies(said -> {
                            assertThat(said.byPhone()).isTrue();
                            assertThat(said.by()).isEqualTo(stage.team.coordinator());
                        }));
    }

    @Test
    void nobody_answers_for_somebody_else() {
        var ria = stage.volunteer("Ria");
        var ahmed = stage.volunteer("Ahmed");
        var wim = stage.participant("Wim");
        var request = stage.searching(wim.person(), 2);
        invite(request, ria);
        var id = of(request, ria).id();

        for (var stranger :
                List.of(ahmed.viewer(), wim.viewer(), anotherStage().team.viewer(), Viewer.NOBODY)) {
            assertThat(stranger.call(() -> invitations.accept(id))).isEqualTo(new Answer.Over());
            assertThat(stranger.call(() -> invitations.decline(id))).isEqualTo(new Answer.Over());
            assertThat(stranger.call(() -> invitations.withdraw(id))).isFalse();
        }
        assertThat(ria.viewer().call(() -> invitations.withdraw(id))).isFalse();
        assertThat(of(request, ria)).isInstanceOf(Sent.class);
    }

    @Test
    void when_the_request_ends_nobody_needs_to_answer() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);
        stage.team.viewer().run(() -> requests.close(request, CloseReason.SOLVED, ""));

        assertThat(of(request, ria)).isInstanceOf(Withdrawn.class);
        assertThat(yes(ria, request)).isEqualTo(new Answer.Over());
    }

    @Test
    void a_request_that_moved_to_another_branch_can_still_get_its_yes() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);
        var colleague = neighbourhood.colleagueOf(stage.team);
        assertThat(stage.team
                        .viewer()
                        .call(() -> requests.hand(request, colleague.coordinator(), colleague.branch(), inAWeek()))
                        .isDone())
                .isTrue();

        assertThat(yes(ria, request)).isEqualTo(new Answer.Yes());
        assertThat(colleague.viewer().call(() -> matches.listOf(request)))
                .singleElement()
                .satisfies(match -> assertThat(match.duo().holder().person()).isEqualTo(colleague.coordinator()));
    }

    // --- at the same moment ---

    @Test
    void of_two_volunteers_who_say_yes_at_the_same_moment_one_is_first() throws Exception {
        for (var round = 0; round < 5; round++) {
            var ria = stage.volunteer("Ria");
            var ahmed = stage.volunteer("Ahmed");
            var request = stage.searching(stage.participant("Wim").person(), 2);
            invite(request, ria, ahmed);
            var toRia = of(request, ria).id();
            var toAhmed = of(request, ahmed).id();

            assertThat(atOnce(
                            () -> ria.viewer().call(() -> invitations.accept(toRia)),
                            () -> ahmed.viewer().call(() -> invitations.accept(toAhmed))))
                    .containsExactlyInAnyOrder(new Answer.Yes(), new Answer.JustBefore());
            assertThat(all(request).stream().map(Invitation::state))
                    .containsExactlyInAnyOrder(State.ACCEPTED, State.JUST_MISSED);
            assertThat(stage.desk(() -> matches.listOf(request))).hasSize(1);
        }
    }

    @Test
    void of_two_requests_on_the_last_free_hours_one_wins_and_the_other_is_told_plainly() throws Exception {
        for (var round = 0; round < 5; round++) {
            assertThat(raceForTheLastHours(stage.volunteer("Ria", 2, 2, offer -> offer)))
                    .containsExactlyInAnyOrder(new Answer.Yes(), new Answer.NoRoom(2, 0, 1));
        }
    }

    /// With the guard switched off the test above would be red: both get the same hours.
    @Test
    void without_the_guard_both_would_win() throws Exception {
        var ria = stage.volunteer("Ria", 2, 2, offer -> offer);
        var superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
        superuser
                .sql("alter table limits.commitment disable trigger keep_within")
                .update();
        var guard = superuser
                .sql("select pg_get_functiondef('limits.hold(uuid)'::regprocedure)")
                .query(String.class)
                .single();
        // nobody waits to look; each waits with writing until the other has looked, however busy the machine
        superuser.sql("""
                create or replace function limits.hold(wanted uuid) returns void language plpgsql volatile as $$
                begin
                end $$;
                create sequence limits.looked;
                grant all on limits.looked to public;
                create function limits.wait_for_the_other() returns trigger language plpgsql as $$
                begin
                    perform nextval('limits.looked');
                    for tries in 1..2000 loop
                        exit when (select last_value from limits.looked) >= 2;
                        perform pg_sleep(0.01);
                    end loop;
                    return null;
                end $$;
                create trigger wait_for_the_other before insert on limits.commitment
                for each statement execute function limits.wait_for_the_other();
                """).update();
        try {
            assertThat(raceForTheLastHours(ria)).containsExactly(new Answer.Yes(), new Answer.Yes());
            assertThat(withinOwnLimits.examine(jobs).violations()).isNotEmpty();
        } finally {
            superuser.sql(guard).update();
            superuser.sql("""
                    drop trigger wait_for_the_other on limits.commitment;
                    drop function limits.wait_for_the_other();
                    drop sequence limits.looked;
                    """).update();
            superuser
                    .sql("alter table limits.commitment enable trigger keep_within")
                    .update();
            for (var match : ria.viewer().call(() -> matches.listAsVolunteer())) {
                stage.team.viewer().run(() -> matches.end(match.id(), EndReason.OTHER, "", Matches.Afterwards.CLOSE));
            }
        }
        assertThat(withinOwnLimits.examine(jobs).violations()).isEmpty();
    }

    private List<Answer> raceForTheLastHours(Someone ria) throws Exception {
        var first = stage.searching(stage.participant("Wim").person(), 2);
        var second = stage.searching(stage.participant("Bep").person(), 2);
        invite(first, ria);
        invite(second, ria);
        var one = of(first, ria).id();
        var other = of(second, ria).id();
        return atOnce(
                () -> ria.viewer().call(() -> invitations.accept(one)),
                () -> ria.viewer().call(() -> invitations.accept(other)));
    }

    private static List<Answer> atOnce(Callable<Answer> one, Callable<Answer> other) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Answer>();
            var futures = List.of(
                    threads.submit(() -> {
                        start.await();
                        return one.call();
                    }),
                    threads.submit(() -> {
                        start.await();
                        return other.call();
                    }));
            for (var future : futures) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    // --- rows ---

    @Test
    void what_goes_in_comes_out() {
        var ria = stage.volunteer("Ria");
        var request = stage.searching(stage.participant("Wim").person(), 2);
        invite(request, ria);
        var sent = (Sent) of(request, ria);
        var said = new Invitation.Said(ria.account(), clock.instant().truncatedTo(ChronoUnit.MICROS), true);
        for (var state : List.of(
                sent.accept(said),
                sent.decline(said),
                sent.askLater(stage.today().plusDays(4), said),
                sent.miss(),
                sent.miss().stayAsReserve(said),
                sent.withdraw(),
                sent.expire())) {
            assertThat(stage.desk(() -> {
                        if (state instanceof Accepted) {
                            limits.reserve(
                                    ria.person(), new Promise(2, sent.id().value()));
                        }
                        assertThat(store.replace(sent, state)).isTrue();
                        assertThat(store.replace(sent, state))
                                .as("moved before")
                                .isFalse();
                        var read = store.find(sent.id()).orElseThrow();
                        db.sql("update matching.invitation set state = 'SENT', answer_by = :by, later_until = null,"
                                        + " answered_by = null, answered_at = null where id = :id")
                                .param("by", sent.answerBy())
                                .param("id", sent.id().value())
                                .update();
                        return read;
                    }))
                    .isEqualTo(state);
        }
    }

    @Test
    void only_the_own_desk_and_the_own_volunteer_see_an_invitation() {
        var ria = stage.volunteer("Ria");
        var wim = stage.participant("Wim");
        var request = stage.searching(wim.person(), 2);
        invite(request, ria);
        var id = of(request, ria).id();
        var elsewhere = anotherStage();
        var colleague = neighbourhood.colleagueOf(stage.team);

        assertThat(ria.viewer().call(() -> invitations.find(id))).isPresent();
        assertThat(stage.team.viewer().call(() -> invitations.find(id))).isPresent();
        for (var stranger : List.of(
                elsewhere.team.viewer(),
                elsewhere.volunteer("Ahmed").viewer(),
                stage.volunteer("Bea").viewer(),
                wim.viewer(),
                colleague.viewer(),
                Viewer.NOBODY)) {
            assertThat(stranger.call(() -> invitations.find(id))).isEmpty();
        }
        assertThatThrownBy(() -> ria.viewer()
                        .run(() -> transaction.executeWithoutResult(
                                _ -> assertThat(db.sql("update matching.invitation set words = 'x' where id = :id")
                                                .param("id", id.value())
                                                .update())
                                        .isZero())))
                .isInstanceOf(DataAccessException.class);
        assertThat(ria.viewer()
                        .<Integer>call(() -> transaction.execute(
                                _ -> db.sql("update matching.invitation set mailed = false where id = :id")
                                        .param("id", id.value())
                                        .update())))
                .as("a volunteer reads and does not write")
                .isZero();
    }

    // --- hands ---

    private LocalDate inAWeek() {
        return stage.today().plusDays(7);
    }

    private Invited invite(HelpRequestId request, Someone... whom) {
        var ids = Arrays.stream(whom).map(Someone::person).toList();
        return stage.team.viewer().call(() -> invitations.invite(request, ids, "Koffie drinken?", inAWeek()));
    }

    private void inviteUntil(HelpRequestId request, Someone whom, LocalDate answerBy) {
        stage.team.viewer().run(() -> invitations.invite(request, List.of(whom.person()), "Koffie drinken?", answerBy));
    }

    private Answer yes(Someone volunteer, HelpRequestId request) {
        var id = of(request, volunteer).id();
        return volunteer.viewer().call(() -> invitations.accept(id));
    }

    /// The newest asking of this volunteer, whoever looks.
    private Invitation of(HelpRequestId request, Someone volunteer) {
        return volunteer.viewer().call(() -> invitations.listOfViewer()).stream()
                .filter(one -> one.question().request().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private List<Invitation> all(HelpRequestId request) {
        return stage.team.viewer().call(() -> invitations.listOf(request));
    }

    private List<String> mailsTo(Someone someone) {
        return jobs.sql("select subject || E'\\n' || body from mail.outbox where to_address = :address")
                .param("address", someone.email())
                .query(String.class)
                .list();
    }
}
