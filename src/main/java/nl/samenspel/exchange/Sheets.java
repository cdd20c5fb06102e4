package nl.samenspel.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.core.io.Resource;

/// Which kind of file somebody sent.
final class Sheets {

    private static final int FIRST = 4;

    private Sheets() {}

    /// @param file can be read more than once
    static Sheet open(Resource file, ImportList list) throws UnusableFile {
        try {
            if (file.contentLength() > Sheet.MOST_BYTES) {
                throw new UnusableFile("exchange.unusable.tooBig", Sheet.MOST_BYTES >> 20);
            }
            byte[] first;
            try (var in = file.getInputStream()) {
                first = in.readNBytes(FIRST);
            }
            if (CsvFile.startsWith(first, 'P', 'K', 3, 4)) {
                return XlsxFile.open(file, list);
            }
            if (CsvFile.startsWith(first, 0xD0, 0xCF, 0x11, 0xE0)) {
                // of an Excel before 2007, or closed with a password
                throw new UnusableFile("exchange.unusable.oldExcel");
            }
            return CsvFile.open(file, list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
