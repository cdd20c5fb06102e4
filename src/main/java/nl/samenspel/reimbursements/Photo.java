package nl.samenspel.reimbursements;

/// The bytes of a picture as somebody sent them. What they really are, [Receipts] finds out.
public final class Photo {

    /// More is not read.
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private final byte[] bytes;

    public Photo(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes.clone();
    }
}
