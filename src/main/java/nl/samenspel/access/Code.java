package nl.samenspel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/// A once-only secret of letters and figures, without those that look alike. Shown once; only the hash is kept.
public record Code(String value) {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final SecureRandom CHANCE = new SecureRandom();

    /// For a link or another program: seven groups of four (140 bits; ASVS 5.0, 11.5.1 asks for 128).
    static Code next() {
        return of(7);
    }

    /// For paper, from which it is typed over: six groups of four (120 bits; ASVS 5.0, 6.5.2 asks for 112).
    public static Code forPaper() {
        return of(6);
    }

    private static Code of(int groups) {
        var text = new StringBuilder();
        for (var i = 0; i < 4 * groups; i++) {
            if (i > 0 && i % 4 == 0) {
                text.append('-');
            }
            text.append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
        }
        return new Code(text.toString());
    }

    /// What is compared; typing in small letters, or without the dashes, is as good.
    public String hash() {
        var plain = value.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return "(a code)";
    }
}
