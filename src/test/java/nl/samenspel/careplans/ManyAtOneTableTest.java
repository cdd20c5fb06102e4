package nl.samenspel.careplans;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Viewer;
import nl.samenspel.careplans.CareTask.Accepted;
import nl.samenspel.careplans.CareTask.Proposed;
import nl.samenspel.careplans.CareTask.Somebodys;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.network.DayParts;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Law 2 with everybody at once: whatever people at one table do, in whatever order, at most one does each task,
/// whoever
/// does it sits there and is there, and what nobody does stands at the desk.
@SamenspelTest
@NullUnmarked
class ManyAtOneTableTest {

    private static final int TASKS = 4;
    private static final int STEPS = 60;

    @Autowired
    ApplicationContext program;

    @Autowired
    Database database;

    AroundTruus.Doors doors;
    AroundTruus table;

    @BeforeEach
    void a_table() {
        doors = AroundTruus.doors(program);
        table = new AroundTruus(doors);
    }

    /// Somebody at the table, and the seat that is theirs.
    private record Actor(Viewer viewer, SeatId seat) {}

    private List<Actor> actors() {
        return List.of(
                new Actor(table.truus.viewer(), table.truusSeat),
                new Actor(table.anna.viewer(), table.annasSeat),
                new Actor(table.ria.viewer(), table.riasSeat),
                new Actor(table.nurse, table.nursesSeat),
                new Actor(table.stage.team.viewer(), table.seatOf(Seat.Part.COORDINATOR)));
    }

    /// Four threads draw steps by a seed; every refusal is a named one, and afterwards the laws hold.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void at_most_one_does_each_task_whatever_they_do(long seed) throws Exception {
        var tasks = Collections.synchronizedList(new ArrayList<CareTaskId>());
        for (var i = 0; i < TASKS; i++) {
            tasks.add(table.proposed("Taak " + i));
        }
        var actors = actors();
        List<Callable<Integer>> everybody = new ArrayList<>();
        for (var thread = 0; thread < 4; thread++) {
            var random = new Random(seed * 31 + thread);
            everybody.add(() -> {
                var moved = 0;
                for (var step = 0; step < STEPS; step++) {
                    moved += step(actors, tasks, random) ? 1 : 0;
                }
                return moved;
            });
        }
        var moved = 0;
        try (var threads = Executors.newFixedThreadPool(everybody.size())) {
            for (var future : threads.invokeAll(everybody)) {
                moved += future.get();
            }
        }

        assertThat(moved).as("something happened").isGreaterThan(STEPS / 4);
        lawsHold(tasks);
    }

    /// Whether the step was taken. An exception would be a refusal without a name.
    private boolean step(List<Actor> actors, List<CareTaskId> tasks, Random random) {
        var actor = actors.get(random.nextInt(actors.size()));
        // now and then for a seat that is not theirs: that must never be taken
        var as = random.nextInt(6) == 0
                ? actors.get(random.nextInt(actors.size())).seat()
                : actor.seat();
        var task = tasks.get(random.nextInt(tasks.size()));
        var drawn = random.nextInt(12);
        var step = actor.viewer().call(() -> switch (drawn) {
            case 0, 1, 2, 3, 4 -> doors.tasks().accept(task, as);
            case 5, 6 -> doors.tasks().release(task, as, today().plusDays(random.nextInt(2)));
            case 7 -> doors.tasks().finish(task, as);
            case 8 -> doors.tasks().decline(task, as);
            case 9 ->
                doors.tasks()
                        .ask(task, as, actors.get(random.nextInt(actors.size())).seat());
            case 10 -> doors.tasks().withdraw(task);
            default -> pausesOrProposes(actor, tasks, random);
        });
        if (drawn < 10 && !as.equals(actor.seat())) {
            assertThat(step).as("taken for somebody else").isNotInstanceOf(TaskStep.Moved.class);
        }
        return step instanceof TaskStep.Moved;
    }

    private TaskStep pausesOrProposes(Actor actor, List<CareTaskId> tasks, Random random) {
        if (actor.seat().equals(table.riasSeat)) {
            var until = random.nextBoolean() ? today().plusDays(7) : null;
            doors.stage().limits().set(new OwnLimits(table.ria.person(), 3, 2, until));
        }
        var proposed = doors.tasks().propose(table.plan, actor.seat(), "Nog iets " + tasks.size(), DayParts.NONE, null);
        if (proposed instanceof TaskStep.Moved(var now)) {
            tasks.add(now.id());
        }
        return proposed;
    }

    private void lawsHold(List<CareTaskId> tasks) {
        var db = superuser();
        assertThat(db.sql("""
                        select a.task from careplans.acceptance a where a.plan = :plan and a.ended_at is null
                        group by a.task having count(*) > 1
                        """)
                        .param("plan", table.plan.value())
                        .query(String.class)
                        .list())
                .as("tasks that two do")
                .isEmpty();
        assertThat(db.sql("""
                        select a.task from careplans.acceptance a join careplans.seat s on s.id = a.seat
                        where a.plan = :plan and a.ended_at is null
                          and (s.state <> 'SEATED' or s.away_until > current_date)
                        """)
                        .param("plan", table.plan.value())
                        .query(String.class)
                        .list())
                .as("tasks of who is not there")
                .isEmpty();
        assertThat(db.sql("""
                        select a.task from careplans.acceptance a join careplans.task t on t.id = a.task
                        where a.plan = :plan and a.ended_at is null and t.state <> 'OPEN'
                        """)
                        .param("plan", table.plan.value())
                        .query(String.class)
                        .list())
                .as("over, and still somebody's")
                .isEmpty();
        var atTheDesk = table.desk(() -> doors.tasks().listNobodys()).stream()
                .map(NobodysTask::id)
                .toList();
        for (var task : tasks) {
            var now = table.task(task);
            assertThat(atTheDesk.contains(task))
                    .as("%s is %s", task, now.state())
                    .isEqualTo(now instanceof Proposed);
        }
    }

    /// Twenty at the same moment, many times: one does it, the others are told who.
    @Test
    void of_all_at_the_same_moment_one_does_it() throws Exception {
        for (var again = 0; again < 20; again++) {
            var task = table.proposed("Tegelijk " + again);
            var steps = atOnce(task);
            assertThat(steps).filteredOn(TaskStep.Moved.class::isInstance).hasSize(1);
            assertThat(steps)
                    .filteredOn(step -> !(step instanceof TaskStep.Moved))
                    .allMatch(TaskStep.TakenBy.class::isInstance);
            assertThat(table.task(task)).isInstanceOf(Accepted.class);
        }
    }

    private List<TaskStep> atOnce(CareTaskId task) throws Exception {
        var actors = actors();
        var ready = new CyclicBarrier(actors.size());
        try (var threads = Executors.newFixedThreadPool(actors.size())) {
            var steps = new ArrayList<TaskStep>();
            for (var future : threads.invokeAll(actors.stream()
                    .<Callable<TaskStep>>map(actor -> () -> {
                        ready.await();
                        return actor.viewer().call(() -> doors.tasks().accept(task, actor.seat()));
                    })
                    .toList())) {
                steps.add(future.get());
            }
            return steps;
        }
    }

    /// The negative control: the same without the constraint, and two do it.
    @Test
    void without_the_index_two_would_do_it() {
        var task = table.proposed("Zonder wacht");
        table.anna.viewer().run(() -> doors.tasks().accept(task, table.annasSeat));
        var second = """
                insert into careplans.acceptance (task, plan, seat, by_account, at) values ('%s', '%s', '%s', '%s', now())
                """.formatted(task, table.plan, table.riasSeat, Objects.requireNonNull(table.ria.account()));
        assertThat(refusalOf(second)).contains("one_acceptor");
        assertThat(nl.samenspel.DamagedRows.examine(
                                database,
                                new CareplanLaws().oneDoesEachTask(),
                                "drop index careplans.one_acceptor",
                                second)
                        .violations())
                .hasSize(1);
    }

    private String refusalOf(String statement) {
        try {
            superuser().sql(statement).update();
            return "";
        } catch (org.springframework.dao.DataAccessException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Whoever leaves and whoever accepts wait for each other: nothing stays with an empty seat.
    @Test
    void leaving_and_accepting_at_the_same_moment_leave_nothing_behind() throws Exception {
        for (var again = 0; again < 15; again++) {
            var here = new AroundTruus(doors);
            var task = here.proposed("Half weg");
            var ready = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var all = threads.invokeAll(List.<Callable<Object>>of(
                        () -> {
                            ready.await();
                            return here.ria.viewer().call(() -> doors.tasks().accept(task, here.riasSeat));
                        },
                        () -> {
                            ready.await();
                            return here.truus
                                    .viewer()
                                    .call(() -> doors.careplans().remove(here.riasSeat));
                        }));
                for (var one : all) {
                    assertThat(one.get()).isNotNull();
                }
            }
            assertThat(here.task(task)).isInstanceOf(Proposed.class);
        }
    }

    @Test
    void withdrawing_and_accepting_at_the_same_moment_have_one_winner() throws Exception {
        for (var again = 0; again < 20; again++) {
            var task = table.proposed("Toch niet " + again);
            var ready = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var all = threads.invokeAll(List.<Callable<TaskStep>>of(
                        () -> {
                            ready.await();
                            return table.ria.viewer().call(() -> doors.tasks().accept(task, table.riasSeat));
                        },
                        () -> {
                            ready.await();
                            return table.anna.viewer().call(() -> doors.tasks().withdraw(task));
                        }));
                var taken = 0;
                for (var one : all) {
                    taken += one.get() instanceof TaskStep.Moved ? 1 : 0;
                }
                assertThat(taken).isEqualTo(1);
            }
            var now = table.task(task);
            assertThat(now instanceof Somebodys || now instanceof CareTask.Withdrawn)
                    .as(now.toString())
                    .isTrue();
        }
    }

    private JdbcClient superuser() {
        return JdbcClient.create(TestDatabase.asSuperuser(database));
    }

    private LocalDate today() {
        return table.stage.today();
    }
}
