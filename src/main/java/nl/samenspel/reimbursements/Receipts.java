package nl.samenspel.reimbursements;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import nl.samenspel.reimbursements.Claiming.WhyNoPicture;

/// Makes the picture of a receipt that is kept: small enough, upright, and without anything of the file that was sent
/// but its points. Where and with what it was taken is not in it any more.
///
/// What a file is, its first bytes say, never its name. How large a picture is, is read before any of it is opened,
/// and a large one is opened coarsely, so that a small file cannot ask for all memory.
final class Receipts {

    /// A camera's.
    private static final long MOST_POINTS = 100_000_000;

    /// Of the picture that is kept.
    private static final int MOST_SIDE = 1600;

    private static final float QUALITY = 0.8f;

    private Receipts() {}

    /// What came of it.
    sealed interface Made {

        /// There is one.
        ///
        /// @param jpeg the picture, made anew
        record Picture(ByteBuffer jpeg) implements Made {}

        record None(WhyNoPicture why) implements Made {}
    }

    static Made make(byte[] sent) {
        if (sent.length == 0) {
            return new Made.None(WhyNoPicture.NOTHING);
        }
        if (sent.length > Photo.MOST_BYTES) {
            return new Made.None(WhyNoPicture.TOO_LARGE);
        }
        var format = format(sent);
        if (format.isEmpty()) {
            return new Made.None(begins(sent, "25504446") ? WhyNoPicture.PDF : WhyNoPicture.OTHER_KIND);
        }
        var readers = ImageIO.getImageReadersByFormatName(format);
        var reader = readers.next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(sent))) {
            reader.setInput(in, true, true);
            return open(reader, format.equals("jpeg") ? Exif.orientation(sent) : 1);
        } catch (IOException | RuntimeException e) {
            // what a file makes a reader do is the file's doing, not a bug of ours
            return new Made.None(WhyNoPicture.DAMAGED);
        } finally {
            reader.dispose();
        }
    }

    private static Made open(ImageReader reader, int orientation) throws IOException {
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > MOST_POINTS || Math.max(width, height) > 30_000) {
            return new Made.None(WhyNoPicture.TOO_MANY_POINTS);
        }
        var coarse = (int) Math.max(1, Math.max(width, height) / (2L * MOST_SIDE));
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(coarse, coarse, 0, 0);
        var read = reader.read(0, how);
        return new Made.Picture(ByteBuffer.wrap(jpeg(upright(read, orientation))));
    }

    /// On white, at most [#MOST_SIDE], as one would hold it.
    private static BufferedImage upright(BufferedImage read, int orientation) {
        var scale = Math.min(1.0, MOST_SIDE / (double) Math.max(read.getWidth(), read.getHeight()));
        var turned = orientation >= 5;
        var width = Math.max(1, (int) Math.round((turned ? read.getHeight() : read.getWidth()) * scale));
        var height = Math.max(1, (int) Math.round((turned ? read.getWidth() : read.getHeight()) * scale));
        var made = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = made.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        var place = new AffineTransform();
        place.scale(scale, scale);
        place.concatenate(turn(orientation, read.getWidth(), read.getHeight()));
        pen.drawImage(read, place, null);
        pen.dispose();
        return made;
    }

    /// As Exif counts: 1 is upright, 3 upside down, 6 a quarter to the right, 8 to the left; the others are mirrored.
    private static AffineTransform turn(int orientation, int width, int height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(picture, null, null), how);
        } finally {
            writer.dispose();
        }
        if (bytes.size() == 0) {
            throw new IIOException("Nothing was written.");
        }
        return bytes.toByteArray();
    }

    private static String format(byte[] sent) {
        if (begins(sent, "ffd8ff")) {
            return "jpeg";
        }
        return begins(sent, "89504e470d0a1a0a") ? "png" : "";
    }

    private static boolean begins(byte[] sent, String hex) {
        var wanted = HexFormat.of().parseHex(hex);
        return sent.length > wanted.length && java.util.Arrays.equals(sent, 0, wanted.length, wanted, 0, wanted.length);
    }

    /// The one thing of Exif that is needed: which side is up. Anything strange is upright.
    private static final class Exif {

        private static final int ORIENTATION = 0x0112;

        static int orientation(byte[] jpeg) {
            try {
                var at = 2;
                while (at + 4 < jpeg.length && (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) != 0xda) {
                    var length = ((jpeg[at + 2] & 0xff) << 8) | (jpeg[at + 3] & 0xff);
                    if ((jpeg[at + 1] & 0xff) == 0xe1
                            && length > 16
                            && new String(jpeg, at + 4, 4, java.nio.charset.StandardCharsets.ISO_8859_1)
                                    .equals("Exif")) {
                        return inTiff(ByteBuffer.wrap(jpeg, at + 10, length - 8).slice());
                    }
                    at += 2 + Math.max(2, length);
                }
                return 1;
            } catch (RuntimeException e) {
                return 1;
            }
        }

        private static int inTiff(ByteBuffer tiff) {
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            var list = tiff.getInt(4);
            var entries = tiff.getShort(list) & 0xffff;
            for (var nth = 0; nth < entries; nth++) {
                var entry = list + 2 + 12 * nth;
                if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                    return tiff.getShort(entry + 8);
                }
            }
            return 1;
        }
    }
}
