package nl.samenspel.exchange;

import java.util.List;
import nl.samenspel.ui.Form;
import org.jspecify.annotations.Nullable;

/// What reading a file came to: every row of it counted once.
///
/// @param read rows with something in them
/// @param firstRejected the first of the rejected rows, at most [#SHOWN]
/// @param warned good rows about which there is something to say
/// @param firstWarnings the first of these
public record ImportReport(
        int read,
        int added,
        int changed,
        int unchanged,
        int rejected,
        List<RejectedRow> firstRejected,
        int warned,
        List<Remark> firstWarnings) {

    public static final int SHOWN = 200;

    public ImportReport {
        firstRejected = List.copyOf(firstRejected);
        firstWarnings = List.copyOf(firstWarnings);
    }

    public int good() {
        return added + changed + unchanged;
    }

    /// A row that cannot come in, with all that is wrong in it.
    ///
    /// @param number as a spreadsheet counts it
    public record RejectedRow(int number, List<Remark> why) {

        public RejectedRow {
            why = List.copyOf(why);
        }
    }

    /// Something about one cell, or about the row as a whole.
    ///
    /// @param number the row
    /// @param column what the cell means; none for the row as a whole
    /// @param header what the file calls it; empty where the file has no such column
    /// @param value what stands there
    /// @param problem what is the matter, as a message
    public record Remark(int number, @Nullable KnownColumn column, String header, String value, Form.Problem problem) {}
}
