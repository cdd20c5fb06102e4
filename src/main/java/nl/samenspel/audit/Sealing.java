package nl.samenspel.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Seals the log of looks in the background, once the program is ready: the demo is filled in before that, and tells of
/// earlier days.
@Configuration(proxyBeanMethods = false)
class Sealing {

    @Bean
    RecurringTask<Void> sealLooks(SealedLog log, ApplicationAvailability program) {
        return Tasks.recurring("seal-looks", FixedDelay.of(SealedLog.EVERY)).execute((_, _) -> {
            if (program.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC) {
                log.seal();
            }
        });
    }
}
