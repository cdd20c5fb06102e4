package nl.samenspel.database;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What in the whole database points at a row, as its foreign keys say: no table is forgotten, and none has to be known
/// here. Whoever owns a row asks this before it goes.
///
/// Works as the jobs' role, which sees the rows of every branch, and counts; nothing of them is shown.
@Component
public class Pointers {

    private final JdbcClient jobs;
    private final Map<String, String> questions = new ConcurrentHashMap<>();

    Pointers(@Qualifier("jobs") JdbcClient jobs) {
        this.jobs = jobs;
    }

    /// How many rows point at each of these, as far as that was committed.
    ///
    /// @param table with its schema; its key is one column of ids
    /// @return for each id at which something points: by `schema.table.column`, how often
    public Map<UUID, Map<String, Integer>> count(String table, Collection<UUID> ids) {
        Map<UUID, Map<String, Integer>> found = new HashMap<>();
        if (!ids.isEmpty()) {
            jobs.sql(questions.computeIfAbsent(table, this::question))
                    .param("ids", ids.toArray(UUID[]::new))
                    .query(rs -> {
                        found.computeIfAbsent(rs.getObject("id", UUID.class), _ -> new HashMap<>())
                                .put(rs.getString("by"), rs.getInt("times"));
                    });
        }
        return found;
    }

    private String question(String table) {
        record Pointer(String schema, String table, String column) {}
        List<Pointer> pointers = jobs.sql("""
                select distinct n.nspname, c.relname, a.attname
                from pg_constraint f
                join pg_constraint k on k.conrelid = f.confrelid and k.contype = 'p'
                join unnest(f.conkey, f.confkey) as pair (here, there) on pair.there = k.conkey[1]
                join pg_class c on c.oid = f.conrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = f.conrelid and a.attnum = pair.here
                where f.contype = 'f' and f.confrelid = cast(:table as regclass) and cardinality(k.conkey) = 1
                order by 1, 2, 3
                """)
                .param("table", table)
                .query((rs, _) -> new Pointer(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list();
        if (pointers.isEmpty()) {
            throw new IllegalArgumentException("Nothing can point at " + table);
        }
        return pointers.stream()
                .map(one -> """
                        select '%1$s.%2$s.%3$s' as by, t."%3$s" as id, count(*)::int as times
                        from "%1$s"."%2$s" t where t."%3$s" = any (:ids) group by t."%3$s"
                        """.formatted(one.schema(), one.table(), one.column()))
                .collect(Collectors.joining(" union all "));
    }
}
