package nl.samenspel.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Closes a file so that only who has its key can read it. What was uploaded may hold what we must not keep, such as a
/// citizen service number in a note; so the database holds it closed, and the key is in the browser that sent it.
final class Seal {

    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private Seal() {}

    static String newKey() {
        var key = new byte[KEY_BYTES];
        CHANCE.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /// @param what what it is of which file, so that no piece can stand in for another
    static byte[] close(byte[] content, String key, String what) {
        var nonce = new byte[NONCE_BYTES];
        CHANCE.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, Base64.getUrlDecoder().decode(key), nonce, what);
            var closed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(content.length));
            cipher.doFinal(content, 0, content.length, closed, NONCE_BYTES);
            return closed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java can do this.", e);
        }
    }

    /// Empty when it is another key, or none at all.
    static Optional<byte[]> open(byte[] closed, String key, String what) {
        try {
            var bytes = Base64.getUrlDecoder().decode(key);
            if (bytes.length != KEY_BYTES || closed.length < NONCE_BYTES) {
                return Optional.empty();
            }
            var cipher = cipher(Cipher.DECRYPT_MODE, bytes, Arrays.copyOf(closed, NONCE_BYTES), what);
            return Optional.of(cipher.doFinal(closed, NONCE_BYTES, closed.length - NONCE_BYTES));
        } catch (IllegalArgumentException | AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java can do this.", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String what) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(what.getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }
}
