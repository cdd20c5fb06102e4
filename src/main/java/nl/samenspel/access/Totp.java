package nl.samenspel.access;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes of six figures that change every half minute: RFC 6238 as all apps for it speak it (SHA-1, 30 seconds).
final class Totp {

    static final int SECRET_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom CHANCE = new SecureRandom();

    private Totp() {}

    static byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        CHANCE.nextBytes(secret);
        return secret;
    }

    /// The step whose code this is, of the present one and its two neighbours: clocks differ. Empty when it is none
    /// of them, or of a step that was used before.
    static OptionalLong stepOf(String code, byte[] secret, Instant now, long lastUsed) {
        var present = now.getEpochSecond() / STEP_SECONDS;
        var found = OptionalLong.empty();
        for (var step = present - 1; step <= present + 1; step++) {
            if (step > lastUsed && java.security.MessageDigest.isEqual(bytes(code), bytes(at(step, secret)))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    static String codeAt(Instant when, byte[] secret) {
        return at(when.getEpochSecond() / STEP_SECONDS, secret);
    }

    /// RFC 4226, section 5.3.
    private static String at(long step, byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            var offset = hash[hash.length - 1] & 0xF;
            var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC.", e);
        }
    }

    private static byte[] bytes(String code) {
        return code.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /// As apps want the secret when it is typed (RFC 4648).
    static String base32(byte[] secret) {
        var text = new StringBuilder();
        var bits = 0;
        var held = 0;
        for (var one : secret) {
            held = (held << 8) | (one & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt((held >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt((held << (5 - bits)) & 31));
        }
        return text.toString();
    }
}
