package nl.samenspel.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.InputStreamSource;

/// A CSV file as somebody's program wrote it: in UTF-8 or in the letters of an older Windows, with a semicolon, comma,
/// tab or upright stroke between the cells.
///
/// Opened, it has been read once from beginning to end, so that what makes it unusable as a whole is known; its rows
/// are then read again as often as needed, one at a time. Of the file itself nothing stays in memory.
final class CsvFile implements Sheet {

    /// More than any cell of ours; a quotation mark that never ends is noticed here at the latest.
    private static final int LONGEST_CELL = 4 << 20;

    /// Enough to see which separator a file has, and where its header stands.
    private static final int LOOKED_AT = 128 << 10;

    private static final int ROWS_LOOKED_AT = 60;
    private static final char[] SEPARATORS = {';', ',', '\t', '|'};
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern SEPARATOR_TOLD = Pattern.compile("\\s*\"?sep=(.)\"?\\s*", Pattern.CASE_INSENSITIVE);

    private final InputStreamSource content;
    private final int from;
    private final Charset letters;
    private final char separator;
    private final int headerAt;
    private final List<String> header;
    private final int rowCount;

    private CsvFile(
            InputStreamSource content,
            int from,
            Charset letters,
            char separator,
            int headerAt,
            List<String> header,
            int rowCount) {
        this.content = content;
        this.from = from;
        this.letters = letters;
        this.separator = separator;
        this.headerAt = headerAt;
        this.header = header;
        this.rowCount = rowCount;
    }

    /// @param content can be read more than once
    /// @param list what should be in it: its known headers help to find the header row and the separator
    static CsvFile open(InputStreamSource content, ImportList list) throws UnusableFile {
        try {
            var start = beginning(content);
            refuseOtherKinds(start);
            var letters = letters(start, content);
            var from = startsWith(start, 0xEF, 0xBB, 0xBF) ? 3 : startsUtf16(start) ? 2 : 0;
            var beginning = beginning(start, from, letters);
            if (beginning.isBlank()) {
                throw new UnusableFile("exchange.unusable.empty");
            }
            var told = SEPARATOR_TOLD.matcher(beginning.lines().findFirst().orElse(""));
            var layout =
                    told.matches() ? look(beginning, told.group(1).charAt(0), list, 1) : bestLayout(beginning, list);
            if (layout.isEmpty() || layout.get().header().size() < 2) {
                throw new UnusableFile("exchange.unusable.separator");
            }
            return scanned(content, from, letters, layout.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] beginning(InputStreamSource content) throws IOException {
        try (var in = content.getInputStream()) {
            return in.readNBytes(LOOKED_AT);
        }
    }

    private static void refuseOtherKinds(byte[] content) throws UnusableFile {
        if (startsWith(content, 'P', 'K', 3, 4)
                || startsWith(content, '%', 'P', 'D', 'F')
                || startsWith(content, 'M', 'Z')
                || startsWith(content, 0x7F, 'E', 'L', 'F')
                || startsWith(content, 0x89, 'P', 'N', 'G')
                || startsWith(content, 0xFF, 0xD8, 0xFF)
                || startsWith(content, 0x1F, 0x8B)
                || startsWith(content, 'G', 'I', 'F', '8')
                || hasManyControls(content)) {
            throw new UnusableFile("exchange.unusable.noText");
        }
    }

    /// A stray one makes its row unreadable; many of them make it no text.
    private static boolean hasManyControls(byte[] content) {
        if (startsUtf16(content)) {
            return false;
        }
        var controls = 0;
        for (var i = 0; i < content.length; i++) {
            if (content[i] >= 0 && content[i] < 32 && content[i] != '\n' && content[i] != '\r' && content[i] != '\t') {
                controls++;
            }
        }
        return controls > 20 && controls > content.length / 20;
    }

    static boolean startsWith(byte[] content, int... start) {
        if (content.length < start.length) {
            return false;
        }
        for (var i = 0; i < start.length; i++) {
            if ((content[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsUtf16(byte[] content) {
        return startsWith(content, 0xFF, 0xFE) || startsWith(content, 0xFE, 0xFF);
    }

    private static Charset letters(byte[] start, InputStreamSource content) throws IOException {
        if (startsWith(start, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(start, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(content) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    /// Up to its last letter. And no more than fits: a byte too many is enough to say so.
    private static boolean isUtf8(InputStreamSource content) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var in = new InputStreamReader(content.getInputStream(), decoder)) {
            var room = new char[16_384];
            while (in.read(room) >= 0) {
                // on to the end
            }
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static String beginning(byte[] content, int from, Charset letters) {
        var text = new String(content, from, content.length - from, letters);
        var isWhole = content.length < LOOKED_AT;
        var lastLine = text.lastIndexOf('\n');
        return isWhole || lastLine < 0 ? text : text.substring(0, lastLine + 1);
    }

    /// How a file is laid out, if this is its separator.
    ///
    /// @param headerAt the row of the header, counted from 0
    /// @param recognised how many of its headers we know
    /// @param steady the part of the rows that has as many cells as most
    private record Guess(char separator, int headerAt, List<String> header, int recognised, double steady, int width) {}

    private static Optional<Guess> bestLayout(String beginning, ImportList list) {
        Guess best = null;
        for (var separator : SEPARATORS) {
            var layout = look(beginning, separator, list, 0).orElse(null);
            if (layout != null && layout.header().size() > 1 && (best == null || isBetter(layout, best))) {
                best = layout;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(Guess one, Guess other) {
        if (one.recognised() != other.recognised()) {
            return one.recognised() > other.recognised();
        }
        var steadier = one.steady() * (one.width() > 1 ? 1 : 0) - other.steady() * (other.width() > 1 ? 1 : 0);
        return Math.abs(steadier) > 0.05 ? steadier > 0 : one.width() > other.width();
    }

    private static Optional<Guess> look(String beginning, char separator, ImportList list, int skipped) {
        List<List<String>> rows = new ArrayList<>();
        try (var reader = reader(new StringReader(beginning), separator)) {
            for (var record : reader) {
                rows.add(record.getFields());
                if (rows.size() >= ROWS_LOOKED_AT) {
                    break;
                }
            }
        } catch (CsvParseException | IOException _) {
            // what could be read up to there is enough to go by
        }
        var found = HeaderRow.find(rows, list, skipped).orElse(null);
        if (found == null) {
            return Optional.empty();
        }
        var widths = new HashMap<Integer, Integer>();
        rows.stream()
                .skip(found.at())
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .forEach(row -> widths.merge(row.size(), 1, Integer::sum));
        var most = widths.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .orElseThrow();
        var total = widths.values().stream().mapToInt(Integer::intValue).sum();
        return Optional.of(new Guess(
                separator,
                found.at(),
                found.names(),
                found.recognised(),
                most.getValue() / (double) total,
                most.getKey()));
    }

    private static CsvFile scanned(InputStreamSource content, int from, Charset letters, Guess layout)
            throws UnusableFile, IOException {
        var rows = 0;
        var narrow = 0;
        try (var reader = reader(text(content, from, letters), layout.separator())) {
            var at = -1;
            for (var record : reader) {
                at++;
                if (at <= layout.headerAt() || isBlank(record)) {
                    continue;
                }
                rows++;
                if (rows > MOST_ROWS) {
                    throw new UnusableFile("exchange.unusable.tooManyRows", MOST_ROWS);
                }
                if (record.getFieldCount() == 1) {
                    narrow++;
                }
            }
        } catch (CsvParseException e) {
            throw new UnusableFile("exchange.unusable.quote", rowOf(e, content, from, letters, layout));
        }
        if (rows == 0) {
            throw new UnusableFile("exchange.unusable.onlyHeader");
        }
        if (narrow > 1 && narrow > rows / 2) {
            throw new UnusableFile("exchange.unusable.mixed");
        }
        return new CsvFile(content, from, letters, layout.separator(), layout.headerAt(), layout.header(), rows);
    }

    /// The row in which reading stopped.
    private static int rowOf(
            CsvParseException wrong, InputStreamSource content, int from, Charset letters, Guess layout) {
        var at = 0;
        try (var reader = reader(text(content, from, letters), layout.separator())) {
            for (var _ : reader) {
                at++;
            }
        } catch (CsvParseException _) {
            return at + 1;
        } catch (IOException e) {
            wrong.addSuppressed(e);
        }
        return at;
    }

    private static boolean isBlank(CsvRecord record) {
        for (var column = 0; column < record.getFieldCount(); column++) {
            if (!record.getField(column).isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static Reader text(InputStreamSource content, int from, Charset letters) throws IOException {
        var in = content.getInputStream();
        in.skipNBytes(from);
        return new InputStreamReader(in, letters);
    }

    private static CsvReader<CsvRecord> reader(Reader text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter('"')
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_CELL)
                .build(
                        CsvRecordHandler.builder()
                                .maxFields(MOST_COLUMNS)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_CELL)
                                .build(),
                        text);
    }

    @Override
    public List<String> header() {
        return header;
    }

    int rowCount() {
        return rowCount;
    }

    @Override
    public char separator() {
        return separator;
    }

    Charset letters() {
        return letters;
    }

    @Override
    public void forEach(Rows rows) {
        try (var reader = reader(text(content, from, letters), separator)) {
            var at = -1;
            for (var record : reader) {
                at++;
                if (at > headerAt && !isBlank(record)) {
                    rows.take(new Row(at + 1, record.getFields()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whoever gave the file keeps it.
    @Override
    public void close() {}
}
