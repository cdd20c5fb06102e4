package nl.samenspel.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// In which row of a list something stood first, for as many rows as a list can have: some forty bytes for each, and
/// nothing of what stands there. That two different texts have the same mark happens to one list of a million rows in
/// some thirty million.
final class Seen {

    private final MessageDigest digest;
    private long[] marks = new long[2048];
    private int[] rows = new int[2048];
    private int size;

    Seen() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /// The row in which this stood before; this row the first time, and again when it comes back itself.
    Optional<Integer> before(String text, int row) {
        var mark = mark(text);
        var at = place(mark);
        if (marks[at] == mark) {
            return rows[at] == row ? Optional.empty() : Optional.of(rows[at]);
        }
        marks[at] = mark;
        rows[at] = row;
        if (++size > marks.length / 2) {
            grow();
        }
        return Optional.empty();
    }

    private long mark(String text) {
        var bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        var mark = 0L;
        for (var i = 0; i < Long.BYTES; i++) {
            mark = (mark << 8) | (bytes[i] & 0xFF);
        }
        return mark == 0 ? 1 : mark;
    }

    private int place(long mark) {
        var at = (int) (mark & (marks.length - 1));
        while (marks[at] != 0 && marks[at] != mark) {
            at = (at + 1) & (marks.length - 1);
        }
        return at;
    }

    private void grow() {
        var marksBefore = marks;
        var rowsBefore = rows;
        marks = new long[marksBefore.length * 2];
        rows = new int[marks.length];
        for (var i = 0; i < marksBefore.length; i++) {
            if (marksBefore[i] != 0) {
                var at = place(marksBefore[i]);
                marks[at] = marksBefore[i];
                rows[at] = rowsBefore[i];
            }
        }
    }
}
