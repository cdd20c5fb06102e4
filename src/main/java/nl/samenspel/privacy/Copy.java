package nl.samenspel.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.Register.Table;

/// Everything that is kept of someone (_kopie_), for that person to read; of others in it nothing is told.
public record Copy(Instant made, List<Part> parts) {

    /// What stands for text about somebody else.
    public static final String LEFT_OUT = "[…]";

    /// The rows of one table.
    ///
    /// @param isAll whether there are no older ones
    public record Part(Table table, List<Map<Column, Object>> rows, boolean isAll) {}

    /// Whom a number in a row stands for. Each has a message `privacy.who.<NAME>`.
    public enum Who {
        SELF,
        SOMEONE_ELSE,
        COLLEAGUE
    }
}
