package nl.samenspel.bench;

import java.nio.file.Path;

/// Of all volunteers of an installation that came in with a number of their own: how many there are, and a checksum of what is
/// kept of them, without what is made by chance.
public final class Checksum {

    private Checksum() {}

    /// @param args the data folder of a running installation
    public static void main(String[] args) throws Exception {
        var data = Path.of(args[0]);
        try (var connection = Installation.connect(data, "samenspel_jobs", "jobs");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(*) || ' ' || md5(string_agg(concat_ws('|', p.external_id, p.given_name, p.family_name, p.postcode,
                                   p.place, v.status, v.does, v.day_parts, l.hours_per_week, e.kind,
                                   (select count(*) from limits.own_limit_change c where c.volunteer = p.id)),
                               chr(10) order by p.external_id))
                        from people.person p
                        join volunteers.volunteer v on v.person = p.id
                        join limits.own_limit l on l.volunteer = p.id
                        join people.engagement e on e.person = p.id
                        where p.external_id like 'V%'
                        """)) {
            rows.next();
            System.out.println(rows.getString(1));
        }
    }
}
