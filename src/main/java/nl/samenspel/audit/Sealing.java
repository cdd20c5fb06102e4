package nl.samenspel.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Seals the log of looks in the background.
@Configuration(proxyBeanMethods = false)
class Sealing {

    @Bean
    RecurringTask<Void> sealLooks(SealedLog log) {
        return Tasks.recurring("seal-looks", FixedDelay.of(SealedLog.EVERY)).execute((_, _) -> log.seal());
    }
}
