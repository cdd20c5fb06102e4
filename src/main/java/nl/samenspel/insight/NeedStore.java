package nl.samenspel.insight;

import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.samenspel.insight.Brief.People;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import nl.samenspel.rounds.RoundId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/// Counts what was asked and what was done, as far as the viewer's desk may see it.
@Repository
class NeedStore {

    /// What waits, in one place.
    ///
    /// @param postcode its four figures; empty: not known
    record Waits(KindOfHelp kind, String municipality, String postcode, int requests) {}

    private static final String FILTER = """
            organisation = (select access.my_organisation())
              and waiting_since between :from and :until
              and (:kind::text is null or kind = :kind)
              and (:municipality::text is null or municipality = :municipality)
            """;

    private final JdbcClient db;

    NeedStore(JdbcClient db) {
        this.db = db;
    }

    List<NeedGroup> count(NeedFilter filter, Grouping by, LocalDate today) {
        var what =
                switch (by) {
                    case KIND -> "kind";
                    case MUNICIPALITY -> "municipality";
                    case POSTCODE -> "left(postcode, 4)";
                    case ORIGIN -> "through";
                    case QUARTER -> "to_char(waiting_since, 'YYYY-Q')";
                    case LANGUAGE -> "case when 'NL' = any (languages) then 'NL' else coalesce(languages[1], '') end";
                    case KIND_IN_MUNICIPALITY ->
                        throw new IllegalArgumentException("Requests are not counted by %s.".formatted(by));
                };
        return filtered(filter, """
                select %s as what, paid_before, complex, state, lacking, found_on is not null as found,
                       coalesce(found_on, ended_on, :today) - waiting_since as days, count(*) as requests,
                       sum(hours_per_week) as hours
                from insight.asked
                where %s
                group by 1, 2, 3, 4, 5, 6, 7
                """.formatted(what, FILTER))
                .param("today", Date.valueOf(today))
                .query((rs, _) -> new NeedGroup(
                        rs.getString("what"),
                        NeedGroup.PaidBefore.valueOf(rs.getString("paid_before")),
                        rs.getObject("complex", Boolean.class),
                        State.valueOf(rs.getString("state")),
                        Optional.ofNullable(rs.getString("lacking"))
                                .map(Lacking::valueOf)
                                .orElse(null),
                        rs.getBoolean("found"),
                        Math.max(0, rs.getInt("days")),
                        rs.getInt("requests"),
                        rs.getInt("hours")))
                .list();
    }

    /// Requests for which a round has somebody, and that still wait, by municipality.
    Map<String, Integer> countProposed(NeedFilter filter, RoundId round) {
        record Place(String name, int requests) {}
        return filtered(filter, """
                select municipality, count(*) as requests
                from insight.proposed
                where round = :round and %s
                group by 1
                """.formatted(FILTER))
                .param("round", round.value())
                .query((rs, _) -> new Place(rs.getString("municipality"), rs.getInt("requests")))
                .list()
                .stream()
                .collect(Collectors.toMap(Place::name, Place::requests));
    }

    private StatementSpec filtered(NeedFilter filter, String sql) {
        return db.sql(sql)
                .param("from", Date.valueOf(filter.from()))
                .param("until", Date.valueOf(filter.until()))
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param("municipality", filter.municipality(), Types.VARCHAR);
    }

    /// Different people: all of them, by kind of help and by way in. The names of these do not overlap.
    List<People> countPeople(LocalDate from, LocalDate until) {
        return db.sql("""
                select coalesce(kind, through, '') as what, count(distinct participant) as asked,
                       count(distinct participant) filter (where found) as found,
                       count(distinct participant) filter (where waits) as waiting,
                       count(distinct participant) filter (where lacking = 'CAPACITY') as capacity,
                       count(distinct participant) filter (where lacking = 'EXPERTISE') as expertise,
                       count(distinct participant) filter (where lacking = 'BOUNDARY') as boundary,
                       count(distinct participant) filter (where paid_before <> 'UNKNOWN') as known,
                       count(distinct participant) filter (where paid_before = 'YES') as paid_before,
                       count(distinct participant) filter (where complex is not null) as judged,
                       count(distinct participant) filter (where complex) as complex
                from insight.people_asked
                where organisation = (select access.my_organisation()) and waiting_since between :from and :until
                group by grouping sets ((), (kind), (through))
                order by 2 desc, 1
                """)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((rs, _) -> new People(
                        rs.getString("what"),
                        rs.getInt("asked"),
                        rs.getInt("found"),
                        rs.getInt("waiting"),
                        rs.getInt("capacity"),
                        rs.getInt("expertise"),
                        rs.getInt("boundary"),
                        rs.getInt("known"),
                        rs.getInt("paid_before"),
                        rs.getInt("judged"),
                        rs.getInt("complex")))
                .list();
    }

    /// All that waits for somebody today.
    List<Waits> listWaiting() {
        return db.sql("""
                select kind, municipality, left(postcode, 4) as postcode, count(*) as requests
                from insight.asked
                where organisation = (select access.my_organisation())
                  and state in ('ASKED', 'SEARCHING', 'MATCHED') and found_on is null
                group by 1, 2, 3
                """)
                .query((rs, _) -> new Waits(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        rs.getString("municipality"),
                        rs.getString("postcode"),
                        rs.getInt("requests")))
                .list();
    }

    /// Where something was asked. Goes from one to the next, however many requests there are.
    List<String> municipalities() {
        return db.sql("""
                with recursive place (municipality) as (
                    (select municipality from insight.asked
                     where organisation = (select access.my_organisation()) and municipality > ''
                     order by municipality limit 1)
                    union all
                    select (select a.municipality from insight.asked a
                            where a.organisation = (select access.my_organisation()) and a.municipality > p.municipality
                            order by a.municipality limit 1)
                    from place p where p.municipality is not null)
                select municipality from place where municipality is not null
                """).query((rs, _) -> rs.getString("municipality")).list();
    }
}
