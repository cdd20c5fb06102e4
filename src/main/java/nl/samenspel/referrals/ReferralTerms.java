package nl.samenspel.referrals;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/// Reminds who was asked when half the term is over, and brings the request back to who asked when all of it is.
///
/// Which referrals those are is asked across organisations, with the jobs' database role; each is then moved at the
/// sender's own desk.
@Configuration(proxyBeanMethods = false)
class ReferralTerms {

    private static final Logger LOG = LoggerFactory.getLogger(ReferralTerms.class);

    @Bean
    RecurringTask<Void> passReferralTerms(ReferralStore store, Referrals referrals, Clock clock) {
        return Tasks.recurring("referral-terms", FixedDelay.of(Duration.ofMinutes(15)))
                .execute((_, _) -> pass(store, referrals, clock));
    }

    static void pass(ReferralStore store, Referrals referrals, Clock clock) {
        for (var due : store.listDue(LocalDate.now(clock))) {
            try {
                referrals.pass(due.id(), due.organisation());
            } catch (DataAccessException e) {
                LOG.warn("Referral {} stays as it is until the next round: {}", due.id(), e.getMessage());
            }
        }
    }
}
