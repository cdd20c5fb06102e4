package nl.samenspel.matches;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// How many matches run at each organisation. Counted over all of them, as the jobs' role; nobody's record comes out.
@Service
public class MatchCounts {

    private final JdbcClient jobs;

    MatchCounts(@Qualifier("jobs") JdbcClient jobs) {
        this.jobs = jobs;
    }

    /// What one organisation has.
    ///
    /// @param matches on trial or for good
    /// @param participants distinct people in them
    /// @param volunteers distinct people in them
    public record Count(int matches, int participants, int volunteers) {}

    public Map<OrganisationId, Count> count() {
        return jobs
                .sql("""
                select organisation, count(*) as matches, count(distinct participant) as participants,
                       count(distinct volunteer) as volunteers
                from matches.match where state in ('TRIAL', 'ACTIVE') group by organisation
                """)
                .query((rs, _) -> Map.entry(
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        new Count(rs.getInt("matches"), rs.getInt("participants"), rs.getInt("volunteers"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
