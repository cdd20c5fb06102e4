package nl.samenspel.matches;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Face;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.Policy;
import nl.samenspel.matches.CheckIn.Answered;
import nl.samenspel.matches.CheckIn.Answers;
import nl.samenspel.matches.CheckIn.Asked;
import nl.samenspel.matches.CheckIn.GoOn;
import nl.samenspel.matches.CheckIn.Moment;
import nl.samenspel.matches.CheckIn.Side;
import nl.samenspel.matches.CheckIn.Skipped;
import nl.samenspel.matches.CheckIn.State;
import nl.samenspel.matches.CheckIn.ToCall;
import nl.samenspel.matches.CheckIns.Outcome;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class CheckInsTest {

    private static final Answers WELL = new Answers(Face.GLAD, Face.GLAD, GoOn.YES, "");

    @Autowired
    Matches matches;

    @Autowired
    Replacements replacements;

    @Autowired
    CheckIns checkIns;

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

    Life life;
    Stage stage;
    Someone ria;
    Someone wim;
    HelpRequestId request;
    MatchId match;

    @BeforeEach
    void they_try() {
        life = new Life(matches, checkIns, replacements, invitations, database, jobs, clock);
        stage = new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
        ria = stage.volunteer("Ria");
        wim = stage.participant("Wim");
        request = stage.searching(wim.person(), 2);
        match = life.trying(stage, request, ria);
    }

    // --- asking ---

    @Test
    void after_the_first_week_both_are_asked_by_mail() {
        assertThat(asked(Moment.FIRST)).extracting(CheckIn::state).containsOnly(State.PLANNED);
        life.daysPass(match, Customs.DEFAULT.firstAfterDays() - 1);
        assertThat(subjectsTo(wim)).doesNotContain("Hoe gaat het?");
        life.daysPass(match, 1);
        assertThat(asked(Moment.FIRST)).hasSize(2).allMatch(Asked.class::isInstance);
        assertThat(subjectsTo(ria)).contains("Hoe gaat het?");
        assertThat(subjectsTo(wim)).contains("Hoe gaat het?");
        life.time();
        assertThat(subjectsTo(wim).stream().filter("Hoe gaat het?"::equals))
                .as("once")
                .hasSize(1);
        assertThat(ria.viewer().call(() -> checkIns.listMine())).hasSize(1);
    }

    @Test
    void no_health_word_and_no_name_but_ones_own_is_in_a_mail() {
        life.daysPass(match, 7);
        assertThat(jobs.sql(
                                "select body from mail.outbox where to_address in (:ria, :wim) and subject = 'Hoe gaat het?'")
                        .param("ria", ria.email())
                        .param("wim", wim.email())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .containsPattern("(Ria|Wim) Voorbeeld")
                        .doesNotContainPattern("Ria(.|\\n)*Wim|Wim(.|\\n)*Ria")
                        .contains("/check-in"));
    }

    @Test
    void who_does_not_answer_gets_one_reminder_and_then_the_coordinator_calls() {
        life.daysPass(match, 7);
        life.daysPass(match, Customs.DEFAULT.remindDays());
        life.time();
        assertThat(subjectsTo(wim).stream().filter("Nog even: hoe gaat het?"::equals))
                .hasSize(1);
        assertThat(desk()).isEmpty();
        life.daysPass(match, Customs.DEFAULT.callDays());
        assertThat(asked(Moment.FIRST)).allMatch(ToCall.class::isInstance);
        assertThat(desk()).hasSize(2);
        assertThat(coordinator().call(() -> checkIns.answerByPhone(match, Side.PARTICIPANT, WELL)))
                .isEqualTo(Outcome.KEPT);
        assertThat(coordinator().call(() -> checkIns.skipByPhone(match, Side.VOLUNTEER)))
                .isEqualTo(Outcome.KEPT);
        assertThat(desk()).isEmpty();
        assertThat(asked(Moment.FIRST))
                .anySatisfy(one -> assertThat(one).isInstanceOfSatisfying(Answered.class, answered -> {
                    assertThat(answered.said().by()).isEqualTo(stage.team.coordinator());
                    assertThat(answered.said().byPhone()).isTrue();
                }));
    }

    @Test
    void who_has_no_mail_is_called_at_once() {
        hasNoMail(wim);
        life.daysPass(match, 7);
        assertThat(asked(Moment.FIRST))
                .anySatisfy(one -> {
                    assertThat(one).isInstanceOf(ToCall.class);
                    assertThat(one.about().side()).isEqualTo(Side.PARTICIPANT);
                })
                .anySatisfy(one -> assertThat(one).isInstanceOf(Asked.class));
    }

    @Test
    void who_decides_by_law_is_asked_when_only_they_have_mail() {
        var bep = stage.participant("Bep");
        hasNoMail(bep);
        var mia = neighbourhood.someone(stage.team, "Mia", Role.RELATIVE, stage.postcode);
        stage.desk(() -> {
            people.relate(stage.team.organisation(), bep.person(), mia.person(), Relation.LEGAL_REPRESENTATIVE);
            return true;
        });
        var theirs = life.trying(stage, stage.searching(bep.person(), 1), ria);
        life.daysPass(theirs, 7);
        assertThat(mia.viewer().call(() -> checkIns.findMine(theirs))).isPresent();
        assertThat(mia.viewer().call(() -> checkIns.answer(theirs, WELL))).isEqualTo(Outcome.KEPT);
    }

    // --- answering ---

    @Test
    void each_sees_their_own_answers_and_the_coordinator_both() {
        life.daysPass(match, 7);
        assertThat(ria.viewer()
                        .call(() -> checkIns.answer(
                                match, new Answers(Face.GLAD, Face.SO_SO, GoOn.YES, "Het is ver fietsen"))))
                .isEqualTo(Outcome.KEPT);
        assertThat(wim.viewer()
                        .call(() -> checkIns.answer(
                                match, new Answers(Face.GLAD, Face.HARD, GoOn.TALK, "Ik slaap slecht"))))
                .isEqualTo(Outcome.KEPT);

        assertThat(asked(Moment.FIRST)).allMatch(Answered.class::isInstance).hasSize(2);
        for (var one : List.of(ria, wim)) {
            assertThat(wordsSeenBy(one.viewer()))
                    .containsExactly(one.equals(ria) ? "Het is ver fietsen" : "Ik slaap slecht");
            assertThat(one.viewer().call(() -> checkIns.listOf(match))).isEmpty();
        }
        assertThat(wordsSeenBy(coordinator())).hasSize(2);
        assertThat(wordsSeenBy(stage.volunteer("Ahmed").viewer())).isEmpty();
        assertThat(wordsSeenBy(neighbourhood.colleagueOf(stage.team).viewer())).isEmpty();
    }

    /// Straight from the rows, past every door.
    private List<String> wordsSeenBy(Viewer viewer) {
        return viewer.<List<String>>call(() -> transaction.execute(
                _ -> db.sql("select words from matches.check_in where match = :match and words is not null")
                        .param("match", match.value())
                        .query(String.class)
                        .list()));
    }

    @Test
    void what_is_hard_or_said_in_words_is_heard_today() {
        life.daysPass(match, 7);
        ria.viewer().run(() -> checkIns.answer(match, WELL));
        assertThat(desk()).isEmpty();
        wim.viewer().run(() -> checkIns.answer(match, new Answers(Face.GLAD, Face.HARD, GoOn.YES, "")));
        assertThat(desk()).singleElement().satisfies(one -> {
            assertThat(one.holder()).isEqualTo(stage.team.coordinator());
            assertThat(one.checkIn()).isInstanceOf(Answered.class);
        });
        assertThat(subjectsToCoordinator()).contains("Een antwoord om vandaag te lezen");
        assertThat(coordinator().call(() -> checkIns.hear(match))).isEqualTo(Outcome.KEPT);
        assertThat(desk()).isEmpty();
    }

    @Test
    void skipping_is_fine_and_answering_twice_is_once() {
        life.daysPass(match, 7);
        assertThat(ria.viewer().call(() -> checkIns.skip(match))).isEqualTo(Outcome.KEPT);
        assertThat(asked(Moment.FIRST)).anyMatch(Skipped.class::isInstance);
        assertThat(ria.viewer().call(() -> checkIns.answer(match, WELL))).isEqualTo(Outcome.NOTHING_ASKED);
        assertThat(wim.viewer().call(() -> checkIns.answer(match, WELL))).isEqualTo(Outcome.KEPT);
        assertThat(wim.viewer().call(() -> checkIns.answer(match, WELL))).isEqualTo(Outcome.NOTHING_ASKED);
    }

    @Test
    void nobody_answers_for_another() {
        life.daysPass(match, 7);
        for (var stranger : List.of(stage.volunteer("Ahmed").viewer(), Viewer.NOBODY)) {
            assertThat(stranger.call(() -> checkIns.answer(match, WELL))).isEqualTo(Outcome.NOTHING_ASKED);
            assertThat(stranger.call(() -> checkIns.answerByPhone(match, Side.VOLUNTEER, WELL)))
                    .isEqualTo(Outcome.NOT_FOUND);
            assertThat(stranger.call(() -> checkIns.hear(match))).isEqualTo(Outcome.NOT_FOUND);
        }
        assertThat(ria.viewer().call(() -> checkIns.answerByPhone(match, Side.PARTICIPANT, WELL)))
                .isEqualTo(Outcome.NOT_FOUND);
        assertThat(asked(Moment.FIRST)).allMatch(Asked.class::isInstance);
    }

    // --- with the steps of a match ---

    @Test
    void a_longer_trial_moves_its_last_talk_and_a_match_drops_it() {
        coordinator().run(() -> matches.startTrial(match, today().plusWeeks(8)));
        assertThat(asked(Moment.TRIAL_END))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.about().dueOn())
                        .isEqualTo(today().plusWeeks(8).minusDays(CheckIns.BEFORE_TRIAL_ENDS)));
        coordinator().run(() -> matches.makeMatch(match, today().plusMonths(3)));
        assertThat(asked(Moment.TRIAL_END)).extracting(CheckIn::state).containsOnly(State.DROPPED);
        assertThat(asked(Moment.REVIEW))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.about().dueOn()).isEqualTo(today().plusMonths(3)));
        coordinator().run(() -> matches.review(match, today().plusMonths(6), "Goed"));
        assertThat(asked(Moment.REVIEW).stream().filter(CheckIn.Planned.class::isInstance))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.about().dueOn()).isEqualTo(today().plusMonths(6)));
    }

    @Test
    void nobody_is_asked_while_the_volunteer_is_away() {
        life.daysPass(match, 7);
        ria.viewer().run(() -> replacements.report(new Absence.ForAWhile(Replacement.Why.ILL, today(), null)));
        assertThat(coordinator().call(() -> checkIns.listOf(match)))
                .extracting(CheckIn::state)
                .containsOnly(State.DROPPED);
    }

    @Test
    void at_the_end_both_may_look_back_and_nobody_is_chased() {
        coordinator().run(() -> matches.end(match, EndReason.GOAL_REACHED, "", Afterwards.CLOSE));
        life.time();
        assertThat(subjectsTo(ria)).contains("Hoe kijk je terug?");
        assertThat(subjectsTo(wim)).contains("Hoe kijkt u terug?");
        assertThat(ria.viewer().call(() -> checkIns.answer(match, WELL))).isEqualTo(Outcome.KEPT);
        life.daysPass(match, 20);
        assertThat(subjectsTo(wim)).doesNotContain("Nog even: hoe gaat het?");
        life.daysPass(match, CheckIns.LOOKING_BACK_DAYS);
        assertThat(asked(Moment.END))
                .extracting(CheckIn::state)
                .containsExactlyInAnyOrder(State.ANSWERED, State.DROPPED);
        assertThat(desk()).isEmpty();
    }

    @Test
    void nobody_who_grieves_is_asked_how_it_was() {
        coordinator().run(() -> matches.end(match, EndReason.DECEASED, "", Afterwards.CLOSE));
        life.time();
        assertThat(asked(Moment.END)).isEmpty();
    }

    // --- after two years, and the customs of an organisation ---

    @Test
    void after_two_years_both_choose_each_other_again() {
        coordinator().run(() -> matches.makeMatch(match, today().plusMonths(3)));
        assertThat(coordinator()
                        .call(() -> matches.review(match, today().plusYears(3), ""))
                        .isDone())
                .isTrue();
        var whole = today().plusYears(Policy.REVIEW_AFTER_YEARS);
        assertThat(active().reviewOn()).as("a review never skips that day").isEqualTo(whole);

        life.daysPass(match, 731);
        assertThat(matches.isWholeReviewDue(active())).isTrue();
        assertThat(coordinator().call(() -> matches.review(match, today().plusMonths(3), "")))
                .isInstanceOf(Step.NotNow.class);
        assertThat(coordinator()
                        .call(() -> matches.goOn(match, today().plusMonths(3), "Beiden graag"))
                        .isDone())
                .isTrue();
        assertThat(active().weighedOn()).isEqualTo(today());
        assertThat(coordinator().<Boolean>call(() -> matches.isWholeReviewDue(active())))
                .isFalse();
        assertThat(coordinator().call(() -> matches.listEvents(match)).stream().map(Event::what))
                .endsWith(Event.What.GOES_ON);
    }

    @Test
    void an_organisation_has_its_own_rhythm_and_words() {
        var leads = neighbourhood.viewer(stage.team.coordinator());
        leads.run(() -> checkIns.keepCustoms(new Customs(2, 6, 3, 3, "Wat fijn dat je er was.")));
        var second = life.trying(stage, stage.searching(wim.person(), 1), ria);
        life.daysPass(second, 2);
        assertThat(coordinator().call(() -> checkIns.listOf(second)).stream()
                        .filter(one -> one.about().moment() == Moment.FIRST))
                .allMatch(Asked.class::isInstance);
        coordinator().run(() -> matches.end(second, EndReason.GOAL_REACHED, "", Afterwards.CLOSE));
        assertThat(jobs.sql("select body from mail.outbox where to_address = :to and subject = 'Dank je wel'")
                        .param("to", ria.email())
                        .query(String.class)
                        .list())
                .singleElement()
                .asString()
                .contains("Wat fijn dat je er was.");
    }

    // --- hands ---

    private Active active() {
        return (Active) coordinator().call(() -> matches.find(match)).orElseThrow();
    }

    private List<CheckIn> asked(Moment moment) {
        return coordinator().call(() -> checkIns.listOf(match)).stream()
                .filter(one -> one.about().moment() == moment)
                .toList();
    }

    private List<CheckIns.AtDesk> desk() {
        return coordinator().call(() -> checkIns.listForTheDesk());
    }

    private void hasNoMail(Someone someone) {
        JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("update access.account set email = null where id = :id")
                .param("id", someone.account().value())
                .update();
    }

    private Viewer coordinator() {
        return stage.team.viewer();
    }

    private LocalDate today() {
        return stage.today();
    }

    private List<String> subjectsTo(Someone someone) {
        return subjects(someone.email());
    }

    private List<String> subjectsToCoordinator() {
        return subjects(stage.team.email());
    }

    private List<String> subjects(String address) {
        return jobs.sql("select subject from mail.outbox where to_address = :address order by created_at")
                .param("address", address)
                .query(String.class)
                .list();
    }
}
