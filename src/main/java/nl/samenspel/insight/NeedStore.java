package nl.samenspel.insight;

import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts what was asked, as far as the viewer's desk may see it.
@Repository
class NeedStore {

    private final JdbcClient db;

    NeedStore(JdbcClient db) {
        this.db = db;
    }

    List<NeedGroup> count(NeedFilter filter, LocalDate today) {
        return db.sql("""
                select kind, municipality, through, paid_before, state, lacking, found_on is not null as found,
                       coalesce(found_on, ended_on, :today) - waiting_since as days, count(*) as requests
                from insight.asked
                where organisation = (select access.my_organisation())
                  and waiting_since between :from and :until
                  and (:kind::text is null or kind = :kind)
                  and (:municipality::text is null or municipality = :municipality)
                group by 1, 2, 3, 4, 5, 6, 7, 8
                """)
                .param("today", Date.valueOf(today))
                .param("from", Date.valueOf(filter.from()))
                .param("until", Date.valueOf(filter.until()))
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param("municipality", filter.municipality(), Types.VARCHAR)
                .query((rs, _) -> new NeedGroup(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("municipality"),
                        Through.valueOf(rs.getString("through")),
                        NeedGroup.PaidBefore.valueOf(rs.getString("paid_before")),
                        State.valueOf(rs.getString("state")),
                        Optional.ofNullable(rs.getString("lacking"))
                                .map(Lacking::valueOf)
                                .orElse(null),
                        rs.getBoolean("found"),
                        Math.max(0, rs.getInt("days")),
                        rs.getInt("requests")))
                .list();
    }

    /// Where something was asked.
    List<String> municipalities() {
        return db.sql("""
                select distinct municipality from insight.asked
                where organisation = (select access.my_organisation()) and municipality <> '' order by 1
                """).query((rs, _) -> rs.getString("municipality")).list();
    }
}
