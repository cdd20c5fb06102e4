package nl.samenspel.database;

import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Refuses to start a program on tables that a newer one made: it cannot know what became of them. A program that runs
/// already when a newer one changes the tables goes on, because migrations only add until no older program is left
/// (docs/operations/several-nodes.md).
final class NewerTables {

    private static final Logger LOG = LoggerFactory.getLogger(NewerTables.class);
    private static final String HISTORY = "flyway_schema_history_";

    private NewerTables() {}

    /// A step by which the tables were made.
    private record Step(String module, String script) {}

    /// @param locations where this program keeps its migrations, a folder for each module in each
    /// @param allowed that an older program starts on purpose; then the log says so
    static void refuse(Database database, Collection<String> locations, boolean allowed) {
        var loader = new DefaultResourceLoader();
        var db = JdbcClient.create(database.connect(DatabaseRole.OWNER));
        db
                .sql(
                        "select table_name from information_schema.tables where starts_with(table_name, :history) order by 1")
                .param("history", HISTORY)
                .query((rs, _) -> rs.getString("table_name"))
                .list()
                .stream()
                .flatMap(table -> steps(db, table).stream())
                .filter(step -> locations.stream().noneMatch(location -> isIn(loader, location, step)))
                .findFirst()
                .ifPresent(step -> {
                    if (!allowed) {
                        throw new CannotStart("""
                                The tables of this database were made ready for a newer Samenspel: this program does not \
                                know %s of the module %s. Start the newer program. What still runs of this version goes \
                                on until you replace it. Back to this version on purpose? Where the notes of the newer \
                                one say that its tables only gained something, start with SAMENSPEL_OLDER_PROGRAM=true.\
                                """.formatted(step.script(), step.module()));
                    }
                    LOG.warn(
                            "The tables are of a newer program ({} of {}); this older one starts on purpose",
                            step.script(),
                            step.module());
                });
    }

    private static List<Step> steps(JdbcClient db, String table) {
        return db.sql("select script from \"%s\" where success and type = 'SQL'".formatted(table))
                .query((rs, _) -> new Step(table.substring(HISTORY.length()), rs.getString("script")))
                .list();
    }

    private static boolean isIn(ResourceLoader loader, String location, Step step) {
        return loader.getResource("%s/%s/%s".formatted(location, step.module(), step.script()))
                .exists();
    }
}
