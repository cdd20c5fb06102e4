package nl.samenspel.matches;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.BiConsumer;
import nl.samenspel.access.OrganisationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a new day brings to matches: somebody is asked how it goes, reminded, or to be called; somebody's first
/// day away, or their last day, has come.
///
/// Which those are is asked across organisations, with the jobs' database role; each is then moved at the desk of its
/// own organisation. Doing it twice does nothing the second time.
@Configuration(proxyBeanMethods = false)
class MatchDays {

    private static final Logger LOG = LoggerFactory.getLogger(MatchDays.class);

    @Bean
    RecurringTask<Void> passMatchDays(
            @Qualifier("jobs") JdbcClient jobs, CheckIns checkIns, Replacements replacements, Clock clock) {
        return Tasks.recurring("match-days", FixedDelay.of(Duration.ofMinutes(15)))
                .execute((_, _) -> pass(jobs, checkIns, replacements, clock));
    }

    static void pass(JdbcClient jobs, CheckIns checkIns, Replacements replacements, Clock clock) {
        var today = LocalDate.now(clock);
        each(jobs, """
                select id, organisation from matches.match
                where (state = 'AWAY' and away_from <= :today
                       and exists (select from matches.replacement r
                                   where r.match = match.id and r.state = 'OPEN' and r.paused_at is null))
                   or (state = 'LEAVING' and away_from <= :today)
                order by away_from, id
                """, today, (id, organisation) -> replacements.pass(new MatchId(id), organisation));
        each(jobs, """
                select id, organisation from matches.check_in
                where state = 'ASKED' or (state = 'PLANNED' and due_on <= :today)
                order by due_on, id
                """, today, (id, organisation) -> checkIns.pass(new CheckInId(id), organisation));
    }

    private static void each(JdbcClient jobs, String which, LocalDate today, BiConsumer<UUID, OrganisationId> step) {
        record Due(UUID id, OrganisationId organisation) {}
        var found = jobs.sql(which)
                .param("today", today)
                .query((rs, _) -> new Due(
                        rs.getObject("id", UUID.class), new OrganisationId(rs.getObject("organisation", UUID.class))))
                .list();
        for (var due : found) {
            try {
                step.accept(due.id(), due.organisation());
            } catch (DataAccessException e) {
                LOG.warn("{} stays as it is until the next round: {}", due.id(), e.getMessage());
            }
        }
    }
}
