package nl.samenspel.exchange;

import java.util.Arrays;
import java.util.List;

/// A list that can come in from a file. Each has a message `exchange.list.<NAME>`.
public enum ImportList {
    /// Where postcodes lie; for the whole installation.
    AREAS,
    VOLUNTEERS,
    /// People who are helped, without what they ask.
    PARTICIPANTS,
    REQUESTS,
    /// Who does something with whom, or did.
    MATCHES,
    /// What volunteers learned, a row each.
    TRAININGS,
    /// What volunteers did, a row for each time.
    HOURS;

    /// The columns this list can have, in the order in which a page offers them.
    public List<KnownColumn> columns() {
        return Arrays.stream(KnownColumn.values())
                .filter(column -> column.isIn(this))
                .toList();
    }
}
