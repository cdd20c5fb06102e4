package nl.samenspel.matching.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One file, row by row, columns by name. Numbers are read straight from the bytes: a country has tens of millions.
final class Table implements AutoCloseable {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int LONGEST_QUOTE = 40;
    private static final int MOST_HEX_DIGITS = Long.SIZE / 4;
    private static final int ANY_NUMBER = -1;
    private static final long NO_NUMBER = Long.MIN_VALUE;

    private final String file;
    private final int promised;
    private final List<String> header = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int taken;

    /// The line read last, and where each of its fields ends.
    private final byte[] text = new byte[LONGEST_LINE];
    private final int[] ends = new int[LONGEST_LINE + 1];
    private int fields;
    private int line;

    private Table(String file, int promised, InputStream in) {
        this.file = file;
        this.promised = promised;
        this.in = in;
    }

    /// Opens the file of which `meta.txt` tells the number of rows under this key; its header must name these columns.
    /// A promise that the file is too short for is refused before anyone makes room for it.
    static Table open(Path folder, String key, Meta meta, List<String> needed) throws IOException {
        var path = folder.resolve(key + ".csv");
        var table = new Table(key + ".csv", meta.count(key), Files.newInputStream(path));
        try {
            table.readHeader(needed);
            if (table.promised > Files.size(path) / (2L * needed.size())) {
                throw meta.wrong(key, "promises %d rows, more than %s can hold".formatted(table.promised, table.file));
            }
        } catch (IOException e) {
            table.close();
            throw e;
        }
        return table;
    }

    /// Opens a file of which nothing was promised.
    static Table open(Path folder, String key, List<String> needed) throws IOException {
        var table = new Table(key + ".csv", ANY_NUMBER, Files.newInputStream(folder.resolve(key + ".csv")));
        try {
            table.readHeader(needed);
        } catch (IOException e) {
            table.close();
            throw e;
        }
        return table;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Goes to the next row. False when all rows were read: as many as promised.
    boolean next() throws IOException {
        boolean more = readLine();
        if (!more && promised != ANY_NUMBER && row() + 1 < promised) {
            line++;
            throw wrong(0, "the file ends after %d rows, but meta.txt promises %d".formatted(row(), promised));
        }
        if (more && promised != ANY_NUMBER && row() >= promised) {
            throw wrong(0, "is a row more than the %d that meta.txt promises".formatted(promised));
        }
        if (more && fields < header.size()) {
            throw wrong(fields, "the line ends before it, after %d of %d fields".formatted(fields, header.size()));
        }
        if (more && fields > header.size()) {
            throw wrong(header.size(), "is a field more than the %d of the header".formatted(header.size()));
        }
        return more;
    }

    int promised() {
        return promised;
    }

    /// Ids count from 0 in the order of the file, so they say nothing that the row does not.
    void id(String column) throws UnusableFileException {
        if (whole(column, 0, Integer.MAX_VALUE) != row()) {
            throw wrong(column, "\"%s\" is out of order: this row is number %d".formatted(quote(column), row()));
        }
    }

    int whole(String column, int least, int most) throws UnusableFileException {
        int field = field(column);
        long number = number(start(field), ends[field]);
        if (number == NO_NUMBER || number < least || number > most) {
            throw wrong(column, "\"%s\" is not a whole number from %d to %d".formatted(quote(column), least, most));
        }
        return (int) number;
    }

    /// A mask of at most 64 bits, in hexadecimal digits.
    long mask(String column) throws UnusableFileException {
        int field = field(column);
        int length = ends[field] - start(field);
        long mask = 0;
        boolean right = length >= 1 && length <= MOST_HEX_DIGITS;
        for (int i = start(field); right && i < ends[field]; i++) {
            int digit = Character.digit(text[i], 16);
            right = digit >= 0;
            mask = mask << 4 | digit;
        }
        if (!right) {
            throw wrong(
                    column,
                    "\"%s\" is not a mask of 1 to %d hexadecimal digits".formatted(quote(column), MOST_HEX_DIGITS));
        }
        return mask;
    }

    /// A decimal number of degrees. Judged only: the engine measures in metres.
    void degrees(String column, int most) throws UnusableFileException {
        int field = field(column);
        int point = start(field);
        while (point < ends[field] && text[point] != '.') {
            point++;
        }
        long whole = number(start(field), point);
        boolean right = whole != NO_NUMBER && Math.abs(whole) <= most;
        for (int i = point + 1; right && i < ends[field]; i++) {
            right = isDigit(text[i]);
        }
        if (!right || point == ends[field] - 1) {
            throw wrong(column, "\"%s\" is not a decimal number of degrees, at most %d".formatted(quote(column), most));
        }
    }

    UnusableFileException wrong(String column, String what) {
        return new UnusableFileException(file, line, column, what);
    }

    private UnusableFileException wrong(int field, String what) {
        return wrong(field < header.size() ? header.get(field) : String.valueOf(field + 1), what);
    }

    private void readHeader(List<String> needed) throws IOException {
        if (!readLine()) {
            line++;
            throw wrong(needed.getFirst(), "the file is empty, it has no header");
        }
        for (int field = 0; field < fields; field++) {
            var name = new String(text, start(field), ends[field] - start(field), US_ASCII);
            header.add(name);
            if (columns.put(name, field) != null) {
                throw wrong(name, "stands in the header twice");
            }
        }
        for (var column : needed) {
            if (!columns.containsKey(column)) {
                throw wrong(column, "is missing from the header");
            }
        }
    }

    /// Counted from 0, after the header.
    private int row() {
        return line - 2;
    }

    private int field(String column) {
        return Objects.requireNonNull(columns.get(column), column);
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1] + 1;
    }

    private String quote(String column) {
        int field = field(column);
        int length = ends[field] - start(field);
        var quote = new String(text, start(field), Math.min(length, LONGEST_QUOTE), US_ASCII);
        return length > LONGEST_QUOTE ? quote + "…" : quote;
    }

    /// The number in these bytes, or [#NO_NUMBER]. One that is far too large comes out as one that is too large.
    private long number(int from, int to) {
        boolean negative = from < to && text[from] == '-';
        int first = negative ? from + 1 : from;
        long number = 0;
        for (int i = first; i < to; i++) {
            if (!isDigit(text[i])) {
                return NO_NUMBER;
            }
            number = Math.min(number * 10 + text[i] - '0', Integer.MAX_VALUE + 2L);
        }
        if (first == to) {
            return NO_NUMBER;
        }
        return negative ? -number : number;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /// Reads one line and finds its fields. False at the end of the file.
    private boolean readLine() throws IOException {
        int next = read();
        if (next < 0) {
            return false;
        }
        line++;
        fields = 0;
        int length = 0;
        for (; next >= 0 && next != '\n'; next = read()) {
            if (next < ' ' || next > '~') {
                throw wrong(fields, "has a character (byte %d) that is not plain ASCII text".formatted(next));
            }
            if (length == LONGEST_LINE) {
                throw wrong(fields, "the line is longer than %d characters".formatted(LONGEST_LINE));
            }
            if (next == ',') {
                ends[fields++] = length;
            }
            text[length++] = (byte) next;
        }
        ends[fields++] = length;
        return true;
    }

    private int read() throws IOException {
        if (taken == filled) {
            filled = Math.max(0, in.read(buffer));
            taken = 0;
        }
        return taken == filled ? -1 : Byte.toUnsignedInt(buffer[taken++]);
    }
}
