package nl.samenspel.database;

import java.time.Instant;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What this database was begun for, once and for all: the demo or real use.
///
/// A fresh one is marked at its first start, before anything is filled in. An `ApplicationRunner` that fills the demo
/// town, or makes the link for the first administrator, asks [#freshlyMade].
@Component
public class Installation {

    /// What a database is for.
    public enum Kind {
        /// Invented people; everybody may sign in as anybody.
        DEMO,
        /// Real people.
        REAL
    }

    private final Kind kind;
    private final Instant createdAt;
    private final boolean freshlyMade;

    /// @param wanted  `demo` or `real`; `existing` takes what is there and never begins one
    Installation(JdbcClient db, Database database, @Value("${samenspel.installation:existing}") String wanted) {
        var made = 0;
        if (!wanted.equals("existing")) {
            var kind = Kind.valueOf(wanted.toUpperCase(Locale.ROOT));
            if (kind == Kind.DEMO && !database.isEmbedded()) {
                throw new CannotStart("""
                        The demo works only with its own embedded database, but SAMENSPEL_DATABASE is set. \
                        Use ./samenspel setup for real use, or unset SAMENSPEL_DATABASE.""");
            }
            made = db.sql("""
                    insert into database.installation (kind)
                    values (:kind)
                    on conflict do nothing
                    """).param("kind", kind.name()).update();
        }
        var marked = db.sql("select kind, created_at from database.installation")
                .query((row, _) -> new Marked(
                        Kind.valueOf(row.getString("kind")),
                        row.getTimestamp("created_at").toInstant()))
                .optional()
                .orElseThrow(() -> new CannotStart(
                        "There is no installation yet. Begin with ./samenspel (the demo) or ./samenspel setup."));
        if (wanted.equals("demo") && marked.kind() == Kind.REAL) {
            throw new CannotStart("""
                    This installation was begun for real use; the demo never runs on it. Start it with \
                    ./samenspel setup, or give the demo a folder of its own with SAMENSPEL_DATA.""");
        }
        if (wanted.equals("real") && marked.kind() == Kind.DEMO) {
            throw new CannotStart("""
                    This installation is a demo and stays one. Begin real use in a folder of its own: \
                    set SAMENSPEL_DATA to it and run ./samenspel setup again.""");
        }
        this.kind = marked.kind();
        this.createdAt = marked.createdAt();
        this.freshlyMade = made == 1;
    }

    public Kind kind() {
        return kind;
    }

    public boolean isDemo() {
        return kind == Kind.DEMO;
    }

    /// Whether this very start began it.
    public boolean freshlyMade() {
        return freshlyMade;
    }

    public Instant createdAt() {
        return createdAt;
    }

    private record Marked(Kind kind, Instant createdAt) {}
}
