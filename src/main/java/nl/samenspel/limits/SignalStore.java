package nl.samenspel.limits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.limits.Signal.Settled;
import nl.samenspel.limits.Signal.Why;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SignalStore {

    private static final String SIGNAL = """
            select id, volunteer, organisation, why, now_is, before_was, said, raised_at, settled_at, settled_by, step,
                   settled_words
            from limits.signal
            """;

    private final JdbcClient db;

    SignalStore(JdbcClient db) {
        this.db = db;
    }

    /// What kind of sign it is that was heard.
    enum Kind {
        HEARD,
        SKIPPED,
        DEATH
    }

    /// How it went at a check-in, or that it was not answered.
    record Answer(Kind kind, Face face, String words) {}

    boolean hear(PersonId volunteer, Kind kind, Face face, String words, UUID source, LocalDate day, Instant at) {
        return db.sql("""
                insert into limits.sign (source, kind, volunteer, organisation, face, words, day, at)
                select :source, :kind, volunteer, organisation, :face, :words, :day, :at
                from limits.own_limit where volunteer = :volunteer
                on conflict (source, kind) do update
                    set face = excluded.face, words = excluded.words, day = excluded.day, at = excluded.at
                """)
                        .param("source", source)
                        .param("kind", kind.name())
                        .param("volunteer", volunteer.value())
                        .param("face", kind == Kind.HEARD ? face.name() : null)
                        .param("words", words)
                        .param("day", day)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    boolean work(PersonId volunteer, UUID source, LocalDate day, int minutes) {
        return db.sql("""
                insert into limits.worked (source, volunteer, organisation, day, minutes)
                select :source, volunteer, organisation, :day, :minutes
                from limits.own_limit where volunteer = :volunteer
                on conflict (source) do update set day = excluded.day, minutes = excluded.minutes
                """)
                        .param("source", source)
                        .param("volunteer", volunteer.value())
                        .param("day", day)
                        .param("minutes", minutes)
                        .update()
                > 0;
    }

    /// Check-ins since this day, answered or not, the newest first.
    List<Answer> answers(PersonId volunteer, LocalDate since) {
        return db.sql("""
                select kind, face, words from limits.sign
                where volunteer = :volunteer and kind in ('HEARD', 'SKIPPED') and day >= :since
                order by day desc, at desc
                """)
                .param("volunteer", volunteer.value())
                .param("since", since)
                .query((rs, _) -> {
                    var face = rs.getString("face");
                    return new Answer(
                            Kind.valueOf(rs.getString("kind")),
                            face == null ? Face.GLAD : Face.valueOf(face),
                            rs.getString("words"));
                })
                .list();
    }

    int deaths(PersonId volunteer, LocalDate since) {
        return db.sql("""
                select count(*) from limits.sign where volunteer = :volunteer and kind = 'DEATH' and day >= :since
                """)
                .param("volunteer", volunteer.value())
                .param("since", since)
                .query(Integer.class)
                .single();
    }

    /// Minutes worked from the first day on, and before the last.
    int minutes(PersonId volunteer, LocalDate from, LocalDate before) {
        return db.sql("""
                select coalesce(sum(minutes), 0) from limits.worked
                where volunteer = :volunteer and day >= :from and day < :before
                """)
                .param("volunteer", volunteer.value())
                .param("from", from)
                .param("before", before)
                .query(Integer.class)
                .single();
    }

    /// Unless the same stands open already. Whether it was raised now.
    boolean raise(PersonId volunteer, Why why, int now, int before, String said, Instant at) {
        return db.sql("""
                insert into limits.signal (id, volunteer, organisation, why, now_is, before_was, said, raised_at)
                select :id, volunteer, organisation, :why, :now, :before, :said, :at
                from limits.own_limit where volunteer = :volunteer
                on conflict (volunteer, why) where settled_at is null do nothing
                """)
                        .param("id", UUID.randomUUID())
                        .param("volunteer", volunteer.value())
                        .param("why", why.name())
                        .param("now", now)
                        .param("before", before)
                        .param("said", said)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /// When a signal of this kind was settled last.
    Optional<Instant> settledLast(PersonId volunteer, Why why) {
        return db.sql("""
                select max(settled_at) from limits.signal where volunteer = :volunteer and why = :why
                """)
                .param("volunteer", volunteer.value())
                .param("why", why.name())
                .query((rs, _) -> Optional.ofNullable(rs.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    List<Signal> listOf(PersonId volunteer) {
        return db.sql(SIGNAL + "where volunteer = :volunteer order by raised_at desc, id")
                .param("volunteer", volunteer.value())
                .query(SignalStore::signal)
                .list();
    }

    List<Signal> listOpen(OrganisationId organisation) {
        return db.sql(SIGNAL + """
                where organisation = :organisation and settled_at is null
                order by raised_at, id
                """)
                .param("organisation", organisation.value())
                .query(SignalStore::signal)
                .list();
    }

    Optional<Signal> find(SignalId id) {
        return db.sql(SIGNAL + "where id = :id")
                .param("id", id.value())
                .query(SignalStore::signal)
                .optional();
    }

    boolean settle(SignalId id, Settled settled) {
        return db.sql("""
                update limits.signal
                set settled_at = :at, settled_by = :by, step = :step, settled_words = :words
                where id = :id and settled_at is null
                """)
                        .param("id", id.value())
                        .param("at", Timestamp.from(settled.at()))
                        .param("by", settled.by().value())
                        .param("step", settled.step().name())
                        .param("words", settled.words())
                        .update()
                > 0;
    }

    private static Signal signal(ResultSet rs, int rowNumber) throws SQLException {
        var settledAt = rs.getTimestamp("settled_at");
        return new Signal(
                new SignalId(rs.getObject("id", UUID.class)),
                new PersonId(rs.getObject("volunteer", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                Why.valueOf(rs.getString("why")),
                rs.getInt("now_is"),
                rs.getInt("before_was"),
                rs.getString("said"),
                Objects.requireNonNull(rs.getTimestamp("raised_at")).toInstant(),
                settledAt == null
                        ? null
                        : new Settled(
                                settledAt.toInstant(),
                                new AccountId(rs.getObject("settled_by", UUID.class)),
                                Step.valueOf(rs.getString("step")),
                                rs.getString("settled_words")));
    }
}
