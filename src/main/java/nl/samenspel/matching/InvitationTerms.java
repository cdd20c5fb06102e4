package nl.samenspel.matching;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import nl.samenspel.access.OrganisationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Ends invitations whose day to answer by went past, and brings back those that were to be asked later.
///
/// Which invitations those are is asked across organisations, with the jobs' database role; each is then moved at the
/// desk of its own organisation. Doing it twice does nothing the second time.
@Configuration(proxyBeanMethods = false)
class InvitationTerms {

    private static final Logger LOG = LoggerFactory.getLogger(InvitationTerms.class);

    private record Due(InvitationId id, OrganisationId organisation) {}

    @Bean
    RecurringTask<Void> passInvitationTerms(@Qualifier("jobs") JdbcClient jobs, Invitations invitations, Clock clock) {
        return Tasks.recurring("invitation-terms", FixedDelay.of(Duration.ofMinutes(15)))
                .execute((_, _) -> pass(jobs, invitations, clock));
    }

    static void pass(JdbcClient jobs, Invitations invitations, Clock clock) {
        for (var due : listDue(jobs, LocalDate.now(clock))) {
            try {
                invitations.pass(due.id(), due.organisation());
            } catch (DataAccessException e) {
                LOG.warn("Invitation {} stays as it is until the next round: {}", due.id(), e.getMessage());
            }
        }
    }

    private static List<Due> listDue(JdbcClient jobs, LocalDate today) {
        return jobs.sql("""
                select id, organisation from matching.invitation
                where (state = 'SENT' and answer_by < :today) or (state = 'LATER' and later_until <= :today)
                order by coalesce(answer_by, later_until), id
                """)
                .param("today", today)
                .query((rs, _) -> new Due(
                        new InvitationId(rs.getObject("id", UUID.class)),
                        new OrganisationId(rs.getObject("organisation", UUID.class))))
                .list();
    }
}
