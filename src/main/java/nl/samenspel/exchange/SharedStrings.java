package nl.samenspel.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import nl.samenspel.exchange.XlsxFile.Damaged;

/// The texts that cells of a workbook name by number. Kept as bytes behind each other: millions of them take little
/// more room than what stands in them.
final class SharedStrings {

    static final SharedStrings NONE = new SharedStrings();

    /// Pieces, so that growing copies nothing.
    private static final int PIECE = 1 << 20;

    private static final int MOST = 12_000_000;
    private static final int MOST_BYTES = 160 << 20;
    private static final int LONGEST = 40_000;

    private final List<byte[]> pieces = new ArrayList<>();
    private int[] starts = new int[1024];
    private int size;
    private int end;

    private SharedStrings() {}

    /// @param met to be told after each
    static SharedStrings read(XMLStreamReader reader, Runnable met) throws XMLStreamException {
        var strings = new SharedStrings();
        var text = new StringBuilder();
        var inText = false;
        var inPhonetics = false;
        while (reader.hasNext()) {
            var event = reader.next();
            XlsxFile.refuseDeclarations(event);
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    switch (reader.getLocalName()) {
                        case "si" -> text.setLength(0);
                        case "rPh" -> inPhonetics = true;
                        case "t" -> inText = !inPhonetics;
                        default -> {} // how it looks
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText && text.length() < LONGEST) {
                        text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    switch (reader.getLocalName()) {
                        case "rPh" -> inPhonetics = false;
                        case "t" -> inText = false;
                        case "si" -> {
                            strings.add(CellStyles.unescaped(text.toString()).getBytes(StandardCharsets.UTF_8));
                            met.run();
                        }
                        default -> {} // how it looks
                    }
                }
                default -> {} // comments and the like
            }
        }
        return strings;
    }

    /// Its length in three bytes, and then itself.
    private void add(byte[] text) {
        if (pieces.isEmpty() || end % PIECE + 3 + text.length > PIECE || end == pieces.size() * PIECE) {
            end = pieces.size() * PIECE;
            pieces.add(new byte[PIECE]);
        }
        if (size == MOST || end > MOST_BYTES) {
            throw new Damaged("exchange.unusable.tooMuchText");
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
        }
        starts[size++] = end;
        var piece = pieces.getLast();
        var at = end % PIECE;
        piece[at] = (byte) (text.length >> 16);
        piece[at + 1] = (byte) (text.length >> 8);
        piece[at + 2] = (byte) text.length;
        System.arraycopy(text, 0, piece, at + 3, text.length);
        end += 3 + text.length;
    }

    /// Empty where there is none of that number.
    String get(int number) {
        if (number < 0 || number >= size) {
            return "";
        }
        var piece = pieces.get(starts[number] / PIECE);
        var at = starts[number] % PIECE;
        var length = ((piece[at] & 0xFF) << 16) | ((piece[at + 1] & 0xFF) << 8) | (piece[at + 2] & 0xFF);
        return new String(piece, at + 3, length, StandardCharsets.UTF_8);
    }
}
