package nl.samenspel.insight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps editions of the factsheet.
@Repository
class EditionStore {

    private static final String EDITION = """
            select id, year, version, source, taken_at, out_at from insight.edition
            """;

    private final JdbcClient db;

    EditionStore(JdbcClient db) {
        this.db = db;
    }

    /// The newest version of each year that is out, the newest year first.
    List<Edition> listOut(Instant now) {
        return db.sql("""
                select distinct on (year) id, year, version, source, taken_at, out_at from insight.edition
                where out_at <= :now order by year desc, version desc
                """)
                .param("now", Timestamp.from(now))
                .query((rs, _) -> read(rs, List.of()))
                .list();
    }

    /// Drafts and what is under embargo.
    List<Edition> listAhead(Instant now) {
        return db.sql(EDITION + "where out_at is null or out_at > :now order by year desc, version desc")
                .param("now", Timestamp.from(now))
                .query((rs, _) -> read(rs, List.of()))
                .list();
    }

    Optional<Edition> findOut(int year, Instant now) {
        return db.sql(EDITION + "where year = :year and out_at <= :now order by version desc limit 1")
                .param("year", year)
                .param("now", Timestamp.from(now))
                .query((rs, _) -> read(rs, figures(rs.getObject("id", UUID.class))))
                .optional();
    }

    /// The newest version, out or not.
    Optional<Edition> findNewest(int year) {
        return db.sql(EDITION + "where year = :year order by version desc limit 1")
                .param("year", year)
                .query((rs, _) -> read(rs, figures(rs.getObject("id", UUID.class))))
                .optional();
    }

    private static Edition read(ResultSet rs, List<Figure> figures) throws SQLException {
        return new Edition(
                new EditionId(rs.getObject("id", UUID.class)),
                rs.getInt("year"),
                rs.getInt("version"),
                rs.getString("source"),
                rs.getTimestamp("taken_at").toInstant(),
                instant(rs.getTimestamp("out_at")),
                new Factsheet(figures, List.of()));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private List<Figure> figures(UUID edition) {
        return db.sql("""
                select line, organisation, measure, value, qualifier, unit, scope, counting, note, source, date
                from insight.figure where edition = :edition order by line
                """)
                .param("edition", edition)
                .query((rs, _) -> new Figure(
                        rs.getInt("line"),
                        rs.getString("organisation"),
                        rs.getString("measure"),
                        rs.getObject("value", Long.class),
                        Qualifier.valueOf(rs.getString("qualifier")),
                        rs.getString("unit"),
                        rs.getString("scope"),
                        counting(rs.getString("counting")),
                        rs.getString("note"),
                        rs.getString("source"),
                        Optional.ofNullable(rs.getDate("date"))
                                .map(Date::toLocalDate)
                                .orElse(null)))
                .list();
    }

    private static @Nullable Counting counting(@Nullable String name) {
        return name == null ? null : Counting.valueOf(name);
    }

    void add(Edition edition, AccountId by) {
        db.sql("""
                insert into insight.edition (id, year, version, source, taken_at, taken_by)
                values (:id, :year, :version, :source, :at, :by)
                """)
                .param("id", edition.id().value())
                .param("year", edition.year())
                .param("version", edition.version())
                .param("source", edition.source())
                .param("at", Timestamp.from(edition.takenAt()))
                .param("by", by.value())
                .update();
        for (var figure : edition.factsheet().figures()) {
            db.sql("""
                    insert into insight.figure
                        (edition, line, organisation, measure, value, qualifier, unit, scope, counting, note, source, date)
                    values (:edition, :line, :organisation, :measure, :value, :qualifier, :unit, :scope, :counting, :note,
                            :source, :date)
                    """)
                    .param("edition", edition.id().value())
                    .param("line", figure.line())
                    .param("organisation", figure.organisation())
                    .param("measure", figure.measure())
                    .param("value", figure.value(), Types.BIGINT)
                    .param("qualifier", figure.qualifier().name())
                    .param("unit", figure.unit())
                    .param("scope", figure.scope())
                    .param(
                            "counting",
                            figure.counting() == null ? null : figure.counting().name(),
                            Types.VARCHAR)
                    .param("note", figure.note())
                    .param("source", figure.source())
                    .param("date", figure.date(), Types.DATE)
                    .update();
        }
    }

    List<Named> named(EditionId edition) {
        return db.sql("""
                select organisation, what, name, in_english from insight.named where edition = :edition order by what, nth
                """)
                .param("edition", edition.value())
                .query((rs, _) -> new Named(
                        rs.getString("organisation"),
                        Named.What.valueOf(rs.getString("what")),
                        rs.getString("name"),
                        rs.getString("in_english")))
                .list();
    }

    /// Instead of what the draft had of this.
    void name(EditionId draft, Named.What what, List<Named> named) {
        db.sql("delete from insight.named where edition = :draft and what = :what")
                .param("draft", draft.value())
                .param("what", what.name())
                .update();
        for (var i = 0; i < named.size(); i++) {
            db.sql("""
                    insert into insight.named (edition, organisation, what, nth, name, in_english)
                    values (:draft, :organisation, :what, :nth, :name, :inEnglish)
                    """)
                    .param("draft", draft.value())
                    .param("organisation", named.get(i).organisation())
                    .param("what", what.name())
                    .param("nth", i)
                    .param("name", named.get(i).name())
                    .param("inEnglish", named.get(i).inEnglish())
                    .update();
        }
    }

    boolean publish(int year, Instant from) {
        return db.sql("update insight.edition set out_at = :from where year = :year and out_at is null")
                        .param("from", Timestamp.from(from))
                        .param("year", year)
                        .update()
                == 1;
    }

    boolean discard(int year) {
        return db.sql("delete from insight.edition where year = :year and out_at is null")
                        .param("year", year)
                        .update()
                == 1;
    }
}
