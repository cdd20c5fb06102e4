package nl.samenspel.insight;

import java.sql.Date;
import java.time.LocalDate;
import java.util.UUID;
import nl.samenspel.limits.Face;
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
    Answers listAnswers(LocalDate from) {
        var reading = new Answers.Reading();
        db.sql("""
                select day - date '1970-01-01' as day, self, person
                from insight.felt
                where organisation = (select access.my_organisation()) and day >= :from
                """).param("from", Date.valueOf(from)).query(rs -> {
            reading.add(
                    LocalDate.ofEpochDay(rs.getInt("day")),
                    Face.valueOf(rs.getString("self")),
                    rs.getObject("person", UUID.class));
        });
        return reading.answers();
    }
}
