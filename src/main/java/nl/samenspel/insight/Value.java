package nl.samenspel.insight;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.Assumption.Filled;
import nl.samenspel.insight.Assumption.Range;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what the work is worth: hours, people, and what it saves others, as far as an
/// organisation filled in what that rests on.
@Service
public class Value {

    private final Facts facts;
    private final JdbcClient db;
    private final Clock clock;

    Value(Facts facts, JdbcClient db, Clock clock) {
        this.facts = facts;
        this.db = db;
        this.clock = clock;
    }

    /// What was done between two days.
    ///
    /// @param filled what was filled in so far
    /// @param avoided empty as long as something is not filled in
    public record Sum(long minutes, int volunteers, int participants, List<Filled> filled, Optional<Avoided> avoided) {}

    /// Since when what is counted from is kept; empty: it is counted as it is now.
    public Optional<Instant> countedAt() {
        return facts.since();
    }

    @Transactional(readOnly = true)
    public Sum sum(LocalDate from, LocalDate until) {
        var done = facts.done().count(from, until).getFirst();
        var filled = list();
        var ranges = new EnumMap<Assumption, Range>(Assumption.class);
        filled.forEach(one -> ranges.put(one.what(), one.range()));
        return new Sum(
                done.minutes(),
                done.volunteers(),
                done.participants(),
                filled,
                Avoided.of(done.minutes(), ChronoUnit.DAYS.between(from, until) + 1, ranges));
    }

    private List<Filled> list() {
        return db.sql("""
                select name, low, likely, high, source, changed_at, changed_by from insight.assumption
                where organisation = (select access.my_organisation())
                """)
                .query((rs, _) -> new Filled(
                        Assumption.valueOf(rs.getString("name")),
                        new Range(rs.getLong("low"), rs.getLong("likely"), rs.getLong("high")),
                        rs.getString("source"),
                        rs.getTimestamp("changed_at").toInstant(),
                        new AccountId(rs.getObject("changed_by", UUID.class))))
                .list();
    }

    /// For the manager.
    ///
    /// @param source that [Assumption#isVerifiable]
    @Transactional
    public void fill(Assumption what, Range range, String source) {
        if (!Assumption.isVerifiable(source)) {
            throw new IllegalArgumentException("Nobody can look up \"%s\".".formatted(source));
        }
        db.sql("""
                insert into insight.assumption (organisation, name, low, likely, high, source, changed_at, changed_by)
                values (:organisation, :name, :low, :likely, :high, :source, :at, :by)
                on conflict (organisation, name) do update
                set low = excluded.low, likely = excluded.likely, high = excluded.high, source = excluded.source,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("name", what.name())
                .param("low", range.low())
                .param("likely", range.likely())
                .param("high", range.high())
                .param("source", source)
                .param("at", Timestamp.from(clock.instant()))
                .param("by", Viewer.current().me().value())
                .update();
    }

    /// Takes it away, for the manager: then there is no amount. Whether it was there.
    @Transactional
    public boolean empty(Assumption what) {
        return db.sql("""
                delete from insight.assumption where organisation = (select access.my_organisation()) and name = :name
                """).param("name", what.name()).update() > 0;
    }
}
