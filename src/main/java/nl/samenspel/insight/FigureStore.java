package nl.samenspel.insight;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import nl.samenspel.access.AccountId;
import nl.samenspel.insight.FigureCount.AskedBy;
import nl.samenspel.insight.FigureCount.Began;
import nl.samenspel.insight.FigureCount.Earlier;
import nl.samenspel.insight.PublicFigures.Preview;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.Lacking;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps editions of figures. What is out is read as whoever looks; all else goes by the jobs'
/// role, since it crosses organisations and nobody else may see what was counted.
@Repository
class FigureStore {

    private static final String EDITION = """
            select id, quarter, version, threshold, counted_on, %s as already_known, out_at from insight.figure_edition
            """;
    private static final String OUT = EDITION.formatted("0");
    private static final String ANY = EDITION.formatted("already_known");

    private static final String FROM_NEWEST = """
             from (select distinct on (quarter) id, quarter from insight.figure_edition
                   where out_at <= :now order by quarter, version desc) e
            join insight.figure_cell c on c.edition = e.id
            where c.figures = :table
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final JdbcTemplate batches;

    FigureStore(JdbcClient db, @Qualifier("jobs") JdbcClient jobs, @Qualifier("jobs") DataSource database) {
        this.db = db;
        this.jobs = jobs;
        this.batches = new JdbcTemplate(database);
    }

    /// The newest version of each quarter that is out, the newest quarter first.
    List<FigureEdition> listOut(Instant now) {
        return db.sql("select distinct on (quarter)" + OUT.substring("select".length())
                        + "where out_at <= :now order by quarter desc, version desc")
                .param("now", Timestamp.from(now))
                .query((rs, _) -> read(rs))
                .list();
    }

    /// Every version of a quarter that is out, the newest first.
    List<FigureEdition> listOut(Quarter quarter, Instant now) {
        return db.sql(OUT + "where quarter = :quarter and out_at <= :now order by version desc")
                .param("quarter", quarter.toString())
                .param("now", Timestamp.from(now))
                .query((rs, _) -> read(rs))
                .list();
    }

    /// The cells of a table of an edition that is out.
    List<FigureCell> cells(FigureEditionId edition, FigureTable table) {
        return db.sql("""
                select line, heading, value from insight.figure_cell where edition = :edition and figures = :table
                order by line, heading
                """)
                .param("edition", edition.value())
                .param("table", table.name())
                .query((rs, _) -> new FigureCell(
                        table, rs.getString("line"), rs.getString("heading"), rs.getObject("value", Long.class)))
                .list();
    }

    /// Lines that a table has in any quarter that is out, in order; of each quarter the newest
    /// version.
    List<String> lines(FigureTable table, Instant now) {
        return db.sql("select distinct c.line" + FROM_NEWEST + "order by c.line")
                .param("table", table.name())
                .param("now", Timestamp.from(now))
                .query((rs, _) -> rs.getString("line"))
                .list();
    }

    /// The cells of one line, of each quarter that is out the newest version, the oldest quarter
    /// first. A quarter in which the table has no such line is there without cells.
    Map<Quarter, List<FigureCell>> overTime(FigureTable table, String line, Instant now) {
        var quarters = new LinkedHashMap<Quarter, List<FigureCell>>();
        listOut(now).reversed().forEach(edition -> quarters.put(edition.quarter(), new ArrayList<>()));
        db.sql("select e.quarter, c.heading, c.value" + FROM_NEWEST + "and c.line = :line")
                .param("table", table.name())
                .param("line", line)
                .param("now", Timestamp.from(now))
                .query(rs -> {
                    var quarter = Quarter.of(rs.getString("quarter")).orElseThrow();
                    Objects.requireNonNull(quarters.get(quarter))
                            .add(new FigureCell(
                                    table, line, rs.getString("heading"), rs.getObject("value", Long.class)));
                });
        return quarters;
    }

    /// What is not out yet: the draft, and what is under embargo.
    List<FigureEdition> listAhead(Instant now) {
        return jobs.sql(ANY + "where out_at is null or out_at > :now order by quarter desc, version desc")
                .param("now", Timestamp.from(now))
                .query((rs, _) -> read(rs))
                .list();
    }

    Optional<FigureEdition> findDraft() {
        return jobs.sql(ANY + "where out_at is null").query((rs, _) -> read(rs)).optional();
    }

    private static FigureEdition read(ResultSet rs) throws SQLException {
        return new FigureEdition(
                new FigureEditionId(rs.getObject("id", UUID.class)),
                Quarter.of(rs.getString("quarter")).orElseThrow(),
                rs.getInt("version"),
                rs.getInt("threshold"),
                Optional.ofNullable(rs.getDate("counted_on"))
                        .map(Date::toLocalDate)
                        .orElse(null),
                rs.getInt("already_known"),
                Optional.ofNullable(rs.getTimestamp("out_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null));
    }

    /// How many cells of each table of a draft there are, and how many are shown; not which, and
    /// not what.
    Map<FigureTable, Preview> preview(FigureEditionId draft) {
        var preview = new TreeMap<FigureTable, Preview>();
        jobs.sql("""
                select figures, count(*) as cells, count(value) as shown from insight.figure_cell
                where edition = :draft group by figures
                """)
                .param("draft", draft.value())
                .query((rs, _) -> preview.put(
                        FigureTable.valueOf(rs.getString("figures")),
                        new Preview(rs.getInt("cells"), rs.getInt("shown"))))
                .list();
        return preview;
    }

    void order(Quarter quarter, int threshold, AccountId by, Instant now) {
        jobs.sql("""
                insert into insight.figure_edition (id, quarter, version, threshold, ordered_by, ordered_at)
                select :id, :quarter, coalesce(max(version), 0) + 1, :threshold, :by, :now
                from insight.figure_edition where quarter = :quarter
                """)
                .param("id", FigureEditionId.next().value())
                .param("quarter", quarter.toString())
                .param("threshold", threshold)
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    boolean discard() {
        return jobs.sql("delete from insight.figure_edition where out_at is null")
                        .update()
                == 1;
    }

    boolean publish(Instant from) {
        return jobs.sql(
                                "update insight.figure_edition set out_at = :from where out_at is null and counted_on is not null")
                        .param("from", Timestamp.from(from))
                        .update()
                == 1;
    }

    /// What is to be counted.
    Optional<FigureEdition> findOrder() {
        return jobs.sql(ANY + "where out_at is null and counted_on is null")
                .query((rs, _) -> read(rs))
                .optional();
    }

    List<AskedBy> asked(Quarter quarter) {
        return jobs.sql("""
                select organisation, human, municipality, kind, state, lacking, waiting_since, found_on
                from insight.asked_by where waiting_since between :from and :until
                """)
                .param("from", Date.valueOf(quarter.firstDay()))
                .param("until", Date.valueOf(quarter.lastDay()))
                .query((rs, _) -> new AskedBy(
                        rs.getObject("organisation", UUID.class),
                        rs.getString("human"),
                        rs.getString("municipality"),
                        KindOfHelp.valueOf(rs.getString("kind")),
                        State.valueOf(rs.getString("state")),
                        Optional.ofNullable(rs.getString("lacking"))
                                .map(Lacking::valueOf)
                                .orElse(null),
                        rs.getDate("waiting_since").toLocalDate(),
                        Optional.ofNullable(rs.getDate("found_on"))
                                .map(Date::toLocalDate)
                                .orElse(null)))
                .list();
    }

    List<Began> began(Quarter quarter) {
        return jobs.sql("""
                select organisation, human, municipality from insight.began where since between :from and :until
                """)
                .param("from", Date.valueOf(quarter.firstDay()))
                .param("until", Date.valueOf(quarter.lastDay()))
                .query((rs, _) -> new Began(
                        rs.getObject("organisation", UUID.class), rs.getString("human"), rs.getString("municipality")))
                .list();
    }

    /// Versions of this quarter that nobody can take back, the first one first.
    List<Earlier> earlier(Quarter quarter) {
        var versions = new LinkedHashMap<Integer, Map<String, Earlier.Was>>();
        jobs.sql("""
                select e.version, c.name, c.value, c.people, c.shown
                from insight.figure_edition e join insight.counted_cell c on c.edition = e.id
                where e.quarter = :quarter and e.out_at is not null order by e.version, c.name
                """)
                .param("quarter", quarter.toString())
                .query((rs, _) -> versions.computeIfAbsent(rs.getInt("version"), _ -> new HashMap<>())
                        .put(
                                rs.getString("name"),
                                new Earlier.Was(rs.getLong("value"), rs.getInt("people"), rs.getBoolean("shown"))))
                .list();
        return versions.entrySet().stream()
                .map(entry -> new Earlier(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// Whether it still waited to be counted.
    boolean save(FigureEditionId edition, FigureCount count, Suppression.Outcome outcome, LocalDate today) {
        var waits = jobs.sql("select from insight.figure_edition where id = :id and counted_on is null for update")
                .param("id", edition.value())
                .query((_, _) -> true)
                .optional();
        if (waits.isEmpty()) {
            return false;
        }
        insert(
                "insert into insight.figure_cell (edition, figures, line, heading, value) values (?, ?, ?, ?, ?)",
                count.layout().entrySet().stream()
                        .flatMap(table -> table.getValue().entrySet().stream()
                                .flatMap(line -> line.getValue().entrySet().stream()
                                        .map(cell -> new Object[] {
                                            edition.value(),
                                            table.getKey().name(),
                                            line.getKey(),
                                            cell.getKey(),
                                            outcome.mayShow(cell.getValue())
                                                    ? Long.valueOf(count.cell(cell.getValue())
                                                            .value())
                                                    : null
                                        })))
                        .toList());
        insert(
                "insert into insight.counted_cell (edition, name, value, people, shown) values (?, ?, ?, ?, ?)",
                count.cells().entrySet().stream()
                        .map(cell -> new Object[] {
                            edition.value(),
                            cell.getKey(),
                            cell.getValue().value(),
                            cell.getValue().people(),
                            outcome.mayShow(cell.getKey())
                        })
                        .toList());
        jobs.sql("update insight.figure_edition set counted_on = :today, already_known = :known where id = :id")
                .param("today", Date.valueOf(today))
                .param("known", outcome.alreadyKnown().size())
                .param("id", edition.value())
                .update();
        return true;
    }

    private void insert(String sql, List<Object[]> rows) {
        batches.batchUpdate(sql, rows);
    }
}
