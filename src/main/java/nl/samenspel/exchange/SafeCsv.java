package nl.samenspel.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows on their way out to a spreadsheet. Every cell is a [SafeCell], and a mark at the start says that it is UTF-8.
final class SafeCsv implements AutoCloseable {

    private final CsvWriter writer;

    SafeCsv(OutputStream out, char separator) throws IOException {
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        this.writer = CsvWriter.builder()
                .fieldSeparator(separator)
                .quoteStrategy(QuoteStrategies.ALWAYS)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    void write(List<String> cells) {
        writer.writeRecord(cells.stream().map(SafeCell::of).toList());
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
