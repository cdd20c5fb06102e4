package nl.samenspel.insight;

import java.sql.Date;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.insight.Asked.PaidBefore;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import nl.samenspel.rounds.RoundId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what was asked, as far as the viewer's desk may see it.
@Repository
class NeedStore {

    private final JdbcClient db;

    NeedStore(JdbcClient db) {
        this.db = db;
    }

    /// Requests that began to wait from a day on.
    List<Asked> list(LocalDate from) {
        // of the many there are, few are different: each is in memory once
        var same = new HashMap<String, String>();
        var participants = new HashMap<UUID, Integer>();
        return db.sql("""
                select kind, municipality, left(postcode, 4) as postcode, through, paid_before, complex, state, lacking,
                       case when 'NL' = any (languages) then 'NL' else coalesce(languages[1], '') end as language,
                       found_on is not null as found, waiting_since - date '1970-01-01' as since,
                       coalesce(found_on, ended_on) - date '1970-01-01' as until, hours_per_week, participant
                from insight.asked
                where organisation = (select access.my_organisation()) and waiting_since >= :from
                """)
                .param("from", Date.valueOf(from))
                .query((rs, _) -> new Asked(
                        KindOfHelp.valueOf(rs.getString("kind")),
                        once(same, rs.getString("municipality")),
                        once(same, rs.getString("postcode")),
                        once(same, rs.getString("through")),
                        once(same, rs.getString("language")),
                        PaidBefore.valueOf(rs.getString("paid_before")),
                        rs.getObject("complex", Boolean.class),
                        State.valueOf(rs.getString("state")),
                        Optional.ofNullable(rs.getString("lacking"))
                                .map(Lacking::valueOf)
                                .orElse(null),
                        rs.getBoolean("found"),
                        LocalDate.ofEpochDay(rs.getInt("since")),
                        Optional.ofNullable(rs.getObject("until", Integer.class))
                                .map(LocalDate::ofEpochDay)
                                .orElse(null),
                        rs.getInt("hours_per_week"),
                        participants.computeIfAbsent(
                                rs.getObject("participant", UUID.class), _ -> participants.size())))
                .list();
    }

    private static String once(Map<String, String> same, String text) {
        return Objects.requireNonNullElse(same.putIfAbsent(text, text), text);
    }

    /// Requests for which a round has somebody, and that still wait, by municipality.
    Map<String, Integer> countProposed(NeedFilter filter, RoundId round) {
        record Place(String name, int requests) {}
        return db
                .sql("""
                select municipality, count(*) as requests
                from insight.proposed
                where round = :round and organisation = (select access.my_organisation())
                  and waiting_since between :from and :until
                  and (:kind::text is null or kind = :kind)
                  and (:municipality::text is null or municipality = :municipality)
                group by 1
                """)
                .param("from", Date.valueOf(filter.from()))
                .param("until", Date.valueOf(filter.until()))
                .param("kind", filter.kind() == null ? null : filter.kind().name(), Types.VARCHAR)
                .param("municipality", filter.municipality(), Types.VARCHAR)
                .param("round", round.value())
                .query((rs, _) -> new Place(rs.getString("municipality"), rs.getInt("requests")))
                .list()
                .stream()
                .collect(Collectors.toMap(Place::name, Place::requests));
    }
}
