package nl.samenspel.insight;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import nl.samenspel.insight.Border.Box;
import nl.samenspel.insight.Borders.Source;
import nl.samenspel.network.Point;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps outlines.
@Repository
class BorderStore {

    private final JdbcClient db;
    private final JdbcTemplate template;

    BorderStore(JdbcClient db, JdbcTemplate template) {
        this.db = db;
        this.template = template;
    }

    void replace(BorderLevel level, Collection<Border> borders, String source, Instant at) {
        remove(level);
        db.sql("insert into insight.border_source (level, source, taken_at) values (:level, :source, :at)")
                .param("level", level.name())
                .param("source", source)
                .param("at", Timestamp.from(at))
                .update();
        template.batchUpdate("""
                insert into insight.border (level, name, rings, min_x, min_y, max_x, max_y) values (?, ?, ?, ?, ?, ?, ?)
                """, borders, 500, (statement, border) -> {
            var box = border.box();
            statement.setString(1, level.name());
            statement.setString(2, border.name());
            statement.setString(3, write(border.rings()));
            statement.setInt(4, box.from().x());
            statement.setInt(5, box.from().y());
            statement.setInt(6, box.until().x());
            statement.setInt(7, box.until().y());
        });
    }

    boolean remove(BorderLevel level) {
        db.sql("delete from insight.border where level = :level")
                .param("level", level.name())
                .update();
        return db.sql("delete from insight.border_source where level = :level")
                        .param("level", level.name())
                        .update()
                > 0;
    }

    List<Source> listSources() {
        return db.sql("""
                select s.level, s.source, s.taken_at, (select count(*) from insight.border b where b.level = s.level) as areas
                from insight.border_source s order by s.level
                """)
                .query((rs, _) -> new Source(
                        BorderLevel.valueOf(rs.getString("level")),
                        rs.getString("source"),
                        rs.getTimestamp("taken_at").toInstant(),
                        rs.getInt("areas")))
                .list();
    }

    List<Border> list(BorderLevel level, Collection<String> names) {
        return db.sql("select name, rings from insight.border where level = :level and name = any (:names)")
                .param("level", level.name())
                .param("names", names.toArray(String[]::new))
                .query((rs, _) -> new Border(rs.getString("name"), read(rs.getString("rings"))))
                .list();
    }

    List<Border> list(BorderLevel level, Box within, int most) {
        return db.sql("""
                select name, rings from insight.border
                where level = :level and max_x >= :minX and min_x <= :maxX and max_y >= :minY and min_y <= :maxY
                order by name limit :most
                """)
                .param("level", level.name())
                .param("minX", within.from().x())
                .param("minY", within.from().y())
                .param("maxX", within.until().x())
                .param("maxY", within.until().y())
                .param("most", most)
                .query((rs, _) -> new Border(rs.getString("name"), read(rs.getString("rings"))))
                .list();
    }

    private static String write(List<List<Point>> rings) {
        return rings.stream()
                .map(ring ->
                        ring.stream().map(point -> point.x() + "," + point.y()).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(";"));
    }

    private static List<List<Point>> read(String rings) {
        return Arrays.stream(rings.split(";", -1))
                .map(ring -> Arrays.stream(ring.split(" ", -1))
                        .map(place -> {
                            var comma = place.indexOf(',');
                            return new Point(
                                    Integer.parseInt(place, 0, comma, 10),
                                    Integer.parseInt(place, comma + 1, place.length(), 10));
                        })
                        .toList())
                .toList();
    }
}
