package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/// A file that is written row by row.
interface OutFile extends AutoCloseable {

    void write(List<String> cells);

    @Override
    void close() throws IOException;

    final class Csv implements OutFile {
        private final SafeCsv csv;

        Csv(OutputStream out) throws IOException {
            csv = new SafeCsv(out, ';');
        }

        @Override
        public void write(List<String> cells) {
            csv.write(cells);
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /// Every cell is a text, so nothing is worked out, rounded, or taken for a day.
    final class Xlsx implements OutFile {

        private static final int FLUSHED_EVERY = 1_000;

        private final Workbook book;
        private final org.dhatim.fastexcel.Worksheet sheet;
        private int row;

        Xlsx(OutputStream out) {
            book = new Workbook(out, "Samenspel", "1.0");
            sheet = book.newWorksheet("Samenspel");
        }

        @Override
        public void write(List<String> cells) {
            for (var column = 0; column < cells.size(); column++) {
                if (!cells.get(column).isEmpty()) {
                    sheet.inlineString(row, column, cells.get(column));
                }
            }
            row++;
            try {
                if (row % FLUSHED_EVERY == 0) {
                    sheet.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            book.close();
        }
    }
}
