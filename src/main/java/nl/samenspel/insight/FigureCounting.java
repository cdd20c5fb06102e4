package nl.samenspel.insight;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Counts editions of figures that were ordered, in the background.
@Configuration(proxyBeanMethods = false)
class FigureCounting {

    @Bean
    RecurringTask<Void> countFigures(PublicFigures figures) {
        return Tasks.recurring("count-figures", FixedDelay.ofSeconds(5)).execute((_, _) -> figures.countOrdered());
    }
}
