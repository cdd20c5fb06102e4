package nl.samenspel.visits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.matches.MatchId;
import nl.samenspel.visits.Visit.Whose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps what was agreed about when somebody comes.
@Repository
class MomentStore {

    private static final String MOMENT = """
            select id, match, organisation, branch, volunteer, participant, first_day, starts_at, minutes, rhythm, last_day,
                   changed_at, version
            from visits.moment
            """;

    private final JdbcClient db;

    MomentStore(JdbcClient db) {
        this.db = db;
    }

    /// Keeps it, unless the same was agreed already.
    boolean add(Moment moment, AccountId by) {
        var whose = moment.whose();
        return db.sql("""
                        insert into visits.moment (id, match, organisation, branch, volunteer, participant, first_day, starts_at,
                            minutes, rhythm, agreed_by, agreed_at, changed_at)
                        values (:id, :match, :organisation, :branch, :volunteer, :participant, :firstDay, :at,
                            :minutes, :rhythm, :by, :now, :now)
                        on conflict do nothing
                        """)
                        .param("id", moment.id().value())
                        .param("match", moment.match().value())
                        .param("organisation", whose.organisation().value())
                        .param("branch", whose.branch().value())
                        .param("volunteer", whose.volunteer().value())
                        .param(
                                "participant",
                                Objects.requireNonNull(whose.participant()).value())
                        .param("firstDay", moment.firstDay())
                        .param("at", moment.at())
                        .param("minutes", moment.minutes())
                        .param("rhythm", moment.rhythm().name())
                        .param("by", by.value())
                        .param("now", Timestamp.from(moment.changedAt()))
                        .update()
                == 1;
    }

    /// The one that stands where this one would stand.
    Optional<Moment> findSame(Moment wanted) {
        return db.sql(MOMENT + """
                where match = :match and first_day = :firstDay and starts_at = :at and rhythm = :rhythm and last_day is null
                """)
                .param("match", wanted.match().value())
                .param("firstDay", wanted.firstDay())
                .param("at", wanted.at())
                .param("rhythm", wanted.rhythm().name())
                .query(MomentStore::read)
                .optional();
    }

    /// Ends it after this day; whether it had not ended.
    boolean end(MomentId id, LocalDate lastDay, Instant now) {
        return db.sql("""
                        update visits.moment set last_day = :lastDay, changed_at = :now, version = version + 1
                        where id = :id and last_day is null
                        """)
                        .param("id", id.value())
                        .param("lastDay", lastDay)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    Optional<Moment> find(MomentId id) {
        return db.sql(MOMENT + "where id = :id")
                .param("id", id.value())
                .query(MomentStore::read)
                .optional();
    }

    /// What is agreed in a match, and was.
    List<Moment> listOf(MatchId match) {
        return db.sql(MOMENT + "where match = :match order by first_day, starts_at, id")
                .param("match", match.value())
                .query(MomentStore::read)
                .list();
    }

    /// What these volunteers agreed to and what had not ended on this day.
    List<Moment> listOfVolunteers(Collection<PersonId> volunteers, LocalDate from) {
        return db.sql(MOMENT + """
                where volunteer = any (:volunteers) and (last_day is null or last_day >= :from)
                order by first_day, starts_at, id
                """)
                .param("volunteers", ids(volunteers))
                .param("from", from)
                .query(MomentStore::read)
                .list();
    }

    static UUID[] ids(Collection<PersonId> persons) {
        return persons.stream().map(PersonId::value).toArray(UUID[]::new);
    }

    static Whose whose(ResultSet rs) throws SQLException {
        var match = rs.getObject("match", UUID.class);
        var participant = rs.getObject("participant", UUID.class);
        return new Whose(
                new PersonId(rs.getObject("volunteer", UUID.class)),
                match == null ? null : new MatchId(match),
                participant == null ? null : new PersonId(participant),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new BranchId(rs.getObject("branch", UUID.class)));
    }

    private static Moment read(ResultSet rs, int rowNumber) throws SQLException {
        return new Moment(
                new MomentId(rs.getObject("id", UUID.class)),
                new MatchId(rs.getObject("match", UUID.class)),
                whose(rs),
                rs.getObject("first_day", LocalDate.class),
                rs.getObject("starts_at", LocalTime.class),
                rs.getInt("minutes"),
                Rhythm.valueOf(rs.getString("rhythm")),
                rs.getObject("last_day", LocalDate.class),
                rs.getTimestamp("changed_at").toInstant(),
                rs.getInt("version"));
    }
}
