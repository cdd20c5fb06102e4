package nl.samenspel.careplans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.CareTask.Accepted;
import nl.samenspel.careplans.CareTask.Proposed;
import nl.samenspel.careplans.CareTask.Released;
import nl.samenspel.careplans.Careplan.FromTheStart;
import nl.samenspel.careplans.Seat.Gone;
import nl.samenspel.careplans.Seat.Invited;
import nl.samenspel.careplans.Seat.Part;
import nl.samenspel.careplans.Seat.Seated;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Matches.Afterwards;
import nl.samenspel.network.DayParts;
import nl.samenspel.people.Consents;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequest.CloseReason;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SamenspelTest
@NullUnmarked
class CareplansTest {

    @Autowired
    ApplicationContext program;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    Database database;

    @Autowired
    JdbcClient db;

    AroundTruus.Doors doors;
    AroundTruus round;
    CareplanId plan;

    @BeforeEach
    void a_table_with_a_daughter_a_volunteer_and_a_nurse() {
        doors = AroundTruus.doors(program);
        round = new AroundTruus(doors);
        plan = round.plan;
    }

    // --- opening ---

    @Test
    void the_participant_and_the_desk_sit_at_a_new_table_at_once() {
        var seats = round.desk(() -> doors.careplans().listSeats(plan));

        assertThat(seats.getFirst().part()).isEqualTo(Part.PARTICIPANT);
        assertThat(seats.getLast().part()).isEqualTo(Part.COORDINATOR);
        assertThat(seats).allMatch(Seated.class::isInstance);
    }

    @Test
    void around_one_participant_there_is_one_table() {
        assertThat(round.desk(() -> doors.careplans().open(round.request, FromTheStart.YES)))
                .isEqualTo(new Opening.OpenBefore(plan));
    }

    @Test
    void another_desk_opens_no_table() {
        var other = new AroundTruus(doors);

        assertThat(other.desk(() -> doors.careplans().open(round.request, FromTheStart.YES)))
                .isInstanceOf(Opening.NotFound.class);
    }

    @Test
    void a_table_begins_with_something_that_is_asked() {
        var wim = round.stage.participant("Wim");
        var request = round.stage.searching(wim.person(), 1);
        round.desk(() -> doors.stage().requests().close(request, CloseReason.SOLVED, ""));

        assertThat(round.desk(() -> doors.careplans().open(request, FromTheStart.YES)))
                .isInstanceOf(Opening.RequestEnded.class);
    }

    @Test
    void whether_volunteers_sat_there_from_the_start_is_counted() {
        assertThat(round.desk(() -> doors.careplans().countFromTheStart())).isEqualTo(Map.of(FromTheStart.YES, 1));
    }

    @Test
    void whoever_asked_may_wish_for_a_table_and_the_desk_hears_it() {
        var wim = round.stage.participant("Wim");
        var request = round.stage.searching(wim.person(), 1);

        assertThat(wim.viewer().call(() -> doors.careplans().wish(request))).isTrue();
        assertThat(wim.viewer().call(() -> doors.careplans().wish(request))).isFalse();
        assertThat(round.ria.viewer().call(() -> doors.careplans().wish(request)))
                .isFalse();
        assertThat(round.desk(() -> doors.careplans().listWished()))
                .extracting(TableWish::request)
                .containsExactly(request);
        assertThat(new AroundTruus(doors).desk(() -> doors.careplans().listWished()))
                .isEmpty();

        round.desk(() -> doors.careplans().open(request, FromTheStart.UNKNOWN));
        assertThat(round.desk(() -> doors.careplans().listWished())).isEmpty();
    }

    // --- sitting down ---

    @Test
    void who_is_asked_sits_down_themselves() {
        var bea = round.relative("Bea");
        var asked =
                (Seating.Asked) round.desk(() -> doors.careplans().invite(plan, new Whom.Known(bea.person()), false));

        assertThat(bea.viewer().call(() -> doors.careplans().find(plan))).isPresent();
        assertThat(bea.viewer().call(() -> doors.tasks().list(plan)))
                .as("nothing of the plan before one sits there")
                .isEmpty();
        assertThat(round.desk(() -> doors.careplans().sit(asked.seat()))).isInstanceOf(Seating.NotYours.class);
        assertThat(round.ria.viewer().call(() -> doors.careplans().sit(asked.seat())))
                .isInstanceOf(Seating.NotYours.class);
        assertThat(bea.viewer().call(() -> doors.careplans().sit(asked.seat())))
                .isEqualTo(new Seating.Sits(plan, asked.seat()));
        assertThat(bea.viewer().call(() -> doors.careplans().sit(asked.seat())))
                .as("twice is once")
                .isEqualTo(new Seating.Sits(plan, asked.seat()));
    }

    @Test
    void an_invitation_that_was_taken_back_opens_nothing() {
        var bea = round.relative("Bea");
        var asked =
                (Seating.Asked) round.desk(() -> doors.careplans().invite(plan, new Whom.Known(bea.person()), false));
        round.desk(() -> doors.careplans().remove(asked.seat()));

        assertThat(bea.viewer().call(() -> doors.careplans().sit(asked.seat()))).isInstanceOf(Seating.Expired.class);
        assertThat(bea.viewer().call(() -> doors.careplans().find(plan))).isEmpty();
    }

    @Test
    void an_invitation_past_its_day_opens_nothing() {
        var bea = round.relative("Bea");
        var asked =
                (Seating.Asked) round.desk(() -> doors.careplans().invite(plan, new Whom.Known(bea.person()), false));
        superuser()
                .sql("update careplans.seat set invited_until = current_date - 1 where id = :id")
                .param("id", asked.seat().value())
                .update();

        assertThat(bea.viewer().call(() -> doors.careplans().sit(asked.seat()))).isInstanceOf(Seating.Expired.class);
        assertThat(bea.viewer().call(() -> doors.careplans().listMine())).isEmpty();
    }

    @Test
    void a_code_is_used_once_and_by_whom_it_fits() {
        var elsewhere = new AroundTruus(doors);
        var asked = (Seating.Asked) round.desk(
                () -> doors.careplans().invite(plan, new Whom.Elsewhere("Sam van elders", Part.VOLUNTEER), false));
        var code = Objects.requireNonNull(asked.code()).value();

        assertThat(elsewhere.anna.viewer().call(() -> doors.careplans().join(code)))
                .as("a relative is no volunteer")
                .isInstanceOf(Seating.NotYours.class);
        assertThat(elsewhere.ria.viewer().call(() -> doors.careplans().join(code.toLowerCase(java.util.Locale.ROOT))))
                .isEqualTo(new Seating.Sits(plan, asked.seat()));
        assertThat(elsewhere.ria.viewer().call(() -> doors.careplans().join(code)))
                .isInstanceOf(Seating.Expired.class);
        assertThat(elsewhere.ria.viewer().call(() -> doors.tasks().list(plan))).isNotNull();
        assertThat(seat(asked.seat()).chair().from()).isEqualTo(elsewhere.stage.team.organisation());
    }

    @Test
    void nobody_must_go_online_the_desk_writes_down_what_is_said_by_phone() {
        var seat = ((Seating.Sits) round.desk(
                        () -> doors.careplans().invite(plan, new Whom.Elsewhere("Buurman Piet", Part.RELATIVE), true)))
                .seat();
        var task = round.proposed("Vuilnis buiten zetten");

        assertThat(round.desk(() -> doors.tasks().accept(task, seat))).isInstanceOf(TaskStep.Moved.class);
        assertThat(round.anna.viewer().call(() -> doors.tasks().release(task, seat, today())))
                .as("others do not speak for him")
                .isEqualTo(new TaskStep.OnlyThemselves("Buurman Piet"));
    }

    @Test
    void who_sits_by_themselves_is_not_turned_into_somebody_who_phones() {
        assertThat(round.desk(() -> doors.careplans().sitByPhone(round.annasSeat)))
                .as("she sits already; nothing changes")
                .isInstanceOf(Seating.Sits.class);
        assertThat(seat(round.annasSeat).chair().byPhone()).isFalse();
        assertThatThrownBy(() -> round.desk(() -> db.sql("update careplans.seat set by_phone = true where id = :id")
                        .param("id", round.annasSeat.value())
                        .update()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("speaks only for itself");
    }

    @Test
    void a_newcomer_without_mail_gets_a_name_and_a_code_to_begin_with() {
        var asked = (Seating.Asked) round.desk(() -> doors.careplans()
                .invite(plan, new Whom.Newcomer("Kees", "Buur", null, "0612345678", Relation.NEIGHBOUR), false));

        assertThat(asked.code()).isNotNull();
        assertThat(asked.signInName()).isNotBlank();
        assertThat(seat(asked.seat())).isInstanceOf(Invited.class);
    }

    @Test
    void nobody_is_asked_twice() {
        assertThat(round.desk(() -> doors.careplans().invite(plan, new Whom.Known(round.anna.person()), false)))
                .isInstanceOf(Seating.SitsHere.class);
    }

    @Test
    void the_participant_and_the_desk_stay() {
        var desk = round.seatOf(Part.COORDINATOR);
        assertThat(round.truus.viewer().call(() -> doors.careplans().leave(round.truusSeat)))
                .isInstanceOf(Seating.Stays.class);
        assertThat(round.truus.viewer().call(() -> doors.careplans().remove(desk)))
                .isInstanceOf(Seating.Stays.class);
    }

    // --- who sees what ---

    @Test
    void the_participant_decides_who_sees_what_and_it_holds_at_once() {
        round.truus
                .viewer()
                .run(() -> doors.talk().say(plan, round.truusSeat, new Saying.Note("De sleutel ligt bij Bep")));
        assertThat(round.anna.viewer().call(() -> doors.talk().list(plan))).hasSize(1);
        assertThat(round.ria.viewer().call(() -> doors.talk().list(plan)))
                .as("volunteers see no notes until the participant says so")
                .isEmpty();

        assertThat(round.truus
                        .viewer()
                        .call(() -> doors.careplans().show(round.riasSeat, EnumSet.allOf(Section.class))))
                .isInstanceOf(Seating.Sits.class);
        assertThat(round.truus.viewer().call(() -> doors.careplans().show(round.annasSeat, Set.of(Section.TASKS))))
                .isInstanceOf(Seating.Sits.class);

        assertThat(round.ria.viewer().call(() -> doors.talk().list(plan))).hasSize(1);
        assertThat(round.anna.viewer().call(() -> doors.talk().list(plan))).isEmpty();
    }

    @Test
    void nobody_else_decides_who_sees_what() {
        for (var other : List.of(round.anna.viewer(), round.ria.viewer(), round.stage.team.viewer())) {
            assertThat(other.call(() -> doors.careplans().show(round.riasSeat, EnumSet.allOf(Section.class))))
                    .isInstanceOf(Seating.NotYours.class);
        }
        assertThatThrownBy(
                        () -> round.desk(() -> db.sql("update careplans.seat set sees = array['NOTES'] where id = :id")
                                .param("id", round.riasSeat.value())
                                .update()))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("participant decides");
    }

    @Test
    void who_represents_the_participant_by_law_decides_too() {
        round.desk(() -> {
            doors.people()
                    .relate(
                            round.stage.team.organisation(),
                            round.truus.person(),
                            round.anna.person(),
                            Relation.LEGAL_REPRESENTATIVE);
            return true;
        });

        assertThat(round.anna.viewer().call(() -> doors.careplans().show(round.riasSeat, EnumSet.allOf(Section.class))))
                .isInstanceOf(Seating.Sits.class);
    }

    @Test
    void the_desk_that_holds_the_plan_always_sees_the_tasks() {
        var desk = round.seatOf(Part.COORDINATOR);
        assertThat(round.truus.viewer().call(() -> doors.careplans().show(desk, Set.of(Section.WISHES))))
                .isInstanceOf(Seating.Stays.class);
        assertThat(round.truus.viewer().call(() -> doors.careplans().show(desk, Set.of(Section.TASKS))))
                .isInstanceOf(Seating.Sits.class);
        round.truus.viewer().run(() -> doors.talk().say(plan, round.truusSeat, new Saying.Wish("Weer naar de markt")));
        assertThat(round.desk(() -> doors.talk().list(plan))).isEmpty();
    }

    @Test
    void who_is_not_at_the_table_sees_nothing_of_it() {
        var task = round.proposed("Koken");
        round.truus.viewer().run(() -> doors.talk().say(plan, round.truusSeat, new Saying.Wish("Weer naar de markt")));
        var stranger = new AroundTruus(doors);
        var colleague = neighbourhood.colleagueOf(round.stage.team);
        for (var other : List.of(
                stranger.anna.viewer(),
                stranger.ria.viewer(),
                stranger.stage.team.viewer(),
                colleague.viewer(),
                Viewer.NOBODY)) {
            assertThat(other.call(() -> doors.careplans().find(plan))).isEmpty();
            assertThat(other.call(() -> doors.careplans().listSeats(plan))).isEmpty();
            assertThat(other.call(() -> doors.tasks().find(task))).isEmpty();
            assertThat(other.call(() -> doors.talk().list(plan))).isEmpty();
        }
        // the guard off: then the same question is answered
        assertThat(superuser()
                        .sql("select count(*) from careplans.task where plan = :plan")
                        .param("plan", plan.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    // --- who does what ---

    @Test
    void a_task_is_nobodys_until_somebody_says_I_do_this() {
        var task = round.proposed("Boodschappen op dinsdag");

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(round.desk(() -> doors.tasks().listNobodys()))
                .extracting(NobodysTask::id)
                .containsExactly(task);
        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
        assertThat(((Accepted) round.task(task)).by()).isEqualTo(round.riasSeat);
        assertThat(round.desk(() -> doors.tasks().listNobodys())).isEmpty();
    }

    @Test
    void nobody_accepts_for_someone_else() {
        var task = round.proposed("Boodschappen");

        assertThat(round.anna.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isEqualTo(new TaskStep.OnlyThemselves("Ria Voorbeeld"));
        assertThat(round.desk(() -> doors.tasks().accept(task, round.riasSeat)))
                .as("the desk neither")
                .isEqualTo(new TaskStep.OnlyThemselves("Ria Voorbeeld"));
        assertThatThrownBy(() -> insertAcceptance(round.stage.team.viewer(), task, round.riasSeat))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("speaks only for itself");
        assertThatThrownBy(() -> insertAcceptance(round.anna.viewer(), task, round.riasSeat))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    private int insertAcceptance(Viewer viewer, CareTaskId task, SeatId seat) {
        return viewer.call(() -> Objects.requireNonNull(doors.transaction()
                .execute(_ -> db.sql("""
                                insert into careplans.acceptance (task, plan, seat, by_account, at)
                                values (:task, :plan, :seat, :by, now())
                                """)
                        .param("task", task.value())
                        .param("plan", plan.value())
                        .param("seat", seat.value())
                        .param("by", viewer.me().value())
                        .update())));
    }

    @Test
    void accepting_twice_from_two_windows_is_accepting_once() {
        var task = round.proposed("Boodschappen");

        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
        assertThat(round.anna.viewer().call(() -> doors.tasks().accept(task, round.annasSeat)))
                .isEqualTo(new TaskStep.TakenBy("Ria Voorbeeld"));
        assertThat(acceptances(task)).isEqualTo(1);
    }

    @Test
    void what_was_withdrawn_or_is_done_is_not_accepted() {
        var withdrawn = round.proposed("Ramen lappen");
        round.anna.viewer().run(() -> doors.tasks().withdraw(withdrawn));
        var done = round.proposed("Gras maaien");
        round.ria.viewer().run(() -> doors.tasks().accept(done, round.riasSeat));
        round.ria.viewer().run(() -> doors.tasks().finish(done, round.riasSeat));

        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(withdrawn, round.riasSeat)))
                .isInstanceOf(TaskStep.Over.class);
        assertThat(round.anna.viewer().call(() -> doors.tasks().accept(done, round.annasSeat)))
                .isInstanceOf(TaskStep.Over.class);
        assertThatThrownBy(() -> insertAcceptance(round.ria.viewer(), withdrawn, round.riasSeat))
                .hasMessageContaining("not accepted");
    }

    @Test
    void what_somebody_does_is_not_withdrawn() {
        var task = round.proposed("Boodschappen");
        round.ria.viewer().run(() -> doors.tasks().accept(task, round.riasSeat));

        assertThat(round.anna.viewer().call(() -> doors.tasks().withdraw(task)))
                .isEqualTo(new TaskStep.TakenBy("Ria Voorbeeld"));
        assertThatThrownBy(() -> round.desk(() -> db.sql(
                                "update careplans.task set state = 'WITHDRAWN', ended_on = current_date where id = :id")
                        .param("id", task.value())
                        .update()))
                .hasMessageContaining("not withdrawn");
    }

    @Test
    void only_who_proposed_it_or_the_participant_or_the_desk_withdraws() {
        var task = round.proposed("Boodschappen");

        assertThat(round.ria.viewer().call(() -> doors.tasks().withdraw(task)))
                .isEqualTo(new TaskStep.OnlyThemselves("Anna Voorbeeld"));
        assertThat(round.truus.viewer().call(() -> doors.tasks().withdraw(task)))
                .isInstanceOf(TaskStep.Moved.class);
    }

    @Test
    void only_who_was_asked_says_no_and_then_it_stays_nobodys() {
        var task = ((TaskStep.Moved) round.anna
                        .viewer()
                        .call(() ->
                                doors.tasks().propose(plan, round.annasSeat, "Koken", DayParts.NONE, round.riasSeat)))
                .now()
                .id();

        assertThat(round.anna.viewer().call(() -> doors.tasks().decline(task, round.annasSeat)))
                .isEqualTo(new TaskStep.OnlyThemselves("Ria Voorbeeld"));
        assertThat(round.ria.viewer().call(() -> doors.tasks().decline(task, round.riasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
        assertThat(((Proposed) round.task(task)).asked()).isNull();
    }

    @Test
    void releasing_with_notice_keeps_it_somebodys_until_the_day() {
        var task = round.proposed("Boodschappen");
        round.ria.viewer().run(() -> doors.tasks().accept(task, round.riasSeat));

        assertThat(round.anna.viewer().call(() -> doors.tasks().release(task, round.annasSeat, today())))
                .isEqualTo(new TaskStep.OnlyThemselves("Ria Voorbeeld"));
        assertThat(round.ria.viewer().call(() -> doors.tasks().release(task, round.riasSeat, today().minusDays(1))))
                .isInstanceOf(TaskStep.DayPassed.class);
        assertThat(round.ria.viewer().call(() -> doors.tasks().release(task, round.riasSeat, today().plusDays(3))))
                .isInstanceOf(TaskStep.Moved.class);
        assertThat(((Released) round.task(task)).until()).isEqualTo(today().plusDays(3));
        assertThat(round.desk(() -> doors.tasks().listNobodys())).isEmpty();

        superuser()
                .sql("update careplans.acceptance set until_day = current_date where task = :task")
                .param("task", task.value())
                .update();
        assertThat(round.task(task)).as("its day has come").isInstanceOf(Proposed.class);
        assertThat(round.desk(() -> doors.tasks().listNobodys())).hasSize(1);
    }

    @Test
    void what_is_given_back_today_is_nobodys_today() {
        var task = round.proposed("Boodschappen");
        round.ria.viewer().run(() -> doors.tasks().accept(task, round.riasSeat));
        round.ria.viewer().run(() -> doors.tasks().release(task, round.riasSeat, today()));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(round.anna.viewer().call(() -> doors.tasks().withdraw(task)))
                .as("and so it can go off the table")
                .isInstanceOf(TaskStep.Moved.class);
    }

    @Test
    void what_was_released_another_takes_over_sooner_and_nobody_in_between() {
        var task = round.proposed("Boodschappen");
        round.ria.viewer().run(() -> doors.tasks().accept(task, round.riasSeat));
        round.ria.viewer().run(() -> doors.tasks().release(task, round.riasSeat, today().plusDays(3)));

        assertThat(round.anna.viewer().call(() -> doors.tasks().accept(task, round.annasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
        assertThat(((Accepted) round.task(task)).by()).isEqualTo(round.annasSeat);
        assertThat(round.ria.viewer().call(() -> doors.tasks().finish(task, round.riasSeat)))
                .isEqualTo(new TaskStep.OnlyThemselves("Anna Voorbeeld"));
    }

    // --- back to nobody ---

    @Test
    void the_volunteer_pauses_and_in_the_same_transaction_it_is_nobodys() {
        var task = acceptedByRia();
        round.ria
                .viewer()
                .run(() -> doors.transaction().executeWithoutResult(_ -> {
                    doors.stage().limits().set(new OwnLimits(round.ria.person(), 3, 2, today().plusWeeks(2)));
                    assertThat(doors.tasks().find(task)).get().isInstanceOf(Proposed.class);
                }));

        assertThat(round.desk(() -> doors.tasks().listNobodys()))
                .extracting(NobodysTask::id)
                .containsExactly(task);
        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isEqualTo(new TaskStep.Away("Ria Voorbeeld", today().plusWeeks(2)));
    }

    @Test
    void whoever_pauses_is_back_by_themselves() {
        var task = acceptedByRia();
        var limits = new OwnLimits(round.ria.person(), 3, 2, today().plusWeeks(2));
        round.ria.viewer().run(() -> doors.stage().limits().set(limits));
        round.ria.viewer().run(() -> doors.stage().limits().set(limits.pausing(null)));

        assertThat(round.task(task)).as("what was given up stays given up").isInstanceOf(Proposed.class);
        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
    }

    @Test
    void a_pause_that_is_undone_leaves_it_where_it_was() {
        var task = acceptedByRia();
        round.ria
                .viewer()
                .run(() -> doors.transaction().executeWithoutResult(status -> {
                    doors.stage().limits().set(new OwnLimits(round.ria.person(), 3, 2, today().plusWeeks(2)));
                    status.setRollbackOnly();
                }));

        assertThat(round.task(task)).isInstanceOf(Accepted.class);
    }

    @Test
    void who_leaves_the_table_leaves_nothing_undone_unseen() {
        var task = acceptedByRia();
        round.ria.viewer().run(() -> doors.careplans().leave(round.riasSeat));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(round.ria.viewer().call(() -> doors.careplans().find(plan))).isEmpty();
        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .as("the seat was left half-way: a stale window")
                .isInstanceOf(TaskStep.NotFound.class);
    }

    @Test
    void whose_seat_is_taken_away_leaves_nothing_undone_unseen() {
        var task = acceptedByRia();
        assertThat(round.anna.viewer().call(() -> doors.careplans().remove(round.riasSeat)))
                .isInstanceOf(Seating.NotYours.class);
        round.truus.viewer().run(() -> doors.careplans().remove(round.riasSeat));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(seat(round.riasSeat)).isInstanceOf(Gone.class);
    }

    @Test
    void a_consent_taken_back_empties_the_seat_in_the_same_transaction() {
        var task = acceptedByRia();
        var consent = round.truus
                .viewer()
                .call(() -> doors.consents()
                        .findStanding(round.truus.person(), Consents.Purpose.SEAT_AT_TABLE, round.riasSeat.value()))
                .orElseThrow();
        round.truus.viewer().run(() -> doors.consents().withdraw(consent));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(round.ria.viewer().call(() -> doors.careplans().find(plan))).isEmpty();
    }

    @Test
    void the_volunteer_stops_and_it_is_nobodys() {
        var task = acceptedByRia();
        round.desk(() -> doors.matches().end(round.match, EndReason.VOLUNTEER_STOPS, "", Afterwards.SEARCH));
        round.desk(() -> doors.stage().volunteers().leave(round.ria.person()));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(((Gone) seat(round.riasSeat)).why()).isEqualTo(Seat.Why.ENDED);
    }

    @Test
    void the_match_ends_and_it_is_nobodys() {
        var task = acceptedByRia();
        round.desk(() -> doors.matches().end(round.match, EndReason.NO_CLICK, "", Afterwards.SEARCH));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(seat(round.riasSeat)).isInstanceOf(Gone.class);
    }

    @Test
    void a_role_ends_and_it_is_nobodys() {
        var task = round.proposed("Wondzorg bespreken");
        round.nurse.run(() -> doors.tasks().accept(task, round.nursesSeat));
        neighbourhood.asAdministrator(() ->
                accounts.end(round.homeCare, Objects.requireNonNull(round.nurse.account()), Role.PROFESSIONAL, null));

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
        assertThat(seat(round.nursesSeat)).isInstanceOf(Gone.class);
    }

    @Test
    void an_account_is_put_on_a_lock_and_it_is_nobodys() {
        var task = round.proposed("Wondzorg bespreken");
        round.nurse.run(() -> doors.tasks().accept(task, round.nursesSeat));
        neighbourhood.asAdministrator(() -> {
            accounts.suspend(Objects.requireNonNull(round.nurse.account()));
            return true;
        });

        assertThat(round.task(task)).isInstanceOf(Proposed.class);
    }

    /// The negative control of all these: without the trigger nobody would notice.
    @Test
    void without_the_guard_a_task_would_stay_with_who_is_gone() {
        var task = acceptedByRia();
        var found = nl.samenspel.DamagedRows.examine(
                database,
                new CareplanLaws().whoDoesItIsThere(),
                "update careplans.seat set state = 'LEFT', left_at = now(), left_why = 'ENDED' where id = '%s'"
                        .formatted(round.riasSeat));

        assertThat(found.violations()).anySatisfy(line -> assertThat(line).contains(task.toString()));
    }

    @Test
    void the_laws_find_what_is_damaged_and_nothing_else() {
        var task = acceptedByRia();
        var laws = new CareplanLaws();
        for (var law : List.of(
                laws.oneDoesEachTask(), laws.whoDoesItIsThere(), laws.tableIsHeld(), laws.divisionIsReviewed())) {
            assertThat(nl.samenspel.DamagedRows.examine(database, law).violations())
                    .as(law.name())
                    .isEmpty();
        }
        assertThat(nl.samenspel.DamagedRows.examine(
                                database, laws.oneDoesEachTask(), "drop index careplans.one_acceptor", """
                                insert into careplans.acceptance (task, plan, seat, by_account, at)
                                select task, plan, '%s', by_account, at from careplans.acceptance where task = '%s'
                                """.formatted(
                                                round.annasSeat, task))
                        .violations())
                .anySatisfy(line -> assertThat(line).contains(task.toString()));
        assertThat(nl.samenspel.DamagedRows.examine(
                                database,
                                laws.tableIsHeld(),
                                "delete from careplans.seat where plan = '%s' and part = 'COORDINATOR'".formatted(plan))
                        .violations())
                .anySatisfy(line -> assertThat(line).contains(plan.toString()));
    }

    // --- the plan goes along ---

    @Test
    void the_plan_follows_its_request_to_another_colleague_and_branch() {
        var colleague = neighbourhood.colleagueOf(round.stage.team);
        superuser()
                .sql("update requests.help_request set branch = :branch, holder = :holder where id = :id")
                .param("branch", colleague.branch().value())
                .param("holder", colleague.coordinator().value())
                .param("id", round.request.value())
                .update();

        assertThat(colleague.viewer().call(() -> doors.careplans().find(plan)))
                .get()
                .extracting(it -> it.holder().person())
                .isEqualTo(colleague.coordinator());
        assertThat(round.anna.viewer().call(() -> doors.careplans().find(plan))).isPresent();
    }

    @Test
    void the_plan_follows_its_request_to_another_organisation() {
        var other = new AroundTruus(doors);
        var task = acceptedByRia();
        var there = other.stage.participant("Truus");
        superuser()
                .sql("""
                        update requests.help_request set organisation = :organisation, branch = :branch, holder = :holder,
                            participant = :participant, asked_by = null, relation = null
                        where id = :id
                        """)
                .param("organisation", other.stage.team.organisation().value())
                .param("branch", other.stage.team.branch().value())
                .param("holder", other.stage.team.coordinator().value())
                .param("participant", there.person().value())
                .param("id", round.request.value())
                .update();

        assertThat(other.desk(() -> doors.careplans().find(plan))).isPresent();
        assertThat(other.desk(() -> doors.careplans().listSeats(plan)).getLast().name())
                .isEqualTo(other.desk(() -> doors.careplans().listSeats(other.plan))
                        .getLast()
                        .name());
        assertThat(other.desk(() -> doors.careplans().listSeats(plan))
                        .getFirst()
                        .chair()
                        .person())
                .isEqualTo(there.person());
        assertThat(round.desk(() -> doors.careplans().find(plan))).isEmpty();
        assertThat(round.ria.viewer().call(() -> doors.tasks().find(task)))
                .get()
                .isInstanceOf(Accepted.class);
    }

    @Test
    void where_there_is_a_table_already_both_stay_and_the_request_moves() {
        var other = new AroundTruus(doors);
        superuser()
                .sql("""
                        update requests.help_request set organisation = :organisation, branch = :branch, holder = :holder,
                            participant = :participant, asked_by = null, relation = null
                        where id = :id
                        """)
                .param("organisation", other.stage.team.organisation().value())
                .param("branch", other.stage.team.branch().value())
                .param("holder", other.stage.team.coordinator().value())
                .param("participant", other.truus.person().value())
                .param("id", round.request.value())
                .update();

        assertThat(round.desk(() -> doors.careplans().find(plan))).isPresent();
        assertThat(other.desk(() -> doors.careplans().find(plan))).isEmpty();
        assertThat(other.desk(() -> doors.careplans().find(other.plan))).isPresent();
    }

    @Test
    void a_closed_table_is_read_and_nothing_is_done_on_it() {
        var task = acceptedByRia();
        assertThat(round.ria.viewer().call(() -> doors.careplans().close(plan, "")))
                .isFalse();
        assertThat(round.desk(() -> doors.careplans().close(plan, "Verhuisd"))).isTrue();

        assertThat(round.desk(() -> doors.tasks().listNobodys())).isEmpty();
        assertThat(round.anna.viewer().call(() -> doors.tasks().accept(task, round.annasSeat)))
                .isInstanceOf(TaskStep.Over.class);
        assertThat(round.anna.viewer().call(() -> doors.talk().say(plan, round.annasSeat, new Saying.Note("Nog iets"))))
                .isInstanceOf(Told.NotFound.class);
        assertThat(round.anna.viewer().call(() -> doors.careplans().find(plan))).isPresent();
    }

    // --- what is said ---

    @Test
    void a_wish_is_the_participants() {
        assertThat(round.truus
                        .viewer()
                        .call(() -> doors.talk().say(plan, round.truusSeat, new Saying.Wish("Naar de markt"))))
                .isInstanceOf(Told.Kept.class);
        assertThat(round.anna
                        .viewer()
                        .call(() -> doors.talk().say(plan, round.annasSeat, new Saying.Wish("Dat ze eet"))))
                .isInstanceOf(Told.ParticipantsWords.class);
    }

    @Test
    void who_does_it_is_decided_at_the_table_with_a_day_to_look_again() {
        var division = new Line.Division(Line.By.TOGETHER, today().plusMonths(3));
        assertThat(round.anna
                        .viewer()
                        .call(() -> doors.talk()
                                .say(
                                        plan,
                                        round.annasSeat,
                                        new Saying.Agreement(
                                                "Te zwaar", new Line.Division(Line.By.TOGETHER, today())))))
                .isInstanceOf(Told.DayPassed.class);
        var line = ((Told.Kept) round.anna
                        .viewer()
                        .call(() -> doors.talk()
                                .say(plan, round.annasSeat, new Saying.Agreement("Samen is het te doen", division))))
                .id();
        assertThat(stands(line)).as("only the daughter said so").isFalse();
        round.ria.viewer().run(() -> doors.talk().agree(line, round.riasSeat));
        assertThat(stands(line)).as("a professional is counted on").isFalse();
        assertThat(round.ria.viewer().call(() -> doors.talk().agree(line, round.nursesSeat)))
                .isEqualTo(new Told.OnlyThemselves("Zuster Iris"));
        round.nurse.run(() -> doors.talk().agree(line, round.nursesSeat));
        round.nurse.run(() -> doors.talk().agree(line, round.nursesSeat));
        assertThat(stands(line)).isTrue();

        assertThat(round.desk(() -> doors.talk().listReviewsDue())).isEmpty();
        superuser()
                .sql("update careplans.line set review_on = current_date where id = :id")
                .param("id", line.value())
                .update();
        assertThat(round.desk(() -> doors.talk().listReviewsDue()))
                .extracting(ReviewDue::plan)
                .containsExactly(plan);
    }

    private boolean stands(LineId line) {
        var seats = round.desk(() -> doors.careplans().listSeats(plan));
        return round.desk(() -> doors.talk().list(plan)).stream()
                .filter(one -> one.said().id().equals(line))
                .map(Line.Agreement.class::cast)
                .anyMatch(agreement -> agreement.stands(seats));
    }

    @Test
    void a_date_in_the_past_is_no_date() {
        assertThat(round.anna
                        .viewer()
                        .call(() -> doors.talk()
                                .say(plan, round.annasSeat, new Saying.Moment("Overleg", today().minusDays(1), null))))
                .isInstanceOf(Told.DayPassed.class);
    }

    @Test
    void what_was_taken_back_is_not_agreed_to() {
        var line = ((Told.Kept) round.anna
                        .viewer()
                        .call(() ->
                                doors.talk().say(plan, round.annasSeat, new Saying.Agreement("We bellen eerst", null))))
                .id();
        assertThat(round.ria.viewer().call(() -> doors.talk().takeBack(line)))
                .isEqualTo(new Told.OnlyThemselves("Anna Voorbeeld"));
        round.anna.viewer().run(() -> doors.talk().takeBack(line));

        assertThat(round.ria.viewer().call(() -> doors.talk().agree(line, round.riasSeat)))
                .isInstanceOf(Told.TakenBack.class);
    }

    // --- holding up ---

    @Test
    void what_a_relative_answers_is_theirs_and_of_whom_they_show_it() {
        assertThat(round.anna.viewer().call(() -> doors.holdingUp().isTimeToAsk(plan, round.annasSeat)))
                .isTrue();
        round.anna
                .viewer()
                .run(() ->
                        doors.holdingUp().answer(plan, round.annasSeat, AroundTruus.LIGHT, Set.of(round.nursesSeat)));

        assertThat(round.anna.viewer().call(() -> doors.holdingUp().isTimeToAsk(plan, round.annasSeat)))
                .isFalse();
        assertThat(round.anna.viewer().call(() -> doors.holdingUp().list(plan))).hasSize(1);
        assertThat(round.nurse.call(() -> doors.holdingUp().list(plan))).hasSize(1);
        for (var other : List.of(round.truus.viewer(), round.ria.viewer(), round.stage.team.viewer())) {
            assertThat(other.call(() -> doors.holdingUp().list(plan))).isEmpty();
        }
        assertThat(round.desk(() -> doors.holdingUp().listSignals())).isEmpty();
    }

    @Test
    void that_it_is_heavy_the_desk_hears_and_nothing_of_the_answers() {
        assertThat(round.anna
                        .viewer()
                        .call(() -> doors.holdingUp().answer(plan, round.annasSeat, AroundTruus.HEAVY, Set.of())))
                .isEqualTo(new HoldingUp.Heard.Kept(true));

        var signals = round.desk(() -> doors.holdingUp().listSignals());
        assertThat(signals).hasSize(1);
        assertThat(signals.getFirst().relative()).isEqualTo("Anna Voorbeeld");
        assertThat(round.desk(() -> doors.holdingUp().list(plan))).isEmpty();
        assertThat(new AroundTruus(doors).desk(() -> doors.holdingUp().listSignals()))
                .isEmpty();
        assertThat(round.desk(
                        () -> doors.holdingUp().answerSignal(signals.getFirst().id())))
                .isTrue();
        assertThat(round.desk(
                        () -> doors.holdingUp().answerSignal(signals.getFirst().id())))
                .isFalse();
    }

    @Test
    void nobody_answers_for_a_relative() {
        assertThat(round.desk(() -> doors.holdingUp().answer(plan, round.annasSeat, AroundTruus.LIGHT, Set.of())))
                .isInstanceOf(HoldingUp.Heard.OnlyThemselves.class);
        assertThat(round.ria
                        .viewer()
                        .call(() -> doors.holdingUp().answer(plan, round.riasSeat, AroundTruus.LIGHT, Set.of())))
                .isInstanceOf(HoldingUp.Heard.OnlyThemselves.class);
    }

    // --- the rest ---

    private CareTaskId acceptedByRia() {
        var task = round.proposed("Boodschappen");
        assertThat(round.ria.viewer().call(() -> doors.tasks().accept(task, round.riasSeat)))
                .isInstanceOf(TaskStep.Moved.class);
        return task;
    }

    private Seat seat(SeatId id) {
        return round.desk(() -> doors.careplans().listSeats(plan)).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private long acceptances(CareTaskId task) {
        return superuser()
                .sql("select count(*) from careplans.acceptance where task = :task and ended_at is null")
                .param("task", task.value())
                .query(Long.class)
                .single();
    }

    private JdbcClient superuser() {
        return JdbcClient.create(TestDatabase.asSuperuser(database));
    }

    private LocalDate today() {
        return round.stage.today();
    }
}
