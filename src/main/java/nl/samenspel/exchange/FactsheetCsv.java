package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import nl.samenspel.insight.Factsheet;
import org.springframework.stereotype.Service;

/// An edition of the factsheet as a file for a spreadsheet, which reads back as the same edition.
@Service
public class FactsheetCsv {

    public void write(Factsheet factsheet, OutputStream out) {
        try (var csv = new SafeCsv(out, ',')) {
            factsheet.rows().forEach(csv::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
