package nl.samenspel.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
class ClockSetBackTest {

    private static final ZoneId HERE = ZoneId.of("Europe/Amsterdam");
    private static final Instant NOON = Instant.parse("2026-10-24T10:00:00Z");

    private final Database database = TestDatabase.fresh();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final Clock clock = ((InstantSource) now::get).withZone(HERE);
    private final RecurringTask<Void> mail =
            Tasks.recurring("mail", FixedDelay.ofSeconds(5)).execute((_, _) -> {});
    private final RecurringTask<Void> nightly =
            Tasks.recurring("nightly", new Daily(HERE, LocalTime.of(3, 10))).execute((_, _) -> {});
    private final SchedulerClient planned = SchedulerClient.Builder.create(
                    TestDatabase.as("app", database), mail, nightly)
            .tableName("database.scheduled_tasks")
            .build();
    private final AtomicInteger woken = new AtomicInteger();
    private final ClockSetBack back =
            new ClockSetBack(planned, woken::incrementAndGet, List.of(mail, nightly), clock, () -> 0);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void when_the_clock_is_set_back_a_day_mail_does_not_wait_for_a_day() {
        plan(mail, NOON.plus(Duration.ofDays(1)).plusSeconds(5));
        now.set(NOON.plus(Duration.ofDays(1)));
        back.look();
        assertThat(when(mail)).isEqualTo(NOON.plus(Duration.ofDays(1)).plusSeconds(5));

        now.set(NOON);
        back.look();

        assertThat(when(mail)).isEqualTo(NOON);
        // or the one that looks for work waits for a day itself
        assertThat(woken).hasValue(1);
    }

    @Test
    void what_is_planned_in_its_time_stays_also_when_the_clock_is_corrected_a_little() {
        plan(mail, NOON.plusSeconds(5));
        now.set(NOON.minusMillis(500));
        back.look();

        assertThat(when(mail)).isEqualTo(NOON.plusSeconds(5));
        assertThat(woken).hasValue(0);
    }

    @Test
    void at_the_start_what_was_planned_by_a_wrong_clock_is_planned_anew() {
        plan(mail, NOON.plus(Duration.ofDays(400)));
        plan(nightly, NOON.plus(Duration.ofDays(400)));

        back.planAnew();

        assertThat(when(mail)).isEqualTo(NOON);
        // the night on which three o'clock comes twice
        assertThat(when(nightly)).isEqualTo(Instant.parse("2026-10-25T02:10:00Z"));
    }

    @Test
    void nodes_that_start_at_once_plan_the_same_anew_and_none_stumbles() throws Exception {
        for (var turn = 0; turn < 20; turn++) {
            planned.getScheduledExecution(mail.getDefaultTaskInstance())
                    .ifPresent(_ -> planned.cancel(mail.getDefaultTaskInstance()));
            plan(mail, NOON.plus(Duration.ofDays(400)));
            try (var nodes = Executors.newFixedThreadPool(8)) {
                for (var started : nodes.invokeAll(Collections.nCopies(8, Executors.callable(back::planAnew)))) {
                    started.get();
                }
            }
            assertThat(when(mail)).isEqualTo(NOON);
        }
    }

    private void plan(RecurringTask<Void> task, Instant at) {
        planned.scheduleIfNotExists(task.instance(RecurringTask.INSTANCE), at);
    }

    private Instant when(RecurringTask<Void> task) {
        return planned.getScheduledExecution(task.getDefaultTaskInstance())
                .orElseThrow()
                .getExecutionTime();
    }
}
