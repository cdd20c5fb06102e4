package nl.samenspel.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The key of the installation, kept outside the database: whoever has only a copy of the database can read nothing
/// that is sealed with it, and make no mark.
///
/// It is the file `secrets/key` in the data folder, made at the first start, or the setting `samenspel.key`
/// (`SAMENSPEL_KEY`) where several machines serve one database.
@Component
public class InstallationKey {

    private static final int SHORTEST = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final byte[] root;

    InstallationKey(@Value("${samenspel.key:}") String given, @Value("${samenspel.data:}") String data) {
        if (given.isBlank() && data.isBlank()) {
            throw new CannotStart("There is neither a data folder nor SAMENSPEL_KEY, so nothing can be sealed.");
        }
        var text = given.isBlank() ? new Secrets(Path.of(data).resolve("secrets")).get("key") : given.strip();
        if (text.length() < SHORTEST) {
            throw new CannotStart("SAMENSPEL_KEY must be at least %d characters, made by chance: openssl rand -hex 32"
                    .formatted(SHORTEST));
        }
        this.root = text.getBytes(StandardCharsets.UTF_8);
    }

    /// Encrypts (AES-256-GCM). What is sealed for one purpose cannot be opened for another.
    ///
    /// @param purpose what it is and whose, such as `draft <account>`
    public byte[] seal(String purpose, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        CHANCE.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(plain);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java seals with AES-GCM.", e);
        }
    }

    /// What was sealed for this purpose; empty when it was changed, sealed for another, or with another key.
    public Optional<byte[]> open(String purpose, byte[] sealed) {
        if (sealed.length < NONCE_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /// A mark (HMAC-SHA-256, in hexadecimal) that tells nothing of the text and that nobody makes without the key.
    public String mark(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keyFor("mark " + purpose));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC.", e);
        }
    }

    /// A key of its own for something that marks or seals by itself (32 bytes); from it nothing of the root is known.
    public byte[] derived(String use) {
        try {
            return keyFor("derived " + use).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HKDF.", e);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keyFor("seal"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey keyFor(String use) throws GeneralSecurityException {
        var wanted = HKDFParameterSpec.ofExtract()
                .addIKM(root)
                .addSalt("samenspel".getBytes(StandardCharsets.UTF_8))
                .thenExpand(use.getBytes(StandardCharsets.UTF_8), 32);
        return new SecretKeySpec(
                KDF.getInstance("HKDF-SHA256").deriveKey("Generic", wanted).getEncoded(), "AES");
    }
}
