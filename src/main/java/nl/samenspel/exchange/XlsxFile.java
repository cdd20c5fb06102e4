package nl.samenspel.exchange;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.samenspel.exchange.CellStyles.Style;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/// A list in a workbook of Excel, LibreOffice or Google (ECMA-376, transitional or strict): the sheet of which we know
/// most names of columns, of those that are not hidden. Rows that a filter hides are read: they are part of the list.
///
/// A workbook is a zip file of XML, and either can be made to fill any memory. Nothing is trusted: parts that say they
/// are larger than we read are refused unread, parts that turn out larger than they say are refused at that byte, and
/// whoever reads megabytes without meeting a cell stops. Documents that declare anything (`<!DOCTYPE`) are refused: no
/// spreadsheet writes them.
final class XlsxFile implements Sheet {

    /// Of one part, unpacked: a full sheet of a million rows of twenty columns.
    static final long MOST_UNPACKED = 2L << 30;

    private static final long MOST_OF_A_SMALL_PART = 16L << 20;
    private static final int MOST_PARTS = 20_000;
    private static final int MOST_SHEETS = 500;
    private static final int SHEETS_LOOKED_AT = 20;
    private static final int ROWS_LOOKED_AT = 60;

    /// So much of the file holds a cell, or something is wrong.
    private static final long MOST_WITHOUT_A_CELL = 16L << 20;

    /// Excel keeps 32,767; what is more is not read, and no column of ours takes so much.
    private static final int LONGEST_CELL = 40_000;

    private static final int MOST_EMPTY_ROWS = 100_000;
    private static final int MOST_EMPTY_CELLS = 1_000_000;
    private static final int EMPTY_FOR_EACH_FILLED = 100;
    private static final int COLUMNS_OF_A_SPREADSHEET = 16_384;
    private static final String RELATIONS = "/relationships";

    private final Path copy;
    private final ZipFile zip;
    private final SharedStrings strings;
    private final CellStyles styles;
    private final String part;
    private final int headerRow;
    private final List<String> header;

    private XlsxFile(
            Path copy,
            ZipFile zip,
            SharedStrings strings,
            CellStyles styles,
            String part,
            int headerRow,
            List<String> header) {
        this.copy = copy;
        this.zip = zip;
        this.strings = strings;
        this.styles = styles;
        this.part = part;
        this.headerRow = headerRow;
        this.header = List.copyOf(header);
    }

    static XlsxFile open(Resource file, ImportList list) throws UnusableFile, IOException {
        // its parts are found from its end, so it must be a file; nobody else can read it, and it goes at once
        var copy = Files.createTempFile("samenspel-list-", ".xlsx");
        ZipFile zip = null;
        try {
            try (var in = file.getInputStream();
                    var out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            zip = new ZipFile(copy.toFile());
            return open(copy, zip, list);
        } catch (ZipException | IllegalArgumentException | XMLStreamException _) {
            close(copy, zip);
            throw new UnusableFile("exchange.unusable.brokenWorkbook");
        } catch (Damaged e) {
            close(copy, zip);
            throw new UnusableFile(e.key, e.args);
        } catch (UnusableFile | IOException | RuntimeException e) {
            close(copy, zip);
            throw e;
        }
    }

    private static XlsxFile open(Path copy, ZipFile zip, ImportList list)
            throws UnusableFile, IOException, XMLStreamException {
        if (zip.size() > MOST_PARTS) {
            throw new UnusableFile("exchange.unusable.tooManySheets", MOST_SHEETS);
        }
        if (zip.getEntry("content.xml") != null && zip.getEntry("mimetype") != null) {
            throw new UnusableFile("exchange.unusable.openDocument");
        }
        var main = relations(zip, "").values().stream()
                .filter(relation -> relation.type().endsWith(RELATIONS + "/officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        if (zip.getEntry(main) == null) {
            throw new UnusableFile("exchange.unusable.noText");
        }
        var book = Workbook.read(zip, main);
        var relations = relations(zip, main);
        var styles = new CellStyles(book.from1904());
        SharedStrings strings = SharedStrings.NONE;
        for (var relation : relations.values()) {
            if (relation.type().endsWith(RELATIONS + "/styles")) {
                try (var xml = xml(zip, relation.target(), MOST_OF_A_SMALL_PART)) {
                    styles.read(xml.reader());
                }
            } else if (relation.type().endsWith(RELATIONS + "/sharedStrings")) {
                try (var xml = xml(zip, relation.target(), MOST_UNPACKED)) {
                    strings = SharedStrings.read(xml.reader(), xml::met);
                }
            }
        }
        Look best = null;
        for (var sheet : book.shown()) {
            var relation = relations.get(sheet);
            if (relation == null || !relation.type().endsWith(RELATIONS + "/worksheet")) {
                continue;
            }
            var look = look(zip, strings, styles, relation.target(), list);
            if (look.isPresent()
                    && (best == null
                            || look.get().header().recognised() > best.header().recognised())) {
                best = look.get();
            }
        }
        if (best == null) {
            throw new UnusableFile("exchange.unusable.empty");
        }
        if (best.names().size() > MOST_COLUMNS) {
            throw new UnusableFile("exchange.unusable.tooManyColumns", MOST_COLUMNS);
        }
        if (best.names().size() < 2) {
            throw new UnusableFile("exchange.unusable.oneColumn");
        }
        return new XlsxFile(copy, zip, strings, styles, best.part(), best.row(), best.names());
    }

    /// The beginning of a sheet.
    ///
    /// @param row of the header, as a spreadsheet counts it
    private record Look(String part, HeaderRow header, int row, List<String> names) {}

    private static Optional<Look> look(
            ZipFile zip, SharedStrings strings, CellStyles styles, String part, ImportList list)
            throws IOException, XMLStreamException {
        List<Row> rows = new ArrayList<>();
        try (var xml = xml(zip, part, MOST_UNPACKED)) {
            read(xml, strings, styles, row -> {
                rows.add(row);
                return rows.size() < ROWS_LOOKED_AT;
            });
        }
        var found = HeaderRow.find(rows.stream().map(Row::cells).toList(), list, 0);
        return found.map(header -> {
            // columns without a name, to the right too, can be given a meaning
            var width = rows.stream()
                    .skip(header.at())
                    .mapToInt(row -> row.cells().size())
                    .max()
                    .orElse(0);
            var names = new ArrayList<>(header.names());
            while (names.size() < width) {
                names.add("");
            }
            return new Look(part, header, rows.get(header.at()).number(), names);
        });
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public char separator() {
        return ';';
    }

    @Override
    public void forEach(Rows rows) throws UnusableFile {
        var count = new int[1];
        try (var xml = xml(zip, part, MOST_UNPACKED)) {
            read(xml, strings, styles, row -> {
                if (row.number() > headerRow) {
                    count[0]++;
                    rows.take(
                            row.cells().size() <= header.size()
                                    ? row
                                    : new Row(row.number(), row.cells().subList(0, header.size())));
                }
                return true;
            });
        } catch (Damaged e) {
            throw new UnusableFile(e.key, e.args);
        } catch (XMLStreamException | ZipException _) {
            throw new UnusableFile("exchange.unusable.brokenWorkbook");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (count[0] == 0) {
            throw new UnusableFile("exchange.unusable.onlyHeader");
        }
    }

    @Override
    public void close() {
        close(copy, zip);
    }

    private static void close(Path copy, @Nullable ZipFile zip) {
        try {
            if (zip != null) {
                zip.close();
            }
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- a sheet ---

    /// Takes a row; says whether to go on.
    @FunctionalInterface
    private interface Taker {
        boolean take(Row row);
    }

    private static void read(Xml xml, SharedStrings strings, CellStyles styles, Taker taker) throws XMLStreamException {
        var reader = xml.reader();
        var number = 0;
        var emptyRows = 0;
        long filled = 0;
        long empty = 0;
        List<String> cells = new ArrayList<>();
        while (reader.hasNext()) {
            var event = reader.next();
            refuseDeclarations(event);
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("row")) {
                var told = attribute(reader, "r");
                number = told == null ? number + 1 : whole(told, number + 1);
                cells.clear();
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("c")) {
                var at = column(attribute(reader, "r"), cells.size());
                if (at >= COLUMNS_OF_A_SPREADSHEET) {
                    throw new Damaged("exchange.unusable.tooManyColumns", MOST_COLUMNS);
                }
                var text = cell(reader, strings, styles);
                if (text.isEmpty()) {
                    empty++;
                    if (empty > MOST_EMPTY_CELLS + filled * EMPTY_FOR_EACH_FILLED) {
                        throw new Damaged("exchange.unusable.tooEmpty");
                    }
                } else {
                    filled++;
                    if (at > MOST_COLUMNS * 2) {
                        throw new Damaged("exchange.unusable.tooManyColumns", MOST_COLUMNS);
                    }
                    while (cells.size() < at) {
                        cells.add("");
                    }
                    if (cells.size() == at) {
                        cells.add(text);
                    } else {
                        cells.set(at, text);
                    }
                }
                xml.met();
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("row")) {
                xml.met();
                if (cells.stream().allMatch(String::isBlank)) {
                    emptyRows++;
                    if (emptyRows > MOST_EMPTY_ROWS) {
                        throw new Damaged("exchange.unusable.tooManyEmptyRows", MOST_EMPTY_ROWS);
                    }
                } else {
                    emptyRows = 0;
                    if (!taker.take(new Row(number, cells))) {
                        return;
                    }
                }
                cells.clear();
            } else if (event == XMLStreamConstants.END_ELEMENT
                    && reader.getLocalName().equals("sheetData")) {
                return;
            }
        }
    }

    /// From its start to its end.
    private static String cell(XMLStreamReader reader, SharedStrings strings, CellStyles styles)
            throws XMLStreamException {
        var type = attribute(reader, "t");
        var style = styles.of(attribute(reader, "s"));
        var text = new StringBuilder();
        var depth = 1;
        var inValue = false;
        var inPhonetics = false;
        while (depth > 0 && reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    var name = reader.getLocalName();
                    inPhonetics = inPhonetics || name.equals("rPh");
                    inValue = name.equals("v") || (name.equals("t") && !inPhonetics);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    depth--;
                    inValue = false;
                    inPhonetics = inPhonetics && !reader.getLocalName().equals("rPh");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inValue && text.length() < LONGEST_CELL) {
                        text.append(reader.getText());
                    }
                }
                default -> {} // comments and the like
            }
        }
        return value(type == null ? "n" : type, text.toString(), style, strings);
    }

    private static String value(String type, String text, Style style, SharedStrings strings) {
        return switch (type) {
            case "s" -> strings.get(whole(text, -1));
            case "inlineStr", "str" -> CellStyles.unescaped(text);
            case "b" -> text.strip().equals("1") ? "ja" : text.isBlank() ? "" : "nee";
            case "d" -> CellStyles.isoDate(text.strip());
            case "e" -> text.strip();
            default -> style.written(text.strip());
        };
    }

    /// `BC12` is column 54; a cell that does not say where it stands comes after the one before.
    private static int column(@Nullable String reference, int next) {
        if (reference == null) {
            return next;
        }
        var column = 0;
        for (var i = 0; i < reference.length() && i < 4; i++) {
            var letter = reference.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        return column == 0 ? next : column - 1;
    }

    private static int whole(String text, int otherwise) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException _) {
            return otherwise;
        }
    }

    // --- the other parts ---

    /// The sheets that are shown, by the number of their relation, and since when days are counted.
    private record Workbook(List<String> shown, boolean from1904) {

        static Workbook read(ZipFile zip, String part) throws IOException, XMLStreamException {
            List<String> shown = new ArrayList<>();
            List<String> hidden = new ArrayList<>();
            var from1904 = false;
            try (var xml = xml(zip, part, MOST_OF_A_SMALL_PART)) {
                var reader = xml.reader();
                while (reader.hasNext()) {
                    var event = reader.next();
                    refuseDeclarations(event);
                    if (event != XMLStreamConstants.START_ELEMENT) {
                        continue;
                    }
                    if (reader.getLocalName().equals("workbookPr")) {
                        var told = attribute(reader, "date1904");
                        from1904 = "1".equals(told) || "true".equals(told);
                    } else if (reader.getLocalName().equals("sheet")) {
                        var state = attribute(reader, "state");
                        (state == null || state.equals("visible") ? shown : hidden).add(relationOf(reader));
                        if (shown.size() + hidden.size() > MOST_SHEETS) {
                            throw new Damaged("exchange.unusable.tooManySheets", MOST_SHEETS);
                        }
                    }
                }
            }
            var looked = shown.isEmpty() ? hidden : shown;
            return new Workbook(List.copyOf(looked.subList(0, Math.min(looked.size(), SHEETS_LOOKED_AT))), from1904);
        }

        /// `r:id`, whatever the prefix is.
        private static String relationOf(XMLStreamReader reader) {
            for (var i = 0; i < reader.getAttributeCount(); i++) {
                var space = reader.getAttributeNamespace(i);
                if (reader.getAttributeLocalName(i).equals("id") && space != null && space.endsWith(RELATIONS)) {
                    return reader.getAttributeValue(i);
                }
            }
            return "";
        }
    }

    private record Relation(String type, String target) {}

    /// What belongs to a part, by number; of the whole file where it is empty.
    private static Map<String, Relation> relations(ZipFile zip, String part) throws IOException, XMLStreamException {
        var folder = part.substring(0, part.lastIndexOf('/') + 1);
        var name = folder + "_rels/" + part.substring(folder.length()) + ".rels";
        Map<String, Relation> relations = new HashMap<>();
        if (zip.getEntry(name) == null) {
            return relations;
        }
        try (var xml = xml(zip, name, MOST_OF_A_SMALL_PART)) {
            var reader = xml.reader();
            while (reader.hasNext()) {
                var event = reader.next();
                refuseDeclarations(event);
                if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("Relationship")
                        && !"External".equals(attribute(reader, "TargetMode"))) {
                    var id = attribute(reader, "Id");
                    var type = attribute(reader, "Type");
                    var target = attribute(reader, "Target");
                    if (id != null && type != null && target != null) {
                        relations.put(id, new Relation(type, resolved(folder, target)));
                    }
                }
            }
        }
        return relations;
    }

    private static String resolved(String folder, String target) {
        if (target.startsWith("/")) {
            return target.substring(1);
        }
        var path = new ArrayList<String>();
        for (var step : (folder + target).split("/", -1)) {
            if (step.equals("..") && !path.isEmpty()) {
                path.removeLast();
            } else if (!step.equals(".") && !step.equals("..")) {
                path.add(step);
            }
        }
        return String.join("/", path);
    }

    // --- XML out of a zip file, with measure ---

    /// Something that no program that makes spreadsheets would write. Passes through the reader of XML, so it is no
    /// checked exception.
    static final class Damaged extends RuntimeException {
        private final String key;
        private final transient Object[] args;

        Damaged(String key, Object... args) {
            super(key, null, false, false);
            this.key = key;
            this.args = args;
        }
    }

    private record Xml(XMLStreamReader reader, Measured in) implements AutoCloseable {

        /// There was something in what was read.
        void met() {
            in.allowed = in.read + MOST_WITHOUT_A_CELL;
        }

        @Override
        public void close() throws IOException {
            try {
                reader.close();
            } catch (XMLStreamException _) {
                // there is nothing to lose
            }
            in.close();
        }
    }

    /// Counts what comes out of a part, and stops at what it said it would be, and where nothing is met for long.
    private static final class Measured extends FilterInputStream {
        private final long told;
        private long read;
        private long allowed = MOST_WITHOUT_A_CELL;

        Measured(InputStream in, long told) {
            super(in);
            this.told = told;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            var some = super.read(into, from, most);
            count(Math.max(some, 0));
            return some;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > told) {
                throw new Damaged("exchange.unusable.bomb");
            }
            if (read > allowed) {
                throw new Damaged("exchange.unusable.tooEmpty");
            }
        }
    }

    private static Xml xml(ZipFile zip, String name, long most) throws IOException, XMLStreamException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new Damaged("exchange.unusable.brokenWorkbook");
        }
        if (entry.getSize() > most) {
            throw new Damaged("exchange.unusable.bomb");
        }
        var in = new Measured(new BufferedInputStream(zip.getInputStream(entry), 1 << 16), entry.getSize());
        return new Xml(factory().createXMLStreamReader(in), in);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        return factory;
    }

    static void refuseDeclarations(int event) {
        if (event == XMLStreamConstants.DTD) {
            throw new Damaged("exchange.unusable.bomb");
        }
    }

    static @Nullable String attribute(XMLStreamReader reader, String name) {
        for (var i = 0; i < reader.getAttributeCount(); i++) {
            var space = reader.getAttributeNamespace(i);
            if (reader.getAttributeLocalName(i).equals(name) && (space == null || space.isEmpty())) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }
}
