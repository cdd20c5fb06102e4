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

/// Files that were sent are forgotten after a day, whatever became of them. Of one that came in, what it
/// did is kept for as long as it can be undone. Crosses organisations, so it works with the jobs'
/// database role, which cannot read what was in a file.
@Configuration(proxyBeanMethods = false)
class ForgetFiles {

    static final Duration KEPT = Duration.ofDays(1);

    @Bean
    RecurringTask<Void> forgetImportFiles(@Qualifier("jobs") JdbcClient jobs, Clock clock) {
        return Tasks.recurring("forget-import-files", FixedDelay.ofMinutes(30)).execute((_, _) -> forget(jobs, clock));
    }

    /// Empties what is a day old, and lets go of what is too old to be undone.
    ///
    /// @return how many files are gone, or empty from now on
    static int forget(JdbcClient jobs, Clock clock) {
        var before = Timestamp.from(clock.instant().minus(KEPT));
        var gone = jobs.sql("""
                delete from exchange.import_file
                where created_at < :before
                  and (traces = 0 or state not in ('DONE', 'CANCELLED', 'BROKEN', 'UNDOING', 'UNDONE') or done_at < :undoable)
                """)
                .param("before", before)
                .param("undoable", Timestamp.from(clock.instant().minus(ListHistory.UNDOABLE)))
                .update();
        jobs.sql("""
                delete from exchange.import_part
                where file in (select id from exchange.import_file where created_at < :before and not emptied)
                """).param("before", before).update();
        var emptied = jobs.sql("""
                update exchange.import_file set content = '', fixed = null, emptied = true
                where created_at < :before and not emptied
                """).param("before", before).update();
        return gone + emptied;
    }
}
