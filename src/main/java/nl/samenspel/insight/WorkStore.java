package nl.samenspel.insight;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import nl.samenspel.insight.Grid.Cell;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts what was done, and how participants say it goes, as far as the viewer's desk may see it.
@Repository
class WorkStore {

    /// What was done.
    ///
    /// @param quarter such as `2026-3`; empty: all of the period. Who came in two quarters counts in both, and once
    ///        in all
    record Work(String quarter, long visits, long minutes, int volunteers, int participants) {

        Cell cell(Column column) {
            return switch (column) {
                case VISITS -> new Grid.Count(visits);
                case HOURS -> new Grid.Decimal(minutes / 60.0);
                case CAME -> new Grid.Count(volunteers);
                case REACHED -> new Grid.Count(participants);
                default -> throw new IllegalArgumentException("Work is not counted by %s.".formatted(column));
            };
        }
    }

    /// How participants answered when they were asked how it goes with themselves.
    ///
    /// @param quarter as of [Work]
    record Felt(String quarter, int glad, int soSo, int hard) {

        int answers() {
            return glad + soSo + hard;
        }

        Cell cell(Column column) {
            return switch (column) {
                case ANSWERS -> new Grid.Count(answers());
                case GLAD -> new Grid.Part(new Share(glad, answers()));
                case SO_SO -> new Grid.Part(new Share(soSo, answers()));
                case HARD -> new Grid.Part(new Share(hard, answers()));
                default -> throw new IllegalArgumentException("Answers are not counted by %s.".formatted(column));
            };
        }
    }

    private final JdbcClient db;

    WorkStore(JdbcClient db) {
        this.db = db;
    }

    /// All of the period first, then each quarter.
    List<Work> countWork(LocalDate from, LocalDate until) {
        return db.sql("""
                select coalesce(to_char(day, 'YYYY-Q'), '') as quarter, count(*) as visits,
                       coalesce(sum(minutes), 0) as minutes, count(distinct volunteer) as volunteers,
                       count(distinct participant) as participants
                from insight.done
                where organisation = (select access.my_organisation()) and day between :from and :until
                group by grouping sets ((), (to_char(day, 'YYYY-Q')))
                order by 1
                """)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((rs, _) -> new Work(
                        rs.getString("quarter"),
                        rs.getLong("visits"),
                        rs.getLong("minutes"),
                        rs.getInt("volunteers"),
                        rs.getInt("participants")))
                .list();
    }

    /// All of the period first, then each quarter.
    List<Felt> countFelt(LocalDate from, LocalDate until) {
        return db.sql("""
                select coalesce(to_char(day, 'YYYY-Q'), '') as quarter, count(*) filter (where self = 'GLAD') as glad,
                       count(*) filter (where self = 'SO_SO') as so_so, count(*) filter (where self = 'HARD') as hard
                from insight.felt
                where organisation = (select access.my_organisation()) and day between :from and :until
                group by grouping sets ((), (to_char(day, 'YYYY-Q')))
                order by 1
                """)
                .param("from", Date.valueOf(from))
                .param("until", Date.valueOf(until))
                .query((rs, _) ->
                        new Felt(rs.getString("quarter"), rs.getInt("glad"), rs.getInt("so_so"), rs.getInt("hard")))
                .list();
    }

    /// How many different people said at least once that it goes well with them, of all who answered.
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
