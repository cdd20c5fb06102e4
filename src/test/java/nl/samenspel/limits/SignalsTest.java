package nl.samenspel.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.limits.Signal.Why;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class SignalsTest {

    @Autowired
    Signals signals;

    @Autowired
    Limits limits;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    @Autowired
    Clock clock;

    Team team;
    Someone ria;

    @BeforeEach
    void ria_gives_four_hours_to_three_people() {
        team = neighbourhood.team();
        ria = neighbourhood.someone(team, "Ria", Role.VOLUNTEER, "1234");
        atTheDesk(() -> limits.set(new OwnLimits(ria.person(), 4, 3, null)));
    }

    @Test
    void who_says_that_it_is_hard_is_heard_at_once() {
        ria.viewer()
                .run(() -> signals.heard(ria.person(), Face.HARD, "Ik slaap er slecht van", UUID.randomUUID(), now()));

        assertThat(open()).singleElement().satisfies(signal -> {
            assertThat(signal.why()).isEqualTo(Why.HARD_TO_CARRY);
            assertThat(signal.said()).isEqualTo("Ik slaap er slecht van");
            assertThat(signal.why().steps()).contains(Step.TALK, Step.SECOND_VOLUNTEER, Step.PAUSE);
        });
    }

    @Test
    void so_so_is_no_signal_until_it_is_said_twice_in_a_row() {
        hear(Face.SO_SO);
        hear(Face.GLAD);
        hear(Face.SO_SO);
        assertThat(open()).isEmpty();

        hear(Face.SO_SO);

        assertThat(open()).extracting(Signal::why, Signal::now).containsExactly(tuple(Why.HARD_TO_CARRY, 2));
    }

    @Test
    void the_same_check_in_heard_again_counts_once() {
        var checkIn = UUID.randomUUID();
        for (var times = 0; times < 2; times++) {
            run(() -> signals.heard(ria.person(), Face.SO_SO, "", checkIn, now()));
        }

        assertThat(open()).isEmpty();
    }

    @Test
    void two_check_ins_without_an_answer_are_a_signal_and_an_answer_between_them_makes_it_none() {
        run(() -> signals.skipped(ria.person(), UUID.randomUUID(), today().minusDays(20)));
        run(() -> signals.heard(ria.person(), Face.GLAD, "", UUID.randomUUID(), now().minusSeconds(10L * 24 * 3600)));
        run(() -> signals.skipped(ria.person(), UUID.randomUUID(), today().minusDays(5)));
        assertThat(open()).isEmpty();

        run(() -> signals.skipped(ria.person(), UUID.randomUUID(), today()));

        assertThat(open()).extracting(Signal::why, Signal::now).containsExactly(tuple(Why.SKIPPED_CHECK_INS, 2));
    }

    @Test
    void hours_that_become_more_are_seen_before_they_are_too_many() {
        for (var weeks = 1; weeks <= 4; weeks++) {
            work(today().minusDays(28L + 7L * weeks - 3), 120);
        }
        for (var weeks = 1; weeks <= 3; weeks++) {
            work(today().minusDays(7L * weeks), 180);
        }
        assertThat(open()).isEmpty();

        var last = work(today(), 180);

        assertThat(open())
                .extracting(Signal::why, Signal::now, Signal::before)
                .containsExactly(tuple(Why.CREEPING_HOURS, 180, 120));
        run(() -> signals.worked(ria.person(), last, today(), 0));
        assertThat(open()).as("what stands, stands until somebody looked").hasSize(1);
    }

    @Test
    void more_hours_than_the_own_limit_are_a_signal_whatever_came_before() {
        work(today().minusDays(1), 16 * 60);
        assertThat(open()).isEmpty();

        work(today(), 60);

        assertThat(open())
                .extracting(Signal::why, Signal::now, Signal::before)
                .containsExactly(tuple(Why.CREEPING_HOURS, 255, 240));
    }

    @Test
    void absurd_minutes_are_refused() {
        for (var minutes : List.of(-1, 1441, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> work(today(), minutes)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_second_heavy_case_is_a_signal_and_a_third_is_refused() {
        assertThat(reserveHeavy()).isEqualTo(new Reservation.Reserved());
        assertThat(open()).isEmpty();

        assertThat(reserveHeavy()).isEqualTo(new Reservation.Reserved());

        assertThat(open()).extracting(Signal::why, Signal::now).containsExactly(tuple(Why.HEAVY_CASES, 2));
        assertThat(reserveHeavy()).isEqualTo(new Reservation.TooHeavy(2));
    }

    @Test
    void after_a_death_somebody_rings() {
        run(() -> signals.endedByDeath(ria.person(), UUID.randomUUID(), today()));

        assertThat(open()).extracting(Signal::why, Signal::now).containsExactly(tuple(Why.AFTER_A_DEATH, 1));
    }

    @Test
    void a_limit_below_what_runs_is_a_signal() {
        atTheDesk(() -> limits.reserve(ria.person(), new Promise(3, UUID.randomUUID())));
        ria.viewer().run(() -> limits.set(new OwnLimits(ria.person(), 2, 3, null)));

        assertThat(open())
                .extracting(Signal::why, Signal::now, Signal::before)
                .containsExactly(tuple(Why.OVER_LIMIT, 3, 2));
    }

    @Test
    void a_signal_stands_open_once_and_is_settled_once_with_what_was_done() {
        hear(Face.HARD);
        hear(Face.HARD);
        var signal = open().getFirst();

        assertThat(atTheDesk(() -> signals.settle(signal.id(), Step.SECOND_VOLUNTEER, "Ahmed gaat mee")))
                .isTrue();

        assertThat(atTheDesk(() -> signals.settle(signal.id(), Step.PAUSE, ""))).isFalse();
        assertThat(open()).isEmpty();
        assertThat(ria.viewer().call(() -> signals.listOf(ria.person())))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.settled().step()).isEqualTo(Step.SECOND_VOLUNTEER);
                    assertThat(seen.settled().words()).isEqualTo("Ahmed gaat mee");
                    assertThat(seen.settled().by()).isEqualTo(team.coordinator());
                });
        hear(Face.HARD);
        assertThat(open()).hasSize(1);
    }

    @Test
    void a_volunteer_sees_all_of_theirs_and_settles_none() {
        hear(Face.HARD);
        run(() -> signals.endedByDeath(ria.person(), UUID.randomUUID(), today()));
        var seen = ria.viewer().call(() -> signals.listOf(ria.person()));

        assertThat(seen).hasSize(2);
        assertThat(ria.viewer().call(() -> signals.settle(seen.getFirst().id(), Step.TALK, "")))
                .isFalse();
    }

    @Test
    void others_see_no_signals_and_hear_nothing_for_anybody() {
        hear(Face.HARD);
        var others = neighbourhood.team();
        var piet = neighbourhood.someone(team, "Piet", Role.VOLUNTEER, "1234");
        var signal = open().getFirst();

        for (var viewer : List.of(others.viewer(), piet.viewer(), Viewer.NOBODY)) {
            assertThat(viewer.call(() -> signals.listOf(ria.person()))).isEmpty();
            assertThat(viewer.call(() -> signals.find(signal.id()))).isEmpty();
            assertThatThrownBy(() ->
                            viewer.run(() -> signals.heard(ria.person(), Face.HARD, "", UUID.randomUUID(), now())))
                    .isInstanceOf(IllegalStateException.class);
        }
        others.viewer().run(() -> {
            assertThat(signals.listOpen()).isEmpty();
            transaction.executeWithoutResult(_ -> {
                for (var table : List.of("sign", "worked", "signal")) {
                    assertThat(db.sql("select count(*) from limits." + table + " where organisation = :theirs")
                                    .param("theirs", team.organisation().value())
                                    .query(Integer.class)
                                    .single())
                            .as(table)
                            .isZero();
                }
                assertThat(db.sql("""
                        update limits.signal set settled_at = now(), step = 'TALK' where id = :id
                        """).param("id", signal.id().value()).update())
                        .isZero();
            });
        });
    }

    private Reservation reserveHeavy() {
        return atTheDesk(() -> limits.reserve(ria.person(), new Promise(1, 0, true, UUID.randomUUID())));
    }

    private UUID work(LocalDate day, int minutes) {
        var visit = UUID.randomUUID();
        run(() -> signals.worked(ria.person(), visit, day, minutes));
        return visit;
    }

    private void hear(Face face) {
        run(() -> signals.heard(ria.person(), face, "", UUID.randomUUID(), now()));
    }

    private List<Signal> open() {
        return atTheDesk(signals::listOpen);
    }

    private void run(Runnable work) {
        team.viewer().run(work);
    }

    private <T> T atTheDesk(Supplier<T> work) {
        return team.viewer().call(work);
    }

    private Instant now() {
        return clock.instant();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
