package nl.samenspel.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes workbooks part by part, as this or that program writes them, or as nobody would.
final class WorkbookMaker {

    static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final List<String> strings = new ArrayList<>();
    private final List<String> sheets = new ArrayList<>();
    private final List<String> relations = new ArrayList<>();
    private String bookProperties = "";
    private String numberFormats = "";
    private String formats = "<xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/>";
    private String namespace = MAIN;
    private String relationNamespace = RELATIONS;
    private UnaryOperator<String> everySheet = xml -> xml;
    private String targets = "worksheets/";
    private boolean stored;

    /// A text that is kept with the shared ones.
    String shared(String text) {
        return sharedXml("<t xml:space=\"preserve\">" + text + "</t>");
    }

    String sharedXml(String xml) {
        var at = strings.indexOf(xml);
        if (at < 0) {
            strings.add(xml);
            at = strings.size() - 1;
        }
        return "t=\"s\"><v>" + at + "</v></c>";
    }

    static String inline(String text) {
        return "t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
    }

    static String number(String value) {
        return "><v>" + value + "</v></c>";
    }

    /// @param style the place of its format
    static String number(int style, String value) {
        return "s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    /// A row with its cells in the first columns; an empty text is no cell at all.
    static String row(int number, String... cells) {
        return rowWith(number, "", cells);
    }

    static String rowWith(int number, String attributes, String... cells) {
        var xml = new StringBuilder("<row r=\"" + number + "\" " + attributes + ">");
        for (var column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                xml.append("<c r=\"")
                        .append(name(column))
                        .append(number)
                        .append("\" ")
                        .append(cells[column]);
            }
        }
        return xml.append("</row>").toString();
    }

    static String name(int column) {
        return column < 26 ? String.valueOf((char) ('A' + column)) : name(column / 26 - 1) + (char) ('A' + column % 26);
    }

    WorkbookMaker from1904() {
        bookProperties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    WorkbookMaker formats(String numberFormats, String formats) {
        this.numberFormats = numberFormats;
        this.formats = formats;
        return this;
    }

    WorkbookMaker strict() {
        namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main";
        relationNamespace = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        return this;
    }

    WorkbookMaker everySheet(UnaryOperator<String> change) {
        everySheet = change;
        return this;
    }

    WorkbookMaker absoluteTargets() {
        targets = "/xl/worksheets/";
        return this;
    }

    WorkbookMaker stored() {
        stored = true;
        return this;
    }

    WorkbookMaker sheet(String name, String state, String... rows) {
        return sheetXml(
                name,
                state,
                HEAD + "<worksheet xmlns=\"" + namespace + "\"><sheetData>" + String.join("", rows)
                        + "</sheetData></worksheet>");
    }

    WorkbookMaker sheetXml(String name, String state, String xml) {
        var number = sheets.size() + 1;
        sheets.add("<sheet name=\"" + name + "\" sheetId=\"" + number + "\""
                + (state.isEmpty() ? "" : " state=\"" + state + "\"") + " r:id=\"rId" + number + "\"/>");
        relations.add(relation(number, "worksheet", targets + "sheet" + number + ".xml"));
        return part("xl/worksheets/sheet" + number + ".xml", everySheet.apply(xml));
    }

    WorkbookMaker chart(String name) {
        var number = sheets.size() + 1;
        sheets.add("<sheet name=\"" + name + "\" sheetId=\"" + number + "\" r:id=\"rId" + number + "\"/>");
        relations.add(relation(number, "chartsheet", "chartsheets/sheet1.xml"));
        return part("xl/chartsheets/sheet1.xml", HEAD + "<chartsheet xmlns=\"" + namespace + "\"/>");
    }

    private String relation(int number, String type, String target) {
        return "<Relationship Id=\"rId" + number + "\" Type=\"" + relationNamespace + "/" + type + "\" Target=\""
                + target + "\"/>";
    }

    WorkbookMaker part(String name, String xml) {
        return part(name, xml.getBytes(StandardCharsets.UTF_8));
    }

    WorkbookMaker part(String name, byte[] content) {
        parts.put(name, content);
        return this;
    }

    byte[] make() {
        var all = new LinkedHashMap<String, byte[]>();
        put(
                all,
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        put(all, "_rels/.rels", relationships(List.of(relation(1, "officeDocument", "xl/workbook.xml"))));
        put(
                all,
                "xl/workbook.xml",
                "<workbook xmlns=\"" + namespace + "\" xmlns:r=\"" + relationNamespace + "\">" + bookProperties
                        + "<sheets>" + String.join("", sheets) + "</sheets></workbook>");
        var own = new ArrayList<>(relations);
        own.add(relation(9001, "styles", "styles.xml"));
        if (!strings.isEmpty()) {
            own.add(relation(9002, "sharedStrings", "sharedStrings.xml"));
            put(
                    all,
                    "xl/sharedStrings.xml",
                    "<sst xmlns=\"" + namespace + "\"><si>" + String.join("</si><si>", strings) + "</si></sst>");
        }
        put(all, "xl/_rels/workbook.xml.rels", relationships(own));
        put(
                all,
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + namespace + "\"><numFmts>" + numberFormats
                        + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + formats
                        + "</cellXfs></styleSheet>");
        all.putAll(parts);
        return zip(all);
    }

    private static void put(Map<String, byte[]> all, String name, String xml) {
        all.put(name, (HEAD + xml).getBytes(StandardCharsets.UTF_8));
    }

    private static String relationships(List<String> relations) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + String.join("", relations) + "</Relationships>";
    }

    private byte[] zip(Map<String, byte[]> all) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : all.entrySet()) {
                var entry = new ZipEntry(part.getKey());
                if (stored) {
                    var check = new CRC32();
                    check.update(part.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(part.getValue().length);
                    entry.setCrc(check.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
