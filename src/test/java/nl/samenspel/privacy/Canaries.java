package nl.samenspel.privacy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.privacy.Register.DataClass;
import nl.samenspel.privacy.Register.Slot;
import nl.samenspel.privacy.Register.Table;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Words that stand nowhere else, put into every text column of every row about some people, past every guard: where
/// one of them turns up, that row was shown; where none is left, all was forgotten.
@NullMarked
final class Canaries {

    private final Database database;
    private final Register register = new Register();
    private final List<Canary> planted = new ArrayList<>();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private int count;

    Canaries(Database database) {
        this.database = database;
    }

    /// One of them.
    ///
    /// @param owners whose data it stands in, by name
    record Canary(String word, String where, DataClass is, Set<String> owners, boolean told) {}

    /// Someone whose rows get them.
    record Bird(String name, UUID person, UUID account, String address) {}

    List<Canary> planted() {
        return planted;
    }

    Set<String> of(String name) {
        return planted.stream()
                .filter(canary -> canary.owners().contains(name) && canary.told())
                .map(Canary::word)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Every canary in whose row this one is not, or whose column is somebody else's.
    Set<String> notOf(String name) {
        return planted.stream()
                .filter(canary -> !canary.owners().contains(name))
                .map(Canary::word)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Puts a word of its own into each text column of each row about these people, as far as the column takes free
    /// text: a code list refuses it.
    void plant(Collection<Bird> birds) {
        try (var connection = TestDatabase.asSuperuser(database).getConnection()) {
            connection.setAutoCommit(false);
            var db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            db.sql("set local session_replication_role = replica").update();
            for (var table : register.aboutPeople()) {
                var texts = texts(db, table);
                for (var row : rows(db, table, birds).entrySet()) {
                    var at = row.getKey();
                    for (var text : texts.entrySet()) {
                        at = plant(db, connection, table, text.getKey(), text.getValue(), at, row.getValue());
                    }
                }
            }
            for (var bird : birds) {
                db.sql("""
                        update mail.outbox set to_address = coalesce(
                            (select lower(email) from people.person where id = ?), to_address)
                        where to_address = ?
                        """).params(bird.person(), bird.address()).update();
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Boolean> texts(JdbcClient db, Table table) {
        var texts = new LinkedHashMap<String, Boolean>();
        db.sql("""
                select column_name, data_type = 'ARRAY' as is_list from information_schema.columns
                where table_schema = ? and table_name = ?
                  and (data_type in ('text', 'character varying') or (data_type = 'ARRAY' and udt_name = '_text'))
                order by ordinal_position
                """)
                .params(table.module(), table.name())
                .query((rs, _) -> Map.entry(rs.getString(1), rs.getBoolean(2)))
                .list()
                .forEach(text -> texts.put(text.getKey(), text.getValue()));
        return texts;
    }

    /// Where each row is, and who is in which place of it.
    private Map<String, Map<String, Set<String>>> rows(JdbcClient db, Table table, Collection<Bird> birds) {
        var rows = new LinkedHashMap<String, Map<String, Set<String>>>();
        for (var bird : birds) {
            var subject = new Subject(Set.of(bird.person()), Set.of(bird.account()), Set.of(bird.address()));
            for (var slot : table.slots()) {
                Rows.bind(
                                db.sql("select t.ctid::text from %s t where %s"
                                        .formatted(table.sql(), Rows.isAbout(slot))),
                                subject)
                        .query((rs, _) -> rs.getString(1))
                        .list()
                        .forEach(at -> rows.computeIfAbsent(at, _ -> new LinkedHashMap<>())
                                .computeIfAbsent(slot.name(), _ -> new LinkedHashSet<>())
                                .add(bird.name()));
            }
        }
        return rows;
    }

    private String plant(
            JdbcClient db,
            Connection connection,
            Table table,
            String column,
            boolean isList,
            String at,
            Map<String, Set<String>> places)
            throws SQLException {
        var about = table.column(column);
        var isAddress = table.slots().stream().map(Slot::column).anyMatch(column::equals);
        // a list of codes that only the program keeps
        if (isAddress || about.words() != null) {
            return at;
        }
        var word = "kanarie%s%03dfluit".formatted(mark, ++count);
        var text = about.is() == DataClass.CONTACT && column.equals("email") ? word + "@voorbeeld.example" : word;
        var savepoint = connection.setSavepoint();
        try {
            var now = db.sql("update %s set \"%s\" = %s where ctid = cast(:at as tid) returning ctid::text"
                            .formatted(table.sql(), column, isList ? "array[:text]" : ":text"))
                    .param("text", text)
                    .param("at", at)
                    .query(String.class)
                    .single();
            var owners = places.entrySet().stream()
                    .filter(place -> about.whose() == null || about.whose().equals(place.getKey()))
                    .flatMap(place -> place.getValue().stream())
                    .collect(Collectors.toSet());
            var told = about.isTold()
                    && places.keySet().stream()
                            .anyMatch(place -> table.slots().stream()
                                    .anyMatch(slot -> slot.name().equals(place) && slot.told()));
            planted.add(new Canary(word, table.full() + "." + column, about.is(), owners, told));
            return now;
        } catch (RuntimeException e) {
            connection.rollback(savepoint);
            return at;
        }
    }

    /// Every place in the database where one of these words stands.
    List<String> find(Collection<String> words) {
        var db = JdbcClient.create(TestDatabase.asSuperuser(database));
        var found = new ArrayList<String>();
        var any = words.isEmpty() ? "a^" : String.join("|", words);
        db.sql("""
                select table_schema || '."' || table_name || '"' from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """)
                .query((rs, _) -> rs.getString(1))
                .list()
                .forEach(table -> db.sql("""
                                select (regexp_matches(t::text, '(' || :any || ')', 'g'))[1]
                                from %s t where t::text ~ :any
                                """.formatted(table))
                        .param("any", any)
                        .query((rs, _) -> table + ": " + rs.getString(1))
                        .list()
                        .forEach(found::add));
        // what is in bytes
        db.sql("""
                select 'session' from access.session_attributes
                where encode(attribute_bytes, 'escape') ~ :any
                """).param("any", any).query((rs, _) -> rs.getString(1)).list().forEach(found::add);
        return found;
    }
}
