package nl.samenspel.exchange;

import java.util.List;

/// A list in a file, whatever kind of file it is: a header and rows. Opened it can be read; whether all of it can is
/// known at its end.
interface Sheet extends AutoCloseable {

    /// A larger file is refused.
    int MOST_BYTES = 256 << 20;

    /// As many as a spreadsheet has.
    int MOST_ROWS = 1_048_576;

    int MOST_COLUMNS = 500;

    /// A row with something in it.
    ///
    /// @param number as a spreadsheet counts it: the first row of the file is 1
    record Row(int number, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /// Takes each row.
    @FunctionalInterface
    interface Rows {
        void take(Row row);
    }

    List<String> header();

    /// What stands between cells where this list goes out as text again.
    char separator();

    /// Every row with something in it, in order.
    ///
    /// @throws UnusableFile when the file turns out not to be readable, or to be too much
    void forEach(Rows rows) throws UnusableFile;

    @Override
    void close();
}
