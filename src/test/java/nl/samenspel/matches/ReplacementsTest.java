package nl.samenspel.matches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.limits.Room;
import nl.samenspel.matches.Absence.ForAWhile;
import nl.samenspel.matches.Absence.ForGood;
import nl.samenspel.matches.DaysWithout.Stretch;
import nl.samenspel.matches.Event.What;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Agreed;
import nl.samenspel.matches.Match.Away;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Leaving;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matches.Replacement.Closed;
import nl.samenspel.matches.Replacement.Open;
import nl.samenspel.matches.Replacement.Outcome;
import nl.samenspel.matches.Replacement.ToDecide;
import nl.samenspel.matches.Replacement.Why;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Judgement;
import nl.samenspel.matching.Stage;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class ReplacementsTest {

    @Autowired
    Matches matches;

    @Autowired
    Replacements replacements;

    @Autowired
    DaysWithout without;

    @Autowired
    CheckIns checkIns;

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
    Clock clock;

    @Autowired
    List<Law> laws;

    Life life;
    Stage stage;
    Someone ria;
    Someone ahmed;
    Someone wim;
    HelpRequestId request;
    MatchId match;

    @BeforeEach
    void ria_comes_for_wim() {
        life = new Life(matches, checkIns, replacements, invitations, database, jobs, clock);
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        ria = stage.volunteer("Ria");
        ahmed = stage.volunteer("Ahmed");
        wim = stage.participant("Wim");
        request = stage.searching(wim.person(), 2);
        match = life.active(stage, request, ria);
    }

    // --- for a while ---

    @Test
    void who_is_ill_rests_at_once_and_somebody_else_is_looked_for() {
        assertThat(ria.viewer().call(() -> replacements.report(ill(null))))
                .isInstanceOfSatisfying(
                        Reported.Heard.class, heard -> assertThat(heard.away()).hasSize(1));

        assertThat(now()).isInstanceOfSatisfying(Away.class, away -> {
            assertThat(away.from()).isEqualTo(today());
            assertThat(away.backOn()).isNull();
            assertThat(away.nextDate()).isEqualTo(today().plusDays(Replacements.ASK_AFTER));
        });
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
        assertThat(replacement()).isInstanceOfSatisfying(Open.class, open -> {
            assertThat(open.gap().holder().person()).isEqualTo(stage.team.coordinator());
            assertThat(open.nextDate()).isEqualTo(today());
            assertThat(open.gap().why()).isEqualTo(Why.ILL);
            assertThat(open.gap().informedAt()).isNotNull();
        });
        assertThat(subjectsTo(wim)).contains("Er komt even iemand anders");
        assertThat(room(ria).hoursLoad()).as("the place is kept").isEqualTo(2);
        assertThat(room(ria).pausedUntil()).isEqualTo(today().plusDays(Replacements.REST_DAYS));
        assertThat(running()).hasSize(1);
        assertThat(events()).endsWith(What.AWAY);
        nothingIsBroken();
    }

    @Test
    void who_came_in_the_place_is_thanked_when_the_other_is_back() {
        ria.viewer().run(() -> replacements.report(ill(today().plusDays(10))));
        life.daysPass(match, 3);
        var bridge = life.trying(stage, request, ahmed);

        assertThat(running()).isEmpty();
        assertThat(stretches()).extracting(stretch -> stretch.days(today())).containsExactly(3);
        assertThat(replacement()).isInstanceOf(Open.class);
        assertThat(coordinator()
                        .call(() -> replacements.findInPlaceOf(now()))
                        .orElseThrow()
                        .id())
                .isEqualTo(bridge);
        nothingIsBroken();

        assertThat(ria.viewer().call(() -> replacements.back(match)).isDone()).isTrue();
        assertThat(now()).isInstanceOf(Active.class);
        assertThat(of(bridge))
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.reason()).isEqualTo(EndReason.REGULAR_IS_BACK));
        assertThat(requestNow()).isInstanceOf(HelpRequest.Matched.class);
        assertThat(outcomes()).containsExactly(Outcome.BACK);
        assertThat(room(ria).pausedUntil()).isNull();
        assertThat(room(ahmed).hoursLoad()).isZero();
        assertThat(subjectsTo(ahmed)).contains("Dank je wel");
        assertThat(subjectsTo(wim)).contains("De vrijwilliger komt weer");
        nothingIsBroken();
    }

    @Test
    void who_told_once_that_they_are_ill_is_back_once_for_everyone() {
        var another =
                life.active(stage, stage.searching(stage.participant("Els").person(), 1), ria);
        ria.viewer().run(() -> replacements.report(ill(null)));
        assertThat(of(another)).isInstanceOf(Away.class);

        assertThat(ria.viewer().call(() -> replacements.back(match)).isDone()).isTrue();

        assertThat(now()).isInstanceOf(Active.class);
        assertThat(of(another)).isInstanceOf(Active.class);
        nothingIsBroken();
    }

    @Test
    void who_does_not_come_back_is_replaced_by_who_came_in_the_place() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        var bridge = life.trying(stage, request, ahmed);
        assertThat(coordinator()
                        .call(() -> replacements.leave(match, Why.STOPS, today()))
                        .isDone())
                .isTrue();
        assertThat(now()).isInstanceOf(Leaving.class);
        life.daysPass(match, 1);

        assertThat(now())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.reason()).isEqualTo(EndReason.VOLUNTEER_STOPS));
        assertThat(of(bridge)).isInstanceOf(Trial.class);
        assertThat(requestNow()).isInstanceOf(HelpRequest.Matched.class);
        assertThat(outcomes()).containsExactly(Outcome.REPLACED);
        assertThat(room(ria).hoursLoad()).isZero();
        nothingIsBroken();
    }

    @Test
    void a_holiday_is_arranged_before_it_begins() {
        var from = today().plusDays(5);
        ria.viewer().run(() -> replacements.report(new ForAWhile(Why.HOLIDAY, from, from.plusDays(14))));
        assertThat(now())
                .isInstanceOfSatisfying(
                        Away.class, away -> assertThat(away.comesOn(today())).isTrue());
        assertThat(room(ria).pausedUntil()).as("not away yet").isNull();
        assertThat(running()).as("somebody still comes").isEmpty();
        nothingIsBroken();

        life.daysPass(match, 5);
        assertThat(room(ria).pausedUntil()).isEqualTo(today().plusDays(14));
        assertThat(running()).hasSize(1);
        life.daysPass(match, 2);
        assertThat(running()).extracting(stretch -> stretch.days(today())).containsExactly(2);
    }

    @Test
    void a_holiday_for_which_somebody_comes_in_time_counts_no_day() {
        ria.viewer()
                .run(() -> replacements.report(new ForAWhile(Why.HOLIDAY, today().plusDays(5), today().plusDays(19))));
        life.trying(stage, request, ahmed);
        life.daysPass(match, 8);
        assertThat(stretches()).isEmpty();
        nothingIsBroken();
    }

    @Test
    void a_rest_that_the_volunteer_lifts_is_not_laid_on_them_again() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        ria.viewer()
                .run(() -> limits.set(limits.find(ria.person()).orElseThrow().pausing(null)));
        life.time();
        assertThat(room(ria).pausedUntil()).isNull();
    }

    @Test
    void who_comes_in_the_place_and_falls_ill_is_thanked_and_the_search_goes_on() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        var bridge = life.trying(stage, request, ahmed);
        coordinator().run(() -> replacements.setNextDate(match, today().plusDays(9)));
        ahmed.viewer().run(() -> replacements.report(ill(null)));
        assertThat(of(bridge)).isInstanceOf(Ended.class);
        assertThat(now()).isInstanceOf(Away.class);
        assertThat(replacement())
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.nextDate()).isEqualTo(today()));
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
        assertThat(running()).hasSize(1);
        nothingIsBroken();
    }

    @Test
    void what_had_not_begun_is_planned_anew() {
        var other = stage.participant("Bep");
        var wanted = stage.searching(other.person(), 1);
        var agreed = life.saidYes(stage, wanted, ahmed);
        coordinator().run(() -> matches.agreeByPhone(agreed, other.person()));
        assertThat(ahmed.viewer().call(() -> replacements.report(ill(null))))
                .isInstanceOfSatisfying(Reported.Heard.class, heard -> {
                    assertThat(heard.away()).isEmpty();
                    assertThat(heard.toPlanAnew()).hasSize(1);
                });
        assertThat(of(agreed))
                .isInstanceOfSatisfying(
                        Agreed.class, it -> assertThat(it.nextDate()).isEqualTo(today()));
    }

    // --- for good ---

    @Test
    void on_their_last_day_who_stops_is_thanked_and_the_search_goes_on() {
        ria.viewer().run(() -> replacements.report(new ForGood(Why.STOPS, today().plusDays(6), Set.of(match))));
        assertThat(now()).isInstanceOf(Leaving.class);
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
        life.daysPass(match, 6);
        assertThat(now()).as("their last day").isInstanceOf(Leaving.class);
        life.daysPass(match, 1);
        assertThat(now()).isInstanceOf(Ended.class);
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
        assertThat(replacement()).isInstanceOf(Open.class);
        assertThat(running()).hasSize(1);
        assertThat(room(ria).hoursLoad()).isZero();
        assertThat(subjectsTo(ria)).contains("Dank je wel");
        nothingIsBroken();

        var next = life.trying(stage, request, ahmed);
        assertThat(of(next)).isInstanceOf(Trial.class);
        assertThat(outcomes()).containsExactly(Outcome.REPLACED);
        assertThat(running()).isEmpty();
        nothingIsBroken();
    }

    @Test
    void when_who_came_for_somebody_who_goes_cannot_come_either_somebody_is_looked_for_again() {
        ria.viewer().run(() -> replacements.report(new ForGood(Why.MOVES, today().plusDays(6), Set.of(match))));
        var next = life.trying(stage, request, ahmed);
        assertThat(outcomes()).containsExactly(Outcome.REPLACED);

        ahmed.viewer().run(() -> replacements.report(ill(null)));
        assertThat(of(next)).isInstanceOf(Ended.class);
        assertThat(now()).isInstanceOf(Leaving.class);
        assertThat(replacement()).isInstanceOfSatisfying(Open.class, open -> {
            assertThat(open.gap().why()).as("why she goes, not why he does").isEqualTo(Why.MOVES);
            assertThat(open.gap().firstDay()).isEqualTo(today().plusDays(7));
        });
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
        nothingIsBroken();

        assertThat(ria.viewer().call(() -> replacements.back(match)).isDone()).isTrue();
        assertThat(outcomes()).containsExactly(Outcome.STAYS, Outcome.REPLACED);
        nothingIsBroken();
    }

    @Test
    void who_stops_may_stay_after_all() {
        ria.viewer().run(() -> replacements.report(new ForGood(Why.TOO_MUCH, today().plusDays(6), Set.of(match))));
        assertThat(ria.viewer().call(() -> replacements.back(match)).isDone()).isTrue();
        assertThat(now()).isInstanceOf(Active.class);
        assertThat(outcomes()).containsExactly(Outcome.STAYS);
        assertThat(stretches()).isEmpty();
        nothingIsBroken();
    }

    @Test
    void ending_a_match_that_is_still_asked_for_opens_a_replacement() {
        coordinator().run(() -> matches.end(match, EndReason.VOLUNTEER_STOPS, "", Afterwards.SEARCH));
        assertThat(replacement())
                .isInstanceOfSatisfying(
                        Open.class, open -> assertThat(open.gap().why()).isEqualTo(Why.STOPS));
        assertThat(running()).hasSize(1);
        nothingIsBroken();
    }

    @Test
    void nobody_is_looked_for_when_nobody_asks_any_more() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        life.daysPass(match, 4);
        wim.viewer().run(() -> requests.withdraw(request, "Het gaat weer"));
        assertThat(now()).isInstanceOf(Ended.class);
        assertThat(outcomes()).containsExactly(Outcome.NOT_NEEDED);
        assertThat(running()).isEmpty();
        assertThat(stretches()).extracting(stretch -> stretch.days(today())).containsExactly(4);
        nothingIsBroken();
    }

    // --- by phone, and who may ---

    @Test
    void a_coordinator_writes_down_what_is_told_by_phone_and_calls_who_has_no_mail() {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update access.account set email = null where id = :id")
                .param("id", wim.account().value())
                .update();
        coordinator().run(() -> replacements.reportByPhone(match, ill(null)));
        assertThat(replacement().gap().informedAt()).isNull();
        assertThat(replacement().gap().byPhone()).isTrue();
        assertThat(coordinator().call(() -> replacements.informed(match)).isDone())
                .isTrue();
        assertThat(replacement().gap().informedBy()).isEqualTo(stage.team.coordinator());
        assertThat(coordinator().call(() -> replacements.back(match)).isDone()).isTrue();
        assertThat(now()).isInstanceOf(Active.class);
        assertThat(room(ria).pausedUntil()).as("only the volunteer ends a rest").isNotNull();
    }

    @Test
    void only_the_volunteer_and_the_desk_decide() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        var elsewhere =
                new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        for (var stranger : List.of(ahmed.viewer(), elsewhere.team.viewer(), Viewer.NOBODY)) {
            assertThat(stranger.call(() -> replacements.back(match))).isInstanceOf(Step.NotFound.class);
            assertThat(stranger.call(() -> replacements.informed(match))).isInstanceOf(Step.NotFound.class);
            assertThat(stranger.call(() -> replacements.propose(match))).isEmpty();
            assertThat(stranger.call(() -> replacements.findRunning(match))).isEmpty();
            assertThat(stranger.call(() -> replacements.reportByPhone(match, ill(null))))
                    .isInstanceOf(Reported.NothingRuns.class);
        }
        assertThat(wim.viewer().call(() -> replacements.back(match))).isInstanceOf(Step.NotYours.class);
        assertThat(wim.viewer().call(() -> replacements.leave(match, Why.STOPS, today())))
                .isInstanceOf(Step.NotYours.class);
        assertThat(wim.viewer().call(() -> replacements.findRunning(match)))
                .as("why a volunteer is away is not the participant's")
                .isEmpty();
        assertThat(ria.viewer().call(() -> replacements.findRunning(match))).isPresent();
        assertThat(ria.viewer().call(() -> replacements.planHandOver(match, new Meet(today(), null, "Hier"))))
                .isInstanceOf(Step.NotFound.class);
        assertThat(now()).isInstanceOf(Away.class);
    }

    @Test
    void what_is_not_so_any_more_changes_nothing() {
        assertThat(ria.viewer().call(() -> replacements.back(match))).isInstanceOf(Step.NotNow.class);
        assertThat(ria.viewer().call(() -> replacements.stay(match))).isInstanceOf(Step.NotNow.class);
        assertThat(coordinator().call(() -> replacements.informed(match))).isInstanceOf(Step.NotNow.class);
        assertThat(ahmed.viewer().call(() -> replacements.report(ill(null)))).isInstanceOf(Reported.NothingRuns.class);
        assertThatThrownBy(() -> new ForAWhile(Why.ILL, today(), today())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void old_and_new_meet_for_a_warm_hand_over() {
        ria.viewer().run(() -> replacements.report(new ForGood(Why.MOVES, today().plusDays(9), Set.of(match))));
        life.saidYes(stage, request, ahmed);
        assertThat(coordinator()
                        .call(() ->
                                replacements.planHandOver(match, new Meet(today().plusDays(3), null, "Bij u thuis")))
                        .isDone())
                .isTrue();
        assertThat(replacement().gap().handOver().place()).isEqualTo("Bij u thuis");
        for (var someone : List.of(ria, ahmed, wim)) {
            assertThat(subjectsTo(someone)).contains("Een moment om kennis te maken");
        }
    }

    @Test
    void who_knows_the_participant_is_proposed_first() {
        var bea = stage.volunteer("Bea");
        var before = life.trying(stage, stage.searching(wim.person(), 1), bea);
        coordinator().run(() -> matches.end(before, EndReason.GOAL_REACHED, "", Afterwards.CLOSE));
        ria.viewer().run(() -> replacements.report(ill(null)));
        var proposal = coordinator().call(() -> replacements.propose(match)).orElseThrow();
        assertThat(proposal.known()).extracting(Judgement::volunteer).containsExactly(bea.person());
        assertThat(proposal.best())
                .extracting(Judgement::volunteer)
                .contains(ahmed.person())
                .doesNotContain(ria.person(), bea.person());
    }

    // --- living elsewhere ---

    @Test
    void moving_house_shows_what_becomes_too_far_and_offers_both_ways() {
        var far = neighbourhood.area();
        place(stage.postcode, 120_000, 480_000);
        place(far.postcode(), 140_000, 480_000);
        assertThat(ria.viewer().call(() -> replacements.reach(far.postcode() + " AA")))
                .singleElement()
                .satisfies(reach -> {
                    assertThat(reach.metres()).isEqualTo(20_000);
                    assertThat(reach.isTooFar()).isTrue();
                });
        movesTo(ria, far.postcode() + " AA");
        assertThat(replacement()).isInstanceOfSatisfying(ToDecide.class, decide -> {
            assertThat(decide.gap().metres()).isEqualTo(20_000);
            assertThat(decide.nextDate()).isEqualTo(today().plusDays(Replacements.DECIDE_WITHIN));
        });
        assertThat(now()).as("nothing ends by itself").isInstanceOf(Active.class);
        assertThat(ria.viewer().call(() -> replacements.listToDecide())).hasSize(1);
        assertThat(ria.viewer().call(() -> replacements.stay(match)).isDone()).isTrue();
        assertThat(outcomes()).containsExactly(Outcome.STAYS);

        movesTo(ria, stage.postcode + " AA");
        assertThat(replacementOrNull()).as("near again").isNull();
        movesTo(ria, far.postcode() + " AB");
        assertThat(ria.viewer()
                        .call(() -> replacements.leave(match, Why.MOVES, today().plusDays(8)))
                        .isDone())
                .isTrue();
        assertThat(replacement()).isInstanceOf(Open.class);
        assertThat(now()).isInstanceOf(Leaving.class);
        life.daysPass(match, 9);
        assertThat(now())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.reason()).isEqualTo(EndReason.MOVED));
        nothingIsBroken();
    }

    @Test
    void who_wants_to_do_less_chooses_what_goes_on() {
        ria.viewer().run(() -> limits.set(new OwnLimits(ria.person(), 1, 1, null)));
        assertThat(replacement())
                .isInstanceOfSatisfying(
                        ToDecide.class, decide -> assertThat(decide.gap().why()).isEqualTo(Why.TOO_MUCH));
        assertThat(now()).as("nothing ends by itself").isInstanceOf(Active.class);
        assertThat(ria.viewer()
                        .call(() -> replacements.leave(match, Why.TOO_MUCH, today().plusDays(3)))
                        .isDone())
                .isTrue();
        assertThat(replacement()).isInstanceOf(Open.class);
        nothingIsBroken();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void who_comes_in_the_place_and_wants_to_do_less_leaves_one_search(boolean otherIsBack) {
        ria.viewer().run(() -> replacements.report(ill(null)));
        var bridge = life.trying(stage, request, ahmed);
        ahmed.viewer().run(() -> limits.set(new OwnLimits(ahmed.person(), 1, 1, null)));

        var step = otherIsBack
                ? ria.viewer().call(() -> replacements.back(match))
                : ahmed.viewer().call(() -> replacements.leave(bridge, Why.TOO_MUCH, today()));

        assertThat(step.isDone()).isTrue();
        assertThat(of(bridge)).isInstanceOf(Ended.class);
        nothingIsBroken();
    }

    private void movesTo(Someone someone, String postcode) {
        someone.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    var was = people.find(someone.person(), Purpose.RECORD).orElseThrow();
                    people.change(new Person(
                            was.id(),
                            was.organisation(),
                            was.externalId(),
                            was.givenName(),
                            was.familyName(),
                            was.email(),
                            was.phone(),
                            postcode,
                            was.place(),
                            was.address(),
                            was.gender(),
                            was.languages()));
                }));
    }

    private void place(String postcode, int x, int y) {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update network.area set x = :x, y = :y where postcode = :postcode")
                .param("x", x)
                .param("y", y)
                .param("postcode", postcode.substring(0, 4))
                .update();
    }

    // --- the measure ---

    @Test
    void the_middle_one_and_the_longest_say_what_a_mean_would_hide() {
        var one = new BranchId(UUID.randomUUID());
        var other = new BranchId(UUID.randomUUID());
        var counted = DaysWithout.count(
                List.of(stretch(one, 20, 18), stretch(one, 20, 17), stretch(one, 40, null), stretch(other, 1, 1)),
                today());
        assertThat(counted)
                .containsExactly(
                        new DaysWithout.OfBranch(one, 3, 1, 3, 40), new DaysWithout.OfBranch(other, 1, 0, 0, 0));
    }

    private Stretch stretch(BranchId branch, int since, Integer until) {
        return new Stretch(
                new HelpRequestId(UUID.randomUUID()),
                new OrganisationId(UUID.randomUUID()),
                branch,
                today().minusDays(since),
                until == null ? null : today().minusDays(until));
    }

    // --- whatever happens ---

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void whatever_happens_nobody_is_silently_alone(long seed) {
        var chance = new SplittableRandom(seed);
        var told = new ArrayList<String>();
        var helpers =
                new ArrayList<>(List.of(ahmed, stage.volunteer("Bea"), stage.volunteer("Cor"), stage.volunteer("Dia")));
        for (var step = 0; step < 14 && requestNow() instanceof HelpRequest.Open; step++) {
            var all = coordinator().call(() -> matches.listOf(request));
            var any = all.get(chance.nextInt(all.size()));
            var volunteer = helpers.stream()
                    .filter(one -> one.person().equals(any.duo().volunteer()))
                    .findFirst()
                    .orElse(ria);
            var what = chance.nextInt(9);
            told.add(what + " " + any.state());
            switch (what) {
                case 0 -> volunteer.viewer().run(() -> replacements.report(ill(null)));
                case 1 ->
                    volunteer
                            .viewer()
                            .run(() -> replacements.report(new ForAWhile(
                                    Why.HOLIDAY, today().plusDays(chance.nextInt(4)), today().plusDays(9))));
                case 2 ->
                    volunteer
                            .viewer()
                            .run(() -> replacements.report(
                                    new ForGood(Why.STOPS, today().plusDays(chance.nextInt(4)), Set.of(any.id()))));
                case 3 -> volunteer.viewer().run(() -> replacements.back(any.id()));
                case 4 -> life.daysPass(match, 1 + chance.nextInt(5));
                case 5, 6 -> {
                    if (requestNow() instanceof HelpRequest.Searching && !helpers.isEmpty()) {
                        life.trying(stage, request, helpers.getFirst());
                        helpers.add(helpers.removeFirst());
                        helpers.removeLast();
                    }
                }
                case 7 -> coordinator().run(() -> replacements.leave(any.id(), Why.STOPS, today()));
                default -> coordinator().run(() -> matches.end(any.id(), EndReason.NO_CLICK, "", Afterwards.SEARCH));
            }
            nothingIsBroken(told.toString());
        }
        assertThat(told).hasSizeGreaterThan(5);
    }

    // --- rows and laws ---

    @Test
    void damaged_rows_are_found() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        nothingIsBroken();
        assertFound("matches.nobody-silently-alone", "delete from matches.replacement where match = '" + match + "'");
        assertFound(
                "matches.nobody-silently-alone",
                "alter table matches.replacement drop constraint next_date_until_closed",
                "update matches.replacement set next_date = null where match = '" + match + "'");
        assertFound("matches.days-without", "delete from matches.without where request = '" + request + "'");
        assertFound(
                "matches.days-without",
                "update matches.match set state = 'ACTIVE', away_from = null where id = '" + match + "'");
        ria.viewer().run(() -> replacements.back(match));
        assertFound(
                "matches.review-date",
                "alter table matches.match drop constraint " + reviewCheck(),
                "update matches.match set review_on = null where id = '" + match + "'");
    }

    private String reviewCheck() {
        return jobs.sql("""
                select conname from pg_constraint
                where conrelid = 'matches.match'::regclass and pg_get_constraintdef(oid) like '%ACTIVE%review_on%'
                """).query(String.class).single();
    }

    @Test
    void the_database_awaits_one_and_lets_one_come() {
        ria.viewer().run(() -> replacements.report(ill(null)));
        var bridge = life.trying(stage, request, ahmed);
        for (var damage : List.of(
                "update matches.match set state = 'ACTIVE', away_from = null where id = '" + match + "'",
                "update matches.match set state = 'AWAY', away_from = current_date where id = '" + bridge + "'",
                "update matches.match set away_from = null where id = '" + match + "'",
                "update matches.match set back_on = away_from where id = '" + match + "'",
                "update matches.replacement set state = 'CLOSED' where match = '" + match + "'",
                "update matches.replacement set next_date = null where match = '" + match + "'")) {
            assertThatThrownBy(() -> stage.desk(() -> db.sql(damage).update()))
                    .as(damage)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        for (var reader : List.of(ria.viewer(), wim.viewer(), ahmed.viewer())) {
            assertThat(reader.<Integer>call(() -> transaction.execute(
                            _ -> db.sql("update matches.replacement set next_date = current_date where match = :match")
                                    .param("match", match.value())
                                    .update())))
                    .isZero();
        }
    }

    private void assertFound(String name, String... damage) {
        assertThat(DamagedRows.examine(database, law(name), damage).violations())
                .as(name + ": " + String.join("; ", damage))
                .anyMatch(this::isMine);
    }

    private Law law(String name) {
        return laws.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private boolean isMine(String line) {
        return line.contains(match.toString()) || line.contains(request.toString());
    }

    private void nothingIsBroken() {
        nothingIsBroken("");
    }

    private void nothingIsBroken(String after) {
        for (var one : laws) {
            if (one.name().startsWith("matches.") || one.name().startsWith("limits.")) {
                assertThat(one.examine(jobs).violations())
                        .as(one.name() + " after " + after)
                        .noneMatch(this::isMine);
            }
        }
    }

    // --- hands ---

    private ForAWhile ill(LocalDate backOn) {
        return new ForAWhile(Why.ILL, today(), backOn);
    }

    private Viewer coordinator() {
        return stage.team.viewer();
    }

    private LocalDate today() {
        return stage.today();
    }

    private Match now() {
        return of(match);
    }

    private Match of(MatchId id) {
        return coordinator().call(() -> matches.find(id)).orElseThrow();
    }

    private HelpRequest requestNow() {
        return coordinator().call(() -> requests.find(request)).orElseThrow();
    }

    private Replacement.Running replacement() {
        return coordinator().call(() -> replacements.findRunning(match)).orElseThrow();
    }

    private Replacement.Running replacementOrNull() {
        return coordinator().call(() -> replacements.findRunning(match)).orElse(null);
    }

    private List<Outcome> outcomes() {
        return coordinator().call(() -> replacements.listOf(match)).stream()
                .filter(Closed.class::isInstance)
                .map(one -> ((Closed) one).outcome())
                .toList();
    }

    private List<Stretch> running() {
        return coordinator().call(() -> without.listRunning()).stream()
                .filter(one -> one.request().equals(request))
                .toList();
    }

    private List<Stretch> stretches() {
        return coordinator().call(() -> without.listSince(today().minusYears(1))).stream()
                .filter(one -> one.request().equals(request))
                .toList();
    }

    private List<What> events() {
        return coordinator().call(() -> matches.listEvents(match)).stream()
                .map(Event::what)
                .toList();
    }

    private Room room(Someone someone) {
        return stage.desk(() -> limits.room(List.of(someone.person())).get(someone.person()));
    }

    private List<String> subjectsTo(Someone someone) {
        return jobs.sql("select subject from mail.outbox where to_address = :address order by created_at")
                .param("address", someone.email())
                .query(String.class)
                .list();
    }
}
