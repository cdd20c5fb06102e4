package nl.samenspel.visits;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// How many hours were done at each organisation. Counted over all of them, as the jobs' role; nobody's
/// record comes out.
@Service
public class DoneHours {

    private final JdbcClient jobs;

    DoneHours(@Qualifier("jobs") JdbcClient jobs) {
        this.jobs = jobs;
    }

    /// What was done at one organisation.
    ///
    /// @param hours rounded to whole ones
    /// @param volunteers distinct people who did them
    public record Count(long hours, int volunteers) {}

    /// From the first until the last of these days.
    public Map<OrganisationId, Count> count(LocalDate from, LocalDate until) {
        return jobs
                .sql("""
                select organisation, round(sum(minutes) / 60.0)::bigint as hours, count(distinct volunteer) as volunteers
                from visits.visit where came = 'DONE' and day between :from and :until group by organisation
                """)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((rs, _) -> Map.entry(
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new Count(rs.getLong("hours"), rs.getInt("volunteers"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
