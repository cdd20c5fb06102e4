package nl.samenspel.reimbursements;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import nl.samenspel.reimbursements.Claiming.WhyNoPicture;
import nl.samenspel.reimbursements.Receipts.Made;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ReceiptsTest {

    private static final String WHERE = "GPS 52.0907 N 5.1214 E";

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png"})
    void a_photo_is_made_anew_and_small_enough(String format) throws Exception {
        var made = picture(Receipts.make(drawn(format, 4000, 3000)));

        assertThat(made.getWidth()).isEqualTo(1600);
        assertThat(made.getHeight()).isEqualTo(1200);
        assertThat(new Color(made.getRGB(10, 10)).getRed()).isGreaterThan(200);
    }

    @Test
    void where_it_was_taken_is_gone() throws Exception {
        var sent = withExif(drawn("jpeg", 400, 300), 1);
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).contains(WHERE);

        var made = Receipts.make(sent);

        assertThat(made).isInstanceOf(Made.Picture.class);
        assertThat(new String(((Made.Picture) made).jpeg().array(), StandardCharsets.ISO_8859_1))
                .doesNotContain("GPS", "Exif");
    }

    /// The left upper corner of what was drawn is red; a camera held upright writes it lying, and says so.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void it_stands_upright_whichever_way_the_camera_was_held(int orientation) throws Exception {
        var made = picture(Receipts.make(withExif(drawn("jpeg", 400, 300), orientation)));

        var turned = orientation >= 5;
        assertThat(made.getWidth()).isEqualTo(turned ? 300 : 400);
        var red =
                switch (orientation) {
                    case 1, 5 -> new int[] {10, 10};
                    case 2, 6 -> new int[] {made.getWidth() - 10, 10};
                    case 3, 7 -> new int[] {made.getWidth() - 10, made.getHeight() - 10};
                    default -> new int[] {10, made.getHeight() - 10};
                };
        var corner = new Color(made.getRGB(red[0], red[1]));
        assertThat(corner.getRed() - corner.getBlue())
                .as("orientation " + orientation)
                .isGreaterThan(100);
    }

    @Test
    void what_is_no_picture_is_told_apart() throws Exception {
        assertThat(why(new byte[0])).isEqualTo(WhyNoPicture.NOTHING);
        assertThat(why("%PDF-1.7 …".getBytes(StandardCharsets.UTF_8))).isEqualTo(WhyNoPicture.PDF);
        assertThat(why("<html><script>".getBytes(StandardCharsets.UTF_8))).isEqualTo(WhyNoPicture.OTHER_KIND);
        assertThat(why("GIF89a and more".getBytes(StandardCharsets.UTF_8))).isEqualTo(WhyNoPicture.OTHER_KIND);
        assertThat(why(Arrays.copyOf(drawn("png", 40, 30), 60))).isEqualTo(WhyNoPicture.DAMAGED);
        assertThat(why(HexFormat.of().parseHex("ffd8ffe000104a464946"))).isEqualTo(WhyNoPicture.DAMAGED);
    }

    @Test
    void more_than_ten_megabytes_is_not_even_looked_at() {
        var sent = new byte[Photo.MOST_BYTES + 1];
        sent[0] = (byte) 0xff;
        assertThat(why(sent)).isEqualTo(WhyNoPicture.TOO_LARGE);
    }

    /// A few kilobytes that would be ten gigabytes when opened.
    @Test
    void a_small_file_with_a_huge_picture_in_it_is_not_opened() throws Exception {
        assertThat(why(bomb(60_000, 60_000))).isEqualTo(WhyNoPicture.TOO_MANY_POINTS);
        assertThat(why(bomb(40_000, 1))).isEqualTo(WhyNoPicture.TOO_MANY_POINTS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytes_changed_at_random_never_break_it(long seed) throws Exception {
        var random = new Random(seed);
        var right = withExif(drawn("jpeg", 60, 40), 6);
        for (var round = 0; round < 200; round++) {
            var sent = right.clone();
            for (var change = 0; change < 5; change++) {
                sent[random.nextInt(sent.length)] = (byte) random.nextInt();
            }
            assertThat(Receipts.make(sent)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_reason_can_be_told(WhyNoPicture why) throws IOException {
        try (var words = ReceiptsTest.class.getResourceAsStream("/messages/reimbursements.properties")) {
            assertThat(new String(Objects.requireNonNull(words).readAllBytes(), StandardCharsets.UTF_8))
                    .contains("reimbursements.picture." + why + "=");
        }
    }

    private static WhyNoPicture why(byte[] sent) {
        return ((Made.None) Receipts.make(sent)).why();
    }

    private static BufferedImage picture(Made made) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(((Made.Picture) made).jpeg().array()));
    }

    private static byte[] drawn(String format, int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.BLUE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width / 3, height / 3);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /// With a part as cameras write it: which side is up, and where it was.
    private static byte[] withExif(byte[] jpeg, int orientation) throws IOException {
        var tiff = ByteBuffer.allocate(26 + WHERE.length());
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {42, 0, 8, 0, 0, 0, 1, 0});
        tiff.put(HexFormat.of().parseHex("120103000100000000000000".substring(0, 16)));
        tiff.put(new byte[] {(byte) orientation, 0, 0, 0});
        tiff.position(26);
        tiff.put(WHERE.getBytes(StandardCharsets.US_ASCII));
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        var length = 2 + 6 + tiff.capacity();
        out.write(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        out.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        out.write(tiff.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] bomb(int width, int height) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(HexFormat.of().parseHex("89504e470d0a1a0a"));
        var head = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        chunk(out, "IHDR", head.array());
        var deflater = new Deflater();
        deflater.setInput(new byte[1_000_000]);
        deflater.finish();
        var packed = new byte[10_000];
        chunk(out, "IDAT", Arrays.copyOf(packed, deflater.deflate(packed)));
        deflater.end();
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) throws IOException {
        var named = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        var sum = new CRC32();
        sum.update(named);
        out.write(ByteBuffer.allocate(4).putInt(data.length).array());
        out.write(named);
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
