package nl.samenspel.exchange;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Files that were sent are forgotten after a day, whatever became of them. Crosses organisations, so it works with
/// the jobs' database role, which may see of a file only how old it is.
@Configuration(proxyBeanMethods = false)
class ForgetFiles {

    static final Duration KEPT = Duration.ofDays(1);

    @Bean
    RecurringTask<Void> forgetImportFiles(@Qualifier("jobs") JdbcClient jobs, Clock clock) {
        return Tasks.recurring("forget-import-files", FixedDelay.ofMinutes(30)).execute((_, _) -> forget(jobs, clock));
    }

    static int forget(JdbcClient jobs, Clock clock) {
        return jobs.sql("delete from exchange.import_file where created_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }
}
