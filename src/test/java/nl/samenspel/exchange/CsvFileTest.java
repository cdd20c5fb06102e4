package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;

@NullMarked
class CsvFileTest {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static final String VILLAGES = """
            Postcode;Plaats;Gemeente
            2511;'s-Gravenhage;Den Haag
            5671;Nuenen;"Nuenen, Gerwen en Nederwetten"
            9163;Nes;Ameland
            8713;Hindeloopen (Hylpen);Súdwest-Fryslân
            """;

    @Test
    void UTF_8_Windows_and_a_byte_order_mark_all_read_the_same() throws Exception {
        for (var bytes : List.of(
                VILLAGES.getBytes(StandardCharsets.UTF_8),
                VILLAGES.getBytes(WINDOWS),
                ("\uFEFF" + VILLAGES).getBytes(StandardCharsets.UTF_8),
                ("\uFEFF" + VILLAGES).getBytes(StandardCharsets.UTF_16LE),
                ("\uFEFF" + VILLAGES).getBytes(StandardCharsets.UTF_16BE),
                VILLAGES.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                VILLAGES.replace("\n", "\r").getBytes(StandardCharsets.UTF_8))) {
            var file = csv(bytes, ImportList.AREAS);
            assertThat(file.header()).containsExactly("Postcode", "Plaats", "Gemeente");
            assertThat(rows(file))
                    .containsExactly(
                            List.of("2511", "'s-Gravenhage", "Den Haag"),
                            List.of("5671", "Nuenen", "Nuenen, Gerwen en Nederwetten"),
                            List.of("9163", "Nes", "Ameland"),
                            List.of("8713", "Hindeloopen (Hylpen)", "Súdwest-Fryslân"));
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {';', ',', '\t', '|'})
    void the_separator_is_found(char separator) throws Exception {
        var text = """
                naam;omschrijving;plaats
                Ria Bakker;"Wandelen, koffie; en een praatje | graag";Breda
                Jan de Wit;"Boodschappen, elke week";"Den Bosch, centrum"
                """.replace("\";", "\"" + separator)
                .replace("naam;omschrijving;plaats", "naam" + separator + "omschrijving" + separator + "plaats")
                .replace("Bakker;", "Bakker" + separator)
                .replace("Wit;", "Wit" + separator);
        var file = csv(text.getBytes(StandardCharsets.UTF_8), ImportList.REQUESTS);

        assertThat(file.separator()).isEqualTo(separator);
        assertThat(file.header()).containsExactly("naam", "omschrijving", "plaats");
        assertThat(rows(file).getFirst().get(1)).isEqualTo("Wandelen, koffie; en een praatje | graag");
    }

    @Test
    void a_file_of_words_with_many_commas_is_still_read_with_its_semicolons() throws Exception {
        var text = """
                eigen kop;tweede kop
                een, twee, drie;vier
                vijf, zes, zeven;acht
                """;
        assertThat(csv(text.getBytes(StandardCharsets.UTF_8), ImportList.REQUESTS)
                        .separator())
                .isEqualTo(';');
    }

    @Test
    void a_separator_that_is_told_is_believed() throws Exception {
        var file = open("sep=;\r\npostcode;plaats\r\n1234;Dorp\r\n");
        assertThat(file.header()).containsExactly("postcode", "plaats");
        assertThat(numbers(file).getFirst()).isEqualTo(3);
    }

    @Test
    void a_title_above_the_header_is_passed_over_and_rows_keep_their_numbers() throws Exception {
        var file = open("""
                Uitvoer vrijwilligers;;
                ;;
                Voornaam;Achternaam;E-mail
                Ria;Bakker;ria@voorbeeld.example
                ;;

                Jan;de Wit;jan@voorbeeld.example
                """, ImportList.VOLUNTEERS);
        assertThat(file.header()).containsExactly("Voornaam", "Achternaam", "E-mail");
        assertThat(numbers(file)).containsExactly(4, 7);
        assertThat(file.rowCount()).isEqualTo(2);
    }

    @Test
    void quotes_and_line_ends_within_a_cell_belong_to_it() throws Exception {
        var file = open(
                "naam;hulpvraag\nRia;\"Ze zei: \"\"kom maar\"\"\nen dat is fijn\"\nJan;gewoon 5\" breed\n",
                ImportList.REQUESTS);
        assertThat(rows(file))
                .containsExactly(
                        List.of("Ria", "Ze zei: \"kom maar\"\nen dat is fijn"), List.of("Jan", "gewoon 5\" breed"));
    }

    @Test
    void emoji_and_a_zero_character_come_through_for_the_row_to_be_judged() throws Exception {
        var file = open("naam;hulpvraag\nRia 🌷;een\u0000nul\n", ImportList.REQUESTS);
        assertThat(rows(file)).containsExactly(List.of("Ria 🌷", "een\u0000nul"));
    }

    @Test
    void a_huge_cell_is_read_too() throws Exception {
        var huge = "x".repeat(3_000_000);
        assertThat(rows(open("naam;hulpvraag\nRia;" + huge + "\n", ImportList.REQUESTS)))
                .containsExactly(List.of("Ria", huge));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postcode#plaats~1234#Dorp~1235#Stad | exchange.unusable.separator
            postcode~1234~1235 | exchange.unusable.separator
            postcode;plaats~1234,Dorp~1235,Stad~1236,Gehucht | exchange.unusable.mixed
            postcode;plaats | exchange.unusable.onlyHeader
            naam;vraag~Ria;"zonder einde~Jan;x | exchange.unusable.quote
            %PDF-1.7 | exchange.unusable.noText
            """)
    void what_is_wrong_with_a_file_as_a_whole_is_told(String text, String why) {
        assertThatThrownBy(() -> open(text.replace('~', '\n')))
                .isInstanceOfSatisfying(
                        UnusableFile.class, it -> assertThat(it.problem().key()).isEqualTo(why));
    }

    @Test
    void other_kinds_of_files_are_told_by_what_is_in_them() {
        assertRefused("exchange.unusable.brokenWorkbook", zip("[Content_Types].xml", "xl/workbook.xml"));
        assertRefused(
                "exchange.unusable.openDocument",
                zip("mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml"));
        assertRefused("exchange.unusable.oldExcel", bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1));
        // a zip file is no spreadsheet, whatever its name says and whatever is in it
        assertRefused("exchange.unusable.noText", zip("wachtlijst.csv", "setup.exe"));
        assertRefused(
                "exchange.unusable.brokenWorkbook", "PK\u0003\u0004;a,b\n1,2".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("exchange.unusable.noText", bytes('M', 'Z', 0x90, 0));
        assertRefused("exchange.unusable.noText", bytes(0x7F, 'E', 'L', 'F'));
        assertRefused("exchange.unusable.noText", bytes(0x89, 'P', 'N', 'G', 13, 10, 26, 10));
        assertRefused("exchange.unusable.noText", bytes(0xFF, 0xD8, 0xFF, 0xE0));
        assertRefused("exchange.unusable.noText", bytes(0x1F, 0x8B, 8, 0));
        assertRefused(
                "exchange.unusable.noText", ("a;b\n" + "\u0000\u0001".repeat(100)).getBytes(StandardCharsets.UTF_8));
    }

    /// Whatever bytes come in, the answer is in words; nothing is read as a list by accident, nothing breaks.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void noise_is_refused_in_words(long seed) {
        var random = new java.util.Random(seed);
        for (var i = 0; i < 50; i++) {
            var noise = new byte[1 + random.nextInt(5000)];
            random.nextBytes(noise);
            try {
                assertThat(csv(noise, ImportList.REQUESTS)).isNotNull();
            } catch (UnusableFile refused) {
                assertThat(refused.problem().key()).startsWith("exchange.unusable.");
            }
        }
    }

    private static void assertRefused(String why, byte[] content) {
        assertThatThrownBy(() -> Sheets.open(new ByteArrayResource(content), ImportList.REQUESTS))
                .isInstanceOfSatisfying(
                        UnusableFile.class, it -> assertThat(it.problem().key()).isEqualTo(why));
    }

    private static byte[] bytes(int... values) {
        var content = new byte[values.length];
        for (var i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return content;
    }

    /// @param names of what is in it; after `=` what stands there, unpacked
    private static byte[] zip(String... names) {
        var content = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(content)) {
            for (var name : names) {
                var data = name.substring(name.indexOf('=') + 1).getBytes(StandardCharsets.UTF_8);
                var entry = new ZipEntry(name.replaceAll("=.*", ""));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(data.length);
                var check = new java.util.zip.CRC32();
                check.update(data);
                entry.setCrc(check.getValue());
                zip.putNextEntry(entry);
                zip.write(data);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    @Test
    void an_empty_file_is_told() {
        for (var nothing : new String[] {"", "\n\n", "\uFEFF", "   "}) {
            assertThatThrownBy(() -> open(nothing))
                    .isInstanceOfSatisfying(
                            UnusableFile.class,
                            it -> assertThat(it.problem().key()).isEqualTo("exchange.unusable.empty"));
        }
    }

    @Test
    void too_much_is_told() {
        var huge = new AbstractResource() {
            @Override
            public long contentLength() {
                return Sheet.MOST_BYTES + 1L;
            }

            @Override
            public String getDescription() {
                return "a file too large to make";
            }

            @Override
            public InputStream getInputStream() {
                throw new IllegalStateException("Not a byte of it is to be read.");
            }
        };
        assertThatThrownBy(() -> Sheets.open(huge, ImportList.AREAS))
                .isInstanceOfSatisfying(
                        UnusableFile.class, it -> assertThat(it.problem().key()).isEqualTo("exchange.unusable.tooBig"));
        var many = "postcode;plaats\n"
                + IntStream.rangeClosed(0, Sheet.MOST_ROWS).mapToObj(_ -> "1;d").collect(Collectors.joining("\n"));
        assertThatThrownBy(() -> open(many))
                .isInstanceOfSatisfying(
                        UnusableFile.class,
                        it -> assertThat(it.problem().key()).isEqualTo("exchange.unusable.tooManyRows"));
    }

    @Test
    void a_column_with_the_month_first_is_known() throws Exception {
        var file =
                open("naam;vanaf;datum\nRia;04/13/2026;13/04/2026\nJan;04/05/2026;04/05/2026\n", ImportList.REQUESTS);
        var found = new BitSet();
        file.forEach(row -> Layout.noteMonthFirst(row, found));
        assertThat(found.stream()).containsExactly(1);
    }

    private static CsvFile open(String text) throws UnusableFile {
        return open(text, ImportList.AREAS);
    }

    private static CsvFile open(String text, ImportList list) throws UnusableFile {
        return csv(text.getBytes(StandardCharsets.UTF_8), list);
    }

    private static CsvFile csv(byte[] content, ImportList list) throws UnusableFile {
        return CsvFile.open(new ByteArrayResource(content), list);
    }

    private static List<Integer> numbers(CsvFile file) {
        List<Integer> numbers = new ArrayList<>();
        file.forEach(row -> numbers.add(row.number()));
        return numbers;
    }

    private static List<List<String>> rows(CsvFile file) {
        List<List<String>> rows = new ArrayList<>();
        file.forEach(row -> rows.add(row.cells()));
        return rows;
    }
}
