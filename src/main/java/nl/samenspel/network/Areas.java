package nl.samenspel.network;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where postcodes lie. Approximate: the middle of the four-figure area, which is also as near as we want to know.
@Service
public class Areas {

    private static final String COLUMNS = "postcode, place, municipality, province, x, y";

    private final JdbcClient db;
    private final JdbcTemplate template;

    Areas(JdbcClient db, JdbcTemplate template) {
        this.db = db;
        this.template = template;
    }

    /// The area of a postcode: `1234` or `1234 AB`. Empty when unknown, and then distance is unknown too.
    @Transactional(readOnly = true)
    public Optional<Area> find(@Nullable String postcode) {
        if (postcode == null || postcode.length() < 4) {
            return Optional.empty();
        }
        return db.sql("select " + COLUMNS + " from network.area where postcode = :postcode")
                .param("postcode", postcode.substring(0, 4))
                .query(Areas::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public List<Area> list() {
        return db.sql("select " + COLUMNS + " from network.area order by postcode")
                .query(Areas::read)
                .list();
    }

    /// The areas of these postcodes, by their four figures; unknown ones are left out.
    @Transactional(readOnly = true)
    public Map<String, Area> list(Collection<String> postcodes) {
        return db
                .sql("select " + COLUMNS + " from network.area where postcode = any (cast(:postcodes as char(4)[]))")
                .param(
                        "postcodes",
                        postcodes.stream()
                                .map(Area::figuresOf)
                                .filter(figures -> !figures.isEmpty())
                                .distinct()
                                .toArray(String[]::new))
                .query(Areas::read)
                .stream()
                .collect(Collectors.toMap(Area::postcode, Function.identity()));
    }

    @Transactional(readOnly = true)
    public List<String> listMunicipalities() {
        return db.sql("select distinct municipality from network.area where municipality <> '' order by 1")
                .query((rs, _) -> rs.getString(1))
                .list();
    }

    /// Adds areas, and replaces those that are there. Only an administrator may.
    @Transactional
    public void save(Collection<Area> areas) {
        template.batchUpdate("""
                insert into network.area (postcode, place, municipality, province, x, y)
                values (?, ?, ?, ?, ?, ?)
                on conflict (postcode) do update
                set place = excluded.place, municipality = excluded.municipality, province = excluded.province,
                    x = excluded.x, y = excluded.y
                """, areas, 500, (statement, area) -> {
            statement.setString(1, area.postcode());
            statement.setString(2, area.place());
            statement.setString(3, area.municipality());
            statement.setString(4, area.province());
            statement.setObject(5, area.middle() == null ? null : area.middle().x(), java.sql.Types.INTEGER);
            statement.setObject(6, area.middle() == null ? null : area.middle().y(), java.sql.Types.INTEGER);
        });
    }

    /// Takes areas away again. Only an administrator may.
    @Transactional
    public void removeAll(Collection<String> postcodes) {
        db.sql("delete from network.area where postcode = any (cast(:postcodes as char(4)[]))")
                .param("postcodes", postcodes.toArray(String[]::new))
                .update();
    }

    private static Area read(ResultSet rs, int rowNumber) throws SQLException {
        var x = rs.getObject("x", Integer.class);
        var y = rs.getObject("y", Integer.class);
        return new Area(
                rs.getString("postcode"),
                rs.getString("place"),
                rs.getString("municipality"),
                rs.getString("province"),
                x == null || y == null ? null : new Point(x, y));
    }
}
