package nl.samenspel.insight;

import java.sql.Date;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads what was done, and how participants say it goes, as far as the viewer's desk may see it.
@Repository
class WorkStore {

    private final JdbcClient db;

    WorkStore(JdbcClient db) {
        this.db = db;
    }

    /// What was done from a day on.
    Done listDone(LocalDate from) {
        var reading = new Done.Reading();
        db.sql("""
                select day - date '1970-01-01' as day, minutes, volunteer, participant
                from insight.done
                where organisation = (select access.my_organisation()) and day >= :from
                """).param("from", Date.valueOf(from)).query(rs -> {
            reading.add(
                    LocalDate.ofEpochDay(rs.getInt("day")),
                    rs.getInt("minutes"),
                    rs.getObject("volunteer", UUID.class),
                    rs.getObject("participant", UUID.class));
        });
        return reading.done();
    }

    /// How participants answered from a day on.
    FeltByDay listFelt(LocalDate from) {
        return new FeltByDay(db.sql("""
                select day - date '1970-01-01' as day, count(*) filter (where self = 'GLAD') as glad,
                       count(*) filter (where self = 'SO_SO') as so_so, count(*) filter (where self = 'HARD') as hard
                from insight.felt
                where organisation = (select access.my_organisation()) and day >= :from
                group by 1
                """)
                .param("from", Date.valueOf(from))
                .query((rs, _) -> new FeltByDay.Day(
                        LocalDate.ofEpochDay(rs.getInt("day")),
                        rs.getInt("glad"),
                        rs.getInt("so_so"),
                        rs.getInt("hard")))
                .list());
    }

    /// How many different people said at least once that it goes well with them, of all who
    /// answered.
    Share countGlad(LocalDate from, LocalDate until) {
        return db.sql("""
                select count(distinct person) filter (where self = 'GLAD') as glad, count(distinct person) as people
                from insight.felt
                where organisation = (select access.my_organisation()) and day between :from and :until
                """)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((rs, _) -> new Share(rs.getInt("glad"), rs.getInt("people")))
                .single();
    }
}
