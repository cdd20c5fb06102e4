package nl.samenspel.bench;

import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import nl.samenspel.matching.testcountry.TestCountry;
import org.postgresql.PGConnection;

/// PostGIS, tuned as an application engineer would: a row for each activity of whoever has room, one index over activity
/// and area of reach, statistics, a prepared statement. What cannot be indexed is compared from the row.
final class PostGis implements Top.Finder {

    /// The area of reach is a box around home; whoever it covers is asked for the exact distance.
    private static final String QUERY = """
            select volunteer from (
                select volunteer, radius, common,
                       motive - spare_load + 8 * bit_count((? & quals)::bit(8))::int
                       + case when branch = ? then 60 when org = ? then 30 else 0 end
                       + 25 * least(4, common)
                       + (200 * (radius - floor(sqrt(square))::bigint) / radius)::int as points
                from (
                    select o.*, bit_count((dayparts & ?)::bit(21))::int as common,
                           (o.x - ?)::bigint * (o.x - ?) + (o.y - ?)::bigint * (o.y - ?) as square
                    from offer o
                    where activity = ? and reach && st_point(?, ?)
                      and quals & ? = ? and langs & ? <> 0 and (1 << gender) & ? <> 0
                      and participants & ? <> 0 and orgs & ? <> 0 and first_day <= ? and free >= ?
                ) o
                where square <= radius::bigint * radius and common >= ?
                  and not exists (select from apart a where a.request = ? and a.volunteer = o.volunteer)
            ) o order by points desc, volunteer limit 10
            """;

    private final TestCountry country;
    private final String address;
    private final Connection connection;

    PostGis(TestCountry country, Path socket) throws SQLException {
        this.country = country;
        address = "jdbc:postgresql://localhost:%s/bench?user=bench&prepareThreshold=1".formatted(socket);
        connection = DriverManager.getConnection(address);
    }

    @Override
    public String name() {
        return "PostGIS";
    }

    @Override
    public double build() throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute("create extension if not exists postgis");
            statement.execute("create extension if not exists btree_gist");
            statement.execute("drop table if exists offer, apart");
            statement.execute("""
                    create unlogged table offer (volunteer int, activity smallint, motive int, spare_load int, x int,
                        y int, radius int, quals int, langs int, gender int, participants int, orgs int, dayparts int,
                        first_day int, free int, branch int, org int)
                    """);
            statement.execute("create unlogged table apart (request int, volunteer int, primary key (request, volunteer))");
            copy("offer", offers());
            copy("apart", apart());
            long began = System.nanoTime();
            statement.execute("alter table offer add column reach geometry generated always as "
                    + "(st_makeenvelope(x - radius, y - radius, x + radius, y + radius)) stored");
            statement.execute("create index on offer using gist (activity, reach)");
            statement.execute("vacuum analyze offer");
            statement.execute("vacuum analyze apart");
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private void copy(String table, String rows) throws Exception {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " from stdin (format csv)", new StringReader(rows));
    }

    private String offers() {
        var rows = new StringBuilder();
        for (int id = 0; id < country.volunteers().size(); id++) {
            var v = country.volunteers().get(id);
            if (v.slots() == 0) {
                continue;
            }
            for (long rest = v.skills(); rest != 0; rest &= rest - 1) {
                int activity = Long.numberOfTrailingZeros(rest);
                int motive = (v.love() >>> activity & 1) == 1 ? 300 : (v.like() >>> activity & 1) == 1 ? 150 : 0;
                int cost = 8 * Integer.bitCount(v.quals()) + 120 * v.load() / v.budget();
                rows.append(id).append(',').append(activity).append(',').append(motive).append(',').append(cost);
                for (int number : new int[] {
                    v.x(), v.y(), v.radius(), v.quals(), v.langs(), v.gender(), v.clientGenderOk(), v.orgMask(),
                    v.avail(), v.availFrom(), v.free(), v.branch(), v.org()
                }) {
                    rows.append(',').append(number);
                }
                rows.append('\n');
            }
        }
        return rows.toString();
    }

    private String apart() {
        var rows = new StringBuilder();
        country.exclusions().stream()
                .distinct()
                .forEach(pair -> rows.append(pair.request())
                        .append(',')
                        .append(pair.volunteer())
                        .append('\n'));
        return rows.toString();
    }

    @Override
    public Top.Asker asker() throws SQLException {
        var own = DriverManager.getConnection(address);
        var query = own.prepareStatement(QUERY);
        return new Top.Asker() {
            @Override
            public int[] topTen(int request) throws SQLException {
                var r = country.requests().get(request);
                int[] numbers = {
                    r.quals(), r.branch(), r.org(), r.dayparts(), r.x(), r.x(), r.y(), r.y(), r.activity(), r.x(),
                    r.y(), r.quals(), r.quals(), r.langs(), r.genderOk(), 1 << r.clientGender(), 1 << r.org(),
                    r.startDay(), r.minPart(), r.minOverlap(), request
                };
                for (int i = 0; i < numbers.length; i++) {
                    query.setInt(i + 1, numbers[i]);
                }
                try (var rows = query.executeQuery()) {
                    var found = new int[10];
                    int count = 0;
                    while (rows.next()) {
                        found[count++] = rows.getInt(1);
                    }
                    return Arrays.copyOf(found, count);
                }
            }

            @Override
            public void close() throws SQLException {
                own.close();
            }
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
