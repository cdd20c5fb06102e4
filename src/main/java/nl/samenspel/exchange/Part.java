package nl.samenspel.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import nl.samenspel.exchange.Sheet.Row;

/// Rows of a list, packed as bytes.
final class Part {

    /// So many rows are gone through, and committed, at once.
    static final int ROWS = 1_000;

    private Part() {}

    static byte[] pack(List<Row> rows) {
        var bytes = new ByteArrayOutputStream(64 << 10);
        var fast = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 8192))) {
            out.writeInt(rows.size());
            for (var row : rows) {
                out.writeInt(row.number());
                out.writeInt(row.cells().size());
                for (var cell : row.cells()) {
                    var text = cell.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(text.length);
                    out.write(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    static List<Row> unpack(byte[] packed) {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            var count = in.readInt();
            List<Row> rows = new ArrayList<>(count);
            for (var i = 0; i < count; i++) {
                var number = in.readInt();
                var width = in.readInt();
                List<String> cells = new ArrayList<>(width);
                for (var column = 0; column < width; column++) {
                    cells.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
                }
                rows.add(new Row(number, cells));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
