package nl.samenspel.database;

import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Sees at the start that the key of the installation is the one this database has always worked with. With another,
/// nobody's codes would be right, and the log of looks would look as if somebody had changed it: better not to start.
@Component
@DependsOnDatabaseInitialization
final class KeyOfDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(KeyOfDatabase.class);

    /// @param lost that the key was lost, and that this one comes in its place
    KeyOfDatabase(
            DataSource source, InstallationKey key, Clock clock, @Value("${samenspel.key-lost:false}") boolean lost) {
        OneByOne.run(source, "key of the installation", db -> compare(db, mark(key), clock, lost));
    }

    private static void compare(JdbcClient db, String mark, Clock clock, boolean lost) {
        var known = db.sql("select mark from database.key_mark order by nth desc limit 1")
                .query(String.class)
                .optional();
        if (known.isPresent() && known.get().equals(mark)) {
            return;
        }
        if (known.isPresent() && !lost) {
            throw new CannotStart("""
                    The key of this installation is not the one that belongs to this database. Put the file \
                    secrets/key (or SAMENSPEL_KEY) back from your copies, and start again. Is this one more node on the \
                    database? Give all of them the same SAMENSPEL_KEY. Was the key lost for good? \
                    Start once with SAMENSPEL_KEY_LOST=true: apps for codes and printed sheets then stop working, and people \
                    begin anew at the desk.""");
        }
        db.sql("insert into database.key_mark (mark, since) values (:mark, :now) on conflict do nothing")
                .param("mark", mark)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (known.isPresent()) {
            LOG.warn("The key of this installation was lost; from now on another one is used");
        }
    }

    /// By which a database knows its key, and from which nobody knows the key.
    static String mark(InstallationKey key) {
        return key.mark("database", "the key of this installation");
    }
}
