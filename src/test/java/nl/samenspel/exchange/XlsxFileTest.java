package nl.samenspel.exchange;

import static nl.samenspel.exchange.WorkbookMaker.inline;
import static nl.samenspel.exchange.WorkbookMaker.number;
import static nl.samenspel.exchange.WorkbookMaker.row;
import static nl.samenspel.exchange.WorkbookMaker.rowWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ByteArrayResource;

/// Workbooks as honest programs write them all read the same; what was made to do harm is refused, soon and in words.
@NullMarked
class XlsxFileTest {

    private static final List<String> HEADER = List.of("Naam", "Postcode", "Vanaf", "Uren", "Telefoon");
    private static final List<List<String>> LIST = List.of(
            List.of("Ria Bakker", "1234 AB", "2026-01-05", "2", "0612345678"),
            List.of("Jan de Wit & Zn", "1235", "2025-12-31", "1.5", "+31612345678"));

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long ROOM = 64L << 20;
    private static final long UNPACKED = 64L << 20;

    // --- honest workbooks ---

    static Stream<Arguments> honest() {
        return Stream.of(
                honest("Excel: shared strings, days by a built-in format", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet("Blad1", "", rows(book, 1, "46027", "46022"));
                }),
                honest("Excel for an old Macintosh: days since 1904", () -> {
                    var book = new WorkbookMaker().from1904();
                    return book.sheet("Blad1", "", rows(book, 1, "44565", "44560"));
                }),
                honest("Excel: a title, a date and an empty row above the header", () -> {
                    var book = new WorkbookMaker();
                    var rows = rows(book, 5, "46027", "46022");
                    return book.sheet(
                            "Vrijwilligers",
                            "",
                            rowWith(
                                    1,
                                    "ht=\"30\" customHeight=\"1\"",
                                    book.shared("Vrijwilligers van Stichting Buur"),
                                    "s=\"1\"/>"),
                            row(2, book.shared("Stand van"), number(1, "46030")),
                            row(4),
                            String.join("", rows));
                }),
                honest("Excel: texts with pieces in bold, and how they sound", () -> {
                    var book = new WorkbookMaker();
                    var ria = book.sharedXml("<r><rPr><b/></rPr><t>Ria </t></r><r><t>Bakker</t></r>"
                            + "<rPh sb=\"0\" eb=\"1\"><t>ria bakka</t></rPh><phoneticPr fontId=\"1\"/>");
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            row(
                                    2,
                                    ria,
                                    book.shared("1234 AB"),
                                    number(1, "46027"),
                                    number("2"),
                                    book.shared("0612345678")),
                            second(book, 3, number(1, "46022")));
                }),
                honest("Excel: formulas with what they came to", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            row(
                                    2,
                                    "t=\"str\"><f>F2&amp;\" \"&amp;G2</f><v>Ria Bakker</v></c>",
                                    book.shared("1234 AB"),
                                    "s=\"1\"><f>TODAY()</f><v>46027</v></c>",
                                    "><f>1+1</f><v>2</v></c>",
                                    book.shared("0612345678")),
                            second(book, 3, number(1, "46022")));
                }),
                honest("Excel: a filter hides rows, and they belong to the list", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            first(book, 2, number(1, "46027")).replace("<row ", "<row hidden=\"1\" "),
                            second(book, 3, number(1, "46022")));
                }),
                honest("Excel: a hidden sheet with choices comes first", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                                    "Lijstjes",
                                    "veryHidden",
                                    row(
                                            1,
                                            book.shared("Naam"),
                                            book.shared("Postcode"),
                                            book.shared("Uren"),
                                            book.shared("Telefoon"),
                                            book.shared("Vanaf"),
                                            book.shared("E-mail")))
                            .sheet("Oud", "hidden", row(1, book.shared("a")))
                            .sheet("Blad1", "", rows(book, 1, "46027", "46022"));
                }),
                honest("Excel: the list is on the third of many sheets, behind a chart", () -> {
                    var book = new WorkbookMaker();
                    book.sheet("Uitleg", "", row(1, book.shared("Vul het tweede blad in.")));
                    book.chart("Grafiek");
                    book.sheet("Lijst", "", rows(book, 1, "46027", "46022"));
                    for (var year = 2010; year < 2040; year++) {
                        book.sheet("Jaar " + year, "", row(1, book.shared("Totaal"), number("12")));
                    }
                    return book;
                }),
                honest("Excel: phone numbers shown with ten figures, hours with a comma", () -> {
                    var book = new WorkbookMaker()
                            .formats(
                                    "<numFmt numFmtId=\"164\" formatCode=\"0000000000\"/>"
                                            + "<numFmt numFmtId=\"165\" formatCode=\"#,##0.00\\ &quot;uur&quot;\"/>"
                                            + "<numFmt numFmtId=\"166\" formatCode=\"[$-413]d\\ mmmm\\ yyyy;@\"/>",
                                    "<xf numFmtId=\"0\"/><xf numFmtId=\"166\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>");
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            row(
                                    2,
                                    book.shared("Ria Bakker"),
                                    book.shared("1234 AB"),
                                    number(1, "46027"),
                                    number(3, "2"),
                                    number(2, "612345678")),
                            row(
                                    3,
                                    book.shared("Jan de Wit &amp; Zn"),
                                    number("1235"),
                                    number(1, "46022"),
                                    number(3, "1.5"),
                                    book.shared("+31612345678")));
                }),
                honest("Excel, in Dutch: a format with jjjj", () -> {
                    var book = new WorkbookMaker()
                            .formats(
                                    "<numFmt numFmtId=\"170\" formatCode=\"dd/mm/jjjj\"/>",
                                    "<xf numFmtId=\"0\"/><xf numFmtId=\"170\"/>");
                    return book.sheet("Blad1", "", rows(book, 1, "46027", "46022"));
                }),
                honest("Excel: saved as strict Open XML, with days in words of the standard", () -> {
                    var book = new WorkbookMaker().strict();
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            first(book, 2, "s=\"1\" t=\"d\"><v>2026-01-05T00:00:00Z</v></c>"),
                            second(book, 3, "s=\"1\" t=\"d\"><v>2025-12-31</v></c>"));
                }),
                honest("Excel: an enter and a code in a cell, and an underscore that is just that", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            row(
                                    2,
                                    book.shared("Ria _x0042_akker"),
                                    book.shared("1234 AB"),
                                    number(1, "46027"),
                                    number("2"),
                                    book.shared("0612345678")),
                            second(book, 3, number(1, "46022")));
                }),
                honest("Excel: floating point leaves crumbs", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            row(
                                    2,
                                    book.shared("Ria Bakker"),
                                    book.shared("1234 AB"),
                                    number(1, "46026.999999999993"),
                                    number("2.0000000000000000"),
                                    book.shared("0612345678")),
                            row(
                                    3,
                                    book.shared("Jan de Wit &amp; Zn"),
                                    number("1235.0"),
                                    number(1, "46022"),
                                    number("1.5E0"),
                                    book.shared("+31612345678")));
                }),
                honest("LibreOffice: everything said, false as well, days in a format of its own", () -> {
                    var book = new WorkbookMaker()
                            .formats(
                                    "<numFmt numFmtId=\"164\" formatCode=\"General\"/><numFmt numFmtId=\"165\" formatCode=\"dd/mm/yy\"/>",
                                    "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>");
                    var attributes =
                            "customFormat=\"false\" ht=\"12.8\" hidden=\"false\" customHeight=\"false\" outlineLevel=\"0\" collapsed=\"false\" ";
                    return book.sheet(
                            "Blad1",
                            "visible",
                            Stream.of(rows(book, 1, "46027", "46022"))
                                    .map(xml -> xml.replace("<row ", "<row " + attributes))
                                    .toArray(String[]::new));
                }),
                honest("LibreOffice: a thousand formatted empty rows below, and cells without anything", () -> {
                    var book = new WorkbookMaker();
                    var rows = new ArrayList<>(List.of(rows(book, 1, "46027", "46022")));
                    for (var at = 4; at < 1_004; at++) {
                        rows.add(row(at, "s=\"1\"/>", "s=\"1\"/>", "s=\"1\"/>"));
                    }
                    return book.sheet("Blad1", "visible", rows.toArray(String[]::new));
                }),
                honest("Google: names for what it ignores, and targets from the root", () -> {
                    var book = new WorkbookMaker()
                            .absoluteTargets()
                            .everySheet(
                                    xml -> xml.replace(
                                            "<worksheet ",
                                            "<worksheet xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
                                                    + "xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\" mc:Ignorable=\"x14ac\" "));
                    return book.sheet(
                            "Formulierreacties 1",
                            "",
                            Stream.of(rows(book, 1, "46027", "46022"))
                                    .map(xml -> xml.replace("<row ", "<row x14ac:dyDescent=\"0.2\" "))
                                    .toArray(String[]::new));
                }),
                honest("Google: columns beyond the list that hold nothing, and a note to the right", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                            "Blad1",
                            "",
                            header(book, 1),
                            first(book, 2, number(1, "46027")).replace("</row>", "<c r=\"Z2\" s=\"1\"/></row>"),
                            second(book, 3, number(1, "46022")));
                }),
                honest("a program in .NET: a prefix before every name", () -> {
                    var book = new WorkbookMaker()
                            .everySheet(xml -> xml.replaceAll("<(/?)(worksheet|sheetData|row|c|v|is|t|f)\\b", "<$1x:$2")
                                    .replace("xmlns=", "xmlns:x="));
                    return book.sheet("Blad1", "", rows(book, 1, "46027", "46022"));
                }),
                honest("a program that streams: texts in the cells, cells that do not say where they stand", () -> {
                    var book = new WorkbookMaker().everySheet(xml -> xml.replaceAll(" r=\"[A-Z]*[0-9]+\"", ""));
                    return book.sheet(
                            "Blad1",
                            "",
                            row(
                                    1,
                                    inline("Naam"),
                                    inline("Postcode"),
                                    inline("Vanaf"),
                                    inline("Uren"),
                                    inline("Telefoon")),
                            row(
                                    2,
                                    inline("Ria Bakker"),
                                    inline("1234 AB"),
                                    number(1, "46027"),
                                    number("2"),
                                    inline("0612345678")),
                            row(
                                    3,
                                    inline("Jan de Wit &amp; Zn"),
                                    number("1235"),
                                    number(1, "46022"),
                                    number("1.5"),
                                    inline("+31612345678")));
                }),
                honest("a program that does not compress, with remarks in its XML", () -> {
                    var book = new WorkbookMaker()
                            .stored()
                            .everySheet(xml ->
                                    xml.replace("<sheetData>", "<!-- made by a report --><?report one?><sheetData>"));
                    return book.sheet("Report", "", rows(book, 1, "46027", "46022"));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("honest")
    void what_honest_programs_write_reads_the_same(String program, byte[] workbook) throws Exception {
        try (var sheet = Sheets.open(new ByteArrayResource(workbook), ImportList.VOLUNTEERS)) {
            assertThat(sheet.header().subList(0, 5)).as(program).isEqualTo(HEADER);
            List<List<String>> rows = new ArrayList<>();
            sheet.forEach(row -> rows.add(row.cells()));
            assertThat(rows).isEqualTo(LIST);
        }
    }

    @Test
    void there_are_twenty_of_them() {
        assertThat(honest()).hasSizeGreaterThanOrEqualTo(20);
    }

    /// Made by the programs themselves, from one list: LibreOffice 7.4, Gnumeric 1.12, openpyxl and XlsxWriter.
    @ParameterizedTest
    @CsvSource({"libreoffice.xlsx", "gnumeric.xlsx", "openpyxl.xlsx", "xlsxwriter.xlsx"})
    void what_real_programs_wrote_reads_the_same(String name) throws Exception {
        var workbook = Files.readAllBytes(Path.of("src/test/resources/exchange/" + name));
        try (var sheet = Sheets.open(new ByteArrayResource(workbook), ImportList.VOLUNTEERS)) {
            List<List<String>> rows = new ArrayList<>();
            sheet.forEach(row -> rows.add(row.cells()));
            assertThat(sheet.header()).isEqualTo(HEADER);
            assertThat(rows).isEqualTo(LIST);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1900-01-01",
        "59, 1900-02-28",
        "61, 1900-03-01",
        "36526, 2000-01-01",
        "46027.5, 2026-01-05 12:00",
        "0.75, 18:00",
        "-1, -1",
        "3000000, 3000000"
    })
    void a_day_is_a_number_in_a_format_of_days(String number, String day) throws Exception {
        var book = new WorkbookMaker();
        assertThat(read(book.sheet(
                                "a",
                                "",
                                row(1, book.shared("naam"), book.shared("vanaf")),
                                row(2, book.shared("Ria"), number(1, number)))
                        .make()))
                .containsExactly(List.of("Ria", day));
    }

    @Test
    void yes_and_no_and_what_went_wrong_come_as_words() throws Exception {
        var book = new WorkbookMaker();
        assertThat(read(book.sheet(
                                "a",
                                "",
                                row(1, book.shared("naam"), book.shared("actief"), book.shared("uren")),
                                row(2, book.shared("Ria"), "t=\"b\"><v>1</v></c>", "t=\"e\"><v>#N/A</v></c>"),
                                row(3, book.shared("Jan"), "t=\"b\"><v>0</v></c>", "t=\"s\"><v>999999</v></c>"))
                        .make()))
                .containsExactly(List.of("Ria", "ja", "#N/A"), List.of("Jan", "nee"));
    }

    @Test
    void rows_keep_the_numbers_that_the_spreadsheet_shows() throws Exception {
        var book = new WorkbookMaker();
        var workbook = book.sheet(
                        "a",
                        "",
                        row(3, book.shared("naam"), book.shared("uren")),
                        row(7, book.shared("Ria")),
                        row(8),
                        row(12, book.shared("Jan")))
                .make();
        try (var sheet = Sheets.open(new ByteArrayResource(workbook), ImportList.VOLUNTEERS)) {
            List<Integer> numbers = new ArrayList<>();
            sheet.forEach(row -> numbers.add(row.number()));
            assertThat(numbers).containsExactly(7, 12);
        }
    }

    @Test
    void nothing_is_left_behind_on_the_disk() throws Exception {
        var before = leftBehind();
        var book = new WorkbookMaker();
        read(book.sheet("a", "", rows(book, 1, "1", "2")).make());
        assertThatThrownBy(() -> read(new byte[] {'P', 'K', 3, 4, 5})).isInstanceOf(UnusableFile.class);
        assertThatThrownBy(() -> read(new WorkbookMaker().make())).isInstanceOf(UnusableFile.class);
        assertThat(leftBehind()).isEqualTo(before);
    }

    private static long leftBehind() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("samenspel-list-"))
                    .count();
        }
    }

    // --- workbooks that were made to do harm ---

    static Stream<Arguments> hostile() {
        return Stream.of(
                hostile(
                        "a zip bomb: a sheet that says it is four gigabytes",
                        "bomb",
                        () -> told(bomb("xl/worksheets/sheet1.xml"), 0xFFFF_FF00L)),
                hostile("a bomb just within what a sheet may be", "tooEmpty", () -> bomb("xl/worksheets/sheet1.xml")),
                hostile("a bomb among the shared texts", "tooEmpty", () -> bomb("xl/sharedStrings.xml")),
                hostile("a bomb among the styles", "bomb", () -> bomb("xl/styles.xml")),
                hostile("a part that lies about its size", "bomb", () -> told(bomb("xl/worksheets/sheet1.xml"), 10)),
                hostile("a million laughs", "bomb", () -> laughs("xl/worksheets/sheet1.xml")),
                hostile("a million laughs among the shared texts", "bomb", () -> laughs("xl/sharedStrings.xml")),
                hostile("a million laughs about the workbook", "bomb", () -> laughs("xl/workbook.xml")),
                hostile(
                        "a file of this machine named in it",
                        "bomb",
                        () -> new WorkbookMaker()
                                .sheetXml(
                                        "a",
                                        "",
                                        "<!DOCTYPE worksheet [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet xmlns=\""
                                                + WorkbookMaker.MAIN
                                                + "\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&x;</v></c></row></sheetData></worksheet>")
                                .make()),
                hostile(
                        "16,384 columns",
                        "tooManyColumns",
                        () -> new WorkbookMaker()
                                .sheet("a", "", row(1, cells(16_384, "naam")), row(2, cells(16_384, "x")))
                                .make()),
                hostile(
                        "a column beyond all",
                        "tooManyColumns",
                        () -> new WorkbookMaker()
                                .sheet("a", "", "<row r=\"1\"><c r=\"ZZZ1\" " + inline("x") + "</row>")
                                .make()),
                hostile("a million empty rows", "tooManyEmptyRows", () -> {
                    var book = new WorkbookMaker();
                    return book.sheet(
                                    "a",
                                    "",
                                    row(1, book.shared("naam"), book.shared("uren")),
                                    IntStream.range(2, 1_000_000)
                                            .mapToObj(at -> "<row r=\"" + at + "\"/>")
                                            .collect(Collectors.joining()),
                                    row(1_000_001, book.shared("Ria")))
                            .make();
                }),
                hostile("rows of nothing but empty cells", "tooEmpty", () -> {
                    var book = new WorkbookMaker();
                    var nothing = "<c/>".repeat(16_000);
                    return book.sheet(
                                    "a",
                                    "",
                                    row(1, book.shared("naam"), book.shared("uren")),
                                    IntStream.range(2, 1_000)
                                            .mapToObj(at -> "<row r=\"" + at + "\"><c t=\"str\"><v>x</v></c>" + nothing
                                                    + "</row>")
                                            .collect(Collectors.joining()))
                            .make();
                }),
                hostile("a hundred thousand sheets", "tooManySheets", () -> {
                    var book = new WorkbookMaker();
                    IntStream.range(0, 100_000).forEach(at -> book.sheetXml("s" + at, "", "<a/>"));
                    return book.make();
                }),
                hostile("a hundred thousand sheets that are all one", "tooManySheets", () -> {
                    var book = new WorkbookMaker();
                    return book.part(
                                    "xl/workbook.xml",
                                    "<workbook xmlns=\"" + WorkbookMaker.MAIN + "\" xmlns:r=\""
                                            + WorkbookMaker.RELATIONS + "\"><sheets>"
                                            + "<sheet name=\"a\" r:id=\"rId1\"/>".repeat(100_000)
                                            + "</sheets></workbook>")
                            .make();
                }),
                hostile("a remark without end", "tooEmpty", () -> longPart("<!-- ")),
                hostile("an attribute without end", "tooEmpty", () -> longPart("<row r=\"")),
                hostile("a name without end", "", () -> longPart("<row")),
                hostile(
                        "depth without end",
                        "",
                        () -> new WorkbookMaker()
                                .sheetXml(
                                        "a",
                                        "",
                                        "<worksheet xmlns=\"" + WorkbookMaker.MAIN + "\"><sheetData>"
                                                + "<row>".repeat(3_000_000))
                                .make()),
                hostile("half a file", "brokenWorkbook", () -> {
                    var book = new WorkbookMaker();
                    var whole = book.sheet("a", "", rows(book, 1, "1", "2")).make();
                    return java.util.Arrays.copyOf(whole, whole.length / 2);
                }),
                hostile("XML that ends in the middle", "brokenWorkbook", () -> {
                    var book = new WorkbookMaker().everySheet(xml -> xml.substring(0, xml.length() - 40));
                    return book.sheet("a", "", rows(book, 1, "1", "2")).make();
                }),
                hostile(
                        "a sheet that is not there",
                        "brokenWorkbook",
                        () -> new WorkbookMaker()
                                .part(
                                        "xl/_rels/workbook.xml.rels",
                                        "<Relationships><Relationship Id=\"rId1\" Type=\"" + WorkbookMaker.RELATIONS
                                                + "/worksheet\" Target=\"../../../etc/passwd\"/></Relationships>")
                                .part(
                                        "xl/workbook.xml",
                                        "<workbook xmlns:r=\"" + WorkbookMaker.RELATIONS
                                                + "\"><sheets><sheet name=\"a\" r:id=\"rId1\"/></sheets></workbook>")
                                .make()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void what_was_made_to_do_harm_is_refused_soon_and_in_words(String what, String why, Supplier<byte[]> maker) {
        var workbook = maker.get();
        System.gc();
        var before = used();
        var began = THREADS.getCurrentThreadCpuTime();
        assertThatThrownBy(() -> read(workbook))
                .as(what)
                .isInstanceOfSatisfying(
                        UnusableFile.class,
                        it -> assertThat(it.problem().key()).startsWith("exchange.unusable." + why));
        // what it costs, not how long it took: others may be at work on this machine
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began))
                .as(what)
                .isLessThan(SOON);
        System.gc();
        assertThat(used() - before).as(what).isLessThan(ROOM);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    // --- making them ---

    private static Arguments honest(String program, Supplier<WorkbookMaker> maker) {
        return Arguments.of(program, maker.get().make());
    }

    private static Arguments hostile(String what, String why, Supplier<byte[]> maker) {
        return Arguments.of(what, why, maker);
    }

    private static String[] rows(WorkbookMaker book, int from, String day, String otherDay) {
        return new String[] {
            header(book, from), first(book, from + 1, number(1, day)), second(book, from + 2, number(1, otherDay))
        };
    }

    private static String header(WorkbookMaker book, int at) {
        return row(at, HEADER.stream().map(book::shared).toArray(String[]::new));
    }

    private static String first(WorkbookMaker book, int at, String day) {
        return row(at, book.shared("Ria Bakker"), book.shared("1234 AB"), day, number("2"), book.shared("0612345678"));
    }

    private static String second(WorkbookMaker book, int at, String day) {
        return row(
                at,
                book.shared("Jan de Wit &amp; Zn"),
                number("1235"),
                day,
                number("1.5"),
                book.shared("+31612345678"));
    }

    private static String[] cells(int many, String text) {
        return IntStream.range(0, many).mapToObj(at -> inline(text + at)).toArray(String[]::new);
    }

    private static List<List<String>> read(byte[] workbook) throws UnusableFile {
        try (var sheet = Sheets.open(new ByteArrayResource(workbook), ImportList.VOLUNTEERS)) {
            List<List<String>> rows = new ArrayList<>();
            sheet.forEach(row -> rows.add(row.cells()));
            return rows;
        }
    }

    /// A workbook of which one part unpacks to nothing but spaces. Whether that is 64 MiB or as many GiB makes no
    /// difference to how far it is read.
    private static byte[] bomb(String part) {
        return longPart(part, "<a>", ' ');
    }

    private static byte[] longPart(String start) {
        return longPart(
                "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"" + WorkbookMaker.MAIN + "\"><sheetData>" + start, 'x');
    }

    private static byte[] longPart(String part, String start, char filling) {
        var book = new WorkbookMaker();
        var small = book.sheet("a", "", rows(book, 1, "1", "2")).make();
        var bytes = new ByteArrayOutputStream();
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(small));
                var out = new ZipOutputStream(bytes)) {
            out.setLevel(1);
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(part)) {
                    out.write(start.getBytes(StandardCharsets.UTF_8));
                    var piece = String.valueOf(filling).repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                    for (var written = 0L; written < UNPACKED; written += piece.length) {
                        out.write(piece);
                    }
                } else {
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /// Says at the end of the zip file that its sheet has another size than it has.
    private static byte[] told(byte[] workbook, long size) {
        var name = "xl/worksheets/sheet1.xml".getBytes(StandardCharsets.UTF_8);
        for (var at = workbook.length - name.length; at > 46; at--) {
            var begin = at - 46;
            if (workbook[begin] == 'P'
                    && workbook[begin + 1] == 'K'
                    && workbook[begin + 2] == 1
                    && java.util.Arrays.equals(workbook, at, at + name.length, name, 0, name.length)) {
                for (var i = 0; i < 4; i++) {
                    workbook[begin + 24 + i] = (byte) (size >> (8 * i));
                }
                return workbook;
            }
        }
        throw new IllegalStateException("The sheet is not in it.");
    }

    private static byte[] laughs(String part) {
        var xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol0 \"lol\">");
        for (var level = 1; level < 10; level++) {
            xml.append("<!ENTITY lol%d \"%s\">".formatted(level, ("&lol" + (level - 1) + ";").repeat(10)));
        }
        xml.append("]><a>&lol9;</a>");
        var book = new WorkbookMaker();
        return book.sheet("a", "", rows(book, 1, "1", "2"))
                .part(part, xml.toString())
                .make();
    }
}
