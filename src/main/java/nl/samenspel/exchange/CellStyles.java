package nl.samenspel.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// How the numbers in a workbook are meant: a spreadsheet keeps a day as a number, and only its format tells.
final class CellStyles {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    /// Parts of a format that are words, colours or currencies, not marks.
    private static final Pattern NOT_MARKS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.");

    private static final Pattern ZEROES = Pattern.compile("0{2,20}");
    private static final Pattern ISO_DAY =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00(?::00(?:\\.0+)?)?Z?)?");
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    /// The last day that a spreadsheet knows: 31 December 9999.
    private static final double LAST_DAY = 2_958_466;

    private static final int MINUTES = 24 * 60;

    private final boolean from1904;
    private final List<Style> styles = new ArrayList<>();
    private final Style plain;

    CellStyles(boolean from1904) {
        this.from1904 = from1904;
        this.plain = new Style(false, 0, from1904);
    }

    /// @param isDay whether a number is a day, or a time
    /// @param figures with how many figures at least it is shown
    record Style(boolean isDay, int figures, boolean from1904) {

        String written(String number) {
            if (number.isEmpty()) {
                return "";
            }
            double value;
            try {
                value = Double.parseDouble(number);
            } catch (NumberFormatException _) {
                return number;
            }
            if (isDay && value >= 0 && value < LAST_DAY) {
                return day(value, from1904);
            }
            var text = plainly(value, number);
            return text.length() < figures && text.matches("[0-9]+")
                    ? "0".repeat(figures - text.length()) + text
                    : text;
        }
    }

    private static String plainly(double value, String number) {
        if (!Double.isFinite(value)) {
            return number;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.valueOf((long) value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }

    /// Days are counted from 1 January 1900, which was day 1, and 1900 had a 29 February, as Lotus thought; or from
    /// 1904 on an old Macintosh. What comes after the point is the part of the day.
    private static String day(double value, boolean from1904) {
        var minutes = Math.round(value * MINUTES);
        var day = (int) (minutes / MINUTES);
        var time = LocalDate.EPOCH.atStartOfDay().plusMinutes(minutes % MINUTES).toLocalTime();
        if (day == 0 && !from1904) {
            return TIME.format(time);
        }
        var date = from1904
                ? LocalDate.of(1904, 1, 1).plusDays(day)
                : (day < 61 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30)).plusDays(day);
        return minutes % MINUTES == 0 ? date.toString() : DAY_AND_TIME.format(LocalDateTime.of(date, time));
    }

    static String isoDate(String text) {
        var day = ISO_DAY.matcher(text);
        return day.matches() ? day.group(1) : text.replace('T', ' ');
    }

    /// A workbook writes what XML cannot hold as `_x000D_`, and an underscore that would look like it as `_x005F_`.
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text).replaceAll(letter -> {
                    var code = (char) Integer.parseInt(letter.group(1), 16);
                    return java.util.regex.Matcher.quoteReplacement(code == '\r' ? "" : String.valueOf(code));
                })
                : text;
    }

    void read(XMLStreamReader reader) throws XMLStreamException {
        Map<Integer, String> formats = new HashMap<>();
        var inCells = false;
        while (reader.hasNext()) {
            var event = reader.next();
            XlsxFile.refuseDeclarations(event);
            if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("cellXfs")) {
                inCells = false;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "numFmt" -> {
                    var code = XlsxFile.attribute(reader, "formatCode");
                    formats.put(number(XlsxFile.attribute(reader, "numFmtId")), code == null ? "" : code);
                }
                case "cellXfs" -> inCells = true;
                case "xf" -> {
                    if (inCells) {
                        var format = number(XlsxFile.attribute(reader, "numFmtId"));
                        styles.add(style(format, formats.get(format)));
                    }
                }
                default -> {} // how it looks
            }
        }
    }

    private Style style(int format, @Nullable String code) {
        if (code == null) {
            // those that every program knows: days and times are 14 to 22 and 45 to 47, and 27 to 36 and 50 to 58 in
            // Asia
            var isDay = (format >= 14 && format <= 22)
                    || (format >= 27 && format <= 36)
                    || (format >= 45 && format <= 47)
                    || (format >= 50 && format <= 58);
            return new Style(isDay, 0, from1904);
        }
        var first = code.split(";", -1)[0];
        var marks = NOT_MARKS.matcher(first).replaceAll("");
        if (ZEROES.matcher(marks).matches()) {
            return new Style(false, marks.length(), from1904);
        }
        // Dutch and German programs write j and t for year and day
        var plainMarks = marks.toLowerCase(Locale.ROOT);
        var isGeneral = plainMarks.contains("general") || plainMarks.contains("standaard");
        var isDay =
                (!isGeneral && plainMarks.matches("(?s).*[ydjhs].*|.*mm.*")) || first.matches("(?s).*\\[(h+|m+|s+)].*");
        return new Style(isDay, 0, from1904);
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? 0 : Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            return 0;
        }
    }

    Style of(@Nullable String style) {
        var number = style == null ? 0 : number(style);
        return number >= 0 && number < styles.size() ? styles.get(number) : plain;
    }
}
