package nl.samenspel.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A CSV file as somebody's program wrote it: in UTF-8 or in the letters of an older Windows, with a semicolon, comma,
/// tab or upright stroke between the cells.
///
/// Opened, it has been read once from beginning to end, so that what makes it unusable as a whole is known; its rows
/// are then read again as often as needed, one at a time.
final class CsvFile {

    static final int MOST_BYTES = 20 << 20;
    static final int MOST_ROWS = 200_000;

    /// More than any cell of ours; the reader gives up beyond the size of a whole file only.
    private static final int LONGEST_CELL = MOST_BYTES + 16;

    private static final int MOST_COLUMNS = 500;

    /// Enough to see which separator a file has, and where its header stands.
    private static final int LOOKED_AT = 128 << 10;

    private static final int ROWS_LOOKED_AT = 60;
    private static final int HEADER_WITHIN = 10;
    private static final char[] SEPARATORS = {';', ',', '\t', '|'};
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern SEPARATOR_TOLD = Pattern.compile("\\s*\"?sep=(.)\"?\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(0?[1-9]|1[0-2])[-/. ](1[3-9]|2[0-9]|3[01])[-/. ][0-9]{4}.*");

    private final byte[] content;
    private final int from;
    private final Charset letters;
    private final char separator;
    private final int headerAt;
    private final List<String> header;
    private final int rowCount;
    private final BitSet monthFirst;

    /// A row with something in it.
    ///
    /// @param number as a spreadsheet counts it: the first row of the file is 1
    record Row(int number, List<String> cells) {

        Row {
            cells = List.copyOf(cells);
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    private CsvFile(
            byte[] content,
            int from,
            Charset letters,
            char separator,
            int headerAt,
            List<String> header,
            int rowCount,
            BitSet monthFirst) {
        this.content = content;
        this.from = from;
        this.letters = letters;
        this.separator = separator;
        this.headerAt = headerAt;
        this.header = header;
        this.rowCount = rowCount;
        this.monthFirst = monthFirst;
    }

    /// @param list what should be in it: its known headers help to find the header row and the separator
    static CsvFile open(byte[] content, ImportList list) throws UnusableFile {
        if (content.length > MOST_BYTES) {
            throw new UnusableFile("exchange.unusable.tooBig", MOST_BYTES >> 20);
        }
        refuseOtherKinds(content);
        var letters = letters(content);
        var from = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : startsUtf16(content) ? 2 : 0;
        var beginning = beginning(content, from, letters);
        if (beginning.isBlank()) {
            throw new UnusableFile("exchange.unusable.empty");
        }
        var told = SEPARATOR_TOLD.matcher(beginning.lines().findFirst().orElse(""));
        var layout = told.matches() ? look(beginning, told.group(1).charAt(0), list, 1) : bestLayout(beginning, list);
        if (layout.isEmpty() || layout.get().header().size() < 2) {
            throw new UnusableFile("exchange.unusable.separator");
        }
        return scanned(content, from, letters, layout.get());
    }

    private static void refuseOtherKinds(byte[] content) throws UnusableFile {
        if (isSpreadsheet(content)) {
            throw new UnusableFile("exchange.unusable.spreadsheet");
        }
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

    /// Of Excel, old or new, or of LibreOffice. The newer ones are zip files; the names of what is in a zip file can be
    /// read without unpacking anything.
    private static boolean isSpreadsheet(byte[] content) {
        if (!startsWith(content, 'P', 'K', 3, 4)) {
            return startsWith(content, 0xD0, 0xCF, 0x11, 0xE0);
        }
        var names = new String(content, StandardCharsets.ISO_8859_1);
        return names.contains("xl/workbook") || names.contains("opendocument.spreadsheet");
    }

    /// A stray one makes its row unreadable; many of them make it no text.
    private static boolean hasManyControls(byte[] content) {
        if (startsUtf16(content)) {
            return false;
        }
        var looked = Math.min(content.length, LOOKED_AT);
        var controls = 0;
        for (var i = 0; i < looked; i++) {
            if (content[i] >= 0 && content[i] < 32 && content[i] != '\n' && content[i] != '\r' && content[i] != '\t') {
                controls++;
            }
        }
        return controls > 20 && controls > looked / 20;
    }

    private static boolean startsWith(byte[] content, int... start) {
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

    private static Charset letters(byte[] content) {
        if (startsWith(content, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (startsWith(content, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(content) ? StandardCharsets.UTF_8 : WINDOWS;
    }

    private static boolean isUtf8(byte[] content) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.wrap(content);
        var room = CharBuffer.allocate(8192);
        while (true) {
            var result = decoder.decode(bytes, room, true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            room.clear();
        }
    }

    private static String beginning(byte[] content, int from, Charset letters) {
        var text = new String(content, from, Math.min(content.length - from, LOOKED_AT), letters);
        var isWhole = content.length - from <= LOOKED_AT;
        var lastLine = text.lastIndexOf('\n');
        return isWhole || lastLine < 0 ? text : text.substring(0, lastLine + 1);
    }

    /// How a file is laid out, if this is its separator.
    ///
    /// @param headerAt the row of the header, counted from 0
    /// @param recognised how many of its headers we know
    /// @param steady the part of the rows that has as many cells as most
    private record Layout(
            char separator, int headerAt, List<String> header, int recognised, double steady, int width) {}

    private static Optional<Layout> bestLayout(String beginning, ImportList list) {
        Layout best = null;
        for (var separator : SEPARATORS) {
            var layout = look(beginning, separator, list, 0).orElse(null);
            if (layout != null && layout.header().size() > 1 && (best == null || isBetter(layout, best))) {
                best = layout;
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(Layout one, Layout other) {
        if (one.recognised() != other.recognised()) {
            return one.recognised() > other.recognised();
        }
        var steadier = one.steady() * (one.width() > 1 ? 1 : 0) - other.steady() * (other.width() > 1 ? 1 : 0);
        return Math.abs(steadier) > 0.05 ? steadier > 0 : one.width() > other.width();
    }

    private static Optional<Layout> look(String beginning, char separator, ImportList list, int skipped) {
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
        var headerAt = -1;
        var recognised = -1;
        for (var at = skipped; at < Math.min(rows.size(), HEADER_WITHIN); at++) {
            var known = (int) rows.get(at).stream()
                    .map(cell -> KnownColumn.recognise(list, cell))
                    .flatMap(Optional::stream)
                    .distinct()
                    .count();
            var something = rows.get(at).stream().anyMatch(cell -> !cell.isBlank());
            if (something && known > Math.max(recognised, headerAt < 0 ? -1 : 1)) {
                headerAt = at;
                recognised = known;
            }
        }
        if (headerAt < 0) {
            return Optional.empty();
        }
        var widths = new HashMap<Integer, Integer>();
        rows.stream()
                .skip(headerAt)
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .forEach(row -> widths.merge(row.size(), 1, Integer::sum));
        var most = widths.entrySet().stream()
                .max(java.util.Map.Entry.comparingByValue())
                .orElseThrow();
        var total = widths.values().stream().mapToInt(Integer::intValue).sum();
        return Optional.of(new Layout(
                separator,
                headerAt,
                rows.get(headerAt).stream().map(String::strip).toList(),
                recognised,
                most.getValue() / (double) total,
                most.getKey()));
    }

    private static CsvFile scanned(byte[] content, int from, Charset letters, Layout layout) throws UnusableFile {
        var rows = 0;
        var narrow = 0;
        var monthFirst = new BitSet();
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
                for (var column = 0; column < record.getFieldCount(); column++) {
                    var cell = record.getField(column);
                    if (cell.length() < 30 && MONTH_FIRST.matcher(cell.strip()).matches()) {
                        monthFirst.set(column);
                    }
                }
            }
        } catch (CsvParseException e) {
            throw new UnusableFile("exchange.unusable.quote", rowOf(e, content, from, letters, layout));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows == 0) {
            throw new UnusableFile("exchange.unusable.onlyHeader");
        }
        if (narrow > 1 && narrow > rows / 2) {
            throw new UnusableFile("exchange.unusable.mixed");
        }
        return new CsvFile(
                content, from, letters, layout.separator(), layout.headerAt(), layout.header(), rows, monthFirst);
    }

    /// The row in which reading stopped.
    private static int rowOf(CsvParseException wrong, byte[] content, int from, Charset letters, Layout layout) {
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

    private static Reader text(byte[] content, int from, Charset letters) {
        return new InputStreamReader(new ByteArrayInputStream(content, from, content.length - from), letters);
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

    List<String> header() {
        return header;
    }

    int rowCount() {
        return rowCount;
    }

    char separator() {
        return separator;
    }

    Charset letters() {
        return letters;
    }

    /// Whether dates stand in this column that can only be read with the month first, as Americans write them.
    boolean hasMonthFirst(int column) {
        return monthFirst.get(column);
    }

    /// The first rows, for a look.
    List<Row> first(int most) {
        List<Row> rows = new ArrayList<>();
        read(rows::add, most);
        return rows;
    }

    /// Every row with something in it, in order.
    void forEach(Consumer<Row> consumer) {
        read(consumer, Integer.MAX_VALUE);
    }

    private void read(Consumer<Row> consumer, int most) {
        try (var reader = reader(text(content, from, letters), separator)) {
            var at = -1;
            var given = 0;
            for (var record : reader) {
                at++;
                if (at <= headerAt || isBlank(record)) {
                    continue;
                }
                consumer.accept(new Row(at + 1, record.getFields()));
                if (++given >= most) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
