package nl.samenspel.matches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.DamagedRows;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Database;
import nl.samenspel.database.Law;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.Event.What;
import nl.samenspel.matches.Match.Active;
import nl.samenspel.matches.Match.Agreed;
import nl.samenspel.matches.Match.Ended;
import nl.samenspel.matches.Match.Meeting;
import nl.samenspel.matches.Match.Promised;
import nl.samenspel.matches.Match.Trial;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.matches.Matches.Part;
import nl.samenspel.matching.Candidates;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Judgement;
import nl.samenspel.matching.Obstacle.NotThisPair;
import nl.samenspel.matching.Obstacle.NotThisPair.Why;
import nl.samenspel.matching.Stage;
import nl.samenspel.people.People;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.Reception;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class MatchesTest {

    @Autowired
    Matches matches;

    @Autowired
    MatchStore store;

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
    @Qualifier("consentOfBoth")
    Law consentOfBoth;

    @Autowired
    @Qualifier("hoursPromised")
    Law hoursPromised;

    @Autowired
    @Qualifier("matchHolder")
    Law matchHolder;

    @Autowired
    @Qualifier("oneMatchPerRequest")
    Law oneMatchPerRequest;

    Stage stage;
    Someone ria;
    Someone wim;
    HelpRequestId request;
    MatchId match;

    @BeforeEach
    void a_volunteer_said_yes() {
        stage = anotherStage();
        ria = stage.volunteer("Ria");
        wim = stage.participant("Wim");
        request = stage.searching(wim.person(), 2);
        match = saidYes(request);
    }

    private Stage anotherStage() {
        return new Stage(new Stage.Doors(neighbourhood, volunteers, limits, requests, reception, transaction, clock));
    }

    private MatchId saidYes(HelpRequestId wanted) {
        coordinator()
                .run(() -> invitations.invite(wanted, List.of(ria.person()), "Koffie drinken?", today().plusDays(7)));
        var invitation = ria.viewer().call(() -> invitations.listOfViewer()).getFirst();
        ria.viewer().run(() -> invitations.accept(invitation.id()));
        return coordinator().call(() -> matches.listOf(wanted)).getFirst().id();
    }

    // --- the way of a match ---

    @Test
    void from_the_first_yes_to_a_kind_goodbye() {
        assertThat(now()).isInstanceOfSatisfying(Promised.class, promised -> {
            assertThat(promised.duo().holder().person()).isEqualTo(stage.team.coordinator());
            assertThat(promised.nextDate()).isEqualTo(today().plusDays(Matches.ASK_WITHIN));
        });
        assertThat(subjectsTo(wim)).containsExactly("Er is iemand die wil helpen");

        assertThat(wim.viewer().call(() -> matches.agree(match)).isDone()).isTrue();
        assertThat(now()).isInstanceOf(Agreed.class);

        var meet = new Meet(today().plusDays(4), LocalTime.of(14, 30), "Bij u thuis");
        assertThat(coordinator().call(() -> matches.planMeeting(match, meet)).isDone())
                .isTrue();
        assertThat(now()).isInstanceOfSatisfying(Meeting.class, meeting -> {
            assertThat(meeting.meet()).isEqualTo(meet);
            assertThat(meeting.nextDate()).isEqualTo(today().plusDays(5));
        });

        var until = today().plusWeeks(4);
        assertThat(coordinator().call(() -> matches.startTrial(match, until)).isDone())
                .isTrue();
        assertThat(now())
                .isInstanceOfSatisfying(
                        Trial.class, trial -> assertThat(trial.until()).isEqualTo(until));

        var review = today().plusMonths(3);
        assertThat(coordinator().call(() -> matches.makeMatch(match, review)).isDone())
                .isTrue();
        assertThat(coordinator()
                        .call(() -> matches.review(match, review.plusMonths(3), "Beiden blij"))
                        .isDone())
                .isTrue();
        assertThat(now())
                .isInstanceOfSatisfying(
                        Active.class, active -> assertThat(active.reviewOn()).isEqualTo(review.plusMonths(3)));

        assertThat(coordinator()
                        .call(() -> matches.end(match, EndReason.GOAL_REACHED, "Mooi gegaan", Afterwards.CLOSE))
                        .isDone())
                .isTrue();
        assertThat(now()).isInstanceOfSatisfying(Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(EndReason.GOAL_REACHED);
            assertThat(ended.words()).isEqualTo("Mooi gegaan");
        });
        assertThat(requestNow())
                .isInstanceOfSatisfying(
                        HelpRequest.Closed.class,
                        closed -> assertThat(closed.reason()).isEqualTo(CloseReason.HELPED));
        assertThat(hoursFree()).isEqualTo(3);
        assertThat(coordinator().call(() -> matches.listEvents(match)).stream().map(Event::what))
                .containsExactly(
                        What.PROMISED, What.AGREED, What.MEETING, What.TRIAL, What.ACTIVE, What.REVIEWED, What.ENDED);
        assertThat(subjectsTo(ria)).contains("Het is goed dat je komt", "De kennismaking is gepland", "Dank je wel");
        assertThat(subjectsTo(wim)).contains("Bericht over uw vraag");
    }

    @Test
    void steps_that_a_state_does_not_offer_change_nothing() {
        coordinator().run(() -> {
            assertThat(matches.startTrial(match, today().plusDays(9))).isInstanceOf(Step.NotNow.class);
            assertThat(matches.makeMatch(match, today().plusDays(9))).isInstanceOf(Step.NotNow.class);
            assertThat(matches.planMeeting(match, new Meet(today(), null, "hier")))
                    .isInstanceOf(Step.NotNow.class);
            assertThat(matches.review(match, today(), "")).isInstanceOf(Step.NotNow.class);
        });
        assertThat(now()).isInstanceOf(Promised.class);
    }

    // --- consent, and who sees whom ---

    @Test
    void nobody_knows_who_the_other_is_before_both_agreed_nor_after_the_end() {
        assertThat(seen(ria, wim)).isFalse();
        assertThat(seen(wim, ria)).isFalse();

        wim.viewer().run(() -> matches.agree(match));
        assertThat(seen(ria, wim)).isTrue();
        assertThat(seen(wim, ria)).isTrue();
        assertThat(seen(stage.volunteer("Ahmed"), wim)).isFalse();

        coordinator().run(() -> matches.end(match, EndReason.MOVED, "", Afterwards.SEARCH));
        assertThat(seen(ria, wim)).isFalse();
        assertThat(seen(wim, ria)).isFalse();
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
    }

    @Test
    void two_who_do_two_things_together_still_see_each_other_when_one_ends() {
        var second = saidYes(stage.searching(wim.person(), 1));
        wim.viewer().run(() -> matches.agree(match));
        wim.viewer().run(() -> matches.agree(second));
        coordinator().run(() -> matches.end(match, EndReason.GOAL_REACHED, "", Afterwards.CLOSE));
        assertThat(seen(ria, wim)).isTrue();
        coordinator().run(() -> matches.end(second, EndReason.GOAL_REACHED, "", Afterwards.CLOSE));
        assertThat(seen(ria, wim)).isFalse();
    }

    @Test
    void only_the_participant_or_who_decides_for_them_by_law_consents() {
        var son = neighbourhood.someone(stage.team, "Kees", Role.RELATIVE, stage.postcode);
        stage.desk(() -> {
            people.relate(stage.team.organisation(), wim.person(), son.person(), Relation.CHILD);
            return true;
        });
        assertThat(son.viewer().call(() -> matches.agree(match))).isInstanceOf(Step.NotFound.class);
        assertThat(ria.viewer().call(() -> matches.agree(match))).isInstanceOf(Step.NotYours.class);
        assertThat(ria.viewer().call(() -> matches.refuse(match))).isInstanceOf(Step.NotYours.class);
        assertThat(coordinator().call(() -> matches.agree(match))).isInstanceOf(Step.NotYours.class);
        assertThat(coordinator().call(() -> matches.agreeByPhone(match, son.person())))
                .isInstanceOf(Step.NotYours.class);
        assertThat(now()).isInstanceOf(Promised.class);

        stage.desk(() -> {
            people.relate(stage.team.organisation(), wim.person(), son.person(), Relation.LEGAL_REPRESENTATIVE);
            return true;
        });
        assertThat(son.viewer().call(() -> matches.agree(match)).isDone()).isTrue();
        assertThat(seen(son, ria)).isTrue();
        assertThat(son.viewer().call(() -> matches.partOfViewer(now()))).contains(Part.DECIDES);
    }

    @Test
    void a_relative_who_asked_follows_it_but_does_not_consent() {
        var daughter = neighbourhood.someone(stage.team, "Anja", Role.RELATIVE, stage.postcode);
        var asked = stage.searching(
                wim.person(),
                new NewRequest.Asker(new NewRequest.Known(daughter.person()), Relation.CHILD, true),
                Stage.need(stage.postcode, today(), 1));
        var hers = saidYes(asked);

        assertThat(daughter.viewer().call(() -> matches.listAsParticipant())).hasSize(1);
        assertThat(daughter.viewer().call(() -> matches.agree(hers))).isInstanceOf(Step.NotYours.class);
        var found = daughter.viewer().call(() -> matches.find(hers)).orElseThrow();
        assertThat(daughter.viewer().call(() -> matches.partOfViewer(found))).contains(Part.FOLLOWS);
        wim.viewer().run(() -> matches.agree(hers));
        assertThat(seen(daughter, ria)).isTrue();
    }

    @Test
    void consent_told_by_phone_is_recorded_with_who_and_how() {
        assertThat(coordinator()
                        .call(() -> matches.agreeByPhone(match, wim.person()))
                        .isDone())
                .isTrue();
        assertThat(coordinator().call(() -> matches.listEvents(match)).getLast())
                .satisfies(event -> {
                    assertThat(event.what()).isEqualTo(What.AGREED);
                    assertThat(event.byPhone()).isTrue();
                    assertThat(event.by()).isEqualTo(stage.team.coordinator());
                });
        assertThat(jobs.sql("select given_by from people.consent where subject = :match and person = :wim and by_phone")
                        .param("match", match.value())
                        .param("wim", wim.person().value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(wim.person().value());
    }

    @Test
    void a_no_of_the_participant_is_kind_and_final_for_these_two() {
        assertThat(wim.viewer().call(() -> matches.refuse(match)).isDone()).isTrue();

        assertThat(now()).isInstanceOf(Ended.class);
        assertThat(requestNow()).isInstanceOf(HelpRequest.Searching.class);
        assertThat(hoursFree()).isEqualTo(3);
        assertThat(subjectsTo(ria)).contains("Het gaat deze keer niet door");
        var another = stage.searching(wim.person(), 1);
        assertThat(coordinator().call(() -> candidates.whyNot(another, ria.person())))
                .hasValueSatisfying(judgement -> assertThat(((Judgement.FitsNot) judgement).obstacles())
                        .containsExactly(new NotThisPair(Why.KEPT_APART)));
        var elsewhere = stage.searching(stage.participant("Bep").person(), 1);
        assertThat(coordinator().call(() -> candidates.whyNot(elsewhere, ria.person())))
                .hasValueSatisfying(judgement -> assertThat(judgement).isInstanceOf(Judgement.Fits.class));
    }

    @Test
    void either_may_say_that_they_would_rather_stop_and_the_desk_hears_it_today() {
        wim.viewer().run(() -> matches.agree(match));
        assertThat(ria.viewer()
                        .call(() -> matches.askToStop(match, "Ik ga verhuizen"))
                        .isDone())
                .isTrue();
        assertThat(now())
                .isInstanceOfSatisfying(
                        Agreed.class, agreed -> assertThat(agreed.nextDate()).isEqualTo(today()));
        assertThat(wim.viewer().call(() -> matches.askToStop(match, "")).isDone())
                .isTrue();
        assertThat(coordinator().call(() -> matches.listEvents(match)).stream().map(Event::what))
                .endsWith(What.VOLUNTEER_ASKS_TO_STOP, What.PARTICIPANT_ASKS_TO_STOP);
        assertThat(stage.volunteer("Ahmed").viewer().call(() -> matches.askToStop(match, "")))
                .isInstanceOf(Step.NotFound.class);
    }

    @Test
    void when_the_request_ends_its_match_does() {
        wim.viewer().run(() -> matches.agree(match));
        wim.viewer().run(() -> requests.withdraw(request, "Het gaat weer"));
        assertThat(now()).isInstanceOf(Ended.class);
        assertThat(hoursFree()).isEqualTo(3);
        assertThat(seen(ria, wim)).isFalse();
    }

    @Test
    void a_colleague_takes_over() {
        var colleague = neighbourhood.colleagueOf(stage.team);
        assertThat(coordinator()
                        .call(() -> matches.hand(match, colleague.coordinator(), today().plusDays(2)))
                        .isDone())
                .isTrue();
        assertThat(now().duo().holder().person()).isEqualTo(colleague.coordinator());
        assertThat(colleague.viewer().call(() -> matches.find(match))).isPresent();
        assertThatThrownBy(() -> colleague
                        .viewer()
                        .run(() -> matches.hand(match, anotherStage().team.coordinator(), today())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void from_every_state_it_can_be_ended_for_every_reason(EndReason reason) {
        coordinator().run(() -> matches.end(match, reason, "", Afterwards.SEARCH));
        assertThat(now())
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.reason()).isEqualTo(reason));
    }

    // --- rows ---

    @Test
    void what_goes_in_comes_out() {
        var promised = (Promised) now();
        wim.viewer().run(() -> matches.agree(match));
        var agreed = (Agreed) now();
        var meeting = agreed.planMeeting(new Meet(today(), null, "Hier"), today().plusDays(1));
        var trial = meeting.startTrial(today().plusDays(9));
        var active = trial.makeMatch(today().plusDays(90));
        var before = new Match[] {agreed};
        for (var after : List.of(
                meeting,
                meeting.planMeeting(new Meet(today(), LocalTime.NOON, "Daar"), today().plusDays(3)),
                trial,
                active,
                active.review(today().plusDays(99)),
                active.end(EndReason.OTHER, "Dank", today()))) {
            var saved = stage.desk(() -> {
                assertThat(store.replace(before[0], after)).isTrue();
                assertThat(store.replace(before[0], after)).as("moved before").isFalse();
                return store.find(match).orElseThrow();
            });
            assertThat(saved)
                    .usingRecursiveComparison()
                    .ignoringFields("duo.version")
                    .isEqualTo(after);
            before[0] = saved;
        }
        assertThat(promised.duo().version()).isEqualTo(1);
        // through the store only, so what belongs to the end is done here
        stage.desk(() -> {
            limits.release(now().duo().invitation().value());
            return true;
        });
    }

    @Test
    void only_the_own_desk_and_the_two_see_a_match() {
        var elsewhere = anotherStage();
        for (var one : List.of(coordinator(), ria.viewer(), wim.viewer())) {
            assertThat(one.call(() -> matches.find(match))).isPresent();
        }
        for (var stranger : List.of(
                elsewhere.team.viewer(),
                neighbourhood.colleagueOf(stage.team).viewer(),
                stage.volunteer("Ahmed").viewer(),
                stage.participant("Bep").viewer(),
                Viewer.NOBODY)) {
            assertThat(stranger.call(() -> matches.find(match))).isEmpty();
            assertThat(stranger.call(() -> matches.end(match, EndReason.OTHER, "", Afterwards.SEARCH)))
                    .isInstanceOf(Step.NotFound.class);
        }
        for (var reader : List.of(ria.viewer(), wim.viewer())) {
            assertThat(reader.call(() -> matches.end(match, EndReason.OTHER, "", Afterwards.SEARCH)))
                    .isInstanceOf(Step.NotFound.class);
            assertThat(reader.call(() -> matches.listEvents(match))).isEmpty();
            assertThat(reader.<Integer>call(() ->
                            transaction.execute(_ -> db.sql("update matches.match set next_date = null where id = :id")
                                    .param("id", match.value())
                                    .update())))
                    .isZero();
        }
    }

    @Test
    void the_database_refuses_a_trial_without_consent_whoever_asks_it() {
        for (var damage : List.of(
                "update matches.match set state = 'TRIAL', trial_until = next_date where id = :id",
                "update matches.match set state = 'ACTIVE', review_on = next_date where id = :id",
                "update matches.match set next_date = null where id = :id",
                "update matches.match set state = 'ENDED' where id = :id")) {
            assertThatThrownBy(() -> stage.desk(
                            () -> db.sql(damage).param("id", match.value()).update()))
                    .as(damage)
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
    }

    // --- laws ---

    @Test
    void damaged_matches_are_found() {
        wim.viewer().run(() -> matches.agree(match));
        var mine = " where id = '" + match + "'";
        var invitation = now().duo().invitation();

        for (var law : List.of(consentOfBoth, hoursPromised, matchHolder, oneMatchPerRequest)) {
            assertThat(law.examine(jobs).rows()).isPositive();
            assertThat(law.examine(jobs).violations()).noneMatch(this::isMine);
        }
        assertFound(
                consentOfBoth,
                "alter table matches.match drop constraint both_consent",
                "update matches.match set participant_consent = null" + mine);
        assertFound(consentOfBoth, "update people.consent set withdrawn_at = now() where subject = '" + match + "'");
        assertFound(consentOfBoth, "update matches.match set participant_consent = volunteer_consent" + mine);
        assertFound(
                hoursPromised, "update limits.commitment set ended_on = from_day where source = '" + invitation + "'");
        assertFound(hoursPromised, "update limits.commitment set hours = 1 where source = '" + invitation + "'");
        assertFound(
                hoursPromised,
                "update matches.match set state = 'ENDED', ended_on = current_date, end_reason = 'OTHER',"
                        + " next_date = null" + mine);
        assertFound(
                matchHolder,
                "alter table matches.match drop constraint next_date_until_the_end",
                "update matches.match set next_date = null" + mine);
        assertFound(
                matchHolder,
                "alter table matches.match alter holder drop not null",
                "update matches.match set holder = null" + mine);
        var another = saidYes(stage.searching(wim.person(), 1));
        assertThat(DamagedRows.examine(
                                database,
                                oneMatchPerRequest,
                                "drop index matches.one_running_match",
                                "update matches.match set request = '" + request + "' where id = '" + another + "'")
                        .violations())
                .anyMatch(line -> line.contains(request.toString()));
    }

    private void assertFound(Law law, String... damage) {
        assertThat(DamagedRows.examine(database, law, damage).violations())
                .as(String.join("; ", damage))
                .anyMatch(this::isMine);
    }

    private boolean isMine(String line) {
        return line.contains(match.toString());
    }

    // --- hands ---

    private Viewer coordinator() {
        return stage.team.viewer();
    }

    private LocalDate today() {
        return stage.today();
    }

    private Match now() {
        return coordinator().call(() -> matches.find(match)).orElseThrow();
    }

    private HelpRequest requestNow() {
        return coordinator().call(() -> requests.find(request)).orElseThrow();
    }

    private int hoursFree() {
        return stage.desk(() -> limits.room(List.of(ria.person())).get(ria.person()))
                .hoursFree();
    }

    /// Whether one can read the record of the other.
    private boolean seen(Someone by, Someone whom) {
        return by.viewer()
                .call(() -> people.list(Set.<PersonId>of(whom.person()), Purpose.MATCH))
                .containsKey(whom.person());
    }

    private List<String> subjectsTo(Someone someone) {
        return jobs.sql("select subject from mail.outbox where to_address = :address order by created_at")
                .param("address", someone.email())
                .query(String.class)
                .list();
    }
}
