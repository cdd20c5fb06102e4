package nl.samenspel.database;

import java.util.Locale;

/// Who enters the database. Each is a login of PostgreSQL with a password of its own.
public enum DatabaseRole {
    /// Owns the tables and migrates them. Row security is forced on it too.
    OWNER,
    /// The web: sees what the signed-in person may see, through row security.
    APP,
    /// The few tasks that must cross organisations, such as looking up who signs in.
    JOBS,
    /// Reads figures that are safe to show outside, and nothing else.
    REPORTING;

    /// The name of the login in PostgreSQL.
    public String login() {
        return "samenspel_" + name().toLowerCase(Locale.ROOT);
    }
}
