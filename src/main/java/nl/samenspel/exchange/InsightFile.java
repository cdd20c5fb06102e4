package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import nl.samenspel.insight.Grid;
import nl.samenspel.insight.GridText;
import nl.samenspel.ui.Words;
import org.springframework.stereotype.Service;

/// A table of the own organisation's figures, as a file for a spreadsheet.
@Service
public class InsightFile {

    private final Words words;

    InsightFile(Words words) {
        this.words = words;
    }

    /// Writes all rows.
    public void write(Grid grid, OutputStream out) {
        var text = new GridText(words);
        try (var csv = new SafeCsv(out, ';')) {
            csv.write(text.fileHeads(grid));
            grid.rows().forEach(row -> csv.write(text.fileRow(grid, row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
