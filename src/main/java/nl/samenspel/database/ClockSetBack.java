package nl.samenspel.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Work in the background goes by the clock on the wall. Where that ran ahead and was set right, mail would
/// wait until the wrong time comes. So whatever is planned is planned anew at the start, and when the clock
/// goes back while the program runs, which is seen by how long things last.
@Component
@ConditionalOnProperty("db-scheduler.enabled")
class ClockSetBack {

    /// Less is an ordinary correction, and work waits no longer for it than that.
    private static final Duration LEAST = Duration.ofSeconds(2);

    private static final long MILLIS_BETWEEN_LOOKS = 5_000;
    private static final Logger LOG = LoggerFactory.getLogger(ClockSetBack.class);

    private record Seen(Instant at, long nanos) {}

    private final SchedulerClient planned;
    private final Runnable wake;
    private final List<RecurringTask<?>> tasks;
    private final Clock clock;
    private final LongSupplier nanos;
    private volatile Seen seen;

    @Autowired
    ClockSetBack(Scheduler planned, List<RecurringTask<?>> tasks, Clock clock) {
        this(planned, planned::triggerCheckForDueExecutions, tasks, clock, System::nanoTime);
    }

    /// @param wake sees at once whether work is due: who waits by the clock would wait until it is that late again
    /// @param nanos how long things last, whatever the clock says
    ClockSetBack(
            SchedulerClient planned, Runnable wake, List<RecurringTask<?>> tasks, Clock clock, LongSupplier nanos) {
        this.planned = planned;
        this.wake = wake;
        this.tasks = List.copyOf(tasks);
        this.clock = clock;
        this.nanos = nanos;
        this.seen = now();
    }

    @EventListener(ApplicationReadyEvent.class)
    void planAnew() {
        var now = clock.instant();
        for (var task : tasks) {
            var id = task.getDefaultTaskInstance();
            var next = task.schedulableInstance(id.getId()).getNextExecutionTime(now);
            planned.getScheduledExecution(id)
                    .filter(one -> !one.isPicked() && one.getExecutionTime().isAfter(next))
                    .ifPresent(_ -> planAnew(id, next));
        }
    }

    private void planAnew(TaskInstanceId id, Instant next) {
        try {
            planned.reschedule(id, next);
        } catch (TaskInstanceException taken) {
            LOG.debug("{} was begun or planned anew by another node just now", id.getTaskName(), taken);
        }
    }

    @Scheduled(fixedDelay = MILLIS_BETWEEN_LOOKS)
    void look() {
        var before = seen;
        seen = now();
        var lasted = Duration.ofNanos(seen.nanos() - before.nanos());
        var back = lasted.minus(Duration.between(before.at(), seen.at()));
        if (back.compareTo(LEAST) > 0) {
            LOG.warn("The clock was set back by {} s; work in the background is planned anew", back.toSeconds());
            planAnew();
            wake.run();
        }
    }

    private Seen now() {
        return new Seen(clock.instant(), nanos.getAsLong());
    }
}
